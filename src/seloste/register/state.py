"""One subject as the register holds it: read whole for a unit of work, and its consequences written back as differences.

Read by one statement and not by nine, since each is a journey to the database and every unit of work begins here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from seloste.notice.values import Basis
from seloste.policy.folders import Fate
from seloste.policy.grounds import Ground
from seloste.policy.history import Event, Folder, History, Hold, OwnMatter, Refusal, RefusalKind, Restriction, Verb
from seloste.policy.part import Apart, matters_of, part
from seloste.register.sql import Query, among, insert, instant, later, listed, maybe_instant, on_postgresql, rows, rows_of, stamp


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
class StoredGround:
    """A ground row, as far as a unit of work asks it: what the last fold wrote."""

    purpose: str
    matter: int
    opened: datetime
    ends: datetime
    why: str
    basis: Basis
    version: int

    def open_at(self, at: datetime) -> bool:
        """Whether the ground is open at an instant (its end is exclusive)."""
        return self.opened <= at < self.ends


@dataclass(frozen=True, slots=True)
class StoredMatter:
    """A matter row: its last span, as the last fold wrote it."""

    matter: int
    kind: str
    opened: datetime
    ends: datetime
    why: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """One subject: kind, history, folders, and the grounds and matters stored by the last fold. `marked`: a crash left work on it.

    Not `whole`: a part of it (policy.part), with no more in any of its fields than belongs to the part.
    `person` is 0 where no other subject is the same person; what was decided at those is no part of this one's history.
    """

    subject: int
    kind: str
    history: History
    folders: tuple[StoredFolder, ...]
    grounds: Mapping[int, StoredGround] = field(default_factory=dict)
    matters: Mapping[int, StoredMatter] = field(default_factory=dict)
    marked: bool = False
    whole: bool = True
    person: int = 0


def holding(subjects: Sequence[int], register: int, matters: Collection[int]) -> list[Query]:
    """The statements that lock subjects, and before them some of the controller's own matters against being moved. PostgreSQL's."""
    if not matters:
        return [locking(subjects)]
    matter, named = sharing(register, matters)
    if len(subjects) > 1:
        return [(matter, named), locking(subjects)]
    # The count is asked once, and before any subject is looked for: matters first, as whoever moves one has it.
    first = f"(SELECT count(*) FROM ({matter}) m)>=0"  # noqa: S608
    return [(f"SELECT id FROM subject WHERE id=%s AND {first} FOR UPDATE", (subjects[0], *named))]  # noqa: S608


def lock(*subjects: int) -> None:
    """Let nobody else change these subjects before the transaction ends. SQLite's transactions are exclusive already.

    INVARIANT: what is asked afterwards is newer than the lock: locked in order of their ids, and by a statement of its own.
    """
    if subjects and on_postgresql():
        rows(*locking(subjects))


def locking(subjects: Iterable[int]) -> Query:
    """The statement that locks."""
    whose, these = _among(tuple(subjects))
    return f"SELECT id FROM subject WHERE id {whose} ORDER BY id FOR UPDATE", (these,)  # noqa: S608


_HUNG = "SELECT subject_id FROM folder WHERE register_id=%s AND matter=%s AND matter<>0 AND marked IS NULL"


def _found_by(query: str) -> str:
    """A condition on subjects: those that a query finds. As an array, of which PostgreSQL expects few."""
    return f"= ANY(ARRAY({query}))" if on_postgresql() else f"IN ({query})"


def locking_hung(register: int, matter: int) -> Query:
    """The statement that locks everyone with something that hangs on a matter, and gives them."""
    lock = " FOR UPDATE" if on_postgresql() else ""
    return f"SELECT id FROM subject WHERE id {_found_by(_HUNG)} ORDER BY id{lock}", (register, matter)  # noqa: S608


def own_matters(register: int) -> tuple[OwnMatter, ...]:
    """The controller's own matters of a register."""
    return _own(rows("SELECT id, kind, begun, ends FROM own_matter WHERE register_id=%s ORDER BY begun", (register,)))


def sharing(register: int, ids: Iterable[int]) -> Query:
    """The statement by which nobody moves some of the controller's own matters before the transaction ends. PostgreSQL's."""
    sql, params = _naming(register, sorted(ids))
    return f"{sql} ORDER BY id FOR SHARE", params


