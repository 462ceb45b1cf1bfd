"""Which days are public holidays in Finland? Computed from the rows of law, by their Finnish names.

Midsummer's Eve and Christmas Eve are working days here: counting them so can make a reply early, never late.
"""

from datetime import date, timedelta
from functools import cache

from seloste.law.errors import LawError
from seloste.law.rows import Holiday
from seloste.law.shelf import rows

_SATURDAY = 5
_WEEK_END = {_SATURDAY: "la", 6: "su"}


def easter(year: int) -> date:
    """Give Easter Sunday of a year (Meeus, Jones and Butcher's form of the Gregorian computus)."""
    century, year_of_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, century_rest = divmod(century, 4)
    moon_drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_drift + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> dict[date, Holiday]:
    """Give the public holidays of a year by their date."""
    found = {_date(row.rule, year): row for row in rows(Holiday)}
    return dict(sorted((day, row) for day, row in found.items() if row.holds(day)))


def calendar() -> str:
    """Name the version of the holiday calendar, so that a computed deadline can say by which one it was counted."""
    return f"fi/{max(row.checked_at for row in rows(Holiday))}"


def day_off(day: date) -> str | None:
    """Say in Finnish why a date is no working day: the holiday's name, else la or su; None for a working day.

    Raises LawError for a date before the calendar starts.
    """
    start = min(row.valid_from for row in rows(Holiday))
    if day < start:
        raise LawError(f"the holiday calendar starts on {start}; {day} is before it")
    holiday = holidays(day.year).get(day)
    return holiday.name.fi if holiday else _WEEK_END.get(day.weekday())


def _date(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    start = date.fromisoformat(f"{year:04}-{rule.removeprefix('saturday ')}")
    if rule.startswith("saturday"):
        return start + timedelta(days=(_SATURDAY - start.weekday()) % 7)
    return start
