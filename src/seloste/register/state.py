"""One subject as the register holds it: read whole for a unit of work, and its consequences written back as differences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.db import connection

from seloste.policy.fold import Fold
from seloste.policy.folders import Fate
from seloste.policy.grounds import Ground
from seloste.policy.history import Event, Folder, History, Hold, OwnMatter, Refusal, RefusalKind, Restriction, Verb
from seloste.policy.matters import Span
from seloste.register.sql import insert, instant, maybe_instant, rows, run, run_many, stamp


@dataclass(frozen=True, slots=True)
class StoredFolder:
    """A folder row: what the fold needs of it, its fate as stored, and its wrapped key."""

    folder: Folder
    fate: Fate
    archived: bool
    key_version: int
    kek: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class State:
    """One subject: kind, history and folders. `kind` is empty for a subject that does not exist."""

    subject: int
    kind: str
    history: History
    folders: tuple[StoredFolder, ...]


def lock(subject: int) -> None:
    """Let nobody else change this subject before the transaction ends. SQLite's transactions are exclusive already."""
    if connection.vendor == "postgresql":
        rows("SELECT id FROM subject WHERE id=%s FOR UPDATE", (subject,))


def own_matters(register: int) -> tuple[OwnMatter, ...]:
    """The controller's own matters of a register."""
    found = rows("SELECT id, kind, begun, ends FROM own_matter WHERE register_id=%s ORDER BY begun", (register,))
    return tuple(OwnMatter(r[0], r[1], instant(r[2]), instant(r[3])) for r in found)


def load(register: int, subject: int, own: tuple[OwnMatter, ...]) -> State | None:
    """Read one subject of a register, or None."""
    found = rows("SELECT kind FROM subject WHERE id=%s AND register_id=%s", (subject, register))
    if not found:
        return None
    folders = _folders(subject)
    history = History(
        subject_kind=found[0][0],
        events=_events(subject),
        refusals=_refusals(subject),
        restrictions=_restrictions(subject),
        holds=_holds(subject),
        folders=tuple(f.folder for f in folders),
        own=own,
    )
    return State(subject, found[0][0], history, folders)


def _events(subject: int) -> tuple[Event, ...]:
    sql = "SELECT id, matter, kind, verb, at, recorded, planned, target, reason FROM event WHERE subject_id=%s"
    return tuple(
        Event(r[0], r[1], r[2], Verb(r[3]), instant(r[4]), instant(r[5]), maybe_instant(r[6]), r[7], r[8]) for r in rows(sql, (subject,))
    )


def _refusals(subject: int) -> tuple[Refusal, ...]:
    sql = "SELECT id, purpose, kind, opened, lifted, channel FROM refusal WHERE subject_id=%s"
    return tuple(Refusal(r[0], r[1], RefusalKind(r[2]), instant(r[3]), maybe_instant(r[4]), r[5]) for r in rows(sql, (subject,)))


def _restrictions(subject: int) -> tuple[Restriction, ...]:
    sql = "SELECT id, purpose, opened, review, folder, lifted, reason FROM restriction WHERE subject_id=%s"
    return tuple(Restriction(r[0], r[1], instant(r[2]), instant(r[3]), r[4], maybe_instant(r[5]), r[6]) for r in rows(sql, (subject,)))


def _holds(subject: int) -> tuple[Hold, ...]:
    sql = "SELECT id, code, opened, review, released FROM hold WHERE subject_id=%s"
    return tuple(Hold(r[0], r[1], instant(r[2]), instant(r[3]), maybe_instant(r[4])) for r in rows(sql, (subject,)))


