"""How is one demo person's life written down? As steps: visits to the register, in office hours and in an order that makes sense."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from seloste.law import HELSINKI, day_start
from seloste.policy import Begin, Change, End, Put

OWN = -1
"""Stands in a step for the controller itself, whose fiscal years are nobody's."""


def fiscal_year(year: int) -> str:
    """Name the controller's own matter of a calendar year."""
    return f"fiscal_year-{year}"


type Right = Literal["access", "erasure", "portability", "rectification", "restriction"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A person uses one of their rights: the label of the request, which right, and what they write."""

    label: str
    right: Right
    text: str
    channel: str = "email"


@dataclass(frozen=True, slots=True)
class Step:
    """One visit: who comes in (a role), for which purpose, and what is recorded about whom at that instant.

    In place of changes it may file a request, answer the one with a label, or begin a fiscal year.
    """

    at: datetime
    person: int
    role: str
    purpose: str
    changes: tuple[Change, ...] = ()
    ask: Ask | None = None
    answers: str = ""
    year: int = 0


@dataclass(slots=True)
class Diary:
    """One person's steps while they are being written. What would lie in the future isn't written at all."""

    person: int
    rng: random.Random
    today: date
    steps: list[Step] = field(default_factory=list)
    labels: int = 0
    begun: dict[str, datetime] = field(default_factory=dict)
    heard: dict[str, datetime] = field(default_factory=dict)

    def label(self, kind: str) -> str:
        """Name the next matter, so that later steps can speak of it."""
        self.labels += 1
        return f"{kind}-{self.labels}"

    def visit(
        self, day: date, role: str, purpose: str, *changes: Change, about: Sequence[str] = (), later: timedelta | None = None
    ) -> bool:
        """Write a step on a working day, after everything it speaks of; or so much later than that. Says whether it has happened yet."""
        ends = any(isinstance(change, End) for change in changes)
        begins = {change.ref for change in changes if isinstance(change, Begin)}
        if not begins.union(self.begun).issuperset(about):
            return False  # it speaks of what has not begun yet
        return self._write(self._when(day, about, later, ends=ends), role, purpose, changes, about)

    def voucher(self, day: date, values: Mapping[str, object], about: Sequence[str]) -> None:
        """Write an invoice into the books of the year in which it is made."""
        at = self._when(day, about, None)
        invoice = Put("invoices", values, matter=fiscal_year(at.astimezone(HELSINKI).year), source="own_work")
        self._write(at, "bookkeeping", "bookkeeping", (invoice,), about)

    def ask(self, day: date, right: Right, text: str, about: Sequence[str], *, after: timedelta | None) -> None:
        """Write that a request arrives, and that it is answered so much later; without that it stays open."""
        at, label = self._when(day, about, None), self.label("request")
        if at >= day_start(self.today) or not set(self.begun).issuperset(about):
            return
        self.steps.append(Step(at, self.person, "privacy", "requests", ask=Ask(label, right, text)))
        if after is not None and at + after < day_start(self.today):
            self.steps.append(Step(at + after, self.person, "privacy", "requests", answers=label))

    def told(self) -> list[Step]:
        """Return the steps in order of time; those of one instant stay as written."""
        return sorted(self.steps, key=lambda step: step.at)

    def _write(self, at: datetime, role: str, purpose: str, changes: tuple[Change, ...], about: Sequence[str]) -> bool:
        if at >= day_start(self.today):
            return False
        for label in about:
            self.begun.setdefault(label, at)
            self.heard[label] = max(at, self.heard.get(label, at))
        self.steps.append(Step(at, self.person, role, purpose, changes))
        return True

    def _when(self, day: date, about: Sequence[str], later: timedelta | None, *, ends: bool = False) -> datetime:
        """Pick the moment. A matter must have begun before it is spoken of; and nothing is heard of it after its end."""
        known = self.heard if ends else self.begun
        floor = max((known[label] for label in about if label in known), default=None)
        at = floor + later if floor is not None and later is not None else self._office(day)
        return at if floor is None or at > floor else floor + timedelta(minutes=self.rng.randint(2, 20))

    def _office(self, day: date) -> datetime:
        """Pick a moment between eight and four in Helsinki, on the next working day if the day is a Saturday or Sunday."""
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
        return (datetime.combine(day, time(8), HELSINKI) + timedelta(seconds=self.rng.randrange(8 * 3600))).astimezone(UTC)
