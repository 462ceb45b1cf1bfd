"""Linking: two subjects of a register are one person. What the person has said no to at one is closed at the others meanwhile.

INVARIANT (15): a link closes, and never ends, keeps or destroys. What reaches a linked subject is a copy with its `origin`, which
the gate's queries heed and no fold reads; undoing a link removes the copies, so that both subjects are as if they had never been linked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from seloste.gate.draft import Draft
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Linked
from seloste.law.instants import NEVER
from seloste.policy import Actor, Code, Denial, Policy
from seloste.policy.changes import DISCLOSURE, Change, Lift, Refuse, Restrict, Unrestrict
from seloste.policy.history import Refusal, RefusalKind, Restriction
from seloste.register import state
from seloste.register.ids import new_id
from seloste.register.sql import among, insert, listed, rows, run, stamp

# A refused purpose is closed at a linked subject as a restriction closes it. No decision can have this for its reason.
REFUSED = "=refused"
_THE_PERSONS = (RefusalKind.BAN, RefusalKind.OBJECTION)
_COPIED = ("refusal", "restriction")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where copies go: whose register, by which notice, and when."""

    controller: int
    register: int
    policy: Policy
    version: int
    now: datetime


def link(house: House, actor: Actor, purpose: str, subject: int, other: int, now: datetime) -> Answer[Linked]:
    """Say that two subjects are one person, and with them whoever is linked to either. For our own work only."""
    with house.work():
        found = house.may(actor, purpose, "link", now)
        if isinstance(found, Denial):
            return found
        if not found.builtin:
            return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, "link")
        person = _hold(house, (subject, other))
        if not {subject, other} <= person.keys():
            return house.deny(actor, Denial(Code.NOT_OPEN, purpose, found.line), "denied-unknown", (), now, "link")
        if subject == other or (person[subject] and person[subject] == person[other]):
            return house.deny(actor, Denial(Code.LINK, purpose, found.line), "denied-linked", (subject,), now, "link")
        everyone = sorted(person)
        one = person[subject] or person[other] or new_id()
        run(f"UPDATE subject SET person=%s WHERE {among('id')}", (one, listed(everyone)))  # noqa: S608
        place = _place(house, now)
        for owner, held in state.load_many(house.register, everyone).items():
            _copy(place, owner, everyone, held.history.refusals, held.history.restrictions)
        return Linked(tuple(everyone), house.log(actor, "link", purpose, "allowed", (), everyone, now))


def unlink(house: House, actor: Actor, purpose: str, subject: int, now: datetime) -> Answer[Linked]:
    """Say that a subject is nobody else after all: what the others were closed to for its sake is open again, and the other way round."""
    with house.work():
        found = house.may(actor, purpose, "unlink", now)
        if isinstance(found, Denial):
            return found
        if not found.builtin:
            return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, "unlink")
        person = _hold(house, (subject,))
        if subject not in person:
            return house.deny(actor, Denial(Code.NOT_OPEN, purpose, found.line), "denied-unknown", (), now, "unlink")
        if not person[subject]:
            return house.deny(actor, Denial(Code.LINK, purpose, found.line), "denied-linked", (subject,), now, "unlink")
        rest = listed(one for one in person if one != subject)
        for table in _COPIED:
            run(f"DELETE FROM {table} WHERE subject_id=%s AND origin IS NOT NULL", (subject,))  # noqa: S608
            run(f"DELETE FROM {table} WHERE {among('subject_id')} AND origin=%s", (rest, subject))  # noqa: S608
        run("UPDATE subject SET person=NULL WHERE id=%s", (subject,))
        if len(person) == 2:
            _leave_alone(next(one for one in person if one != subject))
        return Linked(tuple(sorted(person)), house.log(actor, "unlink", purpose, "allowed", (), sorted(person), now))


def spans(changes: Iterable[Change]) -> bool:
    """Whether a unit of work may decide something that reaches linked subjects: then they are locked with the one it is about."""
    return any(isinstance(change, (Refuse, Lift, Restrict, Unrestrict)) for change in changes)


def group(house: House, subjects: Sequence[int]) -> Mapping[int, int]:
    """The subjects that are there, with everyone linked to them: subject → person, 0 for one who isn't linked."""
    these = listed(subjects)
    sql = (
        f"SELECT id, COALESCE(person, 0) FROM subject WHERE {among('id')} AND register_id=%s"  # noqa: S608
        " UNION SELECT o.id, o.person FROM subject s JOIN subject o ON o.person=s.person AND o.register_id=s.register_id"
        f" WHERE {among('s.id')} AND s.register_id=%s"
    )
    return {int(id): int(person) for id, person in rows(sql, (these, house.register, these, house.register))}