def _folders(subject: int) -> tuple[StoredFolder, ...]:
    sql = (
        "SELECT id, category, matter, generation, arrived, live_until, falls, doom, gone_live, archived, key_version, kek, wrapped"
        " FROM folder WHERE subject_id=%s AND marked IS NULL"
    )
    return tuple(
        StoredFolder(
            Folder(r[0], r[1], r[2], instant(r[4]), r[3]),
            Fate(r[0], instant(r[5]), maybe_instant(r[6]), maybe_instant(r[7]), instant(r[8])),
            bool(r[9]),
            r[10],
            r[11],
            bytes(r[12]),
        )
        for r in rows(sql, (subject,))
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows of a subject belong."""

    subject: int
    controller: int
    register: int


def ground_id(subject: int, ground: Ground) -> int:
    """A ground's identifier follows from what it is, so that a refold gives the same rows."""
    text = f"{ground.purpose}|{ground.matter}|{ground.version}|{ground.opened.isoformat()}"
    digest = blake2b(text.encode(), digest_size=8, key=subject.to_bytes(8, "big")).digest()
    return int.from_bytes(digest, "big") >> 1 or 1


def write_grounds(place: Place, grounds: Sequence[Ground]) -> None:
    """Make the stored grounds equal the fold's."""
    stored = {r[0]: (instant(r[1]), r[2]) for r in rows("SELECT id, ends, why FROM ground WHERE subject_id=%s", (place.subject,))}
    wanted = {ground_id(place.subject, g): g for g in grounds}
    gone = [(place.subject, id) for id in stored if id not in wanted]
    run_many("DELETE FROM ground WHERE subject_id=%s AND id=%s", gone)
    changed = [(stamp(g.ends), g.why, place.subject, id) for id, g in wanted.items() if id in stored and stored[id] != (g.ends, g.why)]
    run_many("UPDATE ground SET ends=%s, why=%s WHERE subject_id=%s AND id=%s", changed)
    insert(
        "ground",
        ("subject_id", "id", "controller_id", "register_id", "purpose", "matter", "basis", "opened", "ends", "why", "version", "store"),
        [
            (place.subject, id, place.controller, place.register, g.purpose, g.matter, str(g.basis), stamp(g.opened), stamp(g.ends),
             g.why, g.version, str(g.store))
            for id, g in wanted.items() if id not in stored
        ],
    )  # fmt: skip


def write_matters(place: Place, spans: Iterable[Span], events: Sequence[Event]) -> None:
    """Make the stored matters equal the last span of each."""
    last: dict[int, Span] = {}
    for span in spans:
        if span.matter not in last or span.opened >= last[span.matter].opened:
            last[span.matter] = span
    ended = {e.matter: e.reason for e in sorted(events, key=lambda e: (e.recorded, e.id)) if e.verb is Verb.END}
    columns = "id, kind, opened, ends, why, reason"
    stored = {
        r[0]: (r[1], instant(r[2]), instant(r[3]), r[4], r[5])
        for r in rows(f"SELECT {columns} FROM matter WHERE subject_id=%s", (place.subject,))  # noqa: S608
    }
    wanted = {id: (s.kind, s.opened, s.ends, s.why, ended.get(id, "") if s.why == "ended" else "") for id, s in last.items()}
    stale = [id for id in stored if stored[id] != wanted.get(id)]
    run_many("DELETE FROM matter WHERE subject_id=%s AND id=%s", [(place.subject, id) for id in stale])
    insert(
        "matter",
        ("subject_id", "id", "controller_id", "register_id", "kind", "opened", "ends", "why", "reason"),
        [
            (place.subject, id, place.controller, place.register, kind, stamp(opened), stamp(ends), why, reason)
            for id, (kind, opened, ends, why, reason) in wanted.items()
            if stored.get(id) != (kind, opened, ends, why, reason)
        ],
    )


def write_fates(subject: int, stored: Iterable[StoredFolder], fold: Fold) -> None:
    """Make the stored fates of the folders equal the fold's."""
    sql = "UPDATE folder SET live_until=%s, falls=%s, doom=%s, gone_live=%s WHERE subject_id=%s AND id=%s"
    changed = [(fold.fates[f.folder.id], f) for f in stored if fold.fates[f.folder.id] != f.fate]
    run_many(sql, [(stamp(n.live_until), stamp(n.falls), stamp(n.doom), stamp(n.gone_live), subject, f.folder.id) for n, f in changed])


def remove_subject(subject: int) -> int:
    """Remove a subject with everything below it (invariant 14)."""
    return run("DELETE FROM subject WHERE id=%s", (subject,))


def subjects_of(register: int, after: int, limit: int) -> list[int]:
    """A page of a register's subjects, for work over all of them."""
    found = rows("SELECT id FROM subject WHERE register_id=%s AND id>%s ORDER BY id LIMIT %s", (register, after, limit))
    return [int(r[0]) for r in found]


def stored_folder_of(folder: Folder, fate: Fate, kek: int, wrapped: bytes) -> StoredFolder:
    """A folder just made."""
    return StoredFolder(folder, fate, archived=False, key_version=1, kek=kek, wrapped=wrapped)


def write_folder(place: Place, stored: StoredFolder) -> None:
    """Store a new folder."""
    f, n = stored.folder, stored.fate
    insert(
        "folder",
        ("subject_id", "id", "controller_id", "register_id", "category", "matter", "generation", "arrived", "live_until", "falls", "doom",
         "gone_live", "archived", "key_version", "kek", "wrapped"),
        [(place.subject, f.id, place.controller, place.register, f.category, f.matter, f.generation, stamp(f.arrived), stamp(n.live_until),
          stamp(n.falls), stamp(n.doom), stamp(n.gone_live), False, stored.key_version, stored.kek, stored.wrapped)],
    )  # fmt: skip
