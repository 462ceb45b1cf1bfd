"""Publishing: a notice enters a register whole or not at all; everyone's grounds and a leaf of the ledger follow in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import transaction

from seloste import ledger
from seloste.gate import linking, sweeping, writing
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.home import Home, quarantine, turns, wall
from seloste.law.instants import keep_until
from seloste.notice import Finding, Notice, load
from seloste.policy import SYSTEM, Actor, fold
from seloste.policy.widening import wider_refusals, wider_restrictions
from seloste.register import differences, keyring, notices, state
from seloste.register.ids import new_id
from seloste.register.keyring import Keyring, ensure_keys
from seloste.register.models import Register


@dataclass(frozen=True, slots=True)
class Publication:
    """The version's number, or the findings that stopped it; what was in force stays so then."""

    register: int
    number: int
    findings: tuple[Finding, ...] = ()


def publish(
    home: Home, source: bytes, *, file: str, now: datetime, effective: datetime | None = None, actor: Actor = SYSTEM
) -> Publication:
    """Publish a notice file as the next version of its register, made if it is the first. Nothing is half activated.

    The newest one again changes nothing and gives its number. Raises EarlierError for the very file of an earlier one, and HomeError when
    the home's keys are missing, harmed or another home's.
    """
    quarantine.refuse(home)
    loaded = load(source, file=file, on=now.date())
    if loaded.notice is None:
        return Publication(0, 0, tuple(loaded.findings))
    with transaction.atomic():
        if notices.any_published():
            # INVARIANT: a ring is made once. Where something was sealed already, a missing one is lost, and a new one would hide that.
            keyring.read(home)
        register = _register(loaded.notice)
        wall.stand_for(register.controller_id)
        # Whoever comes new waits until this is done, so that nobody is left with yesterday's grounds; as does another publisher.
        turns.alone("people", register.id)
        ensure_keys(home, register.controller_id, now=now)
        before, binds = notices.newest(register.id), max(effective or now, now)
        number = notices.add(loaded.notice, source, controller=register.controller_id, register=register.id, now=now, effective=binds)
        if before and number > before:
            house = House(home, notices.read(register.id), Keyring.open(home), Names())
            binds = house.notices.published[-1].effective
            for _ in recompute_all(house):
                pass
        if number > before:
            _log(loaded.notice, register.controller_id, actor, binds, now)
    return Publication(register.id, number)


def _log(notice: Notice, controller: int, actor: Actor, binds: datetime, now: datetime) -> None:
    """The leaf of a publication: the hash of what was published, not of what is in force, and the instant from which it binds."""
    ledger.append(
        leaf=ledger.new_leaf(),
        at=now,
        controller=controller,
        verb="publish",
        actor=actor.id,
        unit=actor.unit,
        purpose=sweeping.PURPOSE,
        notice=notice.sha256,
        outcome="allowed",
        categories=(f"{binds.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",),
        subjects=(),
        side_falls=keep_until(now, notice.access_log),
    )


def _register(notice: Notice) -> Register:
    owner = notice.controller.business_id or notice.controller.name
    return notices.open_register(owner[:48], notice.register.key, new_controller=new_id(), new_register=new_id())


def recompute_all(house: House, *, batch: int = 500) -> Iterator[int]:
    """Refold every subject, as after a new notice, once what they refused reaches that too; yields how many were done in each batch."""
    after = 0
    while subjects := house.people(after, batch):
        with house.work(*subjects):
            found = [_widened(house, held) for held in state.load_many(house.register, subjects).values()]
            folded = ((held, fold(held.history, house.notices.timeline, house.notices.covers)) for held in found)
            differences.store_many(house.controller, house.register, folded)
        after = subjects[-1]
        yield len(subjects)


def _widened(house: House, held: state.State) -> state.State:
    """A subject whose no to everything of a sort reaches what the notices since have added to it (policy.widening)."""
    refusals = [replace(said, id=new_id()) for said in wider_refusals(held.history, house.notices.timeline)]
    restrictions = [replace(shut, id=new_id()) for shut in wider_restrictions(held.history, house.notices.timeline)]
    if not refusals and not restrictions:
        return held
    place = state.Place(held.subject, house.controller, house.register)
    writing.write_noes(place, refusals, restrictions, house.notices.timeline[-1].number)
    linking.widen(house, held, refusals, restrictions)
    old = held.history
    history = replace(old, refusals=(*old.refusals, *refusals), restrictions=(*old.restrictions, *restrictions))
    return replace(held, history=history)
