"""What stands out in the use of the register? Rules over counts: each finds an account on a day. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from seloste.gate import Habits
from seloste.law import HELSINKI, civil_date, day_off

# Looks before, or from then on, or on a day off, stand out.
FROM, TO = 7, 18
# So many different persons in a day, searches that opened nobody, denials in a day.
CROWD, SEARCHES, DENIALS = 50, 10, 5
_LOOKS = frozenset({"read", "list", "search", "locate", "life", "disclose"})
_SEARCHES = frozenset({"search", "locate"})
_OPENS = frozenset({"read", "write", "life", "disclose"})


class Rule(StrEnum):
    """What stood out."""

    OFF_HOURS = "off-hours"
    CROWD = "crowd"
    SEARCHES = "searches"
    DENIALS = "denials"


class Outcome(StrEnum):
    """What somebody made of it. Nothing more is written down about a colleague here."""

    WORK = "work"
    MISTAKE = "mistake"
    MISUSE = "misuse"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Found:
    """An account on a day, by which rule, and how much of it."""

    rule: Rule
    actor: int
    day: date
    count: int


def found(habits: Habits) -> tuple[Found, ...]:
    """Everything that stands out, by day."""
    every = (*_off_hours(habits), *_crowds(habits), *_searches(habits), *_denials(habits))
    return tuple(sorted(every, key=lambda one: (one.day, one.rule, one.actor)))


def _off_hours(habits: Habits) -> Iterator[Found]:
    summed: defaultdict[tuple[int, date], int] = defaultdict(int)
    for hour in habits.hours:
        if hour.allowed and hour.persons and hour.verb in _LOOKS and _off(hour.at):
            summed[(hour.actor, civil_date(hour.at))] += hour.calls
    yield from (Found(Rule.OFF_HOURS, actor, day, calls) for (actor, day), calls in summed.items())


def _off(at: datetime) -> bool:
    local = at.astimezone(HELSINKI)
    return not FROM <= local.hour < TO or day_off(local.date()) is not None


def _crowds(habits: Habits) -> Iterator[Found]:
    yield from (Found(Rule.CROWD, actor, day, persons) for (actor, day), persons in habits.crowds.items() if persons >= CROWD)


def _searches(habits: Habits) -> Iterator[Found]:
    """Many searches on a day on which nobody was opened: looking for whether somebody is here at all."""
    searched: defaultdict[tuple[int, date], int] = defaultdict(int)
    opened = set()
    for hour in habits.hours:
        key = (hour.actor, civil_date(hour.at))
        if hour.allowed and hour.verb in _SEARCHES:
            searched[key] += hour.calls
        if hour.allowed and hour.verb in _OPENS:
            opened.add(key)
    yield from (Found(Rule.SEARCHES, *key, calls) for key, calls in searched.items() if calls >= SEARCHES and key not in opened)


def _denials(habits: Habits) -> Iterator[Found]:
    denied: defaultdict[tuple[int, date], int] = defaultdict(int)
    for hour in habits.hours:
        if not hour.allowed:
            denied[(hour.actor, civil_date(hour.at))] += hour.calls
    yield from (Found(Rule.DENIALS, *key, calls) for key, calls in denied.items() if calls >= DENIALS)
