"""The controller's own matters: a fiscal year, a campaign, a tenant's contract. They end or are planned anew for everybody at once.

Only one that runs may be moved, and never into the past: what has fallen stays fallen, and nothing ends before it was recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime

from seloste.gate.house import House
from seloste.gate.settling import PURPOSE, Settled, settle
from seloste.law.instants import day_after
from seloste.policy import SYSTEM
from seloste.register import state
from seloste.register.sql import rows, run, stamp

_HANGING = "SELECT subject_id, category FROM folder WHERE register_id=%s AND matter=%s AND matter<>0 AND marked IS NULL"


@dataclass(frozen=True, slots=True)
class Moved:
    """How many folders hung on the matter, and what fell at once since nothing else keeps it."""

    folders: int
    settled: Settled


def end(house: House, matter: int, now: datetime) -> Moved:
    """End a matter now."""
    return _move(house, matter, now, now)


def replan(house: House, matter: int, planned: date, now: datetime) -> Moved:
    """Give a running matter another last day."""
    return _move(house, matter, max(day_after(planned), now), now)


def _move(house: House, matter: int, ends: datetime, now: datetime) -> Moved:
    """Raises LookupError for a matter that isn't the controller's own here or has ended, and where another of its kind ends just then."""
    with house.work():
        # Before any person: whoever puts something into the matter holds it first too (house.work), and so is either seen here or waits.
        found = state.hold_matter(house.register, matter)
        if found is None or found.ends <= now:
            raise LookupError("there is no such matter of the controller's own, or it has ended")
        same = "SELECT 1 FROM own_matter WHERE register_id=%s AND kind=%s AND ends=%s AND id<>%s"
        if rows(same, (house.register, found.kind, stamp(ends), matter)):
            raise LookupError("another matter of that kind ends at the same instant: they would be one")
        run("UPDATE own_matter SET ends=%s WHERE id=%s", (stamp(ends), matter))
        hanging = rows(_HANGING, (house.register, matter))
        subjects = sorted({subject for subject, _ in hanging})
        state.lock(*subjects)
        settled = settle(house, state.load_many(house.register, subjects).values(), now)
        house.log(SYSTEM, "write", PURPOSE, "allowed", {category for _, category in hanging}, subjects, now)
    return Moved(len(hanging), settled)
