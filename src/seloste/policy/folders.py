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
from seloste.policy.tables import Category, Timeline


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
    keeping = [g for g in grounds if keeps(g, folder, covers)]
    live = [(g.opened, _kept_until(g, folder.category, covers)) for g in keeping if g.store is not Store.ARCHIVE]
    live_until = _run(folder.arrived, live) or folder.arrived
    reach = _archived_until(folder, live_until, [g for g in keeping if g.store is Store.ARCHIVE], covers)
    falls = _run(reach, _decisions(folder, history, timeline))
    doom = doom_of(folder.category, falls, timeline) if falls else None
    return Fate(folder.id, live_until, falls, doom, doom_of(folder.category, live_until, timeline))


def _run(reach: datetime, stretches: Iterable[_Stretch]) -> datetime | None:
    """How far stretches reach from `reach` without a break; None: without a known end."""
    for opened, ends in sorted(stretches, key=lambda s: s[0]):
        if opened > reach:
            break
        if ends is None:
            return None
        reach = max(reach, ends)
    return reach


def keeps(ground: Ground, folder: Folder, covers: Covers) -> bool:
    """Whether a ground keeps a folder while it is open, arrival and archive apart."""
    return _reaches(ground, folder) and _covers(ground, folder.category, covers)


def _reaches(ground: Ground, folder: Folder) -> bool:
    """A subject's folder is covered by any ground of the purpose, a matter's by that matter's or a whole-subject one."""
    return folder.matter == 0 or ground.matter in (0, folder.matter)


def _covers(ground: Ground, category: str, covers: Covers) -> bool:
    cover = covers.get((ground.version, ground.purpose, category))
    return cover is not None and cover.keeps


def _kept_until(ground: Ground, category: str, covers: Covers) -> datetime:
    until = covers[(ground.version, ground.purpose, category)].keeps_until
    return ground.ends if until is None else max(ground.opened, min(ground.ends, until))


def _archived_until(folder: Folder, live_until: datetime, grounds: Iterable[Ground], covers: Covers) -> datetime:
    """Archive is one way: each of its grounds takes only what the ground before it kept as that ended, live or archived."""
    stretches: list[_Stretch] = []
    taken: set[object] = set()
    for ground in sorted(grounds, key=lambda g: (g.opened, g.ends)):
        parent = ground.parent
        if parent is None or folder.arrived >= parent.ends or not _kept_to_the_end(parent, folder, covers):
            continue
        # A live ground keeps nothing in the archive, and an archive keeps only what it took.
        kept = parent.key in taken if parent.store is Store.ARCHIVE else parent.ends <= live_until
        if kept:
            stretches.append((ground.opened, _kept_until(ground, folder.category, covers)))
            taken.add(ground.key)
    return _run(live_until, stretches) or live_until


def _kept_to_the_end(ground: Ground, folder: Folder, covers: Covers) -> bool:
    return keeps(ground, folder, covers) and _kept_until(ground, folder.category, covers) == ground.ends


def _decisions(folder: Folder, history: History, timeline: Timeline) -> list[_Stretch]:
    """Holds and restrictions keep what would fall; a hold never what the notice caps."""
    found: list[_Stretch] = [(r.opened, r.lifted) for r in history.restrictions if r.folder in (0, folder.id)]
    if history.holds and not _category(folder.category, folder.arrived, timeline).capped:
        found.extend((h.opened, h.released) for h in history.holds)
    return found


def doom_of(key: str, falls: datetime, timeline: Timeline) -> datetime:
    """The doom of what falls at an instant. A notice that takes effect before it may shorten the "reasonable time", never stretch it."""
    doom = keep_until(falls, within_of(key, falls, timeline))
    for version in timeline:
        if falls < version.effective < doom and key in version.policy.categories:
            doom = min(doom, max(version.effective, keep_until(falls, version.policy.categories[key].within)))
    return doom


def within_of(category: str, at: datetime, timeline: Timeline) -> Period:
    """The "reasonable time" of a category as the notice of that time has it."""
    return _category(category, at, timeline).within


def _category(key: str, at: datetime, timeline: Timeline) -> Category:
    """The category as the notice of that time knew it, else as the last one before it did that knew it."""
    known = [v for v in timeline if key in v.policy.categories]
    before = [v for v in known if v.effective <= at]
    return (before[-1] if before else known[0]).policy.categories[key]
