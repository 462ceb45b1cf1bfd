"""How do eight years pass in a demo home? Each step goes through the gate at its own instant, and the timed duties run as time goes by.

Nothing is written past the gate, and nothing happens that couldn't happen in a real register; only the clock runs faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import click
from django.db import transaction

from seloste.duties.rights.answering import answer_request
from seloste.duties.rights.decide import Right
from seloste.duties.rights.requests import Refused, open_request
from seloste.faces.cli.demo.lives.steps import Answer, Ask, Give, Look, Step, Survey, Visit, Year, own_matter
from seloste.faces.cli.demo.staff import Crew
from seloste.gate import Door, Order
from seloste.law import HELSINKI, Period, cap_at, day_start
from seloste.notice import Notice
from seloste.policy import Actor, Begin, Change, Denial, End, NewSubject, Put, Replan, Touch

BATCH = 200
"""Visits written to disk together. When the batch ends they are as durable as any; a demo can't lose more than it can make again."""

PAGE = 200
TICK_AFTER_MIDNIGHT = timedelta(hours=2)


class DemoError(click.ClickException):
    """The demo's script and the register disagree. Names purposes and codes, never a person."""


@dataclass(slots=True)
class Known:
    """One person as the staff know them: the subject's id, and the ids of matters by the script's labels."""

    subject: int
    matters: dict[str, int] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Player:
    """Plays steps in one register. `tick` does the timed duties at an instant; `strict` are the caps of matters whose data go at once."""

    door: Door
    crew: Crew
    tick: Callable[[datetime], None]
    next_month: datetime
    strict: Mapping[str, Period]
    people: dict[int, Known] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    checks: dict[tuple[int, str], datetime] = field(default_factory=dict)
    queue: list[Step] = field(default_factory=list)

    def play(self, steps: Iterable[Step], until: datetime, passed: Callable[[datetime], None]) -> None:
        """Play every step; let the timed duties run every month and when a code's time is up."""
        for step in steps:
            self._pass_time(step.at, passed)
            self._watch(step)
            self.queue.append(step)
            if len(self.queue) >= BATCH:
                self._flush()
        self._pass_time(until, passed)
        self._flush()
        passed(until)

    def _pass_time(self, at: datetime, passed: Callable[[datetime], None]) -> None:
        while (due := min([self.next_month, *self.checks.values()])) <= at:
            self._flush()
            self.tick(due)
            passed(due)
            self.checks = {check: ends for check, ends in self.checks.items() if ends > due}
            if due == self.next_month:
                self.next_month = month_after(due)

    def _watch(self, step: Step) -> None:
        """Note when the time will be up of what has to go at once, such as an identity code: it goes by the next tick."""
        for change in step.changes:
            if isinstance(change, Begin) and change.kind in self.strict:
                self.checks[(step.person, change.ref)] = cap_at(step.at, self.strict[change.kind])
            elif isinstance(change, End):
                self.checks.pop((step.person, str(change.matter)), None)

    def _flush(self) -> None:
        if self.queue:
            with transaction.atomic():
                for step in self.queue:
                    self._act(step)
            self.queue.clear()

    def _act(self, step: Step) -> None:
        actor = self.crew.actor(step.role, step.at)
        match step.act:
            case Visit():
                self._visit(step, step.act, actor)
            case Look():
                self._expect(step, self.door.read(actor, step.purpose, self.people[step.person].subject, now=step.at))
            case Give(recipient):
                order = Order(recipient)
                self._expect(step, self.door.disclose(actor, step.purpose, self.people[step.person].subject, order, now=step.at))
            case Ask() | Answer():
                self._request(step, step.act, actor)
            case Survey():
                self._survey(step, step.act, actor)
            case Year(kind, year):
                planned = date(year, 12, 31)
                self.years[own_matter(kind, year)] = self.door.begin_own(kind, begun=step.at, planned=planned, now=step.at)

    def _visit(self, step: Step, visit: Visit, actor: Actor) -> None:
        known = None if visit.kind else self.people[step.person]
        if visit.looks and known is not None:
            self._expect(step, self.door.read(actor, step.purpose, known.subject, now=step.at))
        whom = known.subject if known else NewSubject(visit.kind)
        done = self._expect(step, self.door.apply(actor, step.purpose, whom, self._resolved(visit, known), now=step.at))
        known = self.people[step.person] = known or Known(done.subject)
        if visit.keeps:
            known.records[visit.keeps] = done.records[-1]
        for change in visit.changes:
            if isinstance(change, Begin):
                known.matters[change.ref] = done.ids[change.ref]

    def _request(self, step: Step, act: Ask | Answer, actor: Actor) -> None:
        """File or answer a request, as the privacy officer does."""
        known = self.people[step.person]
        if isinstance(act, Ask):
            right = Right(act.right)
            filed = open_request(self.door, actor, known.subject, right, text=act.text, channel=act.channel, now=step.at)
            if isinstance(filed, Refused):
                raise DemoError(f"{step.at.date()}: a request could not be filed: {filed.reason}")
            known.requests[act.label] = self._expect(step, filed).number
            return
        answered = answer_request(self.door, actor, known.requests.pop(act.label), now=step.at)
        if isinstance(answered, Refused):
            raise DemoError(f"{step.at.date()}: a request could not be answered: {answered.reason}")
        self._expect(step, answered)

    def _survey(self, step: Step, survey: Survey, actor: Actor) -> None:
        after, more = 0, True
        while more:
            page = self.door.list(
                actor, step.purpose, now=step.at, categories=survey.categories, channel=survey.channel, limit=PAGE, after=after
            )
            after = self._expect(step, page).next
            more = after > 0

    def _expect[T](self, step: Step, done: T | Denial) -> T:
        """Stop where the gate says no to what the script thinks possible."""
        if isinstance(done, Denial):
            raise DemoError(f"{step.at.date()}: the gate said {done.code} for {step.purpose} ({step.role}) {done.detail}".rstrip())
        return done

    def _resolved(self, visit: Visit, known: Known | None) -> tuple[Change, ...]:
        """Put ids where the script has labels; what the same visit begins keeps its label, which the gate understands."""
        ids = {**self.years, **(known.matters if known else {})}
        changes = visit.changes
        if visit.amends and known is not None and isinstance(changes[-1], Put):
            changes = (*changes[:-1], replace(changes[-1], record=known.records.pop(visit.amends)))
        return tuple(
            replace(change, matter=ids.get(change.matter, change.matter))
            if isinstance(change, End | Replan | Touch | Put) and isinstance(change.matter, str)
            else change
            for change in changes
        )


def strict(notice: Notice) -> dict[str, Period]:
    """Give the longest time of each kind of matter that holds data which must not outlive it by a moment."""
    held = {category.of for category in notice.data.values() if category.of and category.within and category.within.is_zero}
    return {key: kind.at_most for key, kind in notice.matters.items() if key in held and kind.at_most is not None}


def month_after(at: datetime) -> datetime:
    """Give the small hours of the first day of the next month, when the timed duties run."""
    day = at.astimezone(HELSINKI).date()
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day_start(first) + TICK_AFTER_MIDNIGHT
