"""By when must something be done? Months counted as Regulation (EEC, Euratom) 1182/71 counts them, with every intermediate value.

Art. 3(1): the day of the event is not counted. 3(2)(c): months end on the same day, or on the month's last. 3(4): a last day on a
holiday, Sunday or Saturday moves to the next working day. Hours never move: use `hours_after`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seloste.law.errors import LawError
from seloste.law.holidays import calendar, day_off
from seloste.law.instants import civil_date, day_after
from seloste.law.periods import add_months


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline and how it was reached. The last moment is the end of `deadline` in Helsinki."""

    received_on: date
    raw: date
    """The clamped end of the months, counted from the day of receipt itself."""
    suspended_to: date
    """That end, moved by the days during which the person was asked for something."""
    deadline: date
    rolled_because: tuple[str, ...]
    months: int
    suspended_days: int
    calendar: str

    @property
    def ends(self) -> datetime:
        """Give the instant at which the deadline has passed."""
        return day_after(self.deadline)


def deadline(received: date | datetime, *, months: int = 1, suspended_days: int = 0, roll: bool = True) -> Deadline:
    """Give the last day for something received on a date or at an aware instant (whose Helsinki date counts).

    Months are counted from the original date whatever their number, then the suspension is added, and the end is rolled once.
    `roll=False` is for a notice that promises a month flat, which is stricter than the law.
    """
    if not 0 < months <= 120:
        raise LawError("a deadline is counted in 1 to 120 months")
    if not 0 <= suspended_days <= 3660:
        raise LawError("a suspension is 0 to 3660 days")
    received_on = civil_date(received) if isinstance(received, datetime) else received
    day_off(received_on)  # refuses what lies before the calendar
    raw = add_months(received_on, months)
    suspended_to = raw + timedelta(days=min(suspended_days, (date.max - raw).days))
    end, why = _rolled(suspended_to) if roll else (suspended_to, ())
    return Deadline(received_on, raw, suspended_to, end, why, months, suspended_days, calendar())


def _rolled(day: date) -> tuple[date, tuple[str, ...]]:
    why: list[str] = []
    while (reason := day_off(day)) and day < date.max:
        why.append(reason)
        day += timedelta(days=1)
    return day, tuple(why)
