"""The fold: the same events and notices give the same grounds and falls, in whatever order they arrived.

Pure and total: it reads no clock, so it tells the whole future as known today.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.policy.cover import Covers, covers, for_kind
from seloste.policy.folders import Fate, archived_until, fate
from seloste.policy.grounds import Ground
from seloste.policy.history import Folder, History
from seloste.policy.matters import Span
from seloste.policy.tables import Timeline
from seloste.policy.worlds import World, Worlds, with_remnants


@dataclass(frozen=True, slots=True)
class Fold:
    """What follows from one subject's history."""

    spans: tuple[Span, ...]
    grounds: tuple[Ground, ...]
    fates: Mapping[int, Fate]


def fold(history: History, timeline: Timeline, cover: Covers | None = None) -> Fold:
    """Fold one subject's history under the notices. `cover` may be given where many subjects are folded."""
    cover = for_kind(covers(timeline) if cover is None else cover, timeline, history.subject_kind)
    worlds = Worlds(history, timeline)
    everything = worlds.world(tuple(v.id for v in worlds.voids))
    fates: dict[int, Fate] = {}
    stuck: list[Ground] = []
    for folder in history.folders:
        own = _world_of(folder, worlds, cover)
        fates[folder.id] = own_fate = fate(folder, history, own.keeping(folder, cover), cover, timeline)
        if own is not everything:  # told by this folder alone, and so listed as long as the folder is held
            stuck += [g for g in own.keeping(folder, cover) if archived_until(g, folder, own_fate.live_until, cover) is not None]
    return Fold(
        tuple(sorted(everything.spans, key=lambda s: (s.opened, s.matter))),
        tuple(sorted(with_remnants(everything.grounds, stuck), key=lambda g: (g.opened, g.purpose, g.matter, g.version))),
        fates,
    )


def _world_of(folder: Folder, worlds: Worlds, cover: Covers) -> World:
    """The world a folder stands in. A void recorded after it had gone for good does not make it live again (invariants 4, 12)."""
    history, timeline = worlds.history, worlds.timeline
    counting: tuple[int, ...] = ()
    for void in worlds.voids:
        known, with_it = worlds.world(counting, until=void.recorded), worlds.world((*counting, void.id))
        before = fate(folder, history, known.keeping(folder, cover), cover, timeline)
        after = fate(folder, history, with_it.keeping(folder, cover), cover, timeline)
        if before.gone_live > void.recorded or after.live_until <= before.live_until:
            counting = (*counting, void.id)
    return worlds.world(counting)
