"""How long is a period, and on which date does it end? ISO 8601 durations and the month arithmetic of Regulation (EEC) 1182/71.

A period is either a civil one (years, months, weeks, days) or a clock one (hours, minutes, seconds), never a mixture: a date cannot
carry half a day. This module never reads a clock and never decides what a period is for.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

from seloste.law.errors import LawError

_LONGEST_YEARS = 200
_SHAPE = re.compile(
    r"P(?:(?P<weeks>\d{1,5})W"
    r"|(?:(?P<years>\d{1,5})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?)",
    re.ASCII,
)


class BadPeriod(LawError):
    """A text that is not a period this house can count."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time; two periods of the same length are equal, however they are written (``P24M`` and ``P2Y``)."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if min(self.months, self.days, self.seconds) < 0:
            raise BadPeriod("a period cannot be negative")
        if self.seconds and (self.months or self.days):
            raise BadPeriod("a period counts either days, months and years or hours, minutes and seconds, not both")
        if self.months / 12 + self.days / 366 + self.seconds / 86400 / 366 > _LONGEST_YEARS:
            raise BadPeriod(f"a period of over {_LONGEST_YEARS} years is no period")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 duration such as ``P24M``, ``P1Y6M``, ``P14D``, ``P2W``, ``PT12H`` or ``PT0S``."""
        found = _SHAPE.fullmatch(text)
        parts = {name: int(value) for name, value in found.groupdict().items() if value is not None} if found else {}
        if not parts:
            raise BadPeriod(f"{text[:40]!r} is not a period; write for example P24M (24 months), P5Y, P30D, PT72H or PT0S (at once)")
        months = parts.get("years", 0) * 12 + parts.get("months", 0)
        days = parts.get("weeks", 0) * 7 + parts.get("days", 0)
        seconds = parts.get("hours", 0) * 3600 + parts.get("minutes", 0) * 60 + parts.get("seconds", 0)
        return cls(months=months, days=days, seconds=seconds, text=text)

    @property
    def is_zero(self) -> bool:
        """Whether the period has no length at all, so that whatever waits for it happens at once."""
        return not (self.months or self.days or self.seconds)

    @property
    def is_clock(self) -> bool:
        """Whether the period counts hours, minutes and seconds, exactly and without regard to dates."""
        return self.seconds > 0

    def __str__(self) -> str:
        return self.text or self._written()

    def _written(self) -> str:
        if self.is_zero:
            return "PT0S"
        if self.is_clock:
            hours, rest = divmod(self.seconds, 3600)
            minutes, seconds = divmod(rest, 60)
            return "PT" + "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
        years, months = divmod(self.months, 12)
        return "P" + "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if n)


def add_months(start: date, months: int) -> date:
    """Give the same day some months later, or that month's last day where it has no such day (Reg. 1182/71 Art. 3(2)(c)).

    A date past the calendar's end is the calendar's end: no end is written 9999-12-31, and stays so.
    """
    years, month = divmod(start.month - 1 + months, 12)
    if start.year + years > date.max.year:
        return date.max
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=32_768)
def add_period(start: date, period: Period) -> date:
    """Give the date on which a civil period ends; the day it starts from is not counted (Reg. 1182/71 Art. 3(1))."""
    if period.is_clock:
        raise BadPeriod(f"{period} counts hours: add it to an instant, not to a date")
    after_months = add_months(start, period.months)
    if period.days > (date.max - after_months).days:
        return date.max
    return after_months + timedelta(days=period.days)
