"""How are icons, dates, periods and the notice's texts written on a page?  Formatting only: nothing here looks anything up."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from seloste.law import HELSINKI, NEVER, civil_date, last_day
from seloste.law.periods import Period
from seloste.notice.tongue import TONGUES

register = template.Library()
THEMES = ("light", "dark")
OURS = "fi"
MOMENTS = {"fi": "{day} klo {hour}.{minute:02}", "sv": "{day} kl. {hour}.{minute:02}", "en": "{day}, {hour:02}:{minute:02}"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite. Decoration: the words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("ui/icons.svg"), name)


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> str:
    """Give the theme that this person chose, or nothing: then the system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get("seloste_theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag
def language() -> str:
    """Say which language the page is in (WCAG 3.1.1)."""
    wanted = (get_language() or OURS)[:2]
    return wanted if wanted in TONGUES else OURS


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """List the languages of the screens, each in its own name."""
    return list(settings.LANGUAGES)


class Finnish(str):
    """Words of the notice that lack the page's language, and so stand there in Finnish."""

    __slots__ = ()


@register.filter
def text(words: Any) -> str:
    """Give a text of the notice in the page's language, or in Finnish where it hasn't been translated."""
    if words is None or isinstance(words, str):
        return words or ""
    wanted = language()
    said = str(words[wanted])
    return said if wanted in words.items() else Finnish(said)


@register.filter
def spoken(words: str) -> str:
    """Mark words that are in another language than the page (WCAG 3.1.2). Not for attributes or titles, where no mark can stand."""
    return format_html('<span lang="{}">{}</span>', OURS, words) if isinstance(words, Finnish) else words


@register.filter
def tongue(words: str) -> str:
    """Give the `lang` of an element that can hold no other, such as an option of a list."""
    return format_html(' lang="{}"', OURS) if isinstance(words, Finnish) else ""


def _local(value: date | datetime) -> date:
    return civil_date(value) if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date: 16.11.2026, in English 16 November 2026."""
    return "" if value is None else TONGUES[language()].day(_local(value))


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Write a date with its weekday: ma 16.11.2026."""
    return "" if value is None else f"{WEEKDAYS_ABBR[_local(value).weekday()]} {day(value)}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write an instant: 16.11.2026 klo 6.05."""
    if value is None:
        return ""
    local = value.astimezone(HELSINKI)
    return MOMENTS[language()].format(day=day(value), hour=local.hour, minute=local.minute)


@register.filter
def through(value: datetime | None) -> str:
    """Write the last day of something that ends at an instant: what ends at midnight ended on the day before."""
    if value is None:
        return ""
    return gettext("toistaiseksi") if value >= NEVER else day(last_day(value))


@register.filter
def clock(value: datetime) -> str:
    """Write a machine-readable instant for `<time datetime>`."""
    return value.isoformat()


@register.filter
def number(value: int) -> str:
    """Write a number with hard spaces between thousands: 20 000, in English 20,000."""
    return f"{value:,}" if language() == "en" else f"{value:,}".replace(",", "\u00a0")


@register.filter
def lasts(value: Period | None) -> str:
    """Write a period in words: 2 vuotta 6 kuukautta."""
    if value is None:
        return ""
    if value.is_zero:
        return gettext("heti")
    hours, seconds = divmod(value.seconds, 3600)
    years, months = divmod(value.months, 12) if value.months % 12 == 0 else (0, value.months)
    parts = (
        (years, gettext("vuosi"), gettext("vuotta")),
        (months, gettext("kuukausi"), gettext("kuukautta")),
        (value.days, gettext("päivä"), gettext("päivää")),
        (hours, gettext("tunti"), gettext("tuntia")),
        (seconds // 60, gettext("minuutti"), gettext("minuuttia")),
    )
    return " ".join(f"{number(amount)} {one if amount == 1 else many}" for amount, one, many in parts if amount)