def spread(house: House, draft: Draft) -> None:
    """Let what a unit of work has decided about a linked subject reach the others."""
    if not draft.state.person or not (draft.refusals or draft.restrictions or draft.lifted):
        return
    subject, now = draft.state.subject, draft.now
    others = [one for one in group(house, (subject,)) if one != subject]
    _copy(_place(house, now), subject, others, draft.refusals, draft.restrictions)
    for table in _COPIED if draft.lifted else ():
        sql = f"UPDATE {table} SET lifted=%s WHERE {among('subject_id')} AND {among('id')} AND origin=%s"  # noqa: S608
        run(sql, (stamp(now), listed(others), listed(draft.lifted), subject))


def widen(house: House, held: state.State, refusals: Sequence[Refusal], restrictions: Sequence[Restriction]) -> None:
    """Let what has come to reach a later notice's purposes at one subject reach the others there as well."""
    if held.person:
        newest = house.notices.timeline[-1]
        place = _Place(house.controller, house.register, newest.policy, newest.number, newest.effective)
        _copy(place, held.subject, list(group(house, (held.subject,))), refusals, restrictions)


def closed(held: state.State, purpose: str) -> bool:
    """Whether a purpose is closed at this subject for what the person decided at a linked one."""
    sql = "SELECT 1 FROM restriction WHERE subject_id=%s AND purpose=%s AND origin IS NOT NULL AND lifted IS NULL"
    return bool(held.person and rows(sql, (held.subject, purpose)))


def _leave_alone(subject: int) -> None:
    """The last of a person's subjects is linked to nobody, unless a ban of one that has been erased lives on in it."""
    copies = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} c WHERE c.subject_id=subject.id AND c.origin IS NOT NULL)"  # noqa: S608
        for table in _COPIED
    )
    run(f"UPDATE subject SET person=NULL WHERE id=%s AND {copies}", (subject,))  # noqa: S608


def _hold(house: House, subjects: Sequence[int]) -> Mapping[int, int]:
    """Lock subjects and everyone linked to them, in the caller's transaction, until nobody has been linked to them meanwhile."""
    held: set[int] = set()
    while (found := group(house, subjects)).keys() - held:
        held |= found.keys()
        state.lock(*held)
    return found


def _place(house: House, now: datetime) -> _Place:
    return _Place(house.controller, house.register, house.policy_at(now), house.version_at(now).number, now)


def _copy(place: _Place, owner: int, subjects: Collection[int], refusals: Iterable[Refusal], restrictions: Iterable[Restriction]) -> None:
    """Write what stands of the owner's decisions, as far as they are the whole person's, beside each of the others. A copy has its id."""
    at, others = stamp(place.now), [subject for subject in subjects if subject != owner]
    said = [r for r in refusals if r.lifted is None and r.kind in _THE_PERSONS]
    shut = [(r.id, r.purpose, r.reason, stamp(r.review)) for r in restrictions if r.lifted is None and not r.folder]
    shut += [(r.id, r.purpose, REFUSED, stamp(NEVER)) for r in said if _closes(place.policy, r)]
    by_itself = [r for r in said if r.channel or r.purpose == DISCLOSURE]
    below = ("subject_id", "controller_id", "register_id", "origin", "opened")
    insert(
        "refusal",
        (*below, "id", "purpose", "kind", "channel", "version"),
        [
            (to, place.controller, place.register, owner, at, r.id, r.purpose, str(r.kind), r.channel, place.version)
            for to in others
            for r in by_itself
        ],
        once=True,
    )
    insert(
        "restriction",
        (*below, "id", "purpose", "reason", "review", "folder"),
        [(to, place.controller, place.register, owner, at, *row, 0) for to in others for row in shut],
        once=True,
    )


def _closes(policy: Policy, refusal: Refusal) -> bool:
    """Whether a no to a whole purpose is the person's wherever we know them: every ban, and an objection to marketing (Art. 21(3))."""
    if refusal.channel or refusal.purpose == DISCLOSURE:
        return False
    purpose = policy.purposes.get(refusal.purpose)
    return refusal.kind is RefusalKind.BAN or (purpose is not None and bool(purpose.marketing))
