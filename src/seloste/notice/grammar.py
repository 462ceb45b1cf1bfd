"""What do Finnish, Swedish and English do alike? Capitals, full stops, lists and counted periods.

Names that authors give are never bent: sentences are built so that a name stands in its basic form, after a colon or in quotation marks.
"""

from collections.abc import Callable, Iterable

from seloste.law.periods import Period

# A letter before a hyphen is an abbreviation (Y-tunnus) but in these, which begin small in the middle of a sentence.
_SMALL = ("E-post", "E-mail")

type Unit = tuple[str, str, str]


def listed(words: Iterable[str], last: str) -> str:
    """Write a list as a sentence does: a, b and c."""
    each = list(words)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} {last} {each[-1]}" if each else ""


def named(words: Iterable[str]) -> str:
    """Write names after a colon: only commas, since a name may hold an "and" of its own."""
    return ", ".join(lowered(word) for word in words)


def lowered(words: str) -> str:
    """Begin with a small letter, unless the first word is an abbreviation, or an inner capital or a digit shows that it is a name."""
    first = words.partition(" ")[0][1:]
    if words.startswith(_SMALL):
        return words[:1].lower() + words[1:]
    named = words[:2].isupper() or any(each.isupper() or each.isdigit() for each in first)
    return words if named else words[:1].lower() + words[1:]


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = words.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def counted(period: Period, units: tuple[Unit, Unit, Unit, Unit, Unit], said: Callable[[int, Unit], str]) -> str:
    """Say a period in years, months, days and hours; as minutes where it isn't whole hours. Two years are 24 months, as laws say it."""
    years, months = divmod(period.months, 12)
    if (years and months) or period.months == 24:
        years, months = 0, period.months
    minutes = period.seconds // 60
    if minutes and minutes % 60:
        return said(minutes, units[4])
    counts = (years, months, period.days, period.seconds // 3600)
    return " ".join(said(n, unit) for n, unit in zip(counts, units, strict=False) if n)
