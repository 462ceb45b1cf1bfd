"""The fold: the same events and notices give the same grounds and falls, in whatever order they arrived.

Pure and total: it reads no clock, so it tells the whole future as known today.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.policy.cover import Covers, covers
from seloste.policy.folders import Fate, fate
from seloste.policy.grounds import Ground, grounds
from seloste.policy.history import Event, Folder, History, Verb
from seloste.policy.matters import Span, spans
from seloste.policy.tables import Timeline


@dataclass(frozen=True, slots=True)
class Fold:
    """What follows from one subject's history."""

    spans: tuple[Span, ...]
    grounds: tuple[Ground, ...]
    fates: Mapping[int, Fate]


@dataclass(frozen=True, slots=True)
class _World:
    spans: list[Span]
    grounds: list[Ground]


def fold(history: History, timeline: Timeline, cover: Covers | None = None) -> Fold:
    """Fold one subject's history under the notices. `cover` may be given where many subjects are folded."""
    cover = covers(timeline) if cover is None else cover
    voids = sorted((e for e in {e.id: e for e in history.events}.values() if e.verb is Verb.VOID), key=lambda e: (e.recorded, e.id))
    worlds: dict[frozenset[int], _World] = {}

    def world(counting: frozenset[int]) -> _World:
        if counting not in worlds:
            ran = spans(history.events, timeline, counting)
            worlds[counting] = _World(ran, grounds(history, timeline, ran))
        return worlds[counting]

    everything = world(frozenset(v.id for v in voids))
    fates: dict[int, Fate] = {}
    for folder in history.folders:
        counting = _voids_in_time(folder, voids, history, timeline, cover)
        fates[folder.id] = fate(folder, history, world(counting).grounds, cover, timeline)
    return Fold(
        tuple(sorted(everything.spans, key=lambda s: (s.opened, s.matter))),
        tuple(sorted(everything.grounds, key=lambda g: (g.opened, g.purpose, g.matter, g.version))),
        fates,
    )


def _voids_in_time(folder: Folder, voids: list[Event], history: History, timeline: Timeline, cover: Covers) -> frozenset[int]:
    """The voids that still reach a folder: one recorded after the folder had gone for good changes nothing for it (invariants 4, 12)."""
    counting: frozenset[int] = frozenset()
    for void in voids:
        known = tuple(e for e in history.events if e.recorded < void.recorded or e.id in counting)
        before = grounds(history, timeline, spans(known, timeline, counting))
        if fate(folder, history, before, cover, timeline).gone_live > void.recorded:
            counting |= {void.id}
    return counting
