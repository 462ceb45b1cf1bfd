"""What happened to LamisNET's customers? Lives written by hand, for the register that the pictures in the docs show.

They tell a fuller story than `derived` can of any notice: what is delivered was ordered first, and what is late gets paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from seloste.faces.cli.demo.lives import fates
from seloste.faces.cli.demo.lives.diary import Diary
from seloste.faces.cli.demo.lives.fates import Era, Part, Plan
from seloste.faces.cli.demo.lives.lamisnet.firm import firm
from seloste.faces.cli.demo.lives.lamisnet.scene import CARE
from seloste.faces.cli.demo.lives.lamisnet.stints import write
from seloste.faces.cli.demo.lives.steps import Step
from seloste.faces.cli.demo.people import person

QUIET = timedelta(days=25)
"""Whose data are restricted is left in peace from some days before they ask for it."""


@dataclass(frozen=True, slots=True)
class LamisNet:
    """The script of LamisNET's register."""

    seed: int
    era: Era

    def firm(self) -> list[Step]:
        """Tell what the firm did by itself."""
        return firm(self.era)

    def plan(self, index: int) -> Plan:
        """Choose a person's fate."""
        return fates.plan(self.seed, index, self.era)

    def life(self, index: int, fate: Plan) -> list[Step]:
        """Write a person's life."""
        one, today = person(self.seed, index), self.era.today
        quiet = today - QUIET if fate.part is Part.RESTRICTED else None
        kind = "contact_person" if one.company else "customer"
        diary = Diary(index, kind, ("support", CARE), Random(f"{self.seed}/life/{index}"), today, quiet=quiet)
        for stint in fate.stints:
            write(one, diary, stint, fate.part)
        return diary.told()
