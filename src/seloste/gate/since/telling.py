"""Telling: one piece of what has happened between a size of the ledger and now, in one state of the database.

Whoever a call has changed is found by the ledger itself, which names each person that a call saw: nothing on the way of a call is
written twice, and nobody is forgotten.
"""

import base64
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from seloste.gate.since import facts
from seloste.gate.since.pieces import BANS, ENTRY, NOTICE, OWN, POINT, STANDING, Piece, Writer, plain
from seloste.home import Home, turns, wall
from seloste.ledger import tail
from seloste.ledger.leaves import instant
from seloste.register import keyring
from seloste.register.models import Register
from seloste.register.sql import among, listed, rows

# What only looks changes nobody. Whatever else a verb is, those it saw are told.
LOOKING = frozenset({"read", "list", "search", "locate", "life", "explain", "looks", "ledger", "index"})
# What a backup writes down of the state it copies: the ledger's newest checkpoint, and the newest notice of each register.
ASKED = (
    tail.HEAD,
    "SELECT r.key, n.number, n.sha256 FROM notice_version n JOIN register r ON r.id=n.register_id WHERE n.number="
    "(SELECT MAX(m.number) FROM notice_version m WHERE m.register_id=n.register_id) ORDER BY r.key, n.sha256",
)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """What a piece came to: from which size to which, and how many people it tells of."""

    start: int
    end: int
    people: int


def tell(home: Home, file: BinaryIO, before: Piece | None, start: int | None, *, now: datetime) -> Told:
    """Write a piece that follows on the one before; the first from a size of the ledger (None: from where it is now)."""
    writer = Writer(file, keyring.ensure_telling(home, now=now))
    start, bans, digest_before = (before.end, before.bans, before.digest) if before else (start, "", "")
    with turns.one_state(), transaction.atomic():
        end = tail.size()
        begin = end if start is None else start
        told = [(register, _bans(register)) for register in Register.objects.order_by("id")]
        digest = hashlib.sha256(json.dumps([held for _, held in told]).encode()).hexdigest()
        falls = instant(tail.fallen_by(begin, end))
        writer.head(home=home.id, start=begin, end=end, at=now, falls=falls, bans=digest, before=digest_before)
        changed, published = _ledger(writer, begin, end)
        for register, held in told:
            wall.stand_for(register.controller_id)
            _register(writer, register, published)
            if digest != bans:
                writer.say(BANS, register.id, held)
        people = sum(_people(writer, controller, sorted(subjects)) for controller, subjects in sorted(changed.items()))
        writer.end()
    wall.leave()
    return Told(begin, end, people)


def _ledger(writer: Writer, start: int, end: int) -> tuple[dict[int, set[int]], set[int]]:
    """Tell the entries; give those they changed by controller, and the controllers that published."""
    changed: dict[int, set[int]] = defaultdict(set)
    published: set[int] = set()
    for entry in tail.grown(start, end):
        writer.say(ENTRY, *entry.as_json())
        if entry.leaf.verb not in LOOKING:
            changed[entry.leaf.controller] |= {subject for _, subject, _, _ in entry.sides}
        if entry.leaf.verb == "publish":
            published.add(entry.leaf.controller)
    for point in tail.points(start, end):
        writer.say(POINT, point.size, point.at, base64.b64encode(point.root).decode(), point.note)
    return changed, published


def _register(writer: Writer, register: Register, published: set[int]) -> None:
    """Tell the controller's own matters, and the notices where one was published."""
    own = rows("SELECT id, kind, begun, ends FROM own_matter WHERE register_id=%s ORDER BY id", (register.id,))
    writer.say(OWN, register.id, [[plain(one) for one in row] for row in own])
    if register.controller_id in published:
        sql = "SELECT number, file, effective, published, source FROM notice_version WHERE register_id=%s ORDER BY number"
        place = [register.controller.key, register.controller_id, register.key, register.id]
        for number, file, effective, at, source in rows(sql, (register.id,)):
            writer.say(NOTICE, *place, number, file, plain(effective), plain(at), base64.b64encode(bytes(source)).decode())


def _bans(register: Register) -> list[list[Any]]:
    wall.stand_for(register.controller_id)
    found = rows("SELECT purpose, token, opened FROM suppression WHERE register_id=%s ORDER BY purpose, token", (register.id,))
    return [[purpose, base64.b64encode(bytes(token)).decode(), plain(opened)] for purpose, token, opened in found]


def _people(writer: Writer, controller: int, subjects: list[int]) -> int:
    wall.stand_for(controller)
    subjects = _with_linked(subjects)
    for begin in range(0, len(subjects), _BATCH):
        some = subjects[begin : begin + _BATCH]
        there = {r[0]: (r[1], r[2]) for r in rows(f"SELECT id, register_id, person FROM subject WHERE {among('id')}", (listed(some),))}  # noqa: S608
        folders, records, told = _folders(some), _records(some), facts.read(sorted(there))
        for subject in some:
            if subject in there:
                register, person = there[subject]
                columns = {table: facts.tables()[table][1:] for table in told[subject]}
                writer.say(STANDING, subject, register, person, folders[subject], records[subject], columns, told[subject])
            else:
                writer.say(STANDING, subject)
    return len(subjects)


def _with_linked(subjects: list[int]) -> list[int]:
    """Some people, and those that are one person with them: what is decided of one reaches the others, and no call names them for it."""
    linked = f"SELECT person FROM subject WHERE {among('id')} AND person IS NOT NULL"  # noqa: S608
    return sorted({*subjects, *(r[0] for r in rows(f"SELECT id FROM subject WHERE person IN ({linked})", (listed(subjects),)))})  # noqa: S608


def _folders(subjects: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    sql = f"SELECT subject_id, id FROM folder WHERE {among('subject_id')} AND marked IS NULL ORDER BY id"  # noqa: S608
    for subject, folder in rows(sql, (listed(subjects),)):
        found[subject].append(folder)
    return found


def _records(subjects: list[int]) -> dict[int, dict[int, Any]]:
    """Each record, and when it was last changed."""
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for table in ("record", "archived_record"):
        sql = f"SELECT subject_id, id, updated FROM {table} WHERE {among('subject_id')}"  # noqa: S608
        for subject, record, updated in rows(sql, (listed(subjects),)):
            found[subject][record] = plain(updated)
    return found
