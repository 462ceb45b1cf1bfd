"""How is a count put into words? Small sentences of Finnish for the board's evidence."""

from collections.abc import Iterable
from datetime import date, datetime

from seloste import law
from seloste.notice import finnish

_WEEKDAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
SHOWN = 3


def day(when: datetime | date) -> str:
    """Write a date, an instant by its date in Helsinki."""
    return finnish.day(law.civil_date(when) if isinstance(when, datetime) else when)


def weekday(when: date) -> str:
    """Write a date with its weekday: ma 16.11.2026."""
    return f"{_WEEKDAYS[when.weekday()]} {finnish.day(when)}"


def clock(when: datetime) -> str:
    """Write a time of day in Helsinki: 6.00."""
    local = when.astimezone(law.HELSINKI)
    return f"{local.hour}.{local.minute:02}"


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun: 1 kansio, 3 kansiota."""
    return f"{number(count)} {one if count == 1 else many}"


def number(count: int) -> str:
    """Write a number with spaces between thousands: 12 400."""
    return f"{count:,}".replace(",", "\u00a0")


def samples(ids: Iterable[int], called: str) -> str:
    """Point at some of what was found, by random identifiers that mean nothing outside the register."""
    shown = [str(each) for each in ids][:SHOWN]
    return f" Esimerkiksi {called} {', '.join(shown)}." if shown else ""
