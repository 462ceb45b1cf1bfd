"""May this notice take the place of the one in force? What it changes, whom it touches, and everything that still stands in its way.

A plan changes nothing. Every reason is given at once, each with what to do about it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from seloste.duties.announcements import telling
from seloste.duties.announcements.promise import Promise, promised
from seloste.gate import Door, Impact
from seloste.law import civil_date, day_start
from seloste.notice import Notice
from seloste.notice.diff import Change, compare


class Why(StrEnum):
    """Why a notice can't be published yet."""

    SAME = "same"
    EARLIER = "earlier"
    VANISHED = "vanished"
    UNASSESSED = "unassessed"
    UNANNOUNCED = "unannounced"
    TOO_SOON = "too-soon"
    OTHER_DATE = "other-date"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, and what to do about it. `line` is a line of the new file, or of the old one for what vanished."""

    why: Why
    message: str
    fix: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing would do. `old` is None for a register's first notice."""

    notice: Notice
    old: Notice | None
    effective: datetime
    changes: tuple[Change, ...] = ()
    impact: Impact | None = None
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def material(self) -> bool:
        """Whether anything that people must be told of beforehand changes."""
        return any(change.material for change in self.changes)


def effective_of(notice: Notice, now: datetime) -> datetime:
    """From when a notice binds by its own word; one whose date has passed binds from now, never earlier."""
    return max(now, day_start(notice.dates.effective))


def plan(
    door: Door | None,
    notice: Notice,
    *,
    effective: datetime,
    ends: Collection[str],
    now: datetime,
    step: Callable[[int], object] = lambda done: None,
) -> Plan:
    """Weigh a notice against the newest one and everyone in the register. `ends`: the purposes that are said to end for good."""
    effective = max(effective, now)
    if door is None:
        return Plan(notice, None, effective)
    published = door.notices()
    old = published[-1][2]
    if before := telling.published_before(door, notice.sha256, now=now):
        why = Why.SAME if before.newest else Why.EARLIER
        line = 0 if before.newest else notice.line("dates.effective")
        return Plan(notice, old, effective, obstacles=(Obstacle(why, before.message, before.fix, line),))
    changes = compare(old, notice)
    standing = [*_vanished(old, notice, ends), *_unassessed(old, notice), *_dated(notice, effective)]
    if any(change.material for change in changes):
        standing += _untold(door, notice, promise_at(door, now), effective)
    return Plan(notice, old, effective, changes, door.impact(notice, effective=effective, step=step), tuple(standing))


def promise_at(door: Door, at: datetime) -> Promise:
    """What people were promised about changes by the notice in force at an instant, or by the first one before it."""
    in_force = [notice for _, effective, notice in door.notices() if effective <= at]
    return promised(in_force[-1] if in_force else door.notices()[0][2])


def _vanished(old: Notice, new: Notice, ends: Collection[str]) -> list[Obstacle]:
    """A purpose that is left out by mistake, or under another key, would end everyone's grounds."""
    gone = [key for key, purpose in old.purposes.items() if key not in new.purposes and not purpose.builtin and key not in ends]
    return [
        Obstacle(
            Why.VANISHED,
            f"the purpose `{key}` is gone: its grounds would end for everyone, and what only it keeps would fall",
            _renamed(old, new, key) + f"to rename it, keep the key `{key}` and change its `name`; to end it for good, say `--ends {key}`",
            old.line(f"purposes.{key}"),
        )
        for key in gone
    ]


def _renamed(old: Notice, new: Notice, key: str) -> str:
    """Point at the new purpose that is the vanished one in all but its key."""
    gone = old.purposes[key]
    twins = [
        name
        for name, purpose in new.purposes.items()
        if name not in old.purposes
        and (purpose.basis, set(purpose.seen), set(purpose.kept)) == (gone.basis, set(gone.seen), set(gone.kept))
    ]
    return f"`{twins[0]}` looks like it under another key: " if twins else ""


def _unassessed(old: Notice, new: Notice) -> list[Obstacle]:
    """Data got for one purpose are used for another only if that is compatible, and somebody has thought about it (Art. 6(4))."""
    found = []
    for key, purpose in new.purposes.items():
        if purpose.builtin or purpose.applies != "all" or purpose.compatibility:
            continue
        before = old.purposes.get(key)
        if before is None or before.applies != "all" or set(purpose.seen) - set(before.seen) or set(purpose.kept) - set(before.kept):
            message = f"`{key}` would apply to data that were got before it, without an assessment (Art. 6(4))"
            fix = "write `compatibility` (why the new use is compatible with the old one), or leave out `applies: all`"
            found.append(Obstacle(Why.UNASSESSED, message, fix, new.line(f"purposes.{key}.applies")))
    return found


def _dated(notice: Notice, effective: datetime) -> list[Obstacle]:
    """The page tells its own date; a notice that binds before it would bind unread."""
    if effective >= day_start(notice.dates.effective):
        return []
    message = f"the notice says that it binds from {notice.dates.effective}, not from {civil_date(effective)}"
    return [Obstacle(Why.OTHER_DATE, message, "change `dates.effective`, or leave out --effective", notice.line("dates.effective"))]


def _untold(door: Door, notice: Notice, owed: Promise, effective: datetime) -> list[Obstacle]:
    sent = telling.told(door, notice.sha256)
    if missing := owed.missing(sent):
        how = " and ".join(missing) if owed.every else " or ".join(missing)
        message = f"the change is material, and the notice in force promises to tell of it beforehand by {how}"
        return [Obstacle(Why.UNANNOUNCED, message, "tell of it, and write that down: `seloste notice announce FILE --channel CHANNEL`")]
    earliest = max(filter(None, (owed.earliest(sent), telling.announced_to_bind(door, notice.sha256))))
    if effective >= earliest:
        return []
    message = f"told as it was, it may bind from {first_whole_day(earliest)} at the earliest; the notice in force promises to tell in time"
    return [Obstacle(Why.TOO_SOON, message, f"`--effective {first_whole_day(earliest)}`, or a later day")]


def first_whole_day(at: datetime) -> str:
    """Give the first day that begins at an instant or after it."""
    day = civil_date(at)
    return str(day if day_start(day) == at else day.fromordinal(day.toordinal() + 1))
