"""How is one demo person's life written down? As steps, in office hours and in an order that makes sense; never into the future."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from seloste.faces.cli.demo.lives.steps import Act, Answer, Ask, Give, Look, Right, Step, Visit, own_matter
from seloste.law import HELSINKI, day_start
from seloste.policy import Begin, Change, End, Put

RECENT = timedelta(days=400)
"""Looks are written for so long: older ones would have fallen from the access log, and nobody would see them."""


@dataclass(slots=True)
class Diary:
    """One person's steps while they are being written. After `quiet` nothing but requests is written.

    `kind` is the kind of subject that a newcomer becomes with the next visit; `front` the role and purpose in which staff look at a card
    before they write on it.
    """

    person: int
    kind: str
    front: tuple[str, str]
    rng: random.Random
    today: date
    quiet: date | None = None
    newcomer: bool = True
    steps: list[Step] = field(default_factory=list)
    labels: int = 0
    begun: dict[str, datetime] = field(default_factory=dict)
    heard: dict[str, datetime] = field(default_factory=dict)

    def label(self, kind: str) -> str:
        """Name the next matter, so that later steps can speak of it."""
        self.labels += 1
        return f"{kind}-{self.labels}"

    def visit(
        self,
        day: date,
        role: str,
        purpose: str,
        *changes: Change,
        about: Sequence[str] = (),
        later: timedelta | None = None,
        keeps: str = "",
        amends: str = "",
    ) -> bool:
        """Write a visit on a working day, after everything it speaks of; or so much later than that. Says whether it has happened yet."""
        ends = any(isinstance(change, End) for change in changes)
        begins = {change.ref for change in changes if isinstance(change, Begin)}
        at = self._when(day, about, later, ends=ends)
        looks = self._recent(at) and (role, purpose) == self.front and any(label in self.begun for label in about)
        written = self._write(at, role, purpose, Visit(changes, self.kind if self.newcomer else "", looks, keeps, amends), about, begins)
        self.newcomer = self.newcomer and not written
        return written

    def book(self, day: date, role: str, purpose: str, kind: str, put: Put, about: Sequence[str]) -> None:
        """Write something into the controller's own matter of the year, such as an invoice into the books."""
        at = self._when(day, about, None)
        booked = replace(put, matter=own_matter(kind, at.astimezone(HELSINKI).year))
        self._write(at, role, purpose, Visit((booked,)), about)

    def look(self, day: date, role: str, purpose: str, about: Sequence[str]) -> None:
        """Write that somebody only reads, if that is recent."""
        at = self._when(day, about, None)
        if self._recent(at):
            self._write(at, role, purpose, Look(), about)

    def give(self, role: str, purpose: str, recipient: str, about: Sequence[str], day: date | None = None) -> None:
        """Write that a recipient is given something, a minute later or on a day, if that is recent."""
        at = self._when(day or self.today, about, None if day else timedelta(minutes=1))
        if self._recent(at):
            self._write(at, role, purpose, Give(recipient), about)

    def ask(self, day: date, right: Right, text: str, about: Sequence[str], *, after: timedelta | None, channel: str = "email") -> None:
        """Write that a request arrives, and that it is answered so much later; without that it stays open."""
        at, label, quiet = self._when(day, about, None), self.label("request"), self.quiet
        self.quiet = None
        if self._write(at, "privacy", "requests", Ask(label, right, text, channel), about) and after is not None:
            self._write(at + after, "privacy", "requests", Answer(label), about)
        self.quiet = quiet

    def told(self) -> list[Step]:
        """Return the steps in order of time; those of one instant stay as written."""
        return sorted(self.steps, key=lambda step: step.at)

    def _write(self, at: datetime, role: str, purpose: str, act: Act, about: Sequence[str], begins: set[str] | None = None) -> bool:
        if at >= day_start(self.today) or (self.quiet is not None and at >= day_start(self.quiet)):
            return False
        if not (begins or set()).union(self.begun).issuperset(about):
            return False  # it speaks of what has not begun yet
        for label in about:
            self.begun.setdefault(label, at)
            self.heard[label] = max(at, self.heard.get(label, at))
        self.steps.append(Step(at, self.person, role, purpose, act))
        return True

    def _recent(self, at: datetime) -> bool:
        return day_start(self.today) - at < RECENT

    def _when(self, day: date, about: Sequence[str], later: timedelta | None, *, ends: bool = False) -> datetime:
        """Pick the moment. A matter must have begun before it is spoken of; and nothing is heard of it after its end."""
        known = self.heard if ends else self.begun
        floor = max((known[label] for label in about if label in known), default=None)
        at = floor + later if floor is not None and later is not None else self._office(day)
        return at if floor is None or at > floor else floor + timedelta(minutes=self.rng.randint(2, 20))

    def _office(self, day: date) -> datetime:
        """Pick a moment between eight and four in Helsinki, on the next working day if the day is a Saturday or Sunday."""
        return (datetime.combine(working_day(day), time(8), HELSINKI) + timedelta(seconds=self.rng.randrange(8 * 3600))).astimezone(UTC)


def working_day(day: date) -> date:
    """Give the day, or the Monday after it if it is a Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)
