"""Erasing one record while its subject and its purposes stay: a right of the person's, and the answer to a mistake.

INVARIANT: what a law makes us keep, what is held and what is restricted isn't erased one by one either.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from seloste.gate import linking
from seloste.gate.house import House
from seloste.gate.settling import settle
from seloste.gate.shapes import Answer, Applied
from seloste.notice.values import Basis
from seloste.policy import Actor, Code, Denial
from seloste.policy.folders import keeps, opens
from seloste.policy.tables import Purpose
from seloste.register import person, records, state
from seloste.register.person import Asked, Person
from seloste.register.sql import together
from seloste.register.state import StoredFolder


def erase_record(house: House, actor: Actor, purpose: str, subject: int, record: int, now: datetime) -> Answer[Applied]:
    """Erase one record that the purpose uses: with its folder when it lies there alone, else from under its folder's key."""
    asked = Asked("beside", purpose, now, records={record})
    with house.on(subject, asked) as one:
        found = house.may(actor, purpose, "erase", now)
        if isinstance(found, Denial):
            return found
        beside = one.beside.get(record, ()) if one else ()
        if one and beside:
            one = _enough(house, one, asked, beside[0][0])
        folder = _folder(one.held, beside[0][0].folder) if one and beside else None
        if one is None or folder is None or not one.open:
            return house.deny(actor, Denial(Code.NOT_OPEN, purpose, found.line), "denied-no-ground", (), now, "erase")
        if (why := _kept(house, one.held, folder, found, now)) is not None:
            return house.deny(actor, why, f"denied-{why.code}", (subject,), now, "erase")
        if (shut := _shut(house, one.held, folder, purpose, now)) is not None:
            return house.deny(actor, Denial(Code.NOT_OPEN, purpose, found.line), f"denied-{shut}", (subject,), now, "erase")
        with together():
            leaf = house.log(actor, "erase", purpose, "allowed", (folder.folder.category,), (subject,), now)
            if len(beside) == 1:
                settle(house, [one.held], now, gone={folder.folder.id})
            else:
                rest = [(row, ciphertext) for row, ciphertext in beside if row.id != record]
                records.remove(subject, record)
                narrow(house, subject, folder, rest, now)
        return Applied(subject, leaf, erased=1)


def _enough(house: House, found: Person, asked: Asked, row: records.Row) -> Person | None:
    """What the record's end can move: what hangs on its matter, and where that doesn't stand alone on the whole of the person too."""
    if found.scope != "beside" or row.category in house.notices.apart.of_alone:
        return found
    return person.read(house.register, found.held.subject, replace(asked, scope="part", matters={row.matter}), house.notices.apart)


def _folder(held: state.State, id: int) -> StoredFolder | None:
    return next((f for f in held.folders if f.folder.id == id), None)


def _shut(house: House, held: state.State, folder: StoredFolder, purpose: str, now: datetime) -> str | None:
    """Why the purpose, open on the person as it is, doesn't open this folder; None when it does."""
    if linking.closed(held, purpose):
        return "restricted"
    mine = (ground for ground in held.grounds.values() if ground.purpose == purpose and ground.open_at(now))
    return None if any(opens(ground, folder.folder, house.notices.covers, now) for ground in mine) else "no-ground"


def _kept(house: House, held: state.State, folder: StoredFolder, purpose: Purpose, now: datetime) -> Denial | None:
    """Why a record may not be erased, if it may not."""
    category = folder.folder.category
    if category not in purpose.uses or folder.fate.live_until <= now:
        return Denial(Code.NO_KEEPING, purpose.key, purpose.line, category)
    closed = [r for r in held.history.restrictions if r.lifted is None and r.folder in (0, folder.folder.id)]
    lawful = [
        g
        for g in held.grounds.values()
        if g.basis is Basis.LEGAL_OBLIGATION and g.ends > now and keeps(g, folder.folder, house.notices.covers)
    ]
    if closed or lawful or any(hold.released is None for hold in held.history.holds):
        return Denial(Code.DECISION, purpose.key, purpose.line, category)
    return None


def narrow(house: House, subject: int, folder: StoredFolder, rest: Sequence[tuple[records.Row, bytes]], now: datetime) -> None:
    """Put what is left in a folder under a new key version, so that no backup opens what was erased from it."""
    place = state.Place(subject, house.controller, house.register)
    keyring, version = house.keyring, folder.key_version + 1
    horizon = keyring.fresh().kek(folder.kek).horizon
    key, kek, wrapped = keyring.wrap_new(place, folder.folder.id, horizon, until=folder.fate.gone_by, now=now, key_version=version)
    old = keyring.unwrap(place.register, place.subject, folder.folder.id, folder.key_version, folder.wrapped)
    rewritten = []
    for row, ciphertext in rest:
        notice = house.notices.hashes[row.version]
        values = records.unseal(keyring, place.register, place.subject, old, folder.key_version, row, notice, ciphertext)
        rewritten.append((row, records.seal(keyring, place, key, version, row, notice, values)))
    records.rewrite(place.subject, rewritten)
    records.rekey(place.subject, folder.folder.id, version, kek, wrapped)
    house.names.forget({place.subject})
