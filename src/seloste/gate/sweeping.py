"""Falling: what is due, what would fall, and its destruction. Keys and rows go in one transaction; a crash only ever leaves work to do.

INVARIANT: nothing is destroyed that a refold under the subject's lock still keeps (invariant 13).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from seloste import vault
from seloste.gate import settling
from seloste.gate.house import House
from seloste.gate.settling import Lost, Settled, Settling, settle
from seloste.notice.values import Store
from seloste.policy import SYSTEM
from seloste.register import state
from seloste.register.sql import among, instant, listed, on_postgresql, rows, run, stamp

PURPOSE = settling.PURPOSE
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Due:
    """A folder that falls by a date: which, since when, why, and by which line of the notice. No value, no name."""

    subject: int
    folder: int
    category: str
    matter: int
    falls: datetime
    doom: datetime
    records: int
    purpose: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Swept:
    """What one batch of a sweep did: folders destroyed by category, records, folders moved to the archive, subjects removed.

    `gone` names the destroyed folders (subject, folder), for whoever counted beforehand why each would fall.
    """

    destroyed: Mapping[str, int] = field(default_factory=dict)
    records: int = 0
    archived: int = 0
    subjects: int = 0
    spared: int = 0
    more: bool = False
    gone: tuple[tuple[int, int], ...] = ()


def due(house: House, on: datetime, *, limit: int = ALL) -> tuple[Due, ...]:
    """The folders whose doom comes by `on`, with the last ground that kept each."""
    sql = (
        "SELECT f.subject_id, f.id, f.category, f.matter, f.falls, f.doom,"
        " (SELECT COUNT(*) FROM record r WHERE r.subject_id=f.subject_id AND r.folder=f.id)"
        " + (SELECT COUNT(*) FROM archived_record a WHERE a.subject_id=f.subject_id AND a.folder=f.id)"
        " FROM folder f WHERE f.register_id=%s AND f.doom<=%s AND f.marked IS NULL ORDER BY f.doom, f.subject_id, f.id LIMIT %s"
    )
    house.stand()
    found = rows(sql, (house.register, stamp(on), limit))
    last = _last_grounds(house, [r[0] for r in found])
    return tuple(_due(house, row, last.get(row[0], ())) for row in found)


def _due(house: House, row: tuple[Any, ...], grounds: tuple[tuple[str, int, datetime, str, int], ...]) -> Due:
    subject, folder, category, matter, falls, doom, count = row
    fell = instant(falls)
    kept = [
        g
        for g in grounds
        if (matter == 0 or g[1] in (0, matter)) and (c := house.notices.covers.get((g[4], g[0], category))) is not None and c.keeps
    ]
    ended = max((g for g in kept if g[2] <= fell), key=lambda g: g[2], default=None)
    purpose, why = (ended[0], ended[3]) if ended else ("", "no-ground")
    line = next((v.policy.purposes[purpose].line for v in reversed(house.notices.timeline) if purpose in v.policy.purposes), 0)
    return Due(subject, folder, category, matter, fell, instant(doom), count, purpose, why, line)


def _last_grounds(house: House, subjects: list[int]) -> dict[int, tuple[tuple[str, int, datetime, str, int], ...]]:
    found: dict[int, list[tuple[str, int, datetime, str, int]]] = {}
    sql = f"SELECT subject_id, purpose, matter, ends, why, version FROM ground WHERE {among('subject_id')}"  # noqa: S608
    for r in rows(sql, (listed(sorted(set(subjects))),)):
        found.setdefault(r[0], []).append((r[1], r[2], instant(r[3]), r[4], r[5]))
    return {subject: tuple(grounds) for subject, grounds in found.items()}


def sweep(house: House, now: datetime, *, limit: int = 200, due_only: bool = False) -> Swept:
    """Destroy what is due in one batch of folders, and archive what has gone from live use.

    `due_only` leaves the rest of the house as it is: the archive, and people of whom nothing was left before.
    """
    settled, found, spared = _fall(house, now, limit)
    more = found >= limit
    moved = 0 if due_only else _archive(house, now, limit)
    emptied = 0 if due_only or more else _remove_bare(house, now)
    return Swept(
        destroyed=dict(Counter(category for _, _, category in settled.lost)),
        records=settled.records,
        archived=moved,
        subjects=settled.subjects + emptied,
        spared=spared,
        more=more or moved >= limit,
        gone=tuple((owner, folder) for owner, folder, _ in settled.lost),
    )


# The folders that are due; their people are locked, in order of their ids. The limit stands in the text: PostgreSQL plans for as few.
_FALLING = (
    "SELECT f.subject_id, f.id, f.matter, f.category, f.marked IS NOT NULL"
    " FROM (SELECT subject_id, id, matter, category, marked FROM folder WHERE register_id=%s AND doom<=%s ORDER BY doom LIMIT {limit}) f"
    " JOIN subject s ON s.id=f.subject_id ORDER BY s.id"
)
_LOCKED = " FOR UPDATE OF s"


def _fall(house: House, now: datetime, limit: int) -> tuple[Settled, int, int]:
    """The point of no return: under their subjects' locks refold what is due by its dates, and destroy what has really fallen.

    What fell, how many folders were due, and how many of them were spared; what another sweep or the person has taken meanwhile is
    neither destroyed nor spared here.
    """
    falling = (_FALLING + _LOCKED if on_postgresql() else _FALLING).format(limit=int(limit))
    with house.work(asking=((falling, (house.register, stamp(now))),)) as (found,):
        if not found:
            return Settled(), 0, 0
        owners, wanted = sorted({row[0] for row in found}), {row[1] for row in found}
        matters, stands = {row[2] for row in found}, house.notices.apart
        if stands.of_alone.issuperset(row[3] for row in found):
            parts = state.load_lone(house.register, owners, matters)
        else:
            parts = state.load_part(house.register, owners, matters, stands)
        standing = sum(f.folder.id in wanted for held in parts.values() for f in held.folders)
        keyless = _marked(owners) if any(row[4] for row in found) else []
        settling = settle(house, parts.values(), now, due=wanted, keyless=keyless)
    return settling.done(), len(found), standing - (len(settling.lost) - len(keyless))


def at_once(house: House, now: datetime, subject: int) -> Settling:
    """Let fall, in the caller's transaction and under its lock, what of one subject has no time left to wait."""
    held = state.load(house.register, subject)
    return settle(house, [held], now, keyless=_marked((subject,)) if held.marked else ()) if held else Settling()


