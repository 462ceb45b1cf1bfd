"""When a folder falls: the unbroken run of its keeping grounds from the instant it arrived.

`live_until` is the run of live grounds: the gate asks it. `falls` is the run with archive grounds, holds and restrictions too:
the sweep asks it. `doom` is `falls` plus the notice's "reasonable time". Once a run broke, nothing later revives it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from seloste.law.instants import keep_until
from seloste.law.periods import Period
from seloste.notice.values import Store
from seloste.policy.cover import Covers
from seloste.policy.grounds import Ground
from seloste.policy.history import Folder, History
from seloste.policy.tables import Category, Timeline, in_force


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a folder. `falls` and `doom` are None while a hold or a restriction keeps it without a known end."""

    folder: int
    live_until: datetime
    falls: datetime | None
    doom: datetime | None
    gone_live: datetime
    """From this instant not even a voided event makes the folder live again."""


type _Stretch = tuple[datetime, datetime | None]


def fate(folder: Folder, history: History, grounds: Sequence[Ground], covers: Covers, timeline: Timeline) -> Fate:
    """The fate of one folder under these grounds."""
    category = _category(folder.category, folder.arrived, timeline)
    keeping = [g for g in grounds if _reaches(g, folder) and _keeps(g, folder.category, covers)]
    live = [(g.opened, _kept_until(g, folder.category, covers)) for g in keeping if g.store is not Store.ARCHIVE]
    live_until = _run(folder.arrived, live) or folder.arrived
    archive: list[_Stretch] = []
    reach = live_until
    for ground in sorted((g for g in keeping if g.store is Store.ARCHIVE), key=lambda g: g.opened):
        if _covered_as_parent_ended(ground, folder, reach, covers):
            archive.append((ground.opened, _kept_until(ground, folder.category, covers)))
            reach = _run(live_until, archive) or reach
    falls = _run(reach, _decisions(folder, category, history))
    within = _category(folder.category, falls or reach, timeline).within
    return Fate(folder.id, live_until, falls, keep_until(falls, within) if falls else None, keep_until(live_until, within))


def _run(reach: datetime, stretches: Iterable[_Stretch]) -> datetime | None:
    """How far stretches reach from `reach` without a break; None: without a known end."""
    for opened, ends in sorted(stretches, key=lambda s: s[0]):
        if opened > reach:
            break
        if ends is None:
            return None
        reach = max(reach, ends)
    return reach


def _reaches(ground: Ground, folder: Folder) -> bool:
    """A subject's folder is covered by any ground of the purpose, a matter's by that matter's or a whole-subject one."""
    return folder.matter == 0 or ground.matter in (0, folder.matter)


def _keeps(ground: Ground, category: str, covers: Covers) -> bool:
    cover = covers.get((ground.version, ground.purpose, category))
    return cover is not None and cover.keeps


def _kept_until(ground: Ground, category: str, covers: Covers) -> datetime:
    until = covers[(ground.version, ground.purpose, category)].keeps_until
    return ground.ends if until is None else max(ground.opened, min(ground.ends, until))


def _covered_as_parent_ended(ground: Ground, folder: Folder, reach: datetime, covers: Covers) -> bool:
    """Archive is one way: it takes only what the ground before it kept as that ended."""
    parent = ground.parent
    if parent is None:
        return False
    return (
        folder.arrived < parent.ends <= reach
        and _keeps(parent, folder.category, covers)
        and _kept_until(parent, folder.category, covers) == parent.ends
        and _reaches(parent, folder)
    )


def _decisions(folder: Folder, category: Category, history: History) -> list[_Stretch]:
    """Holds and restrictions keep what would fall; a hold never what the notice caps."""
    found: list[_Stretch] = [(r.opened, r.lifted) for r in history.restrictions if r.folder in (0, folder.id)]
    if not category.capped:
        found.extend((h.opened, h.released) for h in history.holds)
    return found


def _category(key: str, at: datetime, timeline: Timeline) -> Category:
    """The category as the notice of that time knew it, else as any notice did: a folder's category was known when it arrived."""
    version = in_force(timeline, at)
    if version is not None and key in version.policy.categories:
        return version.policy.categories[key]
    return next(v.policy.categories[key] for v in timeline if key in v.policy.categories)


def within_of(category: str, at: datetime, timeline: Timeline) -> Period:
    """The "reasonable time" of a category as the notice of that time has it."""
    return _category(category, at, timeline).within
