"""Where are we in a demo person's life? One stint being written, and what every visit in it needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from seloste.faces.cli.demo.lives.diary import Diary
from seloste.faces.cli.demo.lives.fates import Stint
from seloste.faces.cli.demo.people import Person
from seloste.policy import Put

CARE = "customer_care"


@dataclass(frozen=True, slots=True)
class Scene:
    """One stint of one person; `relationship` is the label of its relationship, empty while there is none."""

    one: Person
    diary: Diary
    stint: Stint
    relationship: str = ""

    @property
    def rng(self) -> Random:
        return self.diary.rng

    @property
    def today(self) -> date:
        return self.diary.today

    @property
    def last(self) -> date:
        """The last day on which something may happen: the stint's end, or today."""
        return min(self.stint.ends or self.today, self.today)

    def until(self, day: date) -> date:
        """Nothing planned outlasts an ended stint, so that the fate chosen for it comes true."""
        return min(day, self.stint.ends) if self.stint.ends else day

    def number(self, letter: str, day: date) -> str:
        """Make a running number, such as an order's; another one each time."""
        return f"{letter}{day.year}-{self.one.index + 1:05d}-{self.diary.label(letter).rpartition('-')[2]}"

    def who(self) -> tuple[Put, Put]:
        """What a first visit records: who they are and how to reach them."""
        one = self.one
        name = {"first_name": one.first_name, "last_name": one.last_name}
        if one.company:
            name["company"] = one.company
        return Put("identity", name), Put("contact", {"email": one.email, "phone": one.phone, "address": one.address})
