"""Random notices and random lives, for every property test of policy, gate and duties.

A notice is drawn in the file's own shape (`scenes.policy` compiles it, `scenes.with_parts` changes it). A life is drawn as moves in the
order they were recorded, which `tell` makes a history of; a test of the gate may make changes of them instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from policy.scenes import Doc, policy
from seloste.law import HELSINKI, day_after
from seloste.policy import Fold, Policy, RefusalKind, Timeline, Version, fold
from seloste.policy.cover import Covers, covers
from seloste.policy.history import Event, Folder, History, Hold, OwnMatter, Refusal, Restriction, Verb

START = datetime(2024, 1, 1, tzinfo=HELSINKI).astimezone(UTC)
PERIODS = ("P10D", "P14D", "P1M", "P40D", "P2M", "P3M", "P6M", "P3D", "P1D")
KINDS = ("k0", "k1", "k2")
CATEGORIES = ("person", "extra", "file", "code", "paper")
OWN_KIND = "year"
DAYS = 400


# Strategies are costly to make and cheap to draw from, so that everything is drawn from a few small integers.


@cache
def _below(n: int) -> st.SearchStrategy[int]:
    return st.integers(0, n - 1)


def _pick[T](draw: st.DrawFn, options: Sequence[T]) -> T:
    return options[draw(_below(len(options)))]


def _subset[T](draw: st.DrawFn, options: Sequence[T], *, least: int = 0) -> list[T]:
    mask = draw(_below(1 << len(options)))
    found = [option for n, option in enumerate(options) if mask >> n & 1]
    return found if len(found) >= least else list(options[:least])


# notices


def _bounds(draw: st.DrawFn) -> dict[str, Any]:
    shape = _pick(draw, ("idle", "planned-idle", "at_most", "both", "planned-at_most", "hours"))
    if shape == "both":
        return {"idle": _pick(draw, PERIODS), "at_most": _pick(draw, PERIODS)}
    if shape == "hours":
        return {"at_most": "PT12H"}
    if shape.startswith("planned"):
        return {"end": "planned", "else": {shape.removeprefix("planned-"): _pick(draw, PERIODS)}}
    return {shape: _pick(draw, PERIODS)}


def _purpose(draw: st.DrawFn, earlier: Sequence[str]) -> dict[str, Any]:
    clock = _pick(draw, ("while", "per", "own", *(["after", "after", "after"] if earlier else [])))
    made: dict[str, Any] = {
        "uses": _subset(draw, CATEGORIES, least=1),
        "reads": _subset(draw, CATEGORIES),
        "keeps": _subset(draw, CATEGORIES),
        "applies": _pick(draw, ("new", "new", "all")),
        "basis": _pick(draw, ("legitimate-interest", "legal-obligation", {"customer": "contract"})),
    }
    if clock == "while":
        made["while"] = _subset(draw, KINDS, least=1)
    elif clock == "per":
        made["per"] = _pick(draw, KINDS)
    elif clock == "own":
        made["per"] = OWN_KIND
    else:
        made["after"] = _pick(draw, earlier)
        made["store"] = _pick(draw, ("archive", "archive", "live"))
    if clock == "after" or draw(st.booleans()):
        made["keep"] = _pick(draw, (*PERIODS, "PT0S", "PT6H"))
    if clock == "own" and draw(st.booleans()):
        made.pop("keep", None)
        made["rule"] = _pick(draw, ("FI-KPL-6", "FI-KPL-10"))
    return made


@st.composite
def notices(draw: st.DrawFn) -> Doc:
    """Draw a notice of three kinds of matter and the controller's years, five categories and three to six purposes."""
    purposes: dict[str, Any] = {}
    for n in range(3 + draw(_below(4))):
        purposes[f"p{n}"] = _purpose(draw, [p for p in purposes if "rule" not in purposes[p]])
    within = ("P5D", "P1M", "P1D", "PT0S")
    return {
        "within": _pick(draw, within),
        "matters": {**{kind: _bounds(draw) for kind in KINDS}, OWN_KIND: {"of": "controller", "end": "planned"}},
        "data": {
            "person": {},
            "extra": {"within": _pick(draw, within)},
            "file": {"of": "k0"},
            "code": {"of": "k1", "within": "PT0S"},
            "paper": {"of": OWN_KIND},
        },
        "purposes": purposes,
    }