def named_matters(register: int, ids: Iterable[int]) -> tuple[OwnMatter, ...]:
    """Those of some matters that are the controller's own."""
    return _own(rows(*_naming(register, ids)))


def _naming(register: int, ids: Iterable[int]) -> Query:
    which, these = _among(tuple(ids))
    return f"SELECT id, kind, begun, ends FROM own_matter WHERE id {which} AND register_id=%s", (these, register)  # noqa: S608


_ONE = "= %s"


def _among(ids: Sequence[int]) -> tuple[str, Any]:
    """A condition on some ids, and its parameter. One is asked for by equality: PostgreSQL plans a list as if it were of ten."""
    return (_ONE, ids[0]) if len(ids) == 1 else (among(""), listed(ids))


def _own(found: Iterable[tuple[Any, ...]]) -> tuple[OwnMatter, ...]:
    return tuple(OwnMatter(r[0], r[1], instant(r[2]), instant(r[3])) for r in found)


# One column of every type in the first part, so that PostgreSQL knows what the empty ones of the others are. {n} is no instant.
PARTS = (
    "SELECT 'folder' AS part, subject_id, id, matter, generation, key_version, kek, category AS a, '' AS b, '' AS c, arrived AS t1,"
    " live_until AS t2, falls AS t3, doom AS t4, gone_live AS t5, wrapped, archived, marked IS NOT NULL AS marked"
    " FROM folder WHERE {among}{of_folder}",
    "SELECT 'subject', id, COALESCE(person, 0), 0, 0, 0, 0, kind, '', '', {n}, {n}, {n}, {n}, {n}, NULL, {no}, {no} FROM subject"
    " WHERE {among_id} AND register_id={register}",
    "SELECT 'event', subject_id, id, matter, target, 0, 0, kind, verb, reason, at, recorded, planned, {n}, {n}, NULL, {no}, {no}"
    " FROM event WHERE {among}{of_event}",
    "SELECT 'refusal', subject_id, id, 0, 0, 0, 0, purpose, kind, channel, opened, lifted, {n}, {n}, {n}, NULL, {no}, {no}"
    " FROM refusal WHERE {among} AND origin IS NULL",
    "SELECT 'restriction', subject_id, id, folder, 0, 0, 0, purpose, reason, '', opened, review, lifted, {n}, {n}, NULL, {no}, {no}"
    " FROM restriction WHERE {among} AND origin IS NULL",
    "SELECT 'hold', subject_id, id, 0, 0, 0, 0, code, '', '', opened, review, released, {n}, {n}, NULL, {no}, {no} FROM hold WHERE {among}",
    "SELECT 'ground', subject_id, id, matter, version, 0, 0, purpose, why, basis, opened, ends, {n}, {n}, {n}, NULL, {no}, {no} FROM ground"
    " WHERE {among}{of_ground}",
    "SELECT 'matter', subject_id, id, 0, 0, 0, 0, kind, why, reason, opened, ends, {n}, {n}, {n}, NULL, {no}, {no} FROM matter"
    " WHERE {among}{of_matter}",
    "SELECT 'own', f.subject_id, o.id, 0, 0, 0, 0, o.kind, '', '', o.begun, o.ends, {n}, {n}, {n}, NULL, {no}, {no}"
    " FROM folder f {its_own} WHERE {among_f}{of_own}",
)
WHOLE = {"of_folder": "", "of_event": "", "of_ground": "", "of_matter": "", "of_own": ""}
ITS_OWN = "JOIN own_matter o ON o.id=f.matter"
# For one subject's few folders: PostgreSQL would rather read every matter there is than look up ten.
ITS_OWN_EACH = "CROSS JOIN LATERAL (SELECT id, kind, begun, ends FROM own_matter WHERE id=f.matter LIMIT 1) o"


# A matter that stands alone hangs on no event or matter of the person's; and it is read by itself, since all hang on the same.
_APART = ("event", "matter", "own")


@lru_cache(maxsize=8)
def _everything(postgresql: bool, whose: str, which: str = "whole") -> str:
    wanted = [part for part in PARTS if which in ("whole", "part") or part.split("'")[1] not in _APART]
    return " UNION ALL ".join(wanted).format(
        **{"whole": WHOLE, "part": _narrower(), "lone": _lone(), "hung": _HANGING}[which],
        among=f"subject_id {whose}",
        among_id=f"id {whose}",
        among_f=f"f.subject_id {whose}",
        its_own=ITS_OWN_EACH if postgresql and whose == _ONE else ITS_OWN,
        register="%s",
        n="NULL::timestamptz" if postgresql else "NULL",
        no="FALSE" if postgresql else "0",
    )


