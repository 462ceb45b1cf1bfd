"""What does LamisNET do that is about nobody in particular? Its fiscal years begin, and its campaigns go through the register."""

from __future__ import annotations

from collections.abc import Iterator

from seloste.faces.cli.demo.lives.calendar import MORNING, mornings, years
from seloste.faces.cli.demo.lives.fates import Era
from seloste.faces.cli.demo.lives.steps import OWN, Step, Survey
from seloste.law import civil_date

POST_MONTHS = (3, 9)


def firm(era: Era) -> list[Step]:
    """Tell what the firm did by itself, in order of time: the years from the start, the campaigns of the last twelve months."""
    steps = [*years(era, "fiscal_year", "bookkeeping", "bookkeeping"), *_campaigns(era)]
    return sorted(steps, key=lambda step: step.at)


def _campaigns(era: Era) -> Iterator[Step]:
    for at in mornings(era):
        month = civil_date(at).month
        yield Step(at, OWN, "marketing", "newsletter", Survey(("contact",), "email"))
        if month in POST_MONTHS:
            yield Step(at + MORNING / 10, OWN, "marketing", "direct_marketing", Survey(("identity", "contact", "orders"), "post"))
        if month == 1:
            yield Step(at + MORNING / 5, OWN, "sales", "development", Survey(("orders", "usage", "complaints")))
