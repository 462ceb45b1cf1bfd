"""Which day did a person write?  Finnish first, ISO also; anything else is no day."""

from datetime import date, datetime

FORMS = ("%d.%m.%Y", "%Y-%m-%d")


def read_day(raw: str) -> date | None:
    """Read a civil date as people write it, or give None."""
    for form in FORMS:
        try:
            return datetime.strptime(raw.strip(), form).date()
        except ValueError:
            continue
    return None
