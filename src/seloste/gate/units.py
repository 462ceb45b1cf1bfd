"""The writing verb: one unit of work on one subject, all of it or none, with its leaf in the same transaction."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from seloste.gate import bans, channels, linking, settling, sweeping, writing
from seloste.gate.draft import Draft, ends_no_ground
from seloste.gate.house import House
from seloste.gate.numbers import whole, within
from seloste.gate.shapes import Answer, Applied
from seloste.gate.writing import Outcome
from seloste.policy import Actor, Code, Denial, fold
from seloste.policy.changes import Begin, Change, End, Lift, NewSubject, Put, Refuse, Replan, Touch
from seloste.policy.history import History, RefusalKind
from seloste.policy.tables import Purpose, Version
from seloste.policy.widening import wider_refusals, wider_restrictions
from seloste.register import person, state
from seloste.register.ids import new_id
from seloste.register.person import Asked, Person, Scope
from seloste.register.sql import insert, stamp, together

type _Doing = Denial | Callable[[], Applied]
"""A denial, or what was done: told once the transaction has ended, as how much was erased is known then."""


def apply(house: House, actor: Actor, purpose: str, subject: int | NewSubject, changes: Sequence[Change], now: datetime) -> Answer[Applied]:
    """Do the changes, or say why not; a denial has changed nothing but the ledger. What must fall at once (PT0S) goes with them."""
    named = _matters(changes, _IN_MATTER)
    records = {change.record for change in changes if isinstance(change, Put) and change.record}
    for record in records:
        whole(record)
    records = {record for record in records if record == within(record)}
    if isinstance(subject, NewSubject):
        return _done(_newcomer(house, actor, subject, Asked("whole", purpose, now, named), changes))
    if (done := channels.at_once(house, actor, purpose, subject, changes, now)) is not None:
        return done
    filled = _matters(changes, (Put,))
    asked = Asked(_scope(house, changes, named), purpose, now, named, records)
    with house.on(subject, asked, matters=filled) as found:
        linked = found is not None and found.held.person and linking.spans(changes)
        doing = None if linked else _known(house, actor, subject, found, asked, changes)
    if doing is not None:
        return _done(doing)
    # What is decided reaches those linked to this one as well: all are locked, in order, and so from the start.
    others = [one for one in linking.group(house, (subject,)) if one != subject]
    with house.on(subject, asked, matters=filled, others=others) as found:
        doing = _known(house, actor, subject, found, asked, changes)
    return _done(doing)


def _done(doing: _Doing) -> Answer[Applied]:
    return doing if isinstance(doing, Denial) else doing()


def _newcomer(house: House, actor: Actor, subject: NewSubject, asked: Asked, changes: Sequence[Change]) -> _Doing:
    with house.work(newcomers=True, matters=asked.matters):
        may = house.may(actor, asked.purpose, "write", asked.now)
        if isinstance(may, Denial):
            return may
        if subject.kind not in house.policy_at(asked.now).subjects:
            return house.deny(actor, Denial(Code.KIND, asked.purpose, may.line), "denied-kind", (), asked.now)
        own = state.named_matters(house.register, asked.matters) if asked.matters else ()
        held = state.State(new_id(), subject.kind, History(subject.kind, own=own), ())
        return _apply(house, actor, may, Person("whole", held, 0, open=False), asked, changes, new=True)


def _known(house: House, actor: Actor, subject: int, found: Person | None, asked: Asked, changes: Sequence[Change]) -> _Doing:
    may = house.may(actor, asked.purpose, "write", asked.now)
    if isinstance(may, Denial):
        return may
    if found is not None and found.scope == "decisions" and _lifts_a_whole_purpose(found.held, changes):
        found = _whole(house, found, asked)
    if found is None:
        return house.deny(actor, Denial(Code.NOT_OPEN, asked.purpose, may.line), "denied-unknown", (), asked.now)
    return _apply(house, actor, may, found, asked, changes)


def _whole(house: House, found: Person, asked: Asked) -> Person:
    """All of a person of whom less was read, still under their lock."""
    return person.read(house.register, found.held.subject, replace(asked, scope="whole"), house.notices.apart) or found


_IN_MATTER = (Put, End, Replan, Touch)


def _matters(changes: Sequence[Change], sorts: tuple[type, ...]) -> set[int]:
    """The matters that changes of some sorts name by number."""
    found = (change.matter for change in changes if isinstance(change, _IN_MATTER) and isinstance(change, sorts))
    return {matter for matter in found if isinstance(matter, int) and matter and matter == within(matter)}


def _scope(house: House, changes: Sequence[Change], named: Collection[int]) -> Scope:
    """How much of a person changes can move: no more needs to be read, and folded."""
    if all(isinstance(c, Lift) or (isinstance(c, Put) and c.record) or (isinstance(c, Refuse) and ends_no_ground(c)) for c in changes):
        return "decisions"
    stands = house.notices.apart
    if all(isinstance(c, Put) and not c.record and c.matter in named and c.category in stands.of_alone for c in changes):
        return "lone"
    some = all(
        isinstance(c, (Begin, *_IN_MATTER)) or (isinstance(c, Refuse) and (ends_no_ground(c) or stands.purposes.isdisjoint(c.purposes)))
        for c in changes
    )
    return "part" if some and not any(isinstance(c, Put) and c.record for c in changes) else "whole"


def _lifts_a_whole_purpose(held: state.State, changes: Sequence[Change]) -> bool:
    lifted = {c.refusal for c in changes if isinstance(c, Lift)}
    return any(r.id in lifted and not ends_no_ground(r) for r in held.history.refusals)


def _apply(
    house: House, actor: Actor, purpose: Purpose, found: Person, asked: Asked, changes: Sequence[Change], *, new: bool = False
) -> _Doing:
    held, now = found.held, asked.now
    version = house.version_at(now)
    draft = Draft(held, version.policy, purpose, now, artificial_codes=house.home.demo, open=found.open, lying=found.beside)
    seen = () if new else (held.subject,)
    for change in changes:
        denial = draft.add(change)
        if denial is not None:
            return house.deny(actor, denial if new else _told(denial, draft), f"denied-{denial.code}", seen, now)
    place = state.Place(held.subject, house.controller, house.register)
    banned = bans.from_before(draft, place, house.keyring, house.notices.timeline)
    if banned and found.scope != "whole":
        return _apply(house, actor, purpose, _whole(house, found, asked), asked, changes)
    for one in banned:
        draft.add(Refuse(RefusalKind.BAN, (one,)))  # a purpose that the notice no longer names needs no ban
    if _widen(house, draft, version) and found.scope == "part":
        return _apply(house, actor, purpose, _whole(house, found, asked), asked, changes)
    after = _after(house, draft, found)
    denial, why = writing.judge(draft, after, house.notices.covers, shut=linking.closed(held, purpose.key))
    if denial is not None:
        return house.deny(actor, denial, f"denied-{why}", seen, now)
    lost: list[settling.Lost] = []
    going = settling.Settling()
    if after.fold and held.whole and not (held.marked or draft.stored):
        # Nothing is written of what goes at once: what is left without it is folded before anything is.
        draft.state, lost = settling.without(held, after.fold, now)
        after = _after(house, draft, found) if lost else after
    with together():
        if new:
            row = (held.subject, house.controller, house.register, held.kind, stamp(now))
            insert("subject", ("id", "controller_id", "register_id", "kind", "created"), [row])
        writing.write(draft, after, place, house.notices, house.keyring, version.number)
        linking.spread(house, draft)
        categories = {s.put.category for s in draft.stored}
        leaf = house.log(actor, "write", purpose.key, "allowed", categories, (held.subject,), now)
        if lost:
            bare = [held.subject] if after.fold and settling.is_bare(draft.state, after.fold, now) else []
            going = settling.remove(house, lost, bare, now)
    if not lost and (held.marked or any(fate.doom is not None and fate.doom <= now for fate in after.fates.values())):
        going = sweeping.at_once(house, now, held.subject)
    stored = tuple(s.record for s in draft.stored)
    return lambda: Applied(held.subject, leaf, draft.refs, writing.undoable(draft), stored, draft.decided(), going.records())


def _widen(house: House, draft: Draft, version: Version) -> bool:
    """Let a no to everything of a sort reach what a notice that is published already will add to it, and say whether it does."""
    if version is house.notices.timeline[-1] or not (draft.refusals or draft.restrictions):
        return False
    refusals = [replace(said, id=new_id()) for said in wider_refusals(draft.history(), house.notices.timeline)]
    restrictions = [replace(shut, id=new_id()) for shut in wider_restrictions(draft.history(), house.notices.timeline)]
    draft.refusals += refusals
    draft.restrictions += restrictions
    return bool(refusals or restrictions)


def _after(house: House, draft: Draft, found: Person) -> Outcome:
    """What follows from a draft. Where no ground can begin or end, and no folder come, what was stored still does."""
    if draft.moves_nothing():
        return Outcome({f.folder.id: f.fate for f in draft.state.folders})
    if found.scope == "decisions":
        raise RuntimeError("what moves grounds is folded with all that they hang on")
    folded = fold(draft.history(), house.notices.timeline, house.notices.covers)
    return Outcome(folded.fates, folded)


def _told(denial: Denial, draft: Draft) -> Denial:
    """What the actor is told: where the purpose is not open on the person, nothing that an unknown one would not give as well."""
    return denial if draft.begun or draft.open else Denial(Code.NOT_OPEN, draft.purpose.key, draft.purpose.line)
