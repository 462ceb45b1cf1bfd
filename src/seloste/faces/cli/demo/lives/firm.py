"""What does the demo's firm do that is about nobody in particular? Its fiscal years begin, and its campaigns go through the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from seloste.faces.cli.demo.lives.fates import beginning
from seloste.faces.cli.demo.lives.steps import OWN, Step, Survey, Year
from seloste.law import day_start

MORNING = timedelta(hours=10)
NEWSLETTER_DAY = 5
POST_MONTHS = (3, 9)


def firm(today: date) -> list[Step]:
    """Tell what the firm did by itself, in order of time: the years from the start, the campaigns of the last twelve months."""
    steps = [*_years(today), *_campaigns(today)]
    return sorted((step for step in steps if step.at < day_start(today)), key=lambda step: step.at)


def _years(today: date) -> Iterator[Step]:
    """The calendar years in which vouchers are made; each begins as it starts, the first one when the demo does."""
    first = beginning(today)
    for year in range(first.year, today.year + 1):
        yield Step(day_start(max(first, date(year, 1, 1))), OWN, "bookkeeping", "bookkeeping", Year(year))


def _campaigns(today: date) -> Iterator[Step]:
    for back in range(12, -1, -1):
        months = today.year * 12 + today.month - 1 - back
        day = date(months // 12, months % 12 + 1, NEWSLETTER_DAY)
        at = day_start(day) + MORNING
        yield Step(at, OWN, "marketing", "newsletter", Survey(("contact",), "email"))
        if day.month in POST_MONTHS:
            yield Step(at + MORNING / 10, OWN, "marketing", "direct_marketing", Survey(("identity", "contact", "orders"), "post"))
        if day.month == 1:
            yield Step(at + MORNING / 5, OWN, "sales", "development", Survey(("orders", "usage", "complaints")))