def _marked(subjects: Sequence[int]) -> list[Lost]:
    """The folders whose keys are gone and whose rows aren't: an earlier release destroyed them in two steps, and may have been stopped."""
    sql = f"SELECT subject_id, id, category FROM folder WHERE {among('subject_id')} AND marked IS NOT NULL"  # noqa: S608
    return [(owner, folder, category) for owner, folder, category in rows(sql, (listed(subjects),))]


def _remove_bare(house: House, now: datetime) -> int:
    """Remove those of whom nothing is stored and whose last ground has ended since their last folder went, or who never had one."""
    sql = (
        "SELECT s.id FROM subject s WHERE s.register_id=%s AND NOT EXISTS (SELECT 1 FROM folder f WHERE f.subject_id=s.id)"
        " AND NOT EXISTS (SELECT 1 FROM ground g WHERE g.subject_id=s.id AND g.ends>%s)"
    )
    asked = (house.register, stamp(now))
    seen = [int(r[0]) for r in rows(sql, asked)]
    if not seen:
        return 0
    with house.work(*seen):
        # Asked again under the lock: somebody may have stored something meanwhile.
        if bare := sorted(state.remove_bare(seen, now)()):
            house.log(SYSTEM, "erase", PURPOSE, "allowed", (), bare, now)
        return len(bare)


# The folders to move: an archive ground, and not only a hold, keeps them now. `archived` and the line after it as the index has them.
_TO_ARCHIVE = (
    "SELECT f.subject_id, f.id, f.key_version, f.wrapped FROM folder f"
    " WHERE f.register_id=%s AND f.archived={no} AND (f.falls IS NULL OR f.falls>f.live_until)"
    " AND f.gone_live<=%s AND f.marked IS NULL AND (f.falls IS NULL OR f.falls>%s)"
    " AND EXISTS (SELECT 1 FROM ground g JOIN cover v"
    " ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose AND v.category=f.category"
    " WHERE g.subject_id=f.subject_id AND g.store=%s AND v.keeps AND (f.matter=0 OR g.matter IN (0, f.matter))"
    " AND g.opened<=%s AND g.ends>%s) ORDER BY f.gone_live LIMIT %s"
)


def _archive(house: House, now: datetime, limit: int) -> int:
    """Move folders whose live use is over for good, and which an archive ground keeps, under the archive's own KEK and tables."""
    at = stamp(now)
    sql = _TO_ARCHIVE.format(no="FALSE" if on_postgresql() else "0")
    asked = (house.register, at, at, str(Store.ARCHIVE), at, at, limit)
    owners = {r[0] for r in rows(sql, asked)}
    if not owners:
        return 0
    with house.work(*owners):
        found = [row for row in rows(sql, asked) if row[0] in owners]
        ring = house.keyring.fresh()
        archive = ring.current(house.controller, "archive")
        for subject, folder, key_version, wrapped in found:
            bound = house.keyring.wrapping(house.register, subject, folder, key_version)
            rewrapped = vault.rewrap(ring, archive, bytes(wrapped), bound)
            columns = "subject_id, id, controller_id, register_id, folder, category, matter, version, source, created, updated, ciphertext"
            run(
                f"INSERT INTO archived_record ({columns}) SELECT {columns} FROM record WHERE subject_id=%s AND folder=%s",  # noqa: S608
                (subject, folder),
            )
            run("DELETE FROM record WHERE subject_id=%s AND folder=%s", (subject, folder))
            moved = "UPDATE folder SET archived=%s, kek=%s, wrapped=%s WHERE subject_id=%s AND id=%s"
            run(moved, (True, archive.id, rewrapped, subject, folder))
    return len(found)
