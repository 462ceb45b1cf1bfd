"""What comes round in a demo's firm? Calendar years that begin, and the mornings of the last twelve months on which campaigns go out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from seloste.faces.cli.demo.lives.fates import Era
from seloste.faces.cli.demo.lives.steps import OWN, Step, Year
from seloste.law import day_start

MORNING = timedelta(hours=10)
CAMPAIGN_DAY = 5


def years(era: Era, kind: str, role: str, purpose: str) -> Iterator[Step]:
    """Begin the controller's own matter of each calendar year as the year starts, the first one when the demo does."""
    for year in range(era.begins.year, era.today.year + 1):
        day = max(era.begins, date(year, 1, 1))
        if day < era.today:
            yield Step(day_start(day), OWN, role, purpose, Year(kind, year))


def mornings(era: Era) -> Iterator[datetime]:
    """Give a morning in each of the last months, the present one too, that lies in the demo's time."""
    for back in range(12, -1, -1):
        months = era.today.year * 12 + era.today.month - 1 - back
        day = date(months // 12, months % 12 + 1, CAMPAIGN_DAY)
        if era.begins < day < era.today:
            yield day_start(day) + MORNING
