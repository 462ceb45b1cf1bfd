"""The five firms' registers as their notices drive them: somebody of whom everything stands that may, and short ways to look."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from gate.club import at, yes
from seloste import gate
from seloste.gate import Door, Reading
from seloste.home import Home
from seloste.notice.values import FieldType
from seloste.policy import Actor, Begin, Change, Code, Denial, NewSubject, Policy, Put
from seloste.policy.tables import Category, FieldRule, MatterKind, Purpose

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = {"OA": "ohjelma-aitta/notice", "AS": "aito-support/notice", "AL": "opinaika/notice", "ALC": "opinaika/contacts",
         "RA": "ramentor/notice", "LN": "lamisnet/notice"}  # fmt: skip
SINCE = at("2024-01-02 09:00")
PLANNED = date(2025, 12, 31)
HASH = "argon2$argon2id$v=19$m=102400,t=2,p=8$c3VvbGFhbnQ$dGlpdmlzdGV0aWl2aXN0ZQ"
SAMPLES: dict[FieldType, object] = {
    FieldType.TEXT: "Testi", FieldType.NOTE: "Testi\nkahdella rivillä", FieldType.EMAIL: "aino@asiakas.example",
    FieldType.PHONE: "+358401234567", FieldType.ADDRESS: "Testitie 1\n00100 Helsinki", FieldType.DATE: "2024-01-02",
    FieldType.MONEY: "10.00", FieldType.INTEGER: 2, FieldType.BOOLEAN: True, FieldType.FI_HETU: "010190-900P",
    FieldType.FI_YTUNNUS: "2810442-6", FieldType.REFERENCE: "T-1",
}  # fmt: skip


def proves(ids: str, *values: object, by: str = "behaviour") -> ParameterSet:
    """Give one row of a table, marked with the promises that it proves."""
    return pytest.param(*values, marks=pytest.mark.promise(*ids.split(), by=by), id=f"{ids} {values[0]}")


def source_text(firm: str) -> str:
    """The notice file of a firm."""
    return (EXAMPLES / f"{FILES[firm]}.yaml").read_text(encoding="utf-8")


def sample(category: Category, kind: str) -> dict[str, object]:
    """A value for each field of a category that is used of a kind."""
    return {key: _sample(rule) for key, rule in category.fields.items() if rule.is_for(kind)}


def _sample(rule: FieldRule) -> object:
    if rule.secret:
        return HASH
    return rule.choices[0] if rule.choices else SAMPLES[rule.type]


@dataclass
class Firm:
    """One firm's register."""

    home: Home
    door: Door
    began: dict[str, int] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self.door.policy_at(SINCE)

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role of the notice."""
        return tuple(self.door.notice_at(SINCE).roles)

    def do(self, role: str, purpose: str, subject: int | NewSubject, *changes: Change, now: datetime = SINCE) -> gate.Applied | Denial:
        """Act in a role."""
        return self.door.apply(staff(role), purpose, subject, changes, now=now)

    def sees(self, role: str, purpose: str, subject: int, now: datetime = SINCE) -> set[str] | Code:
        """What a role reads of somebody for a purpose, or the code of the gate's no."""
        answer = self.door.read(staff(role), purpose, subject, now=now)
        return {entry.category for entry in answer.entries} if isinstance(answer, Reading) else answer.code

    def everything(self, kind: str, *, without: str = "") -> int:
        """Somebody of a kind with every matter that may run (but one) and an entry of every category that may stand."""
        subject: int | NewSubject = NewSubject(kind)
        begun: dict[str, int] = {}
        stored: set[str] = set()
        for purpose in (p for p in self.policy.purposes.values() if kind in p.basis and p.roles and not p.builtin):
            changes = self._changes(purpose, kind, begun, stored, without)
            if changes:
                done = yes(self.do(min(purpose.roles), purpose.key, subject, *changes))
                subject = done.subject
                begun |= done.ids
        assert isinstance(subject, int)
        self.began = begun
        return subject

    def _changes(self, purpose: Purpose, kind: str, begun: dict[str, int], stored: set[str], without: str) -> list[Change]:
        opening = purpose.while_ | ({purpose.per} if purpose.per else set())
        runs = [self.policy.matters[key] for key in sorted(opening - {without})]
        changes: list[Change] = [
            Begin(m.key, ref=m.key, planned=PLANNED if m.planned else None) for m in runs if m.key not in begun and not m.controllers_own
        ]
        fresh = {change.kind for change in changes if isinstance(change, Begin)}
        for key in sorted(purpose.uses - stored):
            category = self.policy.categories[key]
            values = sample(category, kind)
            if category.is_for(kind) and values and (category.of is None or category.of in {m.key for m in runs}):
                matter = self._matter(self.policy.matters[category.of], begun, fresh) if category.of else 0
                changes.append(Put(key, values, matter=matter, source=self._source(key)))
                stored.add(key)
        return changes

    def _matter(self, kind: MatterKind, begun: dict[str, int], fresh: set[str]) -> int | str:
        if kind.controllers_own:
            return self.door.begin_own(kind.key, begun=at("2024-01-01"), planned=date(2024, 12, 31), now=SINCE)
        return kind.key if kind.key in fresh else begun[kind.key]

    def _source(self, category: str) -> str:
        return next(key for key, given in self.policy.sources.items() if category in given)


def staff(role: str) -> Actor:
    """Somebody who has one role."""
    return Actor(sum(role.encode()), frozenset({role}), role)


def publish(home: Home, firm: str, text: str = "") -> Firm:
    """Publish a firm's notice and open the door."""
    made = gate.publish(home, (text or source_text(firm)).encode(), file="notice.yaml", now=SINCE)
    assert made.number == 1, [str(finding) for finding in made.findings]
    return Firm(home, gate.door(home))
