"""When exactly does a keeping period end, and when does a cap strike? Instants in UTC, days in Europe/Helsinki.

Keeping rounds up (through the last day), a cap rounds down, a zero period after an instant is that instant. An end is exclusive, so an
end at midnight belongs to the day before. This module never reads a clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from seloste.law.errors import LawError
from seloste.law.periods import Period, add_period

HELSINKI = ZoneInfo("Europe/Helsinki")
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""How an end that isn't known is written; every sum that would pass it stays at it."""

_TICK = timedelta(microseconds=1)


class BadInstant(LawError):
    """A time that doesn't say its zone; an instant must."""


def civil_date(instant: datetime) -> date:
    """Give the date on the wall calendar in Helsinki at an instant."""
    return _aware(instant).astimezone(HELSINKI).date()


def last_day(instant: datetime) -> date:
    """Give the last day that lies, in part at least, before an exclusive end."""
    return civil_date(_aware(instant) - _TICK)


@lru_cache(maxsize=32_768)
def day_start(day: date) -> datetime:
    """Give the Helsinki midnight that starts a date, in UTC."""
    if day >= NEVER.date():
        return NEVER
    return datetime.combine(day, time.min, tzinfo=HELSINKI).astimezone(UTC)


def day_after(day: date) -> datetime:
    """Give the Helsinki midnight that ends a date, in UTC: the instant from which the day is over."""
    return NEVER if day >= NEVER.date() else day_start(day + timedelta(days=1))


def keep_until(instant: datetime, period: Period) -> datetime:
    """Give the instant at which a keeping period after `instant` ends: rounded up, through its last day."""
    start = _aware(instant)
    if period.is_zero or start >= NEVER:
        return min(start, NEVER)
    if period.is_clock:
        return _later(start, timedelta(seconds=period.seconds))
    return day_after(add_period(last_day(start), period))


def cap_at(instant: datetime, period: Period) -> datetime:
    """Give the instant at which a cap counted from `instant` strikes: rounded down, at the start of its day."""
    start = _aware(instant)
    if period.is_zero or start >= NEVER:
        return min(start, NEVER)
    if period.is_clock:
        return _later(start, timedelta(seconds=period.seconds))
    return day_start(add_period(civil_date(start), period))


def hours_after(instant: datetime, hours: int) -> datetime:
    """Give the instant some whole hours later, in UTC; hours run through nights, holidays and clock changes (Art. 3(4) of Reg. 1182/71)."""
    if hours < 0:
        raise LawError("a number of hours cannot be negative")
    return _later(_aware(instant), timedelta(hours=hours))


def _later(instant: datetime, length: timedelta) -> datetime:
    return NEVER if length >= NEVER - instant else instant + length


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise BadInstant("an instant must say its zone")
    return instant.astimezone(UTC)
