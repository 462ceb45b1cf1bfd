"""By when must a request be answered, and may that be extended? The law's month, or the notice's promise where that is stricter.

A month flat (`roll: never`) is the calendar month from the request: it doesn't move over a week-end, isn't suspended while identity is
checked, and isn't extended where the notice says so. The clock starts when the request arrives.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seloste import law
from seloste.duties.rights.decide.codes import Right
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise

_REPLY = "GDPR-12-3"


@dataclass(frozen=True, slots=True)
class Due:
    """When one request is due. `extended_to` is None where no extension is offered."""

    received_on: date
    due: date
    flat: bool
    extended_to: date | None
    rolled_because: tuple[str, ...]

    def late(self, on: date) -> bool:
        """Say whether the last day has passed."""
        return on > self.due


def due(notice: Notice, right: Right, received: datetime, *, suspended_days: int = 0) -> Due:
    """Give the last day for answering a request that arrived at an instant, under a notice."""
    promise = notice.rights.get(right.value) or Promise()
    flat = promise.roll == "never"
    received_on = law.civil_date(received)
    duty = law.row(law.Duty, _REPLY, max(received_on, date(2018, 5, 25)))
    suspended = 0 if flat else suspended_days
    lawful = law.deadline(received_on, months=duty.period.months, suspended_days=suspended, roll=not flat)
    promised = _promised(promise.within, received_on, suspended, flat)
    last = min(lawful.deadline, promised or lawful.deadline)
    return Due(
        received_on,
        last,
        flat,
        None if promise.extend == "never" or duty.extended is None else _extended(received_on, duty.extended.months, suspended, flat),
        lawful.rolled_because if last == lawful.deadline else (),
    )


def _promised(within: law.Period | None, received_on: date, suspended: int, flat: bool) -> date | None:
    """The notice's own period. One in months is counted as the law counts months; one in days or hours never rolls."""
    if within is None:
        return None
    if within.is_clock or within.is_zero:
        return received_on + timedelta(days=within.seconds // 86_400)
    if within.days == 0:
        return law.deadline(received_on, months=within.months, suspended_days=suspended, roll=not flat).deadline
    return law.add_period(received_on, within) + timedelta(days=suspended)


def _extended(received_on: date, months: int, suspended: int, flat: bool) -> date:
    return law.deadline(received_on, months=months, suspended_days=suspended, roll=not flat).deadline