LENGTHS = ("PT0S", "PT6H", "P1D", "P3D", "P10D", "P14D", "P1M", "P40D", "P2M", "P3M", "P6M")


def _at_most(period: str) -> tuple[str, ...]:
    return LENGTHS[LENGTHS.index(period) :: -1] if period in LENGTHS else (period,)


def _at_least(period: str) -> tuple[str, ...]:
    return LENGTHS[LENGTHS.index(period) :] if period in LENGTHS else (period, "P10D")


def _with_bounds(draw: st.DrawFn, kind: Mapping[str, Any], options: Callable[[str], tuple[str, ...]]) -> dict[str, Any]:
    changed = {**kind}
    for key in {"idle", "at_most"} & kind.keys():
        changed[key] = _pick(draw, [period for period in options(kind[key]) if period not in ("PT0S", "PT6H")])
    if "else" in kind:
        changed["else"] = _with_bounds(draw, kind["else"], options)
    return changed


@st.composite
def shorter(draw: st.DrawFn, doc: Doc) -> Doc:
    """Draw a later notice that promises nothing longer: shorter periods, fewer categories, matters and purposes."""
    purposes: dict[str, Any] = {}
    for name, purpose in doc["purposes"].items():
        if draw(_below(6)) == 5 or (purpose.get("after") and purpose["after"] not in purposes):
            continue
        changed = {**purpose, "applies": "new"}
        for part in ("uses", "keeps", "reads"):
            changed[part] = [c for c in purpose[part] if draw(_below(6)) < 5]
        if purpose.get("while") and draw(_below(5)) == 4:
            changed["while"] = purpose["while"][:1]
        if "keep" in purpose:
            changed["keep"] = _pick(draw, _at_most(purpose["keep"]))
        purposes[name] = changed
    matters = {key: _with_bounds(draw, kind, _at_most) for key, kind in doc["matters"].items()}
    return {**doc, "purposes": purposes, "matters": matters}


@st.composite
def longer(draw: st.DrawFn, doc: Doc) -> Doc:
    """Draw a later notice that takes nothing away and moves no statutory period: what it adds is for new matters."""
    purposes: dict[str, Any] = {}
    for name, purpose in doc["purposes"].items():
        changed = {**purpose, "applies": "new"}
        for part in ("uses", "keeps"):
            changed[part] = [*purpose[part], *(c for c in _subset(draw, CATEGORIES) if c not in purpose[part])]
        if "keep" in purpose and purpose["basis"] != "legal-obligation":
            changed["keep"] = _pick(draw, _at_least(purpose["keep"]))
        purposes[name] = changed
    if draw(st.booleans()):
        purposes["added"] = {**_purpose(draw, ()), "applies": "new"}
    matters = {key: _with_bounds(draw, kind, _at_least) for key, kind in doc["matters"].items()}
    return {**doc, "purposes": purposes, "matters": matters}


HOURS = (timedelta(0), timedelta(hours=12), timedelta(hours=9, minutes=30))


def _instant(draw: st.DrawFn, first: int, last: int) -> datetime:
    day = START.astimezone(HELSINKI).date() + timedelta(days=first + draw(_below(last - first + 1)))
    return (datetime.combine(day, datetime.min.time()) + _pick(draw, HOURS)).replace(tzinfo=HELSINKI).astimezone(UTC)


@st.composite
def instants(draw: st.DrawFn, first: int = 0, last: int = DAYS) -> datetime:
    """Draw a midnight, a noon or an odd time between two days."""
    return _instant(draw, first, last)


@st.composite
def timelines(draw: st.DrawFn, *, most: int = 3) -> Timeline:
    """Draw one to three published notices: changes of one another, or fresh ones with the same names."""
    docs = [draw(notices())]
    for _ in range(draw(_below(most))):
        docs.append(draw(_pick(draw, (shorter, longer))(docs[-1]) if draw(_below(3)) else notices()))
    effective = [START - timedelta(days=30), *sorted(_instant(draw, 1, 200) for _ in docs[1:])]
    return versions(zip(effective, docs, strict=True))


