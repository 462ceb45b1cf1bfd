"""When does a period end? The law's arithmetic, remembered by day: the same days and periods come again for every subject.

It adds nothing to `law` but one distinction: what happens at midnight happens on the day that it starts, while an end at midnight closes
the day before.
"""

from datetime import date, datetime
from functools import lru_cache

from seloste.law.instants import NEVER, cap_at, civil_date, day_after, day_start, keep_until, last_day
from seloste.law.periods import Period, add_period
from seloste.law.retention import keep_by_rule
from seloste.law.shelf import NotInForce

_REMEMBERED = 1 << 14


@lru_cache(maxsize=_REMEMBERED)
def _through(day: date, period: Period) -> datetime:
    return day_after(add_period(day, period))


@lru_cache(maxsize=_REMEMBERED)
def _start(day: date, period: Period) -> datetime:
    return day_start(add_period(day, period))


def _exact(instant: datetime, period: Period) -> bool:
    return period.is_zero or period.is_clock or instant >= NEVER


def kept_until(end: datetime, period: Period) -> datetime:
    """Give the end of a keeping period after an exclusive end: rounded up, through its last day."""
    return keep_until(end, period) if _exact(end, period) else _through(last_day(end), period)


def quiet_until(active: datetime, idle: Period) -> datetime:
    """Give the instant at which a silence since an event has been long enough, rounded up."""
    return keep_until(active, idle) if _exact(active, idle) else _through(civil_date(active), idle)


def capped_at(begun: datetime, at_most: Period) -> datetime:
    """Give the instant at which a cap strikes, rounded down."""
    return cap_at(begun, at_most) if _exact(begun, at_most) else _start(civil_date(begun), at_most)


@lru_cache(maxsize=_REMEMBERED)
def ruled_until(rule: str, end: datetime) -> datetime:
    """Give the end of what a rule of law keeps; where none was in force, as far as the law data know, nothing is kept by it."""
    try:
        return keep_by_rule(rule, end)
    except NotInForce:
        return end
