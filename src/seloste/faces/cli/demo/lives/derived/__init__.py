"""What could have happened to the people of any register? Lives derived from its notice, and from nothing else.

A kind of subject comes for the first matter that the notice lists for it, stays as long as that matter's bound lets it, and meets the
other matters by the way. Whoever writes a notice can so see it live, without a script of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from seloste.faces.cli.demo.lives import fates
from seloste.faces.cli.demo.lives.calendar import MORNING, mornings, years
from seloste.faces.cli.demo.lives.derived.chapters import Telling
from seloste.faces.cli.demo.lives.derived.outline import Capacity, capacities
from seloste.faces.cli.demo.lives.derived.stints import tell
from seloste.faces.cli.demo.lives.derived.values import Pen
from seloste.faces.cli.demo.lives.diary import Diary
from seloste.faces.cli.demo.lives.fates import CAST, Era, Part, Plan
from seloste.faces.cli.demo.lives.steps import OWN, Step, Survey
from seloste.faces.cli.demo.people import person
from seloste.law import civil_date
from seloste.notice.builtin import PRIVACY_ROLE
from seloste.notice.model import Notice
from seloste.notice.parts import Right
from seloste.notice.structure import Purpose
from seloste.notice.values import Store

QUIET = timedelta(days=25)
"""Whose data are restricted is left in peace from some days before they ask for it."""
OWN_WORK = "accountability"


@dataclass(frozen=True, slots=True)
class Derived:
    """The script of any register."""

    notice: Notice
    seed: int
    era: Era
    capacities: tuple[Capacity, ...]
    cast: tuple[Capacity, ...]

    @classmethod
    def of(cls, notice: Notice, seed: int, era: Era) -> Derived:
        """Derive the script of a notice."""
        kinds = capacities(notice)
        return cls(notice, seed, era, kinds, _cast(kinds))

    def firm(self) -> list[Step]:
        """Tell what the firm did by itself: its years begin, and it goes through the register for marketing and for what only reads."""
        own = [key for key, kind in self.notice.matters.items() if kind.of == "controller"]
        begun = [step for key in own for step in years(self.era, key, PRIVACY_ROLE, OWN_WORK)]
        return sorted((*begun, *self._campaigns()), key=lambda step: step.at)

    def plan(self, index: int) -> Plan:
        """Choose a person's fate."""
        return fates.plan(self.seed, index, self.era)

    def life(self, index: int, fate: Plan) -> list[Step]:
        """Write a person's life."""
        rng = Random(f"{self.seed}/life/{index}")
        if not self.capacities:
            return []
        weights = range(len(self.capacities), 0, -1)  # the kinds that the author lists first are the commonest
        capacity = self.cast[index] if index < len(self.cast) else rng.choices(self.capacities, weights=weights)[0]
        one = person(self.seed, index, at_work=capacity.at_work)
        quiet = self.era.today - QUIET if fate.part is Part.RESTRICTED else None
        opener = capacity.home.opener
        diary = Diary(index, capacity.key, (opener.role, opener.purpose), rng, self.era.today, quiet=quiet)
        pen = Pen(one, rng, all_of_it=index < len(self.cast))
        for stint in fate.stints:
            diary.newcomer = True  # whose every folder has fallen is known to nobody, should they come again
            fully = index < len(self.cast) and stint.ends is None
            tell(Telling(capacity, diary, pen, stint, fully), fate.part, self._rights)
        return diary.told()

    @property
    def _rights(self) -> Mapping[str, Right]:
        return {str(key): right for key, right in self.notice.rights.items()}

    def _campaigns(self) -> Iterator[Step]:
        for at in mornings(self.era):
            for place, (key, purpose) in enumerate(self._read_only()):
                if purpose.marketing or civil_date(at).month == 1:
                    channel = purpose.marketing[0] if purpose.marketing else ""
                    yield Step(at + MORNING * place / 20, OWN, purpose.roles[0], key, Survey(purpose.seen, channel))

    def _read_only(self) -> Iterator[tuple[str, Purpose]]:
        for key, each in self.notice.purposes.items():
            statistical = bool(each.while_) and not each.uses and each.store is Store.LIVE
            if each.roles and not each.builtin and (each.marketing or statistical):
                yield key, each


def _cast(kinds: tuple[Capacity, ...]) -> tuple[Capacity, ...]:
    """Choose who plays each part of the cast: of the kinds that can, the one that has had the fewest so far."""
    chosen: list[Capacity] = []
    for part in CAST if kinds else ():
        able = [each for each in kinds if _can(each, part)] or kinds
        chosen.append(min(able, key=chosen.count))
    return tuple(chosen)


def _can(capacity: Capacity, part: Part) -> bool:
    match part:
        case Part.OPEN_CHECK | Part.FORGOTTEN_CHECK:
            return capacity.check is not None
        case Part.CLAIMS:
            return capacity.claim is not None
        case Part.ASKS_FOR_ACCESS | Part.ASKS_FOR_ERASURE | Part.RESTRICTED:
            return capacity.ours
        case _:
            return True
