"""When a folder falls: the unbroken run of its keeping grounds from the instant it arrived.

`live_until` is the run of live grounds: the gate asks it. `falls` is the run with archive grounds, holds and restrictions too:
the sweep asks it. `doom` is `falls` plus the notice's "reasonable time". Once a run broke, nothing later revives it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from seloste.law.instants import NEVER
from seloste.law.periods import Period
from seloste.notice.values import Store
from seloste.policy.cover import Covers
from seloste.policy.grounds import Ground
from seloste.policy.history import Folder, History
from seloste.policy.reckoning import kept_until
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

    @property
    def gone_by(self) -> datetime:
        """When the folder must be gone as far as is known today; where a decision keeps it on, when it would be gone without."""
        return self.doom or self.gone_live


type _Stretch = tuple[datetime, datetime | None]


def fate(folder: Folder, history: History, grounds: Sequence[Ground], covers: Covers, timeline: Timeline) -> Fate:
    """The fate of one folder under the grounds that keep its category."""
    live: list[_Stretch] = []
    archived: list[Ground] = []
    for ground in grounds:
        if ground.store is Store.ARCHIVE:
            archived.append(ground)
        elif (until := _keeps_until(ground, folder, covers)) is not None:
            live.append((ground.opened, until))
    live_until = _run(folder.arrived, live) or folder.arrived
    stretches: list[_Stretch] = [
        (ground.opened, until) for ground in archived if (until := archived_until(ground, folder, live_until, covers)) is not None
    ]
    reach = _run(live_until, stretches) or live_until
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


class Keeper(Protocol):
    """What of a ground says which folders it keeps: all that is stored of it does."""

    @property
    def purpose(self) -> str: ...
    @property
    def matter(self) -> int: ...
    @property
    def version(self) -> int: ...


def keeps(ground: Keeper, folder: Folder, covers: Covers) -> bool:
    """Whether a ground keeps a folder while it is open, arrival and archive apart."""
    return _reaches(ground, folder) and _covers(ground, folder.category, covers)


def opens(ground: Keeper, folder: Folder, covers: Covers, at: datetime) -> bool:
    """Whether a ground that is open lets its purpose work with a folder, by its own notice and by those that took effect since."""
    cover = covers.get((ground.version, ground.purpose, folder.category))
    return _reaches(ground, folder) and cover is not None and cover.reads and (cover.reads_until is None or cover.reads_until > at)


def _reaches(ground: Keeper, folder: Folder) -> bool:
    """A subject's folder is covered by any ground of the purpose, a matter's by that matter's or a whole-subject one."""
    return folder.matter == 0 or ground.matter in (0, folder.matter)


def _covers(ground: Keeper, category: str, covers: Covers) -> bool:
    cover = covers.get((ground.version, ground.purpose, category))
    return cover is not None and cover.keeps


def _keeps_until(ground: Ground, folder: Folder, covers: Covers) -> datetime | None:
    """Until when a ground keeps a folder; None where it does not."""
    allowed = _allowed_until(ground, folder, covers)
    return None if allowed is None else max(ground.opened, min(ground.ends, allowed))


def _allowed_until(ground: Ground, folder: Folder, covers: Covers) -> datetime | None:
    """Until when the notices let a ground keep a folder; None where they do not at all.

    A ground that follows another takes over only what that one kept as it ended, and only as long as the notice leaves it there:
    so nobody's refusal, and no shorter notice, opens a way to keep more (invariant 5). An archive takes nothing else, and gives nothing
    back to live use (invariant 12).
    """
    if not keeps(ground, folder, covers):
        return None
    allowed = covers[(ground.version, ground.purpose, folder.category)].keeps_until or NEVER
    parent = ground.parent
    if parent is None or (folder.arrived >= ground.opened and ground.store is not Store.ARCHIVE):
        return allowed
    if parent.store is Store.ARCHIVE and ground.store is not Store.ARCHIVE:
        return None
    before = _allowed_until(parent, folder, covers)
    if before is None or before < parent.ends or folder.arrived >= parent.ends:
        return None
    return min(allowed, before)


def archived_until(ground: Ground, folder: Folder, live_until: datetime, covers: Covers) -> datetime | None:
    """Until when an archive's ground keeps a folder that lived until an instant; None where it does not, or is no archive's."""
    if ground.store is not Store.ARCHIVE or not _follows_the_live(ground, live_until):
        return None
    return _keeps_until(ground, folder, covers)


def _follows_the_live(ground: Ground, live_until: datetime) -> bool:
    """Whether the folder was still live when the last live ground before an archive ended: a live ground keeps nothing in the archive."""
    parent = ground.parent
    while parent is not None and parent.store is Store.ARCHIVE:
        parent = parent.parent
    return parent is not None and parent.ends <= live_until


def _decisions(folder: Folder, history: History, timeline: Timeline) -> list[_Stretch]:
    """Holds and restrictions keep what would fall; a hold never what the notice caps."""
    found: list[_Stretch] = [(r.opened, r.lifted) for r in history.restrictions if r.folder in (0, folder.id)]
    if history.holds and not _category(folder.category, folder.arrived, timeline).capped:
        found.extend((h.opened, h.released) for h in history.holds)
    return found


def doom_of(key: str, falls: datetime, timeline: Timeline) -> datetime:
    """The doom of what falls at an instant. A notice that takes effect before it may shorten the "reasonable time", never stretch it."""
    doom = kept_until(falls, within_of(key, falls, timeline))
    for version in timeline:
        if falls < version.effective < doom and key in version.policy.categories:
            doom = min(doom, max(version.effective, kept_until(falls, version.policy.categories[key].within)))
    return doom


def within_of(category: str, at: datetime, timeline: Timeline) -> Period:
    """The "reasonable time" of a category as the notice of that time has it."""
    return _category(category, at, timeline).within


def _category(key: str, at: datetime, timeline: Timeline) -> Category:
    """The category as the notice of that time knew it, else as the last one before it did that knew it, else as the first after it."""
    for version in reversed(timeline):
        if version.effective <= at and key in version.policy.categories:
            return version.policy.categories[key]
    return next(v.policy.categories[key] for v in timeline if key in v.policy.categories)
