"""A no to one channel of a purpose, and taking it back, as one statement of PostgreSQL's, which is a transaction by itself.

It ends no ground and moves nothing, so nothing of the person is folded: only whether it may be said is asked, where it is written.
INVARIANT: what is done here is what a unit of work would do. Whatever it would do more for, or deny, is left to it: then nothing is
written here. So is whoever another is working on: the person is locked, but not waited for.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from seloste import ledger
from seloste.gate.draft import may_refuse
from seloste.gate.house import House
from seloste.gate.shapes import Applied
from seloste.policy import Actor, decide
from seloste.policy.changes import DISCLOSURE, Change, Lift, Refuse
from seloste.policy.tables import Policy
from seloste.register.ids import new_id
from seloste.register.sql import Query, listed, on_postgresql, rows, stamp

# Linked to nobody, whom a no would reach as well; and the purpose is open on them.
_PERSON = (
    "s.id=%s AND s.register_id=%s AND s.person IS NULL"
    " AND EXISTS (SELECT 1 FROM ground g WHERE g.subject_id=%s AND g.purpose=%s AND g.opened<=%s AND g.ends>%s)"
)
_SAYING = f"SELECT s.id FROM subject s WHERE {_PERSON} AND {{newest}} AND s.kind = ANY(%s::varchar[]) FOR UPDATE OF s SKIP LOCKED"  # noqa: S608
_SAID = (
    "INSERT INTO refusal (subject_id, controller_id, register_id, id, purpose, kind, channel, opened, version)"
    " SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s FROM provided"
)
# The no that stands, the person's own here; locked too, as another may take it back just now.
_LIFTING = (
    f"SELECT s.id FROM subject s JOIN refusal r ON r.subject_id=s.id WHERE {_PERSON} AND {{newest}}"  # noqa: S608
    " AND r.subject_id=%s AND r.id=%s AND r.channel<>'' AND r.origin IS NULL AND r.lifted IS NULL FOR UPDATE OF s, r SKIP LOCKED"
)
_LIFTED = "UPDATE refusal SET lifted=%s WHERE subject_id=%s AND id=%s AND EXISTS (SELECT 1 FROM provided)"


def at_once(house: House, actor: Actor, purpose: str, subject: int, changes: Sequence[Change], now: datetime) -> Applied | None:
    """Do it, or give None where it is more than this."""
    change = changes[0] if len(changes) == 1 else None
    if not on_postgresql() or not (isinstance(change, Lift) or (isinstance(change, Refuse) and change.channel)):
        return None
    if isinstance(change, Lift) and type(change.refusal) is not int:
        return None  # the database would quote it
    house.stand()
    version = house.version_at(now)
    # A notice that is to come may add to a no.
    if version is not house.notices.timeline[-1] or decide(version.policy, actor, purpose) is not None:
        return None
    newest, known = house.knowing_newest()
    asked = (subject, house.register, subject, purpose, stamp(now), stamp(now), *known)
    decided: tuple[int, ...] = ()
    if isinstance(change, Lift):
        provided: Query = _LIFTING.format(newest=newest), (*asked, subject, change.refusal)
        query: Query = _LIFTED, (stamp(now), subject, change.refusal)
    elif kinds := _who_may(version.policy, change):
        decided = (new_id(),)
        provided = _SAYING.format(newest=newest), (*asked, listed(kinds))
        below = (subject, house.controller, house.register)
        query = _SAID, (*below, *decided, *change.purposes, str(change.kind), change.channel, stamp(now), version.number)
    else:
        return None
    leaf, statement = ledger.changing_one(provided, query, house.call(actor, "write", purpose, now), subject)
    return Applied(subject, leaf, decisions=decided) if rows(*statement) else None


def _who_may(policy: Policy, change: Refuse) -> Collection[str]:
    """The kinds of subjects that may say this no, to the one purpose that it names."""
    if len(change.purposes) != 1 or change.purposes[0] == DISCLOSURE:
        return ()
    purpose = policy.purposes.get(change.purposes[0])
    return [kind for kind in policy.subjects if may_refuse(purpose, kind, change)]
