"""Random notices for a whole gate, and random lives told through a door and to the model of it at once.

Notices are those of `policy.strategies` with what only the gate asks: roles, readers of archives, channels, kinds, recipients.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from dba import sql
from gate.model import Life, Model, with_our_own
from gate.model_writing import applied
from policy.reference import Doc, midnight
from policy.strategies import CATEGORIES, KINDS, OWN_KIND, START, _below, _pick, _subset, instants, longer, notices, shorter
from policy.test_reference import without_hours
from seloste import gate
from seloste.gate import Door
from seloste.home import Home, wall
from seloste.notice.loading import read as read_notice
from seloste.policy import Actor, Begin, Change, Denial, End, Lift, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Release, Replan

from seloste.policy import Restrict, Touch, Unrestrict  # isort: skip
from seloste.policy.history import History, OwnMatter
from seloste.register import notices as stored_notices
from seloste.register.ids import new_id
from seloste.register.keyring import ensure_keys

SUBJECTS = {"customer": {"name": "Asiakas", "party": True}, "contact_person": {"name": "Yhteyshenkilö", "party": False}}
ROLES = ("r0", "r1", "r2")
CHANNELS = ("email", "post")
PRIVACY = Actor(1, frozenset({"privacy"}), "Tietosuoja")
ACTORS = (
    *(Actor(n, frozenset({role}), "Yksikkö") for n, role in enumerate(ROLES, start=2)),
    PRIVACY,
    Actor(9, frozenset({*ROLES, "privacy"}), "Kaikki"),
)
FIRST = START - timedelta(days=30)


@st.composite
def gated(draw: st.DrawFn, doc: Doc) -> Doc:
    """Give a notice the parts that the gate alone asks about."""
    purposes = {key: dict(purpose) for key, purpose in doc["purposes"].items()}
    for n in range(1 + draw(_below(2))):
        clock: dict[str, Any] = {"while": _subset(draw, KINDS, least=1)} if draw(_below(2)) else {"per": _pick(draw, KINDS)}
        reads = sorted({"file", *_subset(draw, CATEGORIES, least=2)})
        store = _pick(draw, ("any", "archive"))
        purposes[f"look{n}"] = {
            "basis": "legitimate-interest",
            "uses": [],
            "keeps": [],
            "reads": reads,
            "applies": "new",
            "store": store,
            **clock,
        }
    for purpose in purposes.values():
        if draw(_below(3)) == 2:  # what a later notice no longer opens
            purpose["reads"], purpose["uses"] = [], purpose["uses"][:1]
        purpose["roles"] = _subset(draw, ROLES, least=1)
        purpose["marketing"] = _subset(draw, CHANNELS)
        purpose["despite_restriction"] = draw(_below(4)) == 3
    data = {key: {"fields": {"x": "text"}, **category} for key, category in doc["data"].items()}
    data["person"] = {"fields": {"x": "text", "email": {"type": "email", "searchable": True}}}
    data["extra"].pop("subjects", None)
    if draw(_below(4)) == 3:
        data["extra"]["subjects"] = ["customer"]
    friends: dict[str, Any] = {"kind": "controller", "name": "Kaverit", "why": "Syy.", "data": _subset(draw, CATEGORIES, least=2)}
    friends |= {"discretionary": draw(st.booleans()), **({"compatibility": "Sopii."} if draw(_below(4)) else {})}
    crown = {"kind": "authority", "name": "Kruunu", "why": "Laki.", "data": list(CATEGORIES)}
    sources = {"person": {"name": "Itse", "data": list(CATEGORIES)}, "other": {"name": "Muu", "data": _subset(draw, CATEGORIES)}}
    return {
        **doc,
        "subjects": SUBJECTS,
        "data": data,
        "purposes": purposes,
        "recipients": {"friends": friends, "crown": crown},
        "sources": sources,
    }


@st.composite
def published(draw: st.DrawFn) -> list[tuple[datetime, Doc]]:
    """Draw one to three versions of a notice, in the order they take effect."""
    docs: list[tuple[datetime, Doc]] = [(FIRST, draw(gated(without_hours(draw(notices())))))]
    for _ in range(draw(_below(3))):
        made: Doc = draw(_pick(draw, (shorter, longer))(docs[-1][1]) if draw(_below(3)) else notices())
        effective = draw(instants(1, 200))
        if effective > docs[-1][0]:
            docs.append((effective, draw(gated(without_hours(made)))))
    return docs


def rich() -> list[tuple[datetime, Doc]]:
    """Two versions of a notice in which every condition of the gate matters: what one purpose keeps another reads, matter by matter."""
    common = {"basis": "legitimate-interest", "reads": [], "keeps": [], "uses": [], "applies": "new", "roles": list(ROLES)}
    purposes = {
        "p0": {**common, "uses": ["person", "extra", "file", "code"], "while": list(KINDS), "marketing": list(CHANNELS)},
        "p1": {**common, "reads": ["person", "file"], "per": "k0"},
        "p2": {**common, "reads": ["person", "extra", "file", "code"], "per": "k1", "store": "any"},
        "p3": {**common, "keeps": ["person", "file"], "after": "p0", "keep": "P6M", "store": "archive"},
    }
    bounds: dict[str, Any] = {"k0": {"idle": "P40D"}, "k1": {"at_most": "P14D"}, "k2": {"idle": "P2M"}}
    data: dict[str, Any] = {key: {"fields": {"x": "text"}} for key in CATEGORIES}
    data["person"]["fields"]["email"] = {"type": "email", "searchable": True}
    data["file"]["of"], data["code"]["of"], data["paper"]["of"] = "k0", "k1", OWN_KIND
    friends = {"kind": "controller", "name": "Kaverit", "why": "Syy.", "data": ["person"], "discretionary": True, "compatibility": "Sopii."}
    doc = {
        "subjects": SUBJECTS,
        "within": "P5D",
        "matters": {**bounds, OWN_KIND: {"of": "controller", "end": "planned"}},
        "data": data,
        "purposes": purposes,
        "recipients": {"friends": friends},
        "sources": {"person": {"name": "Itse", "data": list(CATEGORIES)}},
    }
    narrower = {**purposes, "p2": {**purposes["p2"], "reads": ["extra"]}}
    return [(FIRST, doc), (START + timedelta(days=40), {**doc, "purposes": narrower})]


WHAT = ("begin", "begin", "put", "put", "put", "end", "touch", "replan", "amend", "refuse", "restrict", "lift", "unrestrict", "release",
        "hold", "forbid", "sweep", "wait", "join")  # fmt: skip
GAPS = (6, 24, 24, 72, 72, 7 * 24, 14 * 24, 30 * 24, 61 * 24 + 5)
type Moves = list[tuple[int, str, int]]


def _moves(seed: int) -> Moves:
    source = Random(seed)
    first = [(6, "join", source.random()) for _ in range(source.choice((1, 2, 3)))]
    later = [(source.choice(GAPS), source.choice(WHAT), source.random()) for _ in range(source.randint(8, 20))]
    return [(gap, what, int(pick * 10**9)) for gap, what, pick in (*first, *later)]


# Hypothesis likes what is small and the same, which in lives is dull: a life is drawn as one number, and told from that.
MOVES = st.integers(0, 2**40).map(_moves)


def publish(home: Home, docs: Sequence[tuple[datetime, Doc]]) -> Door:
    """Publish notices that are random, and so not what our checks would let an author publish."""
    for number, (effective, doc) in enumerate(docs, start=1):
        head = {"schema": 1, "register": {"key": "model", "name": "Malli", "criterion": str(number)}, "controller": {"name": "Malli"}}
        head |= {
            "storage": {"places": {"here": {"name": "Täällä", "country": "FI"}}},
            "automated": {"decisions": "none", "profiling": "none"},
        }
        dates = dict.fromkeys(("created", "updated", "effective"), "2024-01-01")
        roles = {role: {"name": role} for role in ROLES}
        source = json.dumps({**head, "dates": dates, "roles": roles, **doc}).encode()
        notice = read_notice(source, file="model.yaml")
        register = stored_notices.open_register("model", "model", new_controller=new_id(), new_register=new_id())
        wall.stand_for(register.controller_id)
        ensure_keys(home, register.controller_id, now=FIRST)
        made = stored_notices.add(
            notice, source, controller=register.controller_id, register=register.id, now=effective, effective=effective
        )
        assert made == number
    return gate.door(home, register="model")


def runs(purpose: Doc, kind: str) -> bool:
    """Whether a purpose runs for a kind of matter."""
    return kind in purpose.get("while", ()) or kind == purpose.get("per")


@dataclass
class Person:
    """One person twice: as the register knows them, and as the model does. `real` gives the register's id for one of the model's."""

    subject: int
    life: Life
    email: str
    real: dict[int, int] = field(default_factory=dict)


@dataclass
class Story:
    """Lives told to both at once. Every answer of the door is compared as it comes."""

    door: Door
    model: Model
    now: datetime = START
    people: list[Person] = field(default_factory=list)
    _random: Random = field(default_factory=lambda: Random(0))

    def tell(self, gap: int, what: str, pick: int) -> None:
        self.now += timedelta(hours=gap)
        self._random = Random(pick)
        if what == "join" or not self.people:
            self._join()
        else:
            getattr(self, f"_{what}")(self._one(self.people))

    def _next(self, n: int) -> int:
        return self._random.randrange(n)

    def _one[T](self, options: Sequence[T]) -> T:
        return options[self._next(len(options))]

    def _purpose(self, fits: Callable[[Doc], bool], person: Person | None = None) -> str:
        """A purpose that fits, and where it may one that is open on the person; now and then any."""
        purposes = self.model.doc(self.now)["purposes"]
        fitting = [key for key, purpose in purposes.items() if fits(purpose)]
        grounds = self.model.played(person.life, self.now).grounds if person else ()
        standing = [key for key in fitting if any(g.purpose == key for g in grounds)]
        return self._one(standing or fitting) if fitting and self._next(8) else self._one([*map(str, purposes), "nosuch"])

    def _kind(self) -> str:
        """A kind of matter, mostly one that some purpose runs for."""
        purposes = self.model.doc(self.now)["purposes"].values()
        running = [kind for kind in KINDS if any(runs(p, kind) for p in purposes)]
        return self._one(running if running and self._next(9) else KINDS)

    def _actor(self) -> Actor:
        return ACTORS[-1] if self._next(5) else self._one(ACTORS)

    def _do(self, person: Person, purpose: str, *changes: Change, real: Sequence[Change] = ()) -> None:
        actor, new = self._actor(), person not in self.people
        whom = NewSubject(person.life.history.subject_kind) if new else person.subject
        foretold = applied(self.model, person.life, self.now, actor.roles, purpose, changes)
        done = self.door.apply(actor, purpose, whom, real or changes, now=self.now)
        if isinstance(done, Denial):
            assert done.code == foretold, (purpose, changes)
            return
        assert isinstance(foretold, Life), (foretold, purpose, changes)
        before, after = person.life, foretold
        person.subject, person.life = done.subject, after
        begun = [e.matter for e in after.history.events[len(before.history.events) :] if e.matter not in person.real]
        person.real |= dict(zip(dict.fromkeys(begun), done.ids.values(), strict=True))
        person.real |= dict(zip([r for r in after.records if r not in before.records], done.records, strict=False))
        decided = (d for part in ("refusals", "restrictions", "holds") for d in getattr(after.history, part) if d.id not in person.real)
        person.real |= dict(zip([d.id for d in decided], done.decisions, strict=True))
        if new:
            self.people.append(person)

    # moves

    def _join(self) -> None:
        kind = self._one(("customer", "contact_person", "customer", "stranger" if self._next(9) == 0 else "customer"))
        person = Person(0, Life(History(kind)), f"p{len(self.people)}@malli.example")
        matter = self._kind()
        purpose = self._purpose(lambda p: runs(p, matter))
        named = self.model.doc(self.now)["purposes"].get(purpose, {"uses": ()})["uses"]
        puts = [Put(c, self._values(c, person)) for c in ("person", "extra") if c in named]
        planned = (self.now + timedelta(days=self._one((30, 90, 10)))).date() if self._next(2) else None
        self._do(person, purpose, Begin(matter, ref="m", planned=planned), *puts)

    def _values(self, category: str, person: Person) -> dict[str, object]:
        return {"email": person.email} if category == "person" else {"x": "jotain"}

    def _begin(self, person: Person) -> None:
        matter = self._kind()
        of = {"k0": "file", "k1": "code"}.get(matter, "") if self._next(5) else ""
        filing = [p for p in self.model.doc(self.now)["purposes"].values() if runs(p, matter) and of in p["uses"]]
        purpose = self._purpose(lambda p: runs(p, matter) and (of in p["uses"] or not filing))
        at = self.now + timedelta(days=self._one((-1, -7, -40, 3))) if self._next(3) == 0 else None
        planned = (self.now + timedelta(days=self._one((30, 10, 0, 90, 2, -5)))).date() if self._next(2) else None
        put = [Put(of, {"x": "jotain"}, matter="m")] if of and filing else []
        self._do(person, purpose, Begin(matter, ref="m", at=at, planned=planned), *put)

    def _put(self, person: Person) -> None:
        category = self._one(CATEGORIES)
        source = "person" if self._next(6) else self._one(("other", "nobody"))
        purpose = self._purpose(lambda p: category in p["uses"], person)
        put, real = Put(category, self._values(category, person), source=source), 0
        if category == "paper":
            start = START + timedelta(days=120 * self._next(4))
            last = (start + timedelta(days=120)).date()
            real = self.door.begin_own(OWN_KIND, begun=start, planned=last, now=self.now)
            self.model.own = {**self.model.own, real: OwnMatter(real, OWN_KIND, start, midnight(last + timedelta(days=1)))}
            person.real[real] = real
            put = Put(category, put.values, matter=real, source=source)
        elif category in ("file", "code"):
            put = Put(category, put.values, matter=self._matter(person, {"file": "k0", "code": "k1"}[category]), source=source)
        self._do(person, purpose, put, real=[Put(put.category, put.values, person.real[int(put.matter)] if put.matter else 0, put.source)])

    def _matter(self, person: Person, of: str = "") -> int:
        """One of the person's matters, mostly of a kind."""
        begun = {e.matter: e.kind for e in person.life.history.events}
        return self._one([matter for matter, kind in begun.items() if kind == of and self._next(9)] or list(begun))

    def _running(self, person: Person, make: Callable[[int], Change]) -> None:
        matter = self._matter(person)
        kind = next(e.kind for e in person.life.history.events if e.matter == matter)
        purpose = self._purpose(lambda p: runs(p, kind), person)
        self._do(person, purpose, make(matter), real=[make(person.real[matter])])

    def _end(self, person: Person) -> None:
        at = self.now + timedelta(days=self._one((-1, -7, -40, 3, 20))) if self._next(3) == 0 else None
        self._running(person, lambda matter: End(matter, "done", at=at))

    def _touch(self, person: Person) -> None:
        self._running(person, Touch)

    def _replan(self, person: Person) -> None:
        planned = (self.now + timedelta(days=self._one((30, 10, 90, 2, -5)))).date()
        self._running(person, lambda matter: Replan(matter, planned))

    def _amend(self, person: Person) -> None:
        if person.life.records:
            record = self._one(list(person.life.records))
            category = next(f.category for f in person.life.history.folders if f.id == person.life.records[record])
            purpose = self._purpose(lambda p: category in p["uses"], person)
            values = self._values(category, person)
            self._do(person, purpose, Put(category, values, record=record), real=[Put(category, values, record=person.real[record])])

    def _decide(self, person: Person, decision: Change, real: Change | None = None) -> None:
        purpose = "requests" if self._next(5) else self._one([*self.model.doc(self.now)["purposes"]])
        self._do(person, purpose, Begin("request", ref="q"), decision, real=[Begin("request", ref="q"), real or decision])

    def _named(self) -> str:
        return self._one([*map(str, self.model.doc(self.now)["purposes"]), "p0", "p1"])

    def _refuse(self, person: Person) -> None:
        channel = self._one(CHANNELS) if self._next(3) == 0 else ""
        self._decide(person, Refuse(self._one(tuple(RefusalKind)), (self._named(),), channel))

    def _forbid(self, person: Person) -> None:
        self._decide(person, Refuse(RefusalKind.BAN, ("disclosure",)))

    def _restrict(self, person: Person) -> None:
        named, review = (self._named(),), (self.now + timedelta(days=30)).date()
        folder = real = 0
        if person.life.records and self._next(2):
            record = self._one(list(person.life.records))
            found = sql(
                "SELECT folder FROM record WHERE id=%s UNION SELECT folder FROM archived_record WHERE id=%s", *[person.real[record]] * 2
            )
            folder, real = (person.life.records[record], found[0][0]) if found else (0, 0)
            category = next(f.category for f in person.life.history.folders if f.id == person.life.records[record])
            named = (self._purpose(lambda p: category in (*p["uses"], *p["reads"]) and not p.get("despite"), person),)
        self._decide(person, Restrict(named, "accuracy", review, folder), Restrict(named, "accuracy", review, real))

    def _hold(self, person: Person) -> None:
        self._decide(person, PlaceHold("2024-0001", (self.now + timedelta(days=30)).date()))

    def _lift(self, person: Person) -> None:
        self._undo(person, "refusals", Lift)

    def _unrestrict(self, person: Person) -> None:
        self._undo(person, "restrictions", Unrestrict)

    def _release(self, person: Person) -> None:
        self._undo(person, "holds", Release)

    def _undo(self, person: Person, part: str, make: Callable[[int], Change]) -> None:
        if found := getattr(person.life.history, part):
            decision = self._one(found).id
            self._decide(person, make(decision), make(person.real[decision]))

    def _sweep(self, _: Person) -> None:
        while self.door.sweep(now=self.now).more:
            pass
        self.people = [person for person in self.people if sql("SELECT 1 FROM subject WHERE id=%s", person.subject)]

    def _wait(self, _: Person) -> None:
        """Let time go by."""


def start(home: Home, docs: Sequence[tuple[datetime, Doc]]) -> Story:
    """Publish to both, with nobody there yet."""
    return Story(publish(home, docs), Model([(effective, with_our_own(doc)) for effective, doc in docs]))
