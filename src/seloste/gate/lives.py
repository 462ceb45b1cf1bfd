"""A life without its values: matters, events, grounds, folders and decisions of one subject. "Millä perusteella?" is answered from here."""

from dataclasses import dataclass, replace
from datetime import datetime

from seloste.gate import linking, reading
from seloste.gate.disclosing import Disclosure, disclosures
from seloste.gate.house import House
from seloste.gate.shapes import Answer
from seloste.policy import Actor, Code, Denial, Role
from seloste.policy.history import Event, Hold, Refusal, Restriction
from seloste.register import state
from seloste.register.sql import instant, maybe_instant, rows


@dataclass(frozen=True, slots=True)
class LifeMatter:
    """A matter's last span. `why` tells what ends it (ended, planned, idle, at_most, voided)."""

    id: int
    kind: str
    opened: datetime
    ends: datetime
    why: str
    reason: str


@dataclass(frozen=True, slots=True)
class LifeGround:
    """A ground as stored, with the notice line of its purpose."""

    id: int
    purpose: str
    matter: int
    basis: str
    opened: datetime
    ends: datetime
    why: str
    version: int
    store: str
    line: int


@dataclass(frozen=True, slots=True)
class LifeFolder:
    """A folder and its dates; `falls` is None while a hold or a restriction keeps it."""

    id: int
    category: str
    matter: int
    generation: int
    arrived: datetime
    live_until: datetime
    falls: datetime | None
    doom: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Life:
    """Everything about a subject but the data itself. `role` is ours by the notice in force, `decided_by` whom we process for.

    `linked`: the other subjects that are the same person, told to our own work only.
    """

    subject: int
    kind: str
    created: datetime
    matters: tuple[LifeMatter, ...]
    events: tuple[Event, ...]
    grounds: tuple[LifeGround, ...]
    folders: tuple[LifeFolder, ...]
    refusals: tuple[Refusal, ...]
    restrictions: tuple[Restriction, ...]
    holds: tuple[Hold, ...]
    disclosures: tuple[Disclosure, ...]
    role: Role = Role.CONTROLLER
    decided_by: str = ""
    linked: tuple[int, ...] = ()


def life(house: House, actor: Actor, purpose: str, subject: int, now: datetime) -> Answer[Life]:
    """The life of a subject on whom the purpose is open; our own work (answering, accounting for it) sees any."""
    with house.look():
        found = house.may(actor, purpose, "life", now)
        if isinstance(found, Denial):
            return found
        why = reading.is_open(house.sight(found, now), subject)
        if why == "unknown" or (why != "open" and not found.builtin):
            return house.deny(
                actor, Denial(Code.NOT_OPEN, purpose, found.line), f"denied-{why}", () if why == "unknown" else (subject,), now, "life"
            )
        house.log(actor, "life", purpose, "allowed", (), (subject,), now)
        told = _life(house, subject, now)
        return replace(told, linked=_linked(house, subject)) if found.builtin else told


def _life(house: House, subject: int, now: datetime) -> Life:
    held = state.load(house.register, subject)
    if held is None:
        raise LookupError("the subject was there a moment ago, in this transaction")
    created = instant(rows("SELECT created FROM subject WHERE id=%s", (subject,))[0][0])
    policy = house.policy_at(now)
    lines = {key: p.line for key, p in policy.purposes.items()}
    history = held.history
    return Life(
        subject,
        held.kind,
        created,
        _matters(subject),
        tuple(sorted(history.events, key=lambda e: (e.recorded, e.id))),
        _grounds(subject, lines),
        _folders(held),
        history.refusals,
        history.restrictions,
        history.holds,
        disclosures(subject),
        policy.role_for(held.kind),
        policy.processed_for.get(held.kind, ""),
    )


def _linked(house: House, subject: int) -> tuple[int, ...]:
    return tuple(sorted(one for one in linking.group(house, (subject,)) if one != subject))


def _matters(subject: int) -> tuple[LifeMatter, ...]:
    sql = "SELECT id, kind, opened, ends, why, reason FROM matter WHERE subject_id=%s ORDER BY opened, id"
    return tuple(LifeMatter(r[0], r[1], instant(r[2]), instant(r[3]), r[4], r[5]) for r in rows(sql, (subject,)))


def _grounds(subject: int, lines: dict[str, int]) -> tuple[LifeGround, ...]:
    sql = (
        "SELECT id, purpose, matter, basis, opened, ends, why, version, store FROM ground WHERE subject_id=%s ORDER BY opened, purpose, id"
    )
    return tuple(
        LifeGround(r[0], r[1], r[2], r[3], instant(r[4]), instant(r[5]), r[6], r[7], r[8], lines.get(r[1], 0))
        for r in rows(sql, (subject,))
    )


def _folders(held: state.State) -> tuple[LifeFolder, ...]:
    found = [
        LifeFolder(
            f.folder.id, f.folder.category, f.folder.matter, f.folder.generation, f.folder.arrived, f.fate.live_until,
            maybe_instant(f.fate.falls), maybe_instant(f.fate.doom), f.archived,
        )
        for f in held.folders
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda f: (f.category, f.arrived, f.id)))
