"""The gate's yes and no to a unit of work, in plain words: the other half of the model, with nothing of policy's own deciding in it.

A new person is a life without anything. Values and sources are not judged here; they have tests of their own.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from gate.model import NOBODY, NOT_OPEN, Life, Model
from policy.reference import Reference, midnight
from seloste.policy import changes as c
from seloste.policy.history import Event, Folder, Hold, Refusal, RefusalKind, Restriction, Verb

NOT_COVERED, NO_KEEPING, MATTER, SOURCE = "SEL-G004", "SEL-G006", "SEL-G007", "SEL-G008"
KIND, DECISION, NOT_FOR_KIND = "SEL-G009", "SEL-G010", "SEL-G013"


def applied(model: Model, life: Life, now: datetime, roles: Collection[str], purpose: str, changes: Sequence[c.Change]) -> str | Life:
    """The life after a unit of work, or the code of its no. A life without anything is a new person's."""
    new = not life.history.events and not life.history.folders
    if no := model.may(now, roles, purpose):
        return no
    if new and life.history.subject_kind not in model.doc(now)["subjects"]:
        return KIND
    work = Work(model, life, now, purpose, model.played(life, now))
    known = any(g.purpose == purpose for g in work.before.grounds)
    for change in changes:
        if no := work.add(change):
            return no if new or known or work.begun else NOT_OPEN
    work.widen()
    after = model.played(work.life, now)
    if not known and not any(g.purpose == purpose for g in after.grounds):
        return NOT_OPEN
    for folder in work.put:
        if model.shut(life, now, purpose) & {0, folder}:
            return NOT_OPEN
        if folder in after.live_until:
            return NO_KEEPING
        place = next(f for f in work.life.history.folders if f.id == folder)
        mine = [
            g
            for g in (*work.before.grounds, *after.grounds)
            if g.purpose == purpose and (not place.matter or g.matter in (0, place.matter))
        ]
        if not any(model.reads(g.version, purpose, place.category, now) for g in mine):
            return NOT_OPEN
    return work.life


