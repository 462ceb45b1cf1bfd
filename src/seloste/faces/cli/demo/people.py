"""Who lives in a demo home? Synthetic people, the same for the same seed, none of whom can be anyone.

Names come from Faker's lists of common names. Mail addresses, phone numbers and codes are of forms that are never given out.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Literal

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SWEDISH_SHARE = 0.06
CONTACT_SHARE = 0.12
PRIVATE_FIRST = 12
"""The first few play parts that only somebody on their own account can, such as having their credit checked."""
MAIL_DOMAINS = ("posti.example", "sahkoposti.example", "kotiverkko.example")
SWEDISH_ENDINGS = ("ström", "berg", "lund", "holm", "gren", "qvist", "roos", "fors", "björk", "blom")
FINNISH_TOWNS = (
    ("00", "Helsinki"), ("02", "Espoo"), ("01", "Vantaa"), ("33", "Tampere"), ("20", "Turku"), ("90", "Oulu"), ("40", "Jyväskylä"),
    ("15", "Lahti"), ("70", "Kuopio"), ("80", "Joensuu"), ("50", "Mikkeli"), ("53", "Lappeenranta"), ("96", "Rovaniemi"),
)  # fmt: skip
SWEDISH_TOWNS = (("65", "Vasa"), ("06", "Borgå"), ("10", "Ekenäs"), ("68", "Jakobstad"), ("02", "Esbo"), ("21", "Pargas"))
COMPANY_STARTS = ("Havu", "Kelo", "Lumi", "Tuuli", "Ranta", "Kuura", "Pihka", "Koivu", "Utu", "Salmi", "Harju", "Kajo", "Hiekka", "Routa")
COMPANY_ENDS = (
    "portti",
    "paja",
    "verstas",
    "talous",
    "kone",
    "huolto",
    "puu",
    "data",
    "kuljetus",
    "rakenne",
    "sähkö",
    "leipomo",
    "metalli",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic person in one capacity; with a company they are there at work, and for it."""

    index: int
    language: Literal["fi", "sv"]
    first_name: str
    last_name: str
    street: str
    postcode: str
    town: str
    email: str
    phone: str
    identity_code: str
    company: str = ""
    business_id: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def address(self) -> str:
        return f"{self.street}, {self.postcode} {self.town}"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A word list with how common each word is."""

    words: tuple[str, ...]
    cumulated: tuple[float, ...]

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.words, cum_weights=self.cumulated)[0]


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of one language."""

    women: Weighted
    men: Weighted
    families: Weighted
    streets: tuple[str, ...]
    street_ends: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]


def person(seed: int, index: int, *, at_work: bool | None = None) -> Person:
    """Make the person of this number; the same seed and number always make the same one. Whether they are at work is drawn, or given."""
    rng = random.Random(f"{seed}/person/{index}")
    language: Literal["fi", "sv"] = "sv" if rng.random() < SWEDISH_SHARE else "fi"
    drawn = rng.random() < CONTACT_SHARE and index >= PRIVATE_FIRST
    at_work = drawn if at_work is None else at_work
    words = _words(language)
    first = (words.women if rng.random() < 0.5 else words.men).draw(rng)
    last = words.families.draw(rng)
    prefix, town = rng.choice(words.towns)
    born = date(1942, 1, 1) + timedelta(days=rng.randrange(64 * 365))
    company = f"{rng.choice(COMPANY_STARTS)}{rng.choice(COMPANY_ENDS)} Oy" if at_work else ""
    domain = f"{plain(company.removesuffix(' Oy'))}.example" if company else rng.choice(MAIL_DOMAINS)
    return Person(
        index=index,
        language=language,
        first_name=first,
        last_name=last,
        street=f"{rng.choice(words.streets)}{rng.choice(words.street_ends)} {rng.randint(1, 89)}",
        postcode=f"{prefix}{rng.randrange(10, 99)}0",
        town=town,
        email=f"{plain(first)}.{plain(last)}{index + 1}@{domain}",
        phone=phone(rng),
        identity_code=identity_code(born, rng.randint(900, 999)),
        company=company,
        business_id=business_id(rng.randrange(9_000_000, 10_000_000)) if company else "",
    )


def phone(rng: random.Random) -> str:
    """Make a number of a possible length that can't be anyone's.

    Finnish subscribers' numbers can be dialled without their area code, and a leading 0 or 00 then starts a trunk or international call:
    so no subscriber's number after 09 begins with 0. libphonenumber's metadata agrees: possible, not valid (a test asks it).
    """
    return f"+358 9 01{rng.randrange(10)} {rng.randrange(10_000):04d}"


def identity_code(born: date, individual: int) -> str:
    """Make a personal identity code. Individual numbers 900-999 are never given to people, so nothing else is made here."""
    if not 900 <= individual <= 999:
        raise ValueError("Only individual numbers 900-999, which belong to nobody, may be made up.")
    sign = "A" if born.year >= 2000 else "-"
    digits = f"{born:%d%m%y}"
    return f"{digits}{sign}{individual}{CHECK_CHARACTERS[int(f'{digits}{individual}') % 31]}"


def business_id(number: int) -> str:
    """Make a business ID with its check digit. The demo takes the nine millions: they are given out in order, now in the threes."""
    while True:
        digits = f"{number:07d}"
        rest = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
        if rest != 1:  # the rest 1 has no check digit, and such numbers are not used
            return f"{digits}-{0 if rest == 0 else 11 - rest}"
        number += 1


@cache
def _words(language: str) -> Words:
    """Read Faker's lists once: importing them takes a fifth of a second, and drawing each word through Faker ten times as long as this."""
    if language == "sv":
        from faker.providers.address.sv_SE import Provider as SwedishPlaces
        from faker.providers.person.sv_SE import Provider as SwedishNames

        families = {name: weight for name, weight in SwedishNames.last_names.items() if name.endswith(SWEDISH_ENDINGS)}
        return Words(
            _common(SwedishNames.first_names_female, 60),
            _common(SwedishNames.first_names_male, 60),
            _common(families, 60),
            tuple(SwedishPlaces.street_prefixes),
            ("gatan", "vägen", "stigen"),
            SWEDISH_TOWNS,
        )
    from faker.providers.address.fi_FI import Provider as FinnishPlaces
    from faker.providers.person.fi_FI import Provider as FinnishNames

    streets = tuple(start for start in FinnishPlaces.street_prefixes if " " not in start)  # those with a space are called after people
    return Words(
        _common(FinnishNames.first_names_female, 200),
        _common(FinnishNames.first_names_male, 200),
        _common(FinnishNames.last_names, 400),
        streets,
        ("tie", "katu", "polku", "kuja"),
        FINNISH_TOWNS,
    )


def _common(frequencies: dict[str, float], count: int) -> Weighted:
    words = sorted(frequencies, key=lambda word: (-frequencies[word], word))[:count]
    return Weighted(tuple(words), tuple(accumulate(frequencies[word] for word in words)))


def plain(word: str) -> str:
    """Write a word as it stands in an e-mail address."""
    return word.lower().translate(str.maketrans("åäöéèüøæ", "aaoeeuoa")).replace(" ", "").replace("-", ".")
