"""Is one period longer than another? Found by applying both to days, since P2Y and P24M are one thing and P30D and P1M are not.

A period that ends later on any of the days is longer: whoever reads the notice may be the one whose day it is.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from seloste import law
from seloste.law.periods import Period
from seloste.notice.structure import MatterKind, Purpose

_DAYS = ((1, 1), (1, 31), (2, 28), (3, 31), (6, 15), (8, 31), (11, 30), (12, 31))
_YEARS = 4
_SILENT_FOR = (timedelta(0), timedelta(days=200), timedelta(days=1200))


class Verdict(StrEnum):
    """How the new one stands to the old one."""

    SAME = "same"
    LONGER = "longer"
    SHORTER = "shorter"


def judge[T](days: Iterator[T], old: Callable[[T], datetime], new: Callable[[T], datetime]) -> Verdict:
    """Compare two ways to count an end, day by day."""
    ends = [(old(each), new(each)) for each in days]
    if any(after > before for before, after in ends):
        return Verdict.LONGER
    return Verdict.SHORTER if any(after < before for before, after in ends) else Verdict.SAME


def periods(old: Period, new: Period, on: date) -> Verdict:
    """Compare two keeping periods."""
    return judge(instants(on), lambda at: law.keep_until(at, old), lambda at: law.keep_until(at, new))


def tails(old: Purpose, new: Purpose, on: date) -> Verdict:
    """Compare how long two purposes keep what has ended: a period, a rule of law, or no longer at all."""
    return judge(instants(on), lambda at: _tail(old, at), lambda at: _tail(new, at))


def bounds(old: MatterKind, new: MatterKind, on: date) -> Verdict:
    """Compare when matters of two kinds end at the latest: planned or not, silent from the start or after some dealings."""
    return judge(_lives(on), lambda life: _bound(old, *life), lambda life: _bound(new, *life))


def instants(on: date) -> Iterator[datetime]:
    """Ends of days that tell calendars apart (month ends, a leap day), in each of the coming years."""
    for year in range(on.year, on.year + _YEARS):
        yield from (law.day_after(date(year, month, day)) for month, day in _DAYS)
        if year % 4 == 0:
            yield law.day_after(date(year, 2, 29))


def _tail(purpose: Purpose, at: datetime) -> datetime:
    if purpose.rule:
        try:
            return law.keep_by_rule(purpose.rule, at)
        except law.LawError:
            return at
    return law.keep_until(at, purpose.keep) if purpose.keep else at


type _Life = tuple[datetime, datetime, datetime | None]


def _lives(on: date) -> Iterator[_Life]:
    for begun in instants(on):
        for silent in _SILENT_FOR:
            yield begun, begun + silent, None
            yield begun, begun + silent, begun + timedelta(days=400)


def _bound(kind: MatterKind, begun: datetime, active: datetime, planned: datetime | None) -> datetime:
    ends = _ends(kind.idle, kind.at_most, begun, active)
    if kind.end == "planned" and planned is not None:
        ends.append(planned)
    elif kind.end == "planned" and kind.otherwise:
        ends += _ends(kind.otherwise.idle, kind.otherwise.at_most, begun, active)
    return min(ends, default=begun)


def _ends(idle: Period | None, at_most: Period | None, begun: datetime, active: datetime) -> list[datetime]:
    return [*([law.keep_until(active, idle)] if idle else []), *([law.cap_at(begun, at_most)] if at_most else [])]
