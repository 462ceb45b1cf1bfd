"""How does one say it in Swedish, as it is written in Finland? Periods, dates, bases, countries and bounds.

The terms are those of the Office of the Data Protection Ombudsman; names that authors give are never bent.
"""

from datetime import date

from seloste.law.periods import Period
from seloste.notice.grammar import counted
from seloste.notice.structure import MatterKind
from seloste.notice.values import Basis, Need

AND, OR = "och", "eller"
BASES = {
    Basis.CONSENT: "samtycke",
    Basis.CONTRACT: "avtal",
    Basis.PRE_CONTRACT: "åtgärder före ett avtal på din begäran",
    Basis.LEGAL_OBLIGATION: "rättslig förpliktelse",
    Basis.VITAL_INTEREST: "skydd för ett grundläggande intresse",
    Basis.PUBLIC_TASK: "allmänt intresse eller myndighetsutövning",
    Basis.LEGITIMATE_INTEREST: "berättigat intresse",
}
ARTICLES = {
    Basis.CONSENT: "art. 6.1 a",
    Basis.CONTRACT: "art. 6.1 b",
    Basis.PRE_CONTRACT: "art. 6.1 b",
    Basis.LEGAL_OBLIGATION: "art. 6.1 c",
    Basis.VITAL_INTEREST: "art. 6.1 d",
    Basis.PUBLIC_TASK: "art. 6.1 e",
    Basis.LEGITIMATE_INTEREST: "art. 6.1 f",
}
NEEDS = {
    Need.STATUTORY: "krävs enligt lag",
    Need.CONTRACTUAL: "krävs enligt avtalet",
    Need.PRE_CONTRACT: "behövs för att ingå ett avtal",
    Need.VOLUNTARY: "frivillig",
}
COUNTRIES = {
    "AT": "Österrike", "BE": "Belgien", "BG": "Bulgarien", "BR": "Brasilien", "CA": "Kanada", "CH": "Schweiz", "CY": "Cypern",
    "CZ": "Tjeckien", "DE": "Tyskland", "DK": "Danmark", "EE": "Estland", "ES": "Spanien", "FI": "Finland", "FR": "Frankrike",
    "GB": "Storbritannien", "GR": "Grekland", "HR": "Kroatien", "HU": "Ungern", "IE": "Irland", "IL": "Israel", "IN": "Indien",
    "IS": "Island", "IT": "Italien", "JP": "Japan", "KR": "Sydkorea", "LI": "Liechtenstein", "LT": "Litauen", "LU": "Luxemburg",
    "LV": "Lettland", "MT": "Malta", "NL": "Nederländerna", "NO": "Norge", "NZ": "Nya Zeeland", "PL": "Polen", "PT": "Portugal",
    "RO": "Rumänien", "SE": "Sverige", "SI": "Slovenien", "SK": "Slovakien", "US": "Förenta staterna",
    "AD": "Andorra", "AR": "Argentina", "AU": "Australien", "CN": "Kina", "FO": "Färöarna", "GG": "Guernsey",
    "IM": "Isle of Man", "JE": "Jersey", "MX": "Mexiko",
    "RS": "Serbien", "SG": "Singapore", "TR": "Turkiet", "UA": "Ukraina", "UY": "Uruguay", "ZA": "Sydafrika",
}  # fmt: skip
CHANNELS = {
    "portal": "i e-tjänsten", "email": "per e-post", "letter": "per brev", "phone": "per telefon", "visit": "genom att besöka oss",
    "site": "på webbplatsen", "product": "i tjänsten", "sms": "med textmeddelande", "post": "per post",
}  # fmt: skip
_UNITS = (
    ("år", "år", "ett år"),
    ("månad", "månader", "en månad"),
    ("dag", "dagar", "en dag"),
    ("timme", "timmar", "en timme"),
    ("minut", "minuter", "en minut"),
)


def day(when: date) -> str:
    """Write a date: 2.11.2026."""
    return f"{when.day}.{when.month}.{when.year}"


def country(code: str) -> str:
    """Name a country."""
    return COUNTRIES.get(code, code)


def lasting(period: Period) -> str:
    """How long: 5 år, 24 månader, 1 år."""
    return counted(period, _UNITS, lambda n, unit: f"{n} {unit[0] if n == 1 else unit[1]}")


def of_length(period: Period) -> str:
    """After or within how long: 5 år, 24 månader, en månad."""
    return counted(period, _UNITS, lambda n, unit: unit[2] if n == 1 else f"{n} {unit[1]}")


def bound(kind: MatterKind, *, consent: bool = False) -> str:
    """When a matter of that kind ends; one that is a consent ends with it."""
    if kind.of == "controller":
        return "upphör den dag som bestämts för det"
    if kind.end == "planned":
        return "upphör den överenskomna dagen" + _otherwise(kind) + _latest(kind)
    return ("upphör när samtycket återkallas" if consent else "upphör när det har slutförts eller avslutats") + _latest(kind)


def _otherwise(kind: MatterKind) -> str:
    unplanned = "; om ingen dag har avtalats upphör det"
    if kind.otherwise and kind.otherwise.idle:
        return f"{unplanned} {_silence(kind.otherwise.idle)}"
    if kind.otherwise and kind.otherwise.at_most:
        return f"{unplanned} {of_length(kind.otherwise.at_most)} efter att det började"
    return ""


def _latest(kind: MatterKind) -> str:
    ways = [f"senast {_silence(kind.idle)}"] if kind.idle else []
    ways += [f"senast {of_length(kind.at_most)} efter att det började"] if kind.at_most else []
    return f", dock {' eller '.join(ways)}" if ways else ""


def _silence(period: Period) -> str:
    return f"när det har gått {lasting(period)} sedan den senaste kontakten"
