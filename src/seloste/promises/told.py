"""How is a count put into words? Small sentences for the board's evidence, in the reader's language; on a terminal in Finnish."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext

from seloste import law
from seloste.notice.tongue import TONGUES, Tongue

SHOWN = 3


def tongue() -> Tongue:
    """The language that is spoken now."""
    return TONGUES.get((get_language() or "fi")[:2], TONGUES["fi"])


def day(when: datetime | date) -> str:
    """Write a date, an instant by its date in Helsinki."""
    return tongue().day(law.civil_date(when) if isinstance(when, datetime) else when)


def weekday(when: date) -> str:
    """Write a date with its weekday: ma 16.11.2026."""
    return f"{WEEKDAYS_ABBR[when.weekday()]} {day(when)}"


def clock(when: datetime) -> str:
    """Write a time of day in Helsinki: 6.00."""
    local = when.astimezone(law.HELSINKI)
    return f"{local.hour:02}:{local.minute:02}" if tongue().lang == "en" else f"{local.hour}.{local.minute:02}"


def moment(when: datetime) -> str:
    """Write an instant: 22.11.2026 klo 6.00."""
    return gettext("{day} klo {time}").format(day=day(when), time=clock(when))


def number(count: int) -> str:
    """Write a number with spaces between thousands: 12 400."""
    return f"{count:,}" if tongue().lang == "en" else f"{count:,}".replace(",", "\u00a0")


def samples(ids: Iterable[int], called: str) -> str:
    """Point at some of what was found, by random identifiers that mean nothing outside the register."""
    shown = [str(each) for each in ids][:SHOWN]
    return " " + gettext("Esimerkiksi {called} {ids}.").format(called=called, ids=", ".join(shown)) if shown else ""