def versions(published: Any) -> Timeline:
    """Give (effective, notice) pairs as a timeline."""
    return tuple(Version(number, effective, policy(doc)) for number, (effective, doc) in enumerate(published, start=1))


def published(timeline: Timeline, effective: datetime, made: Policy) -> Timeline:
    """Give a timeline with one more notice, effective after the others."""
    return (*timeline, Version(len(timeline) + 1, effective, made))


# lives


@dataclass(frozen=True, slots=True)
class Move:
    """One thing recorded about a subject. `nth` says which of the earlier moves of its kind it speaks of."""

    what: str
    recorded: datetime
    kind: str = ""
    nth: int = 0
    true: datetime | None = None
    planned: datetime | None = None
    purpose: str = ""
    refusal: RefusalKind = RefusalKind.OBJECTION


WHAT = (
    "put",
    "begin",
    "touch",
    "end",
    "put",
    "begin",
    "put",
    "replan",
    "again",
    "refuse",
    "restrict",
    "hold",
    "lift",
    "unrestrict",
    "release",
)
_TRUE = (0, 0, 0, -1, -7, -40, 3, 20)
_PLANNED = (30, 10, None, 0, 90, 2, -5)
_GAPS = (0.5, 1, 3, 7, 14, 0, 30, 60)


def _move(draw: st.DrawFn, what: str, recorded: datetime) -> Move:
    move = Move(what, recorded, nth=draw(_below(8)))
    if what in ("begin", "touch", "end"):
        days = _pick(draw, _TRUE)
        move = replace(move, true=recorded + timedelta(days=days) if days else None)
    if what in ("begin", "replan"):
        planned = _pick(draw, _PLANNED)
        last = None if planned is None else day_after((recorded + timedelta(days=planned)).date())
        move = replace(move, kind=_pick(draw, KINDS), planned=last)
    if what == "put":
        move = replace(move, kind=_pick(draw, CATEGORIES))
    if what in ("refuse", "restrict"):
        move = replace(move, purpose=f"p{draw(_below(6))}", refusal=_pick(draw, tuple(RefusalKind)))
    return move


@st.composite
def lives(draw: st.DrawFn, *, most: int = 16, voids: bool = True, without: Sequence[str] = ()) -> tuple[Move, ...]:
    """Draw what is recorded about a subject, in order: events late, early and told twice, matters ended and begun again, voids, decisions,
    records.
    """
    choices = [what for what in (*WHAT, *(["void", "void"] if voids else [])) if what not in without]
    recorded, moves = START, [Move("begin", START, kind=kind) for kind in _subset(draw, KINDS, least=1)]
    moves += [Move("put", START, kind=category) for category in _subset(draw, CATEGORIES, least=1)]
    for _ in range(1 + draw(_below(most))):
        recorded += timedelta(days=_pick(draw, _GAPS))
        moves.append(_move(draw, _pick(draw, choices), recorded))
    return tuple(moves)


@st.composite
def later_moves(draw: st.DrawFn, what: Sequence[str], after: datetime) -> Move:
    """Draw one more move, recorded after all others."""
    return _move(draw, _pick(draw, what), after + timedelta(days=_pick(draw, (0.25, 1, 5, 20))))


YEARS = tuple(
    OwnMatter(900 + n, OWN_KIND, START + timedelta(days=120 * n), day_after((START + timedelta(days=120 * (n + 1))).date()))
    for n in range(4)
)


