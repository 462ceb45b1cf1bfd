"""How does one say it in English? Periods, dates, bases, countries and bounds, in the words of the GDPR. Names are never bent."""

from datetime import date

from seloste.law.periods import Period
from seloste.notice.grammar import counted
from seloste.notice.structure import MatterKind
from seloste.notice.values import Basis, Need

AND, OR = "and", "or"
BASES = {
    Basis.CONSENT: "consent",
    Basis.CONTRACT: "contract",
    Basis.PRE_CONTRACT: "steps before a contract, at your request",
    Basis.LEGAL_OBLIGATION: "legal obligation",
    Basis.VITAL_INTEREST: "vital interests",
    Basis.PUBLIC_TASK: "public interest or official authority",
    Basis.LEGITIMATE_INTEREST: "legitimate interest",
}
ARTICLES = {
    Basis.CONSENT: "Art. 6(1)(a)",
    Basis.CONTRACT: "Art. 6(1)(b)",
    Basis.PRE_CONTRACT: "Art. 6(1)(b)",
    Basis.LEGAL_OBLIGATION: "Art. 6(1)(c)",
    Basis.VITAL_INTEREST: "Art. 6(1)(d)",
    Basis.PUBLIC_TASK: "Art. 6(1)(e)",
    Basis.LEGITIMATE_INTEREST: "Art. 6(1)(f)",
}
NEEDS = {
    Need.STATUTORY: "required by law",
    Need.CONTRACTUAL: "required by the contract",
    Need.PRE_CONTRACT: "needed to make a contract",
    Need.VOLUNTARY: "voluntary",
}
COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg",
    "LV": "Latvia", "MT": "Malta", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal",
    "RO": "Romania", "SE": "Sweden", "SI": "Slovenia", "SK": "Slovakia", "US": "United States",
    "AD": "Andorra", "AR": "Argentina", "AU": "Australia", "CN": "China", "FO": "Faroe Islands", "GG": "Guernsey",
    "IM": "Isle of Man", "JE": "Jersey", "MX": "Mexico",
    "RS": "Serbia", "SG": "Singapore", "TR": "Türkiye", "UA": "Ukraine", "UY": "Uruguay", "ZA": "South Africa",
}  # fmt: skip
CHANNELS = {
    "portal": "in the online service", "email": "by email", "letter": "by letter", "phone": "by phone", "visit": "by visiting us",
    "site": "on our website", "product": "in the service", "sms": "by text message", "post": "by post",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = (
    ("year", "years", "one year"),
    ("month", "months", "one month"),
    ("day", "days", "one day"),
    ("hour", "hours", "one hour"),
    ("minute", "minutes", "one minute"),
)


def day(when: date) -> str:
    """Write a date: 2 November 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def country(code: str) -> str:
    """Name a country."""
    return COUNTRIES.get(code, code)


def lasting(period: Period) -> str:
    """How long: 5 years, 24 months, 1 year."""
    return counted(period, _UNITS, lambda n, unit: f"{n} {unit[0] if n == 1 else unit[1]}")


def of_length(period: Period) -> str:
    """After or within how long: 5 years, 24 months, one month."""
    return counted(period, _UNITS, lambda n, unit: unit[2] if n == 1 else f"{n} {unit[1]}")


def bound(kind: MatterKind, *, consent: bool = False) -> str:
    """When a matter of that kind ends; one that is a consent ends with it."""
    if kind.of == "controller":
        return "ends on the day set for it"
    if kind.end == "planned":
        return "ends on the agreed day" + _otherwise(kind) + _latest(kind)
    return ("ends when the consent is withdrawn" if consent else "ends when it has been dealt with or closed") + _latest(kind)


def _otherwise(kind: MatterKind) -> str:
    unplanned = "; if no day has been agreed, it ends"
    if kind.otherwise and kind.otherwise.idle:
        return f"{unplanned} {_silence(kind.otherwise.idle)}"
    if kind.otherwise and kind.otherwise.at_most:
        return f"{unplanned} {of_length(kind.otherwise.at_most)} after it began"
    return ""


def _latest(kind: MatterKind) -> str:
    ways = [f"at the latest {_silence(kind.idle)}"] if kind.idle else []
    ways += [f"at the latest {of_length(kind.at_most)} after it began"] if kind.at_most else []
    return f", but {' or '.join(ways)}" if ways else ""


def _silence(period: Period) -> str:
    length = lasting(period)
    return f"when {length} {'has' if length.startswith('1 ') else 'have'} passed since the last contact"
