"""How have accounts used the register in a time?  Counts for the review of the access log: no value, and no person who was seen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from seloste import ledger
from seloste.gate import sweeping
from seloste.gate.house import House
from seloste.gate.shapes import Answer
from seloste.law import civil_date, day_after, day_start
from seloste.policy import Actor, Denial


@dataclass(frozen=True, slots=True)
class Habits:
    """Hours of use, and how many different persons an account saw on a day on which it saw many."""

    hours: tuple[ledger.Hour, ...]
    crowds: dict[tuple[int, date], int]


def habits(house: House, actor: Actor, since: datetime, until: datetime, crowd: int, now: datetime) -> Answer[Habits]:
    """Count the use from one instant to before another. It is the privacy officer's to ask, and is itself in the ledger."""
    with house.look():
        found = house.may(actor, sweeping.PURPOSE, "ledger", now)
        if isinstance(found, Denial):
            return found
        hours = ledger.hours(house.controller, since, until)
        house.log(actor, "ledger", sweeping.PURPOSE, "allowed", (), (), now)
        return Habits(hours, _crowds(house, hours, crowd))


def _crowds(house: House, hours: tuple[ledger.Hour, ...], crowd: int) -> dict[tuple[int, date], int]:
    """Look closer at the days on which an account may have seen many: a call counts a person anew, a day doesn't."""
    summed: defaultdict[tuple[int, date], int] = defaultdict(int)
    for hour in hours:
        if hour.allowed:
            summed[(hour.actor, civil_date(hour.at))] += hour.persons
    days = {day for (_, day), persons in summed.items() if persons >= crowd}
    return {
        (actor, day): persons
        for day in sorted(days)
        for actor, persons in ledger.seen(house.controller, day_start(day), day_after(day)).items()
        if persons >= crowd
    }
