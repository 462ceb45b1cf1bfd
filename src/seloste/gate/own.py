"""The controller's own matters: a fiscal year, a campaign, a tenant's contract. They end or are planned anew for everybody at once.

Only one that runs may be moved, and never into the past: what has fallen stays fallen, and nothing ends before it was recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime

from seloste.gate.house import House
from seloste.gate.settling import PURPOSE, Settled, settle
from seloste.law.instants import day_after
from seloste.policy import SYSTEM
from seloste.policy.history import OwnMatter
from seloste.register import state
from seloste.register.sql import Query, instant, stamp, together


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
    # The matter before any person: whoever puts something into it holds it first too (house.work), and so is either seen here or waits.
    register = house.register
    asking = (_moving(register, matter, ends, now), state.locking_hung(register, matter), state.loading_hung(register, matter))
    with house.work(asking=asking) as (moved, whose, found):
        if not moved:
            raise LookupError("there is no such matter of the controller's own, it has ended, or another of its kind ends at that instant")
        subjects, ((kind, begun),) = [int(row[0]) for row in whose], moved
        if kind in house.notices.apart.alone:
            parts = state.lone(found, (OwnMatter(matter, kind, instant(begun), ends),))
        else:
            parts = state.load_part(register, subjects, (matter,), house.notices.apart)
        hanging = [f.folder.category for held in parts.values() for f in held.folders if f.folder.matter == matter]
        with together():
            house.log(SYSTEM, "write", PURPOSE, "allowed", set(hanging), subjects, now)
            settling = settle(house, parts.values(), now)
    return Moved(len(hanging), settling.done())


def _moving(register: int, matter: int, ends: datetime, now: datetime) -> Query:
    """The statement that gives a running matter another end, and its kind and beginning if it did. Nobody else moves it meanwhile."""
    sql = (
        "UPDATE own_matter SET ends=%s WHERE id=%s AND register_id=%s AND ends>%s AND NOT EXISTS (SELECT 1 FROM own_matter o"
        " WHERE o.register_id=own_matter.register_id AND o.kind=own_matter.kind AND o.ends=%s AND o.id<>own_matter.id)"
        " RETURNING kind, begun"
    )
    return sql, (stamp(ends), matter, register, stamp(now), stamp(ends))