@dataclass
class Work:
    """A unit of work as it is told, change by change."""

    model: Model
    life: Life
    now: datetime
    purpose: str
    before: Reference
    begun: dict[int, str] = field(default_factory=dict)
    refs: dict[str, int] = field(default_factory=dict)
    put: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.doc = self.model.doc(self.now)
        self.named = self.doc["purposes"][self.purpose]

    def add(self, change: c.Change) -> str:
        answer: str = getattr(self, f"_{type(change).__name__.lower()}")(change)
        return answer

    def _id(self) -> int:
        self.model.ids += 1
        return self.model.ids

    def _new(self, part: str, made: object) -> str:
        history: Any = replace(self.life.history, **{part: (*getattr(self.life.history, part), made)})  # type: ignore[arg-type]
        self.life = replace(self.life, history=history)
        return ""

    def _event(self, matter: int, kind: str, verb: Verb, at: datetime | None, last: Any = None) -> str:
        planned = midnight(last + timedelta(days=1)) if last else None
        return self._new("events", Event(self._id(), matter, kind, verb, at or self.now, self.now, planned))

    def _mine(self, kind: str) -> bool:
        return kind in self.named.get("while", ()) or kind == self.named.get("per")

    def _begin(self, change: c.Begin) -> str:
        if self.doc["matters"].get(change.kind, {"of": "controller"}).get("of") == "controller" or not self._mine(change.kind):
            return MATTER
        matter = self.refs[change.ref] = self._id()
        self.begun[matter] = change.kind
        return self._event(matter, change.kind, Verb.BEGIN, change.at, change.planned)

    def _running(self, matter: Any) -> str:
        """The kind of a matter that runs, or will."""
        return self.begun.get(matter) or (self.before.matters[matter].kind if matter in self.before.matters else "")

    def _end(self, change: c.End) -> str:
        kind = self._running(change.matter)
        answering = self.named.get("builtin") and "request" in self.named.get("while", ())
        return self._event(int(change.matter), kind, Verb.END, change.at) if kind and (self._mine(kind) or answering) else MATTER

    def _touch(self, change: c.Touch) -> str:
        kind = self._running(change.matter)
        return self._event(int(change.matter), kind, Verb.TOUCH, change.at) if kind and self._mine(kind) else MATTER

    def _replan(self, change: c.Replan) -> str:
        kind = self._running(change.matter)
        return self._event(int(change.matter), kind, Verb.REPLAN, None, change.planned) if kind and self._mine(kind) else MATTER

    def _put(self, change: c.Put) -> str:
        category = self.doc["data"].get(change.category)
        if category is None or change.category not in self.named["uses"]:
            return NOT_COVERED
        if self.life.history.subject_kind not in category.get("subjects", (self.life.history.subject_kind,)):
            return NOT_FOR_KIND
        if change.source not in self.doc["sources"] or change.category not in (*self.doc["sources"][change.source]["data"], "request_file"):
            return SOURCE
        if change.record:
            place = next((f for f in self.life.history.folders if f.id == self.life.records[change.record]), None)
            return self._into(place, change.record) if place and place.id not in self.before.live_until else NO_KEEPING
        matter = self.refs[change.matter] if isinstance(change.matter, str) else change.matter
        kinds = {e.matter: e.kind for e in self.life.history.events} | {m.id: m.kind for m in self.model.own.values()}
        if (category.get("of") or "") != (kinds.get(matter, "none") if matter else ""):
            return MATTER
        same = [f for f in self.life.history.folders if (f.category, f.matter) == (change.category, matter)]
        place = next((f for f in same if f.id not in self.before.live_until), None)
        if place is None:
            place = Folder(self._id(), change.category, matter, self.now, len(same) + 1)
            self._new("folders", place)
            if matter in self.model.own and self.model.own[matter] not in self.life.history.own:
                self._new("own", self.model.own[matter])
        return self._into(place, self._id())

    def _into(self, folder: Folder, record: int) -> str:
        self.put.append(folder.id)
        self.life = replace(self.life, records={**self.life.records, record: folder.id})
        return ""

    def widen(self) -> None:
        """What was just said to all marketing, or to all that a restriction closes, is said to what is published and comes later too."""
        history = self.life.history
        for ban in [n for n in history.refusals if n.opened == self.now and n.kind in (RefusalKind.BAN, RefusalKind.OBJECTION)]:
            said = {n.purpose for n in history.refusals if (n.opened, n.kind, n.channel) == (ban.opened, ban.kind, ban.channel)}
            known = {n.purpose for n in self.life.history.refusals if n.channel in ("", ban.channel)}
            for key in sorted(self._coming(said, partial(_markets, ban.channel)) - known):
                self._new("refusals", replace(ban, id=self._id(), purpose=key))
        for shut in [r for r in history.restrictions if r.opened == self.now]:
            place = (shut.opened, shut.review, shut.folder)
            closed = {r.purpose for r in history.restrictions if (r.opened, r.review, r.folder) == place}
            known = {r.purpose for r in self.life.history.restrictions if (r.opened, r.review, r.folder) == place}
            of = next((f.category for f in history.folders if f.id == shut.folder), "")
            for key in sorted(self._coming(closed, partial(_closes, of)) - known):
                self._new("restrictions", replace(shut, id=self._id(), purpose=key))

    def _coming(self, said: set[str], is_of_the_sort: Callable[[Any], bool]) -> set[str]:
        """The purposes of a sort that later notices add, where all of those now were named."""
        kind = self.life.history.subject_kind

        def of(doc: Any) -> set[str]:
            found = {key: p["basis"] for key, p in doc["purposes"].items() if is_of_the_sort(p)}
            return {key for key, basis in found.items() if isinstance(basis, str) or kind in basis}

        later = [of(doc) for effective, doc in self.model.docs if effective > self.now]
        return set().union(*later) - said if of(self.doc) and of(self.doc) <= said else set()

    def _refuse(self, change: c.Refuse) -> str:
        kind = self.life.history.subject_kind
        bases = {key: purpose["basis"] for key, purpose in self.doc["purposes"].items()}
        for key in [k for k in change.purposes if k not in bases or isinstance(bases[k], str) or kind in bases[k]] or change.purposes:
            basis = self.doc["purposes"].get(key, NOBODY | {"basis": {}})["basis"]
            basis = basis if isinstance(basis, str) else basis.get(self.life.history.subject_kind)
            unwanted = basis in (None, "legal-obligation") or (change.kind is RefusalKind.OBJECTION and basis == "contract")
            if key != c.DISCLOSURE and (
                unwanted or (change.channel and change.channel not in self.doc["purposes"][key].get("marketing", ()))
            ):
                return DECISION
            self._new("refusals", Refusal(self._id(), key, change.kind, self.now, None, change.channel if key != c.DISCLOSURE else ""))
        return ""

    def _restrict(self, change: c.Restrict) -> str:
        for key in change.purposes:
            if not self.named.get("builtin") or self.doc["purposes"].get(key, {"despite": True}).get("despite"):
                return DECISION
            self._new("restrictions", Restriction(self._id(), key, self.now, midnight(change.review), change.folder))
        return ""

    def _placehold(self, change: c.PlaceHold) -> str:
        made = Hold(self._id(), change.code, self.now, midnight(change.review))
        return self._new("holds", made) if self.named.get("builtin") else DECISION

    def _lift(self, change: c.Lift) -> str:
        return self._lifted("refusals", change.refusal, "lifted")

    def _unrestrict(self, change: c.Unrestrict) -> str:
        return self._lifted("restrictions", change.restriction, "lifted") if self.named.get("builtin") else DECISION

    def _release(self, change: c.Release) -> str:
        return self._lifted("holds", change.hold, "released") if self.named.get("builtin") else DECISION

    def _lifted(self, part: str, id: int, column: str) -> str:
        rows = {row.id: row for row in getattr(self.life.history, part)}
        if id not in rows or getattr(rows[id], column) is not None:
            return DECISION
        rows[id] = replace(rows[id], **{column: self.now})
        changed: Any = {part: tuple(rows.values())}
        history = replace(self.life.history, **changed)
        self.life = replace(self.life, history=history)
        return ""


def _markets(channel: str, purpose: Any) -> bool:
    return channel in purpose.get("marketing", ()) if channel else bool(purpose.get("marketing"))


def _closes(category: str, purpose: Any) -> bool:
    return not purpose["despite"] and (not category or category in (*purpose["uses"], *purpose["reads"]))
