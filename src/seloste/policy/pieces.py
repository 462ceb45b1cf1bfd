"""Which stretches of a subject's matters open a purpose: the pieces of which grounds are made, before their tails are added.

A piece is one matter under one purpose of one notice, less what the person refused. Pieces that touch are joined.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seloste.policy.history import History, Refusal, RefusalKind
from seloste.policy.matters import NOTICE, Span, shift_version
from seloste.policy.tables import Purpose, Timeline, Version, in_force, later_than


@dataclass(frozen=True, slots=True)
class Piece:
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


def pieces(history: History, timeline: Timeline, spans: Sequence[Span]) -> Iterable[Piece]:
    """Give every piece of one subject, as if nothing had been refused."""
    own = _own_spans(history, timeline)
    for span in (*spans, *own):
        yield from _pieces_of(span, span.version, history.subject_kind, timeline)
        for version in later_than(timeline, span.version):
            if version.effective < span.ends:
                shifted = shift_version(span, version, version.effective)
                for piece in _pieces_of(shifted, version, history.subject_kind, timeline):
                    if piece.purpose.applies_to_all:
                        yield replace(piece, begun=span.opened)


def _pieces_of(span: Span, version: Version, subject_kind: str, timeline: Timeline) -> Iterable[Piece]:
    for purpose in version.policy.running.get(span.kind, ()):
        if subject_kind in purpose.basis:
            matter = 0 if span.kind in purpose.while_ else span.matter
            times = (span.opened, span.ends, span.true_end, span.opened)
            yield _narrowed(Piece(purpose, version, matter, *times, span.why, cut=span.void, void=span.void), span.kind, timeline)


def _narrowed(piece: Piece, kind: str, timeline: Timeline) -> Piece:
    """A later notice whose purpose no longer runs for this kind of matter binds from its effective date, like a shorter period."""
    for version in later_than(timeline, piece.version):
        if version.effective >= piece.ends:
            break
        purpose = version.policy.purposes.get(piece.purpose.key)
        if purpose is not None and not purpose.runs_for(kind):
            return replace(piece, ends=version.effective, true_end=version.effective, why=NOTICE)
    return piece


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


def refused(piece: Piece, refusals: Iterable[Refusal]) -> list[Piece]:
    """The stretches of a piece that refusals leave: none opens under a standing one (invariant 8)."""
    left = [piece]
    for refusal in refusals:
        left = [stretch for before in left for stretch in _minus(before, refusal)]
    return left


def _minus(piece: Piece, refusal: Refusal) -> Iterable[Piece]:
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
        yield replace(piece, ends=start, true_end=start, why=str(refusal.kind), cut=True)
    if stop is not None and stop < piece.ends:
        yield replace(piece, opened=stop)


def unions(stretches: list[Piece]) -> Iterable[Piece]:
    """Stretches that touch become one: the whole subject's ground is the unbroken union of its matters."""
    stretches.sort(key=lambda s: (s.opened, s.ends, s.true_end, s.why))
    group, ends = [stretches[0]], stretches[0].ends
    for piece in stretches[1:]:
        if piece.opened > ends:
            yield _joined(group)
            group, ends = [], piece.ends
        group.append(piece)
        ends = max(ends, piece.ends)
    yield _joined(group)


def _joined(group: list[Piece]) -> Piece:
    """One piece of several. What only ran by mistake opens no tail, where something else ran."""
    if len(group) == 1:
        return group[0]
    real = [p for p in group if not p.void] or group
    return replace(
        max(real, key=lambda p: p.ends),
        opened=group[0].opened,
        ends=max(p.ends for p in group),
        true_end=max(p.true_end for p in real),
        begun=min(p.begun for p in group),
    )