def _narrower() -> dict[str, str]:
    """What a part leaves out: rows of matters that stand apart, but for those named. More may be read than belongs to it."""
    named, apart, held = among("matter"), among("kind"), among("category")
    return {
        "of_folder": f" AND ({named} OR NOT {held})",
        "of_event": f" AND ({named} OR verb='void' OR NOT {apart})",
        "of_ground": f" AND (matter=0 OR {named} OR NOT {among('purpose')})",
        "of_matter": f" AND ({among('id')} OR NOT {apart})",
        "of_own": f" AND ({among('o.id')} OR NOT {among('o.kind')})",
    }


def _lone() -> dict[str, str]:
    """What is read of matters that stand alone: what hangs on those named."""
    return dict.fromkeys(("of_folder", "of_ground"), f" AND {among('matter')}")


# Folders by the matter, as the index has it: each of the subjects may have many more.
_HANGING = {"of_folder": " AND register_id=%s AND matter=%s AND matter<>0", "of_ground": " AND matter=%s"}


def load(register: int, subject: int, own: Iterable[OwnMatter] = ()) -> State | None:
    """Read one subject of a register, or None. `own`: matters of the controller's that a change names; those of its folders are read."""
    return assembled(rows(*_loading(register, (subject,))), tuple(own)).get(subject)


def load_many(register: int, subjects: Sequence[int]) -> dict[int, State]:
    """Read some subjects of a register; those that aren't there are left out."""
    return assembled(rows(*_loading(register, subjects)), ())


def _loading(register: int, subjects: Sequence[int]) -> Query:
    whose, these = _among(subjects)
    return _everything(on_postgresql(), whose), (these, these, register, *([these] * (len(PARTS) - 2)))


def load_part(register: int, subjects: Sequence[int], named: Collection[int], stands: Apart) -> dict[int, State]:
    """Read of some subjects what hangs on the whole of them and on the matters named, which may be the controller's own.

    One of whom an event was voided is read whole (policy.part).
    """
    own, found = rows_of([_naming(register, named), _loading_part(register, subjects, named, stands)])
    parts = {subject: part_of(held, named, stands) for subject, held in assembled(found, _own(own)).items()}
    voided = [subject for subject, held in parts.items() if held is None]
    whole = assembled(rows(*_loading(register, voided)), _own(own)) if voided else {}
    return {subject: held or whole[subject] for subject, held in parts.items()}


def load_lone(register: int, subjects: Sequence[int], named: Collection[int]) -> dict[int, State]:
    """Read of some subjects what hangs on matters of a kind that stands alone, and what was decided on them (policy.part)."""
    own, found = rows_of([_naming(register, named), _loading_lone(register, subjects, named)])
    return lone(found, _own(own))


def loading_hung(register: int, matter: int) -> Query:
    """The query for the same of everyone with something that hangs on one matter: for `lone`."""
    return _reading_hung(on_postgresql()), (register, matter, register, matter, register, matter)


def lone(found: Iterable[tuple[Any, ...]], own: tuple[OwnMatter, ...]) -> dict[int, State]:
    """What such a query found. `own`: the matters, of which each subject has those that a folder of theirs hangs on."""
    return assembled(found, own, whole=False)


def _loading_lone(register: int, subjects: Sequence[int], named: Iterable[int]) -> Query:
    (whose, these), matters = _among(subjects), listed(sorted(named))
    return _everything(on_postgresql(), whose, "lone"), (these, matters, these, register, *[these] * 4, matters)


@cache
def _reading_hung(postgresql: bool) -> str:
    """Who they are is found out once, and not for each part."""
    query = _everything(postgresql, _found_by("SELECT subject_id FROM hung"), "hung")
    return f"WITH hung AS ({_HUNG}) {query}"


