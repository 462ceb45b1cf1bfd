"""Which grounds a subject's matters open, and when each ends: the law's permission, one purpose at a time.

A ground has no state: not yet, open or ended follows from its dates. Nobody edits one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seloste.law.instants import day_after, keep_until, last_day
from seloste.law.retention import retention
from seloste.notice.values import Basis, Store
from seloste.policy.history import History, Refusal, RefusalKind
from seloste.policy.matters import VOIDED, Span, shift_version
from seloste.policy.tables import Purpose, Timeline, Version, in_force, later_than


@dataclass(frozen=True, slots=True)
class Ground:
    """(purpose, matter or 0 for the whole subject, basis, opened, ends, why, notice version).

    `anchor` is the date from which an `after` ground counts; `parent` the ground that it follows; `begun` when the first of its
    matters was opened, which tells an erasure what had begun.
    """

    purpose: str
    matter: int
    basis: Basis
    opened: datetime
    ends: datetime
    why: str
    version: int
    store: Store
    anchor: datetime
    begun: datetime
    cut: bool = False
    parent: "Ground | None" = None

    @property
    def key(self) -> tuple[str, int, int, datetime]:
        """What tells this ground from the subject's others."""
        return (self.purpose, self.matter, self.version, self.opened)

    def open_at(self, at: datetime) -> bool:
        """Whether the ground is open at an instant (its end is exclusive)."""
        return self.opened <= at < self.ends


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one matter under one purpose, before the stretches are joined and their tails added."""

    purpose: Purpose
    version: Version
    matter: int
    opened: datetime
    ends: datetime
    true_end: datetime
    begun: datetime
    why: str
    cut: bool = False
    void: bool = False


def grounds(history: History, timeline: Timeline, spans: Sequence[Span]) -> list[Ground]:
    """All grounds of one subject, parents before those that follow them."""
    refusals = _by_purpose(history.refusals)
    joined: dict[tuple[str, int, int], list[_Piece]] = defaultdict(list)
    for piece in _pieces(history, timeline, spans):
        for stretch in _refused(piece, refusals.get(piece.purpose.key, ())):
            joined[(piece.purpose.key, piece.version.number, piece.matter)].append(stretch)
    found: list[Ground] = []
    for stretches in joined.values():
        for piece in _unions(stretches):
            ground = _with_tail(piece, history.subject_kind, timeline, refusals.get(piece.purpose.key, ()))
            if ground is not None:
                found.append(ground)
    _follow(found, history, timeline, refusals)
    return found


def _by_purpose(refusals: Iterable[Refusal]) -> dict[str, list[Refusal]]:
    """The refusals that end grounds; one of a single channel ends none."""
    found: dict[str, list[Refusal]] = defaultdict(list)
    for refusal in sorted(refusals, key=lambda r: (r.opened, r.id)):
        if not refusal.channel:
            found[refusal.purpose].append(refusal)
    return found


def _pieces(history: History, timeline: Timeline, spans: Sequence[Span]) -> Iterable[_Piece]:
    own = _own_spans(history, timeline)
    for span in (*spans, *own):
        yield from _pieces_of(span, span.version, history.subject_kind)
        for version in later_than(timeline, span.version):
            if version.effective < span.ends:
                shifted = shift_version(span, version, version.effective)
                yield from _pieces_of(shifted, version, history.subject_kind, only_for_all=True)


def _pieces_of(span: Span, version: Version, subject_kind: str, *, only_for_all: bool = False) -> Iterable[_Piece]:
    for purpose in version.policy.purposes.values():
        if (only_for_all and not purpose.applies_to_all) or subject_kind not in purpose.basis:
            continue
        if span.kind in purpose.while_:
            matter = 0
        elif span.kind == purpose.per:
            matter = span.matter
        else:
            continue
        yield _Piece(purpose, version, matter, span.opened, span.ends, span.true_end, span.opened, span.why, cut=span.void, void=span.void)


def _own_spans(history: History, timeline: Timeline) -> Iterable[Span]:
    """The controller's own matters, as far as this subject has a folder in them: opened by its first record."""
    first: dict[int, datetime] = {}
    for folder in history.folders:
        if folder.matter:
            first[folder.matter] = min(folder.arrived, first.get(folder.matter, folder.arrived))
    for matter in history.own:
        if matter.id in first:
            version = in_force(timeline, first[matter.id])
            if version is not None and matter.kind in version.policy.matters:
                opened = first[matter.id]
                yield Span(matter.id, matter.kind, version, opened, max(matter.ends, opened), matter.ends, "planned")


def _refused(piece: _Piece, refusals: Iterable[Refusal]) -> list[_Piece]:
    """The stretches of a piece that refusals leave: none opens under a standing one (invariant 8)."""
    left = [piece]
    for refusal in refusals:
        left = [stretch for before in left for stretch in _minus(before, refusal)]
    return left


