"""How does one say it in Finnish? Periods, dates, bases, countries and lists in the words a reader expects.

Names that authors give are never bent: sentences are built so that a name stands in its basic form.
"""

from collections.abc import Iterable
from datetime import date

from seloste.law.periods import Period
from seloste.notice import grammar
from seloste.notice.grammar import counted, lowered, named, sentence
from seloste.notice.structure import MatterKind
from seloste.notice.values import Basis, Need

__all__ = [
    "AND",
    "ARTICLES",
    "BASES",
    "CHANNELS",
    "COUNTRIES",
    "NEEDS",
    "OR",
    "bound",
    "country",
    "day",
    "lasting",
    "listed",
    "lowered",
    "named",
    "of_length",
    "sentence",
]

AND, OR = "ja", "tai"
BASES = {
    Basis.CONSENT: "suostumus",
    Basis.CONTRACT: "sopimus",
    Basis.PRE_CONTRACT: "sopimusta edeltävät toimet pyynnöstäsi",
    Basis.LEGAL_OBLIGATION: "lakisääteinen velvoite",
    Basis.VITAL_INTEREST: "elintärkeän edun suojaaminen",
    Basis.PUBLIC_TASK: "yleinen etu tai julkinen valta",
    Basis.LEGITIMATE_INTEREST: "oikeutettu etu",
}
ARTICLES = {
    Basis.CONSENT: "6 art. 1 a",
    Basis.CONTRACT: "6 art. 1 b",
    Basis.PRE_CONTRACT: "6 art. 1 b",
    Basis.LEGAL_OBLIGATION: "6 art. 1 c",
    Basis.VITAL_INTEREST: "6 art. 1 d",
    Basis.PUBLIC_TASK: "6 art. 1 e",
    Basis.LEGITIMATE_INTEREST: "6 art. 1 f",
}
NEEDS = {
    Need.STATUTORY: "lain vaatima",
    Need.CONTRACTUAL: "sopimuksen vaatima",
    Need.PRE_CONTRACT: "sopimuksen tekemistä varten",
    Need.VOLUNTARY: "vapaaehtoinen",
}
COUNTRIES = {
    "AT": "Itävalta", "BE": "Belgia", "BG": "Bulgaria", "BR": "Brasilia", "CA": "Kanada", "CH": "Sveitsi", "CY": "Kypros",
    "CZ": "Tšekki", "DE": "Saksa", "DK": "Tanska", "EE": "Viro", "ES": "Espanja", "FI": "Suomi", "FR": "Ranska",
    "GB": "Yhdistynyt kuningaskunta", "GR": "Kreikka", "HR": "Kroatia", "HU": "Unkari", "IE": "Irlanti", "IL": "Israel",
    "IN": "Intia", "IS": "Islanti", "IT": "Italia", "JP": "Japani", "KR": "Etelä-Korea", "LI": "Liechtenstein", "LT": "Liettua",
    "LU": "Luxemburg", "LV": "Latvia", "MT": "Malta", "NL": "Alankomaat", "NO": "Norja", "NZ": "Uusi-Seelanti", "PL": "Puola",
    "PT": "Portugali", "RO": "Romania", "SE": "Ruotsi", "SI": "Slovenia", "SK": "Slovakia", "US": "Yhdysvallat",
    "AD": "Andorra", "AR": "Argentiina", "AU": "Australia", "CN": "Kiina", "FO": "Färsaaret", "GG": "Guernsey",
    "IM": "Mansaari", "JE": "Jersey", "MX": "Meksiko",
    "RS": "Serbia", "SG": "Singapore", "TR": "Turkki", "UA": "Ukraina", "UY": "Uruguay", "ZA": "Etelä-Afrikka",
}  # fmt: skip
CHANNELS = {
    "portal": "asiointipalvelussa", "email": "sähköpostilla", "letter": "kirjeellä", "phone": "puhelimitse", "visit": "käymällä luonamme",
    "site": "verkkosivuilla", "product": "palvelussa", "sms": "tekstiviestillä", "post": "postitse",
}  # fmt: skip
_UNITS = (
    ("vuosi", "vuotta", "vuoden"),
    ("kuukausi", "kuukautta", "kuukauden"),
    ("päivä", "päivää", "päivän"),
    ("tunti", "tuntia", "tunnin"),
    ("minuutti", "minuuttia", "minuutin"),
)


def day(when: date) -> str:
    """Write a date: 2.11.2026."""
    return f"{when.day}.{when.month}.{when.year}"


def listed(words: Iterable[str], last: str = AND) -> str:
    """Write a list as a sentence does: a, b ja c."""
    return grammar.listed(words, last)


def country(code: str) -> str:
    """Name a country."""
    return COUNTRIES.get(code, code)


def lasting(period: Period) -> str:
    """How long: 5 vuotta, 24 kuukautta, 1 vuosi."""
    return counted(period, _UNITS, lambda n, unit: f"{n} {unit[0] if n == 1 else unit[1]}")


def of_length(period: Period) -> str:
    """After or within how long: 5 vuoden, 24 kuukauden, kuukauden."""
    return counted(period, _UNITS, lambda n, unit: unit[2] if n == 1 else f"{n} {unit[2]}")


def bound(kind: MatterKind, *, consent: bool = False) -> str:
    """When a matter of that kind ends; one that is a consent ends with it."""
    if kind.of == "controller":
        return "päättyy sille määrättynä päivänä"
    if kind.end == "planned":
        return "päättyy sovittuna päivänä" + _otherwise(kind) + _latest(kind)
    return ("päättyy, kun suostumus peruutetaan" if consent else "päättyy, kun se on hoidettu tai lopetettu") + _latest(kind)


def _otherwise(kind: MatterKind) -> str:
    unplanned = "; jos päivää ei ole sovittu, se päättyy"
    if kind.otherwise and kind.otherwise.idle:
        return f"{unplanned}, {_silence(kind.otherwise.idle)}"
    if kind.otherwise and kind.otherwise.at_most:
        return f"{unplanned} {of_length(kind.otherwise.at_most)} kuluttua alkamisesta"
    return ""


def _latest(kind: MatterKind) -> str:
    ways = [f"viimeistään, {_silence(kind.idle)}"] if kind.idle else []
    ways += [f"viimeistään {of_length(kind.at_most)} kuluttua alkamisesta"] if kind.at_most else []
    return f", kuitenkin {' tai '.join(ways)}" if ways else ""


def _silence(period: Period) -> str:
    return f"kun viimeisestä asioinnista on kulunut {lasting(period)}"