class Telling:
    """Makes a history of moves. A record is taken only while a ground keeps it, as the gate would."""

    def __init__(self, timeline: Timeline, kind: str = "customer") -> None:
        self.timeline = timeline
        self.cover: Covers = covers(timeline)
        self.history = History(kind, own=YEARS)

    def tell(self, moves: Sequence[Move]) -> History:
        """Give the history after these moves."""
        for move in moves:
            getattr(self, f"_{move.what}")(move)
        return self.history

    def fold(self) -> Fold:
        """Fold what has been told."""
        return fold(self.history, self.timeline, self.cover)

    def _add(self, **entries: Any) -> None:
        added: dict[str, Any] = {part: (*getattr(self.history, part), entry) for part, entry in entries.items()}
        self.history = replace(self.history, **added)

    def _next(self) -> int:
        h = self.history
        # Steps of 7 modulo a prime: as random as the register's ids, and the same every time.
        return (7 * (len(h.events) + len(h.refusals) + len(h.restrictions) + len(h.holds) + len(h.folders) + 1)) % 997

    def _event(self, move: Move, verb: Verb, matter: int, kind: str, *, target: int = 0) -> None:
        true = move.recorded if move.true is None or verb in (Verb.VOID, Verb.REPLAN) else move.true
        self._add(events=Event(self._next(), matter, kind, verb, true, move.recorded, move.planned, target))

    def _begun(self, move: Move) -> Event | None:
        begun = [e for e in self.history.events if e.verb is Verb.BEGIN]
        return begun[move.nth % len(begun)] if begun else None

    def _begin(self, move: Move) -> None:
        self._event(move, Verb.BEGIN, 10_000 + self._next(), move.kind)

    def _again(self, move: Move) -> None:
        """Begin a matter that has been begun before: told twice while it runs, anew when it has ended."""
        self._to(move, Verb.BEGIN)

    def _to(self, move: Move, verb: Verb) -> None:
        if begun := self._begun(move):
            self._event(move, verb, begun.matter, begun.kind)

    def _touch(self, move: Move) -> None:
        self._to(move, Verb.TOUCH)

    def _end(self, move: Move) -> None:
        self._to(move, Verb.END)

    def _replan(self, move: Move) -> None:
        self._to(move, Verb.REPLAN)

    def _void(self, move: Move) -> None:
        undone = {e.target for e in self.history.events}
        events = [e for e in self.history.events if e.verb is not Verb.VOID and e.id not in undone]
        if events:
            event = events[-1 - move.nth % len(events)]
            self._event(move, Verb.VOID, event.matter, event.kind, target=event.id)

    def _refuse(self, move: Move) -> None:
        self._add(refusals=Refusal(self._next(), move.purpose, move.refusal, move.recorded, None, "email" if move.nth == 7 else ""))

    def _restrict(self, move: Move) -> None:
        folder = self.history.folders[0].id if self.history.folders and move.nth > 5 else 0
        self._add(restrictions=Restriction(self._next(), move.purpose, move.recorded, move.recorded + timedelta(days=30), folder))

    def _hold(self, move: Move) -> None:
        self._add(holds=Hold(self._next(), "request", move.recorded, move.recorded + timedelta(days=30)))

    def _lift(self, move: Move) -> None:
        lifted = [
            replace(r, lifted=move.recorded) if r.lifted is None and n % 2 == move.nth % 2 else r
            for n, r in enumerate(self.history.refusals)
        ]
        self.history = replace(self.history, refusals=tuple(lifted))

    def _unrestrict(self, move: Move) -> None:
        lifted = [replace(r, lifted=r.lifted or move.recorded) for r in self.history.restrictions]
        self.history = replace(self.history, restrictions=tuple(lifted))

    def _release(self, move: Move) -> None:
        released = [replace(h, released=h.released or move.recorded) for h in self.history.holds]
        self.history = replace(self.history, holds=tuple(released))

    def _put(self, move: Move) -> None:
        matter = self._place(move)
        if matter is None:
            return
        before = self.fold()
        same = [f for f in self.history.folders if (f.category, f.matter) == (move.kind, matter)]
        if any(before.fates[f.id].live_until > move.recorded for f in same):
            return  # one more record of a folder that stands
        made = Folder(self._next() + 50_000, move.kind, matter, move.recorded, len(same) + 1)
        history = replace(self.history, folders=(*self.history.folders, made))
        if fold(history, self.timeline, self.cover).fates[made.id].live_until > move.recorded:
            self.history = history

    def _place(self, move: Move) -> int | None:
        of = {"file": "k0", "code": "k1"}.get(move.kind)
        if move.kind == "paper":
            return YEARS[move.nth % len(YEARS)].id
        if of is None:
            return 0
        own = [e.matter for e in self.history.events if e.verb is Verb.BEGIN and e.kind == of]
        return own[move.nth % len(own)] if own else None


def tell(timeline: Timeline, moves: Sequence[Move], kind: str = "customer") -> History:
    """Make a history of moves."""
    return Telling(timeline, kind).tell(moves)
