"""Which grounds a subject's matters open, and when each ends: the law's permission, one purpose at a time.

A ground has no state: not yet, open or ended follows from its dates. Nobody edits one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from seloste.notice.values import Basis, Store
from seloste.policy.history import History, Refusal, RefusalKind
from seloste.policy.matters import NOTICE, VOIDED, Span
from seloste.policy.pieces import Piece, pieces, refused, unions
from seloste.policy.reckoning import kept_until, ruled_until
from seloste.policy.tables import Purpose, Timeline, Version, later_than


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
class _End:
    """When a ground ends, the date from which what follows it counts, and why."""

    at: datetime
    anchor: datetime
    why: str


def grounds(history: History, timeline: Timeline, spans: Sequence[Span]) -> list[Ground]:
    """All grounds of one subject, parents before those that follow them."""
    refusals = _by_purpose(history.refusals)
    joined: dict[tuple[str, int, int], list[Piece]] = defaultdict(list)
    for piece in pieces(history, timeline, spans):
        for stretch in refused(piece, refusals.get(piece.purpose.key, ())):
            joined[(piece.purpose.key, piece.version.number, piece.matter)].append(stretch)
    found: list[Ground] = []
    for stretches in joined.values():
        for piece in unions(stretches):
            ground = _with_tail(piece, history.subject_kind, timeline, refusals.get(piece.purpose.key, ()))
            if ground is not None:
                found.append(ground)
    _follow(found, history, timeline, refusals)
    return _each_once(found)


def _each_once(found: Iterable[Ground]) -> list[Ground]:
    """One ground a key. Two that ended on one day may be followed by the same ground; it stands as long as the longer does."""
    once: dict[tuple[str, int, int, datetime], Ground] = {}
    for ground in found:
        other = once.get(ground.key)
        if other is None or _rank(ground) > _rank(other):
            once[ground.key] = ground
    return list(once.values())


def _rank(ground: Ground) -> tuple[datetime, bool, datetime]:
    """The longer first; then the one that follows a ground of its own notice, which covers at least as much."""
    return ground.ends, ground.parent is None or ground.parent.version == ground.version, ground.begun


def _by_purpose(refusals: Iterable[Refusal]) -> dict[str, list[Refusal]]:
    """The refusals that end grounds; one of a single channel ends none, and neither does one taken back as it was made."""
    found: dict[str, list[Refusal]] = defaultdict(list)
    for refusal in sorted(refusals, key=lambda r: (r.opened, r.id)):
        stood = refusal.kind is RefusalKind.ERASURE or refusal.lifted is None or refusal.lifted > refusal.opened
        if stood and not refusal.channel:
            found[refusal.purpose].append(refusal)
    return found


def _with_tail(
    piece: Piece, subject_kind: str, timeline: Timeline, refusals: Iterable[Refusal], parent: Ground | None = None
) -> Ground | None:
    """The ground of a piece: its keeping period or statutory rule added, shortened by later notices, cut by a refusal."""
    end = _End(piece.ends, piece.true_end, piece.why)
    if not piece.cut:
        anchor = _tail(piece.purpose, piece.true_end)
        end = _End(max(piece.ends, anchor), anchor, piece.why)
    end = _renoticed(end, piece, subject_kind, timeline)
    cut = piece.cut
    for refusal in refusals:
        if not cut and piece.ends <= refusal.opened < end.at and _binds(refusal, piece.begun):
            end, cut = _End(refusal.opened, refusal.opened, str(refusal.kind)), True
    if end.at <= piece.opened:
        return None
    purpose, basis = piece.purpose, piece.purpose.basis[subject_kind]
    number, store = piece.version.number, purpose.store
    return Ground(purpose.key, piece.matter, basis, piece.opened, end.at, end.why, number, store, end.anchor, piece.begun, cut, parent)


def _binds(refusal: Refusal, begun: datetime) -> bool:
    return refusal.kind is not RefusalKind.ERASURE or begun <= refusal.opened


def _tail(purpose: Purpose, true_end: datetime) -> datetime:
    if purpose.rule is not None:
        return ruled_until(purpose.rule, true_end)
    return true_end if purpose.keep is None else kept_until(true_end, purpose.keep)


def _renoticed(end: _End, piece: Piece, subject_kind: str, timeline: Timeline) -> _End:
    """A shorter period of a later notice binds from its effective date; a longer one only where the law demands it."""
    for version in later_than(timeline, piece.version):
        if version.effective >= end.at:
            break
        purpose = version.policy.purposes.get(piece.purpose.key)
        if purpose is None or not _offered(version, purpose.key, subject_kind) or purpose.after != piece.purpose.after:
            return _End(version.effective, version.effective, NOTICE)
        if piece.cut:
            continue
        tail = _tail(purpose, piece.true_end)
        later = max(tail, piece.ends, version.effective)
        if later < end.at or _by_law(piece.purpose, purpose, subject_kind):
            end = _End(later, tail, end.why)
    return end


def _offered(version: Version, key: str, subject_kind: str) -> bool:
    """Whether a notice names a purpose for a kind of subject, and what that purpose follows too."""
    purpose = version.policy.purposes.get(key)
    if purpose is None or subject_kind not in purpose.basis:
        return False
    return purpose.after is None or _offered(version, purpose.after, subject_kind)


def _by_law(old: Purpose, new: Purpose, subject_kind: str) -> bool:
    return old.basis[subject_kind] is new.basis[subject_kind] is Basis.LEGAL_OBLIGATION


def _follow(found: list[Ground], history: History, timeline: Timeline, refusals: dict[str, list[Refusal]]) -> None:
    """Append the grounds that follow others. The notice's `after` has no circle, so this ends."""
    for parent in found:  # the list grows while it is read: a ground that follows may itself be followed
        if parent.why == VOIDED:
            continue
        for purpose, version in _followers(parent, timeline):
            if _offered(version, purpose.key, history.subject_kind):
                child = _follower(purpose, version, parent, history.subject_kind, timeline, refusals.get(purpose.key, ()))
                if child is not None:
                    found.append(child)


def _followers(parent: Ground, timeline: Timeline) -> Iterable[tuple[Purpose, Version]]:
    """The purposes that follow a ground by its own notice, and by later ones those that apply to all."""
    for version in timeline:
        if version.number >= parent.version and (version.number == parent.version or version.effective <= parent.ends):
            for purpose in version.policy.following.get(parent.purpose, ()):
                if version.number == parent.version or purpose.applies_to_all:
                    yield purpose, version


def _follower(
    purpose: Purpose, version: Version, parent: Ground, subject_kind: str, timeline: Timeline, refusals: Iterable[Refusal]
) -> Ground | None:
    opened = parent.ends
    binding = [r for r in refusals if _binds(r, parent.begun)]
    for refusal in binding:
        standing = refusal.kind is RefusalKind.ERASURE or refusal.lifted is None or refusal.lifted > opened
        if refusal.opened <= opened and standing:
            return None
    piece = Piece(purpose, version, parent.matter, opened, opened, parent.anchor, parent.begun, "after")
    return _with_tail(piece, subject_kind, timeline, binding, parent)
