"""What would fall by the end of a day, grouped by what it is and by why it falls. Reads dates and kinds only."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from seloste.gate import Door, Due
from seloste.law.instants import civil_date, day_after

# An end at midnight belongs to the day before, but what must be gone by it goes on the day that it begins.
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Group:
    """Folders of one category whose last keeping purpose ended for the same reason: so many, between these days."""

    category: str
    purpose: str
    why: str
    line: int
    folders: int
    records: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due by the end of a day. `overdue` counts the folders that should be gone already."""

    on: date
    groups: tuple[Group, ...]
    folders: int
    records: int
    people: int
    overdue: int

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        return {
            "on": self.on.isoformat(),
            "folders": self.folders,
            "records": self.records,
            "people": self.people,
            "overdue": self.overdue,
            "groups": [as_json(group) for group in self.groups],
        }


def plan(door: Door, *, now: datetime, on: date | None = None) -> Plan:
    """Say what a run at the end of that day would destroy if nothing happened until then."""
    day = on or civil_date(now)
    due = door.due(on=day_after(day) - _TICK)
    return Plan(
        on=day,
        groups=grouped(due),
        folders=len(due),
        records=sum(one.records for one in due),
        people=len({one.subject for one in due}),
        overdue=sum(one.doom <= now for one in due),
    )


def grouped(due: Iterable[Due]) -> tuple[Group, ...]:
    """Gather what falls for the same reason, the largest group first."""
    heaps: dict[tuple[str, str, str, int], list[Due]] = {}
    for one in due:
        heaps.setdefault((one.category, one.purpose, one.why, one.line), []).append(one)
    groups = (
        Group(
            *key,
            len(heap),
            sum(one.records for one in heap),
            civil_date(min(one.doom for one in heap)),
            civil_date(max(one.doom for one in heap)),
        )
        for key, heap in heaps.items()
    )
    return tuple(sorted(groups, key=lambda group: (-group.folders, group.category, group.purpose, group.why, group.line)))


def as_json(group: Group) -> dict[str, object]:
    """Give a group as JSON takes it."""
    return asdict(group) | {"first": group.first.isoformat(), "last": group.last.isoformat()}