def _minus(piece: _Piece, refusal: Refusal) -> Iterable[_Piece]:
    start, stop = refusal.opened, refusal.lifted
    if refusal.kind is RefusalKind.ERASURE:
        if piece.begun > start:
            yield piece
            return
        stop = None
    if piece.ends <= start or (stop is not None and stop <= piece.opened):
        yield piece
        return
    if piece.opened < start:
        yield replace(piece, ends=start, true_end=min(piece.true_end, start), why=str(refusal.kind), cut=True)
    if stop is not None and stop < piece.ends:
        yield replace(piece, opened=stop)


def _unions(stretches: list[_Piece]) -> Iterable[_Piece]:
    """Stretches that touch become one: the whole subject's ground is the unbroken union of its matters."""
    stretches.sort(key=lambda s: (s.opened, s.ends))
    current = stretches[0]
    for piece in stretches[1:]:
        if piece.opened > current.ends:
            yield current
            current = piece
            continue
        ends = max(current.ends, piece.ends)
        last = piece if (not piece.void, piece.ends) > (not current.void, current.ends) else current
        true_end = max(p.true_end for p in (current, piece) if p.void == last.void)
        current = replace(last, opened=current.opened, ends=ends, true_end=true_end, begun=min(current.begun, piece.begun))
    yield current


def _with_tail(piece: _Piece, subject_kind: str, timeline: Timeline, refusals: Iterable[Refusal]) -> Ground | None:
    """The ground of a piece: its keeping period or statutory rule added, shortened by later notices, cut by a refusal."""
    purpose, basis = piece.purpose, piece.purpose.basis[subject_kind]
    ends, anchor, why, cut = piece.ends, piece.true_end, piece.why, piece.cut
    if not cut:
        anchor = _tail(purpose, piece.true_end)
        ends, anchor = _renoticed(max(piece.ends, anchor), anchor, piece.ends, piece, subject_kind, timeline)
        for refusal in refusals:
            if piece.ends <= refusal.opened < ends and _binds(refusal, piece.begun):
                ends, anchor, why, cut = refusal.opened, refusal.opened, str(refusal.kind), True
                break
    else:
        ends, anchor = _renoticed(ends, anchor, ends, piece, subject_kind, timeline)
    if ends <= piece.opened:
        return None
    return Ground(purpose.key, piece.matter, basis, piece.opened, ends, why, piece.version.number, purpose.store, anchor, piece.begun, cut)


def _binds(refusal: Refusal, begun: datetime) -> bool:
    return refusal.kind is not RefusalKind.ERASURE or begun <= refusal.opened


def _tail(purpose: Purpose, true_end: datetime) -> datetime:
    if purpose.rule is not None:
        return day_after(retention(purpose.rule, last_day(true_end)).keep_through)
    if purpose.keep is not None:
        return keep_until(true_end, purpose.keep)
    return true_end


def _renoticed(
    ends: datetime, anchor: datetime, running_until: datetime, piece: _Piece, subject_kind: str, timeline: Timeline
) -> tuple[datetime, datetime]:
    """A shorter period of a later notice binds from its effective date; a longer one only where the law demands it."""
    for version in later_than(timeline, piece.version):
        if version.effective >= ends:
            break
        purpose = version.policy.purposes.get(piece.purpose.key)
        if purpose is None or subject_kind not in purpose.basis:
            return version.effective, version.effective
        if piece.cut:
            continue
        tail = _tail(purpose, piece.true_end)
        later = max(tail, running_until, version.effective)
        if later < ends or piece.purpose.basis[subject_kind] is Basis.LEGAL_OBLIGATION:
            ends, anchor = later, tail
    return ends, anchor


def _follow(found: list[Ground], history: History, timeline: Timeline, refusals: dict[str, list[Refusal]]) -> None:
    """Append the grounds that follow others. The notice's `after` has no circle, so this ends."""
    numbers = {version.number: version for version in timeline}
    for parent in found:  # the list grows while it is read: a ground that follows may itself be followed
        if parent.why == VOIDED:
            continue
        version = numbers[parent.version]
        for purpose in version.policy.purposes.values():
            if purpose.after != parent.purpose or history.subject_kind not in purpose.basis:
                continue
            child = _follower(purpose, version, parent, history.subject_kind, timeline, refusals.get(purpose.key, ()))
            if child is not None:
                found.append(child)


def _follower(
    purpose: Purpose, version: Version, parent: Ground, subject_kind: str, timeline: Timeline, refusals: Iterable[Refusal]
) -> Ground | None:
    opened = parent.ends
    binding = [r for r in refusals if _binds(r, parent.begun)]
    for refusal in binding:
        standing = refusal.kind is RefusalKind.ERASURE or refusal.lifted is None or refusal.lifted > opened
        if refusal.opened <= opened and standing:
            return None
    piece = _Piece(purpose, version, parent.matter, opened, opened, parent.anchor, parent.begun, "after")
    ground = _with_tail(piece, subject_kind, timeline, binding)
    return replace(ground, parent=parent) if ground is not None else None
