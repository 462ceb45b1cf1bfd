"""A unit of work before it is done: each change checked against the subject as it stands, and gathered. Nothing is written here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from seloste.law.instants import day_after
from seloste.notice.values import Basis
from seloste.policy import changes as c
from seloste.policy.decide import Code, Denial
from seloste.policy.history import Event, Folder, History, Hold, Refusal, RefusalKind, Restriction, Verb
from seloste.policy.tables import Policy, Purpose
from seloste.policy.values import GIVEN, as_given, check_values
from seloste.register import records
from seloste.register.ids import new_id
from seloste.register.state import State

# No row has it for its id (register.ids).
NOBODYS = -1
_REASON = re.compile(r"[a-z][a-z0-9_-]{0,47}")
# What a decision is called: a reason's code or a request's number, never words about a person.
_DECISION = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A checked `Put`: the record it makes or amends, and the folder it lies in."""

    put: c.Put
    record: int
    folder: int
    matter: int
    values: dict[str, object]
    amends: bool


def ends_no_ground(said: c.Refuse | Refusal) -> bool:
    """Whether a no leaves every ground as it is: one of a single channel, or of disclosures."""
    purposes = (said.purpose,) if isinstance(said, Refusal) else said.purposes
    return bool(said.channel) or set(purposes) == {c.DISCLOSURE}


def may_refuse(purpose: Purpose | None, kind: str, change: c.Refuse) -> bool:
    """Whether one of a kind may say this no to a purpose: not to what the law demands, nor against a contract, nor of no channel of it."""
    basis = purpose.basis.get(kind) if purpose else None
    if purpose is None or basis is None or basis is Basis.LEGAL_OBLIGATION:
        return False
    if change.kind is RefusalKind.OBJECTION and basis is Basis.CONTRACT:
        return False
    return not change.channel or change.channel in purpose.marketing


