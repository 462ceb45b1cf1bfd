"""The writing verb: one unit of work on one subject, all of it or none, with its leaf in the same transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

from seloste.gate import bans, linking, sweeping, writing
from seloste.gate.draft import Draft
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Applied
from seloste.gate.writing import Outcome
from seloste.policy import Actor, Code, Denial, Policy, fold
from seloste.policy.changes import Change, NewSubject, Put, Refuse
from seloste.policy.history import History, RefusalKind
from seloste.policy.tables import Purpose
from seloste.register import state
from seloste.register.ids import new_id
from seloste.register.sql import insert, stamp, together


def apply(house: House, actor: Actor, purpose: str, subject: int | NewSubject, changes: Sequence[Change], now: datetime) -> Answer[Applied]:
    """Do the changes, or say why not; a denial has changed nothing but the ledger. What must fall at once (PT0S) goes with them."""
    new = isinstance(subject, NewSubject)
    named = {change.matter for change in changes if isinstance(change, Put) and isinstance(change.matter, int) and change.matter}
    with house.work(*_locked(house, subject, changes), newcomers=new, matters=named):
        found = house.may(actor, purpose, "write", now)
        if isinstance(found, Denial):
            return found
        held = _state(house, subject, named, house.policy_at(now))
        if held is None:
            code, why = (Code.KIND, "kind") if new else (Code.NOT_OPEN, "unknown")
            return house.deny(actor, Denial(code, purpose, found.line), f"denied-{why}", (), now)
        return _apply(house, actor, found, held, new, changes, now)


def _apply(
    house: House, actor: Actor, purpose: Purpose, held: state.State, new: bool, changes: Sequence[Change], now: datetime
) -> Answer[Applied]:
    version = house.version_at(now)
    draft = Draft(held, version.policy, purpose, now, artificial_codes=house.home.demo)
    seen = () if new else (held.subject,)
    for change in changes:
        denial = draft.add(change)
        if denial is not None:
            return house.deny(actor, denial if new else _told(denial, draft), f"denied-{denial.code}", seen, now)
    place = state.Place(held.subject, house.controller, house.register)
    for banned in bans.from_before(draft, place, house.keyring):
        draft.add(Refuse(RefusalKind.BAN, (banned,)))  # a purpose that the notice no longer names needs no ban
    after = _after(house, draft)
    denial, why = writing.judge(draft, after, shut=linking.closed(held, purpose.key))
    if denial is not None:
        return house.deny(actor, denial, f"denied-{why}", seen, now)
    with together():
        if new:
            row = (held.subject, house.controller, house.register, held.kind, stamp(now))
            insert("subject", ("id", "controller_id", "register_id", "kind", "created"), [row])
        writing.write(draft, after, place, house.notices, house.keyring, version.number)
        linking.spread(house, draft)
        categories = {s.put.category for s in draft.stored}
        leaf = house.log(actor, "write", purpose.key, "allowed", categories, (held.subject,), now)
    fell = held.marked or any(fate.doom is not None and fate.doom <= now for fate in after.fates.values())
    erased = sweeping.at_once(house, now, held.subject).records if fell else 0
    stored = tuple(s.record for s in draft.stored)
    return Applied(held.subject, leaf, draft.refs, writing.undoable(draft), stored, draft.decided(), erased)


def _locked(house: House, subject: int | NewSubject, changes: Sequence[Change]) -> Collection[int]:
    """Whom the unit of work locks: with a decision that may reach them, everyone linked to the subject too."""
    if isinstance(subject, NewSubject):
        return ()
    if not linking.spans(changes):
        return (subject,)
    house.stand()
    return (subject, *linking.group(house, (subject,)))


def _after(house: House, draft: Draft) -> Outcome:
    """What follows from a draft. Where it adds records to folders that stand, and nothing else, what was stored still does."""
    if draft.moves_nothing():
        return Outcome({f.folder.id: f.fate for f in draft.state.folders})
    folded = fold(draft.history(), house.notices.timeline, house.notices.covers)
    return Outcome(folded.fates, folded)


def _told(denial: Denial, draft: Draft) -> Denial:
    """What the actor is told: where the purpose is not open on the person, nothing that an unknown one would not give as well."""
    known = draft.begun or any(g.purpose == draft.purpose.key and g.open_at(draft.now) for g in draft.state.grounds.values())
    return denial if known else Denial(Code.NOT_OPEN, draft.purpose.key, draft.purpose.line)


def _state(house: House, subject: int | NewSubject, named: Collection[int], policy: Policy) -> state.State | None:
    if isinstance(subject, NewSubject):
        if subject.kind not in policy.subjects:
            return None
        own = state.named_matters(house.register, named) if named else ()
        return state.State(new_id(), subject.kind, History(subject.kind, own=own), ())
    return state.load_naming(house.register, subject, named) if named else state.load(house.register, subject)