def part_of(held: State, named: Collection[int], stands: Apart) -> State | None:
    """What belongs to a part, of what was read for it."""
    history = part(held.history, named, stands)
    if history is None:
        return None
    matters = matters_of(held.history, named, stands)
    return replace(
        held,
        history=history,
        folders=tuple(f for f in held.folders if f.folder.matter in matters),
        grounds={id: ground for id, ground in held.grounds.items() if ground.matter in matters},
        matters={id: matter for id, matter in held.matters.items() if id in matters},
        whole=False,
    )


def _loading_part(register: int, subjects: Sequence[int], named: Collection[int], stands: Apart) -> Query:
    (whose, these), matters, kinds = _among(subjects), listed(sorted(named)), listed(sorted(stands.kinds))
    purposes, categories = listed(sorted(stands.purposes)), listed(sorted(stands.categories))
    params = (
        *(these, matters, categories), *(these, register), *(these, matters, kinds), *(these, these, these),
        *(these, matters, purposes), *(these, matters, kinds), *(these, matters, kinds),
    )  # fmt: skip
    return _everything(on_postgresql(), whose, "part"), params


def assembled(found: Iterable[tuple[Any, ...]], own: tuple[OwnMatter, ...], *, whole: bool = True) -> dict[int, State]:
    """Subjects out of the rows of their parts."""
    parts: dict[int, dict[str, list[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        parts[row[1]][row[0]].append(row)
    return {subject: _state(subject, of, own, whole) for subject, of in parts.items() if "subject" in of}


def _state(subject: int, of: Mapping[str, list[tuple[Any, ...]]], own: tuple[OwnMatter, ...], whole: bool) -> State:
    kind = of["subject"][0][7]
    folders = tuple(_folder(r) for r in of["folder"] if not r[17])
    if not whole:
        hanging = {f.folder.matter for f in folders}
        own = tuple(m for m in own if m.id in hanging)
    its_own = {r[2]: OwnMatter(r[2], r[7], instant(r[10]), instant(r[11])) for r in of["own"]} | {m.id: m for m in own}
    history = History(
        subject_kind=kind,
        events=tuple(
            Event(r[2], r[3], r[7], Verb(r[8]), instant(r[10]), instant(r[11]), maybe_instant(r[12]), r[4], r[9]) for r in of["event"]
        ),
        refusals=tuple(Refusal(r[2], r[7], RefusalKind(r[8]), instant(r[10]), maybe_instant(r[11]), r[9]) for r in of["refusal"]),
        restrictions=tuple(
            Restriction(r[2], r[7], instant(r[10]), instant(r[11]), r[3], maybe_instant(r[12]), r[8]) for r in of["restriction"]
        ),
        holds=tuple(Hold(r[2], r[7], instant(r[10]), instant(r[11]), maybe_instant(r[12])) for r in of["hold"]),
        folders=tuple(f.folder for f in folders),
        own=tuple(sorted(its_own.values(), key=lambda m: (m.begun, m.id))),
    )
    grounds = {r[2]: StoredGround(r[7], r[3], instant(r[10]), instant(r[11]), r[8], Basis(r[9]), r[4]) for r in of["ground"]}
    matters = {r[2]: StoredMatter(r[2], r[7], instant(r[10]), instant(r[11]), r[8], r[9]) for r in of["matter"]}
    return State(subject, kind, history, folders, grounds, matters, len(folders) < len(of["folder"]), whole, of["subject"][0][2])


def _folder(r: tuple[Any, ...]) -> StoredFolder:
    folder = Folder(r[2], r[7], r[3], instant(r[10]), r[4])
    fate = Fate(r[2], instant(r[11]), maybe_instant(r[12]), maybe_instant(r[13]), instant(r[14]))
    return StoredFolder(folder, fate, bool(r[16]), r[5], r[6], bytes(r[15]))


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


def remove_bare(subjects: Collection[int], now: datetime) -> Callable[[], list[int]]:
    """Remove those of some subjects of whom nothing is stored and no ground is open, with everything below them (invariant 14).

    Gives them. It may go with the commit (sql.later).
    """
    if not subjects:
        return list
    sql = (
        f"DELETE FROM subject WHERE {among('id')} AND NOT EXISTS (SELECT 1 FROM folder f WHERE f.subject_id=subject.id)"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM ground g WHERE g.subject_id=subject.id AND g.ends>%s) RETURNING id"
    )
    removed = later((sql, (listed(subjects), stamp(now))))
    return lambda: [int(row[0]) for row in removed()]


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