@dataclass(slots=True)
class Draft:
    """What a unit of work will add to one subject.

    `open`: whether the purpose is open on them before it. `lying`: of each record that it names those of its folder (register.person).
    """

    state: State
    policy: Policy
    purpose: Purpose
    now: datetime
    artificial_codes: bool
    open: bool
    lying: Mapping[int, Sequence[tuple[records.Row, bytes]]] = field(default_factory=dict)
    refs: dict[str, int] = field(default_factory=dict)
    begun: dict[int, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    lifted: set[int] = field(default_factory=set)
    folders: list[Folder] = field(default_factory=list)
    stored: list[Stored] = field(default_factory=list)
    beside: dict[int, Sequence[tuple[records.Row, bytes]]] = field(default_factory=dict)
    """Of each folder with a record to amend, its records as they are."""

    def add(self, change: c.Change) -> Denial | None:
        """Check one change and gather it, or say why not."""
        match change:
            case c.Begin():
                return self._begin(change)
            case c.End() | c.Replan() | c.Touch():
                return self._in_matter(change)
            case c.Void():
                return self._void(change)
            case c.Put():
                return self._put(change)
            case c.Refuse():
                return self._refuse(change)
            case c.Restrict() | c.PlaceHold():
                return self._decision(change)
            case c.Lift(refusal=id):
                return self._lift(id, self.state.history.refusals)
            case c.Unrestrict(restriction=id) if self.purpose.builtin:
                return self._lift(id, self.state.history.restrictions)
            case c.Release(hold=id) if self.purpose.builtin:
                return self._lift(id, self.state.history.holds)
            case _:
                return self._no(Code.DECISION)

    def history(self) -> History:
        """The subject's history with the unit of work in it."""
        old = self.state.history
        return replace(
            old,
            events=(*old.events, *self.events),
            refusals=(*(replace(r, lifted=self.now) if r.id in self.lifted else r for r in old.refusals), *self.refusals),
            restrictions=(*(replace(r, lifted=self.now) if r.id in self.lifted else r for r in old.restrictions), *self.restrictions),
            holds=(*(replace(h, released=self.now) if h.id in self.lifted else h for h in old.holds), *self.holds),
            folders=(*old.folders, *self.folders),
        )

    def moves_nothing(self) -> bool:
        """Whether no ground and no fall can follow: it only puts records into folders that stand, or is about what ends no ground."""
        old = self.state.history
        said = (*self.refusals, *(r for r in old.refusals if r.id in self.lifted))
        lifted = not self.lifted.isdisjoint([*(r.id for r in old.restrictions), *(h.id for h in old.holds)])
        return not (self.events or self.restrictions or self.holds or self.folders or lifted) and all(map(ends_no_ground, said))

    def decided(self) -> tuple[int, ...]:
        """The refusals, restrictions and holds that it makes, to be lifted by."""
        return (*(r.id for r in self.refusals), *(r.id for r in self.restrictions), *(h.id for h in self.holds))

    def _no(self, code: Code, detail: str = "") -> Denial:
        return Denial(code, self.purpose.key, self.purpose.line, detail)

    def _mine(self, kind: str) -> bool:
        return kind in self.purpose.while_ or kind == self.purpose.per

    def _by_decision(self, change: c.End | c.Replan | c.Touch) -> bool:
        """Answering a request may end any of the person's matters: an erasure is read as the end of the relationship too."""
        return isinstance(change, c.End) and self.purpose.builtin and "request" in self.purpose.while_

    def _begin(self, change: c.Begin) -> Denial | None:
        kind = self.policy.matters.get(change.kind)
        if kind is None or kind.controllers_own or not self._mine(change.kind):
            return self._no(Code.MATTER, change.kind[:48])
        if kind.needs_planned_end and change.planned is None:
            return self._no(Code.MATTER, f"{change.kind}: planned")
        matter = new_id()
        if change.ref:
            self.refs[change.ref] = matter
        self.begun[matter] = change.kind
        planned = day_after(change.planned) if change.planned else None
        self._event(matter, change.kind, Verb.BEGIN, change.at, planned=planned)
        return None

    def _event(self, matter: int, kind: str, verb: Verb, at: datetime | None, *, planned: datetime | None = None, **more: object) -> None:
        event = Event(new_id(), matter, kind, verb, at or self.now, self.now, planned)
        self.events.append(replace(event, **more))  # type: ignore[arg-type]

    def _named(self, ref: c.MatterRef) -> int:
        """The matter that a ref names. A word that was given to none names none, not the whole of the person."""
        return self.refs.get(ref, NOBODYS) if isinstance(ref, str) else ref

    def _running(self, ref: c.MatterRef) -> tuple[int, str] | None:
        """The matter that a ref names, while it runs."""
        matter = self._named(ref)
        if matter in self.begun:
            return matter, self.begun[matter]
        for span in self.state.matters.values():
            if span.matter == matter and span.ends > self.now:
                return matter, span.kind
        return None

    def _in_matter(self, change: c.End | c.Replan | c.Touch) -> Denial | None:
        found = self._running(change.matter)
        if found is None or not (self._mine(found[1]) or self._by_decision(change)):
            return self._no(Code.MATTER)
        matter, kind = found
        match change:
            case c.End(reason=reason, at=at):
                if not _REASON.fullmatch(reason):
                    return self._no(Code.MATTER, "reason")
                self._event(matter, kind, Verb.END, at, reason=reason)
            case c.Replan(planned=planned):
                self._event(matter, kind, Verb.REPLAN, None, planned=day_after(planned))
            case _:
                self._event(matter, kind, Verb.TOUCH, change.at)
        return None

    def _void(self, change: c.Void) -> Denial | None:
        known = {e.id: e for e in self.state.history.events}
        event = known.get(change.event)
        undone = {e.target for e in known.values() if e.verb is Verb.VOID}
        if event is None or event.verb is Verb.VOID or event.id in undone or not self._mine(event.kind):
            return self._no(Code.MATTER)
        self._event(event.matter, event.kind, Verb.VOID, None, target=event.id)
        return None

    def _put(self, put: c.Put) -> Denial | None:
        category = self.policy.categories.get(put.category)
        if category is None or put.category not in self.purpose.uses:
            return self._no(Code.NOT_COVERED, put.category[:48])
        if not category.is_for(self.state.kind):
            return replace(self._no(Code.NOT_FOR_KIND, put.category), line=category.line)
        if not self.policy.may_come_from(put.source, put.category):
            return self._no(Code.SOURCE, put.source[:48])
        values, problems = check_values(category, put.values, kind=self.state.kind, artificial_codes=self.artificial_codes)
        if problems:
            return replace(self._no(Code.BAD_VALUES, put.category), problems=problems)
        if given := as_given(put.values, values):
            values[GIVEN] = given
        if put.record:
            return self._amend(put, values)
        matter = self._named(put.matter)
        if not self._fits(category.of, matter):
            return self._no(Code.MATTER, put.category)
        self.stored.append(Stored(put, new_id(), self._folder(put.category, matter), matter, values, amends=False))
        return None

    def _fits(self, of: str | None, matter: int) -> bool:
        if of is None:
            return matter == 0
        if matter in self.begun:
            return self.begun[matter] == of
        kinds = {e.matter: e.kind for e in self.state.history.events} | {m.id: m.kind for m in self.state.history.own}
        return kinds.get(matter) == of

    def _folder(self, category: str, matter: int) -> int:
        """The live folder of a category and matter, or a new generation of it."""
        for folder in self.folders:
            if (folder.category, folder.matter) == (category, matter):
                return folder.id
        generation = 1
        for stored in self.state.folders:
            if (stored.folder.category, stored.folder.matter) == (category, matter):
                if stored.fate.live_until > self.now and not stored.archived:
                    return stored.folder.id
                generation = max(generation, stored.folder.generation + 1)
        folder = Folder(new_id(), category, matter, self.now, generation)
        self.folders.append(folder)
        return folder.id

    def _amend(self, put: c.Put, values: dict[str, object]) -> Denial | None:
        beside = self.lying.get(put.record, ())
        folder = next((s for s in self.state.folders if beside and s.folder.id == beside[0][0].folder), None)
        if folder is None or folder.folder.category != put.category or folder.fate.live_until <= self.now:
            return self._no(Code.NO_KEEPING, put.category)
        if put.seen is not None and all(row.updated != put.seen for row, _ in beside if row.id == put.record):
            return self._no(Code.CHANGED, put.category)
        self.beside[folder.folder.id] = beside
        self.stored.append(Stored(put, put.record, folder.folder.id, folder.folder.matter, values, amends=True))
        return None

    def _refuse(self, change: c.Refuse) -> Denial | None:
        # Who forbids several is told yes where the notice does only some of them with their kind of subject.
        for key in [key for key in change.purposes if self._touches(key)] or change.purposes:
            if key == c.DISCLOSURE:
                self.refusals.append(Refusal(new_id(), key, change.kind, self.now))
                continue
            if not may_refuse(self.policy.purposes.get(key), self.state.kind, change):
                return self._no(Code.DECISION, key[:48])
            self.refusals.append(Refusal(new_id(), key, change.kind, self.now, None, change.channel))
        return None

    def _touches(self, purpose: str) -> bool:
        """Whether a purpose is about this kind of subject, as far as the notice names it."""
        named = self.policy.purposes.get(purpose)
        return named is None or self.state.kind in named.basis

    def _decision(self, change: c.Restrict | c.PlaceHold) -> Denial | None:
        if not self.purpose.builtin:
            return self._no(Code.DECISION)
        review = day_after(change.review)
        if not _DECISION.fullmatch(change.code if isinstance(change, c.PlaceHold) else change.reason):
            return self._no(Code.DECISION, "reason")
        if isinstance(change, c.PlaceHold):
            self.holds.append(Hold(new_id(), change.code, self.now, review))
            return None
        if change.folder and all(stored.folder.id != change.folder for stored in self.state.folders):
            return self._no(Code.DECISION, "folder")
        for key in change.purposes:
            purpose = self.policy.purposes.get(key)
            if purpose is None or purpose.despite_restriction:
                return self._no(Code.DECISION, key[:48])
            self.restrictions.append(Restriction(new_id(), key, self.now, review, change.folder, None, change.reason))
        return None

    def _lift(self, id: int, known: tuple[Refusal, ...] | tuple[Restriction, ...] | tuple[Hold, ...]) -> Denial | None:
        for row in known:
            ended = row.released if isinstance(row, Hold) else row.lifted
            if row.id == id and ended is None and id not in self.lifted:
                self.lifted.add(id)
                return None
        return self._no(Code.DECISION)
