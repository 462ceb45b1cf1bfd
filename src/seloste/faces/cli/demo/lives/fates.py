"""When does each demo person come, go and come back? So that today shows every stage: with us, archived, only in the books, gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

YEARS = 8
ARCHIVED_DAYS = 5 * 365 + 100
"""Five years in the archive, the time to erase, and some slack: who left before that has nothing of care left."""
LEAST = timedelta(days=60)
"""Where the demo's time is short, nobody comes and leaves on one day."""


class Part(StrEnum):
    """What a few people are in the demo for, whatever else happens to them."""

    NOBODY = "nobody"
    ASKS_FOR_ACCESS = "asks for access"
    ASKS_FOR_ERASURE = "asks for erasure"
    OPEN_CHECK = "open credit check"
    FORGOTTEN_CHECK = "credit check that timed out"
    RESTRICTED = "restricted"
    RETURNED = "came back"
    CLAIMS = "claims after leaving"


# A demo of a handful of people still shows the requests first, then the checks.
CAST = (
    Part.ASKS_FOR_ACCESS,
    Part.ASKS_FOR_ERASURE,
    Part.OPEN_CHECK,
    Part.OPEN_CHECK,
    Part.FORGOTTEN_CHECK,
    Part.RESTRICTED,
    Part.RETURNED,
    Part.CLAIMS,
)


@dataclass(frozen=True, slots=True)
class Stint:
    """One unbroken time with the firm; without `ends` it lasts. Some only ask for a quotation, and some leave without saying so."""

    begins: date
    ends: date | None
    buys: bool = True
    says: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a person's stints, in order, and the part they play."""

    part: Part
    stints: tuple[Stint, ...]

    @property
    def arrives(self) -> date:
        return self.stints[0].begins


@dataclass(frozen=True, slots=True)
class Era:
    """The demo's time: from the day on which its notice takes effect to the midnight that starts today."""

    begins: date
    today: date

    @classmethod
    def of(cls, today: date, years: int = YEARS) -> Era:
        """Give the last years: none from before the act that every notice rests on (1050/2018, in force from 1.1.2019)."""
        return cls(max(date(today.year - years, today.month, min(today.day, 28)), date(2019, 1, 7)), today)


def plan(seed: int, index: int, era: Era) -> Plan:
    """Choose a person's stints."""
    rng = Random(f"{seed}/plan/{index}")
    part = CAST[index] if index < len(CAST) else Part.NOBODY
    match part:
        case Part.RETURNED:
            return Plan(part, _returned(rng, era))
        case Part.CLAIMS:
            return Plan(part, (_in_the_archive(rng, era, least=900),))
        case Part.NOBODY:
            return _common(rng, era)
        case _:
            return Plan(part, (Stint(_between(rng, era, 4 * 365, 3 * 365), None),))


def _common(rng: Random, era: Era) -> Plan:
    """Choose a fate by its share of all."""
    part, drawn = Part.NOBODY, rng.random()
    if drawn < 0.20:
        return Plan(part, (_only_asked(rng, era),))
    if drawn < 0.40:
        return Plan(part, (_long_gone(rng, era),))
    if drawn < 0.48:
        return Plan(part, (_in_the_books(rng, era),))
    if drawn < 0.65:
        return Plan(part, (_in_the_archive(rng, era),))
    if drawn < 0.70:
        return Plan(part, _returned(rng, era))
    return Plan(part, (Stint(_within(rng, era.begins, era.today - timedelta(days=3)), None),))


def _only_asked(rng: Random, era: Era) -> Stint:
    """A quotation is archived by nobody, so these are gone within months, whenever they came."""
    begins = _within(rng, era.begins, era.today - timedelta(days=3))
    return Stint(begins, begins + timedelta(days=rng.randint(20, 120)), buys=False, says=rng.random() < 0.5)


def _long_gone(rng: Random, era: Era) -> Stint:
    last = date(_swept_year(era), 12, 10)
    begins = _within(rng, era.begins, last - timedelta(days=100))
    return Stint(begins, _within(rng, begins + timedelta(days=90), max(last, begins + timedelta(days=120))))


def _in_the_books(rng: Random, era: Era) -> Stint:
    ends = _within(rng, date(_swept_year(era) + 1, 3, 1), era.today - timedelta(days=ARCHIVED_DAYS))
    begins = max(era.begins, ends - timedelta(days=rng.randint(90, 300)))
    return Stint(begins, max(ends, begins + timedelta(days=90)))


def _in_the_archive(rng: Random, era: Era, least: int = 60) -> Stint:
    ends = _between(rng, era, 4 * 365 + 250, least)
    begins = max(era.begins, ends - timedelta(days=rng.randint(90, 900)))
    return Stint(begins, max(ends, begins + LEAST), says=least > 60 or rng.random() < 0.8)


def _returned(rng: Random, era: Era) -> tuple[Stint, ...]:
    """Left, stayed away for years, came back: the archived folders stay archived and new ones begin."""
    left = _between(rng, era, 4 * 365, 3 * 365)
    came = max(era.begins, left - timedelta(days=rng.randint(150, 400)))
    left = max(left, came + LEAST)
    return Stint(came, left), Stint(max(_between(rng, era, 500, 40), left + LEAST), None)


def _swept_year(era: Era) -> int:
    """Give the last fiscal year whose vouchers have been erased by today: kept for six years after it, and some weeks to erase them."""
    return (era.today - timedelta(days=45)).year - 7


def _between(rng: Random, era: Era, most: int, least: int) -> date:
    """Pick a day so many days ago, at most and at least."""
    return max(era.begins, era.today - timedelta(days=rng.randint(least, most - 1)))


def _within(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
