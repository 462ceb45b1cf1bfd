"""Which day did a person write, and how is a day put into a field to be changed?  Finnish first, ISO also; anything else is no day."""

from datetime import date, datetime

FORMS = ("%d.%m.%Y", "%Y-%m-%d")


def typed_day(value: date) -> str:
    """Write a date as it is typed, in every language alike: 3.2.2026."""
    return f"{value.day}.{value.month}.{value.year}"


def read_day(raw: str) -> date | None:
    """Read a civil date as people write it, or give None."""
    for form in FORMS:
        try:
            return datetime.strptime(raw.strip(), form).date()
        except ValueError:
            continue
    return None
