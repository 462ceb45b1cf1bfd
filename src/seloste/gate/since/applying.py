"""Applying: what pieces tell is done to a register that comes from a backup, before anybody may read there.

Who was erased is erased, whole or in part; what was withdrawn, refused, restricted, held or ended stands so again; notices published since
bind. A value that was corrected since the backup is lost, so the old one is closed to reading until somebody has put it right.
What hangs on keys that the ring no longer has is removed as well: nothing will ever open it.

INVARIANT: nothing told here makes anything readable that was not.
"""

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from seloste import vault
from seloste.gate import narrowing, publishing
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.gate.settling import PURPOSE, settle
from seloste.gate.since import facts
from seloste.gate.since.pieces import BANS, ENTRY, NOTICE, OWN, POINT, STANDING, Piece, plain, value
from seloste.home import Home, HomeError, wall
from seloste.ledger import LedgerError, tail
from seloste.ledger.tail import Grown, Point
from seloste.notice import read as read_notice
from seloste.policy import SYSTEM
from seloste.register import keyring, notices, records, state
from seloste.register.ids import new_id
from seloste.register.keyring import Keyring
from seloste.register.models import Register
from seloste.register.sql import among, insert, listed, rows, run, stamp

OUTDATED = "outdated"
"""Why a folder is restricted whose value was changed after the backup."""
_REVIEW = timedelta(days=30)
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was applied: how far the ledger reaches, and how many people, folders and records went, were closed, or could not be opened."""

    size: int = 0
    people: int = 0
    erased_people: int = 0
    erased_folders: int = 0
    erased_records: int = 0
    closed: int = 0
    keyless: int = 0
    outdated: tuple[int, ...] = ()


@dataclass(slots=True)
class _Told:
    """What all pieces tell in the end: of each person, register and matter the last word."""

    points: list[Point] = field(default_factory=list)
    notices: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    own: dict[int, list[Any]] = field(default_factory=dict)
    bans: dict[int, list[Any]] = field(default_factory=dict)
    standing: dict[int, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class _Count:
    people: int = 0
    folders: int = 0
    records: int = 0
    keyless: int = 0
    outdated: set[int] = field(default_factory=set)
    closed: int = 0


def apply(home: Home, pieces: Sequence[Piece], now: datetime) -> Replayed:
    """Apply pieces that follow on one another to the home's register. Raises HomeError where they don't belong to it."""
    told = _gather(pieces)
    try:
        size = tail.take_in(home, _entries(pieces), told.points)
        tail.write_out(home)
    except LedgerError as error:
        raise HomeError(str(error)) from None
    for told_notice in sorted(told.notices.values(), key=lambda row: row[4]):
        _publish(*told_notice)
    count = _Count()
    for register in list(Register.objects.order_by("id")):
        wall.stand_for(register.controller_id)
        house = House(home, notices.read(register.id), Keyring.open(home), Names())
        _own(register.id, told.own.get(register.id, []))
        _ban(register.id, told.bans.get(register.id))
        for some in batched(sorted(told.standing), _BATCH):
            _people(house, {subject: told.standing[subject] for subject in some}, count, now)
        _keyless(house, count, now)
        for _ in publishing.recompute_all(house):
            pass
        with house.work():
            house.log(SYSTEM, "restore", PURPOSE, "allowed", (), (), now)
    return Replayed(
        size, len(told.standing), count.people, count.folders, count.records, count.closed, count.keyless, tuple(sorted(count.outdated))
    )


def _gather(pieces: Iterable[Piece]) -> _Told:
    told = _Told()
    for piece in pieces:
        for kind, said in piece.lines():
            if kind == POINT:
                told.points.append(Point(said[0], said[1], base64.b64decode(said[2]), said[3]))
            elif kind == NOTICE:
                told.notices[said[3], said[4]] = said
            elif kind == OWN:
                told.own[said[0]] = said[1]
            elif kind == BANS:
                told.bans[said[0]] = said[1]
            elif kind == STANDING:
                told.standing[said[0]] = said[1:]
    return told


def _entries(pieces: Iterable[Piece]) -> Iterator[Grown]:
    for piece in pieces:
        yield from (Grown.parse(said) for kind, said in piece.lines() if kind == ENTRY)


def _publish(owner: str, controller: int, key: str, register: int, number: int, file: str, effective: Any, at: Any, source: str) -> None:
    """Publish again what was published since; what stands already is met by its content."""
    wall.stand_for(controller)
    place = notices.open_register(owner, key, new_controller=controller, new_register=register)
    if number > notices.newest(place.id):
        content = base64.b64decode(source)
        notice = read_notice(content, file=file)
        notices.add(notice, content, controller=controller, register=register, now=value(at), effective=value(effective))


def _own(register: int, told: list[Any]) -> None:
    for id, kind, begun, ends in told:
        moved = run("UPDATE own_matter SET ends=%s WHERE id=%s AND register_id=%s", (stamp(value(ends)), id, register))
        if not moved:
            insert(
                "own_matter",
                ("id", "register_id", "kind", "begun", "ends"),
                [(id, register, kind, stamp(value(begun)), stamp(value(ends)))],
            )


def _ban(register: int, told: list[Any] | None) -> None:
    if told is not None:
        run("DELETE FROM suppression WHERE register_id=%s", (register,))
        held = [(register, purpose, base64.b64decode(token), stamp(value(opened))) for purpose, token, opened in told]
        insert("suppression", ("register_id", "purpose", "token", "opened"), held)


def _people(house: House, told: dict[int, list[Any]], count: _Count, now: datetime) -> None:
    """Let some people stand as they are told to: those that this register has."""
    there = set(state.load_many(house.register, tuple(told)))
    told = {subject: said for subject, said in told.items() if subject in there}
    if not told:
        return
    gone = sorted(subject for subject, said in told.items() if not said)
    standing = {subject: said for subject, said in told.items() if said}
    with house.work(*told):
        facts.put_back({subject: (said[4], said[5]) for subject, said in standing.items()})
        for subject, said in standing.items():
            run("UPDATE subject SET person=%s WHERE id=%s", (said[1], subject))
        lost = _lost_folders(standing) | set(_folders(gone))
        narrowed = _lost_records(standing, count) - lost
        _close(house, standing, lost, count, now)
        _narrow(house, tuple(standing), narrowed, now)
        done = settle(house, state.load_many(house.register, tuple(told)).values(), now, due=(), gone=lost)
        run(f"DELETE FROM subject WHERE {among('id')}", (listed(gone),))  # noqa: S608
        count.people += len(gone)
        count.folders += len(done.lost)
        count.records += done.records()


def _folders(subjects: Sequence[int]) -> dict[int, int]:
    """The folders of some people: folder → person."""
    return dict(rows(f"SELECT id, subject_id FROM folder WHERE {among('subject_id')}", (listed(subjects),)))  # noqa: S608


def _lost_folders(standing: dict[int, list[Any]]) -> set[int]:
    """The folders that were destroyed since."""
    return {folder for folder, subject in _folders(sorted(standing)).items() if folder not in standing[subject][2]}


def _lost_records(standing: dict[int, list[Any]], count: _Count) -> set[int]:
    """Remove records that were erased one by one since; give the folders that they lay in."""
    narrowed: set[int] = set()
    for subject, record, folder, *_ in _records(standing):
        if str(record) not in standing[subject][3]:
            records.remove(subject, record)
            run("DELETE FROM archived_record WHERE subject_id=%s AND id=%s", (subject, record))
            count.records += 1
            narrowed.add(folder)
    return narrowed


def _narrow(house: House, subjects: Sequence[int], narrowed: set[int], now: datetime) -> None:
    """Put folders under a next key, as when a record of theirs was erased: the restored one would open it in every old backup again."""
    if not narrowed:
        return
    for subject, held in state.load_many(house.register, subjects).items():
        for folder in held.folders:
            if folder.folder.id in narrowed and not folder.archived:
                with suppress(vault.Refused):  # its key is gone already, and so is it in a moment (_keyless)
                    narrowing.narrow(house, subject, folder, records.of_folder(subject, folder.folder.id), now)


def _records(standing: dict[int, list[Any]]) -> list[tuple[int, int, int, str, Any]]:
    """The records of some people: person, record, folder, category, when it was last changed."""
    found: list[tuple[int, int, int, str, Any]] = []
    for table in ("record", "archived_record"):
        sql = f"SELECT subject_id, id, folder, category, updated FROM {table} WHERE {among('subject_id')}"  # noqa: S608
        found += [(r[0], r[1], r[2], r[3], plain(r[4])) for r in rows(sql, (listed(standing),))]
    return found


def _close(house: House, standing: dict[int, list[Any]], lost: set[int], count: _Count, now: datetime) -> None:
    """Close the folders whose values were changed since to every purpose that a restriction closes."""
    policy = house.policy_at(now)
    outdated: dict[tuple[int, int], str] = {}
    for subject, record, folder, category, updated in _records(standing):
        if folder not in lost and standing[subject][3].get(str(record)) != updated:
            outdated[subject, folder] = category
    closed = defaultdict(list)
    for (subject, folder), category in outdated.items():
        for key, purpose in policy.purposes.items():
            if category in purpose.uses | purpose.reads and not purpose.despite_restriction and not purpose.builtin:
                closed[subject].append((new_id(), key, folder))
    insert(
        "restriction",
        ("subject_id", "controller_id", "register_id", "id", "purpose", "folder", "reason", "opened", "review"),
        [
            (subject, house.controller, house.register, id, key, folder, OUTDATED, stamp(now), stamp(now + _REVIEW))
            for subject, found in closed.items()
            for id, key, folder in found
        ],
    )
    count.closed += len(outdated)
    count.outdated |= {subject for subject, _ in outdated}


def lacking(home: Home) -> int:
    """How many folders hang on keys that the ring doesn't have."""
    living, found = listed(kek.id for kek in keyring.read(home).keks), 0
    sql = f"SELECT COUNT(*) FROM folder WHERE register_id=%s AND marked IS NULL AND NOT {among('kek')}"  # noqa: S608
    for register in list(Register.objects.order_by("id")):
        wall.stand_for(register.controller_id)
        found += rows(sql, (register.id, living))[0][0]
    return found


def _keyless(house: House, count: _Count, now: datetime) -> None:
    """Remove what hangs on keys that the ring no longer has."""
    living = {kek.id for kek in keyring.read(house.home).keks}
    dead = sorted(
        {kek for (kek,) in rows("SELECT DISTINCT kek FROM folder WHERE register_id=%s AND marked IS NULL", (house.register,))} - living
    )
    sql = f"SELECT subject_id, id FROM folder WHERE register_id=%s AND marked IS NULL AND {among('kek')} LIMIT %s"  # noqa: S608
    while found := rows(sql, (house.register, listed(dead), _BATCH)):
        owners = sorted({subject for subject, _ in found})
        with house.work(*owners):
            held = state.load_many(house.register, owners).values()
            count.keyless += len(settle(house, held, now, due=(), gone={folder for _, folder in found}).lost)
