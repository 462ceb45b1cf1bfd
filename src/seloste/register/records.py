"""One record as one ciphertext: values to bytes and back, bound to the one place they belong."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from seloste import vault
from seloste.register.keyring import Keyring
from seloste.register.sql import PAIRS, Query, among, insert, instant, later, listed, on_postgresql, pairs, rows, run, run_many, stamp
from seloste.register.state import Place

# What is read has been authenticated and was written here, without spaces: json.loads would look for some first.
_read = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Row:
    """A record's columns, its ciphertext apart."""

    id: int
    folder: int
    category: str
    matter: int
    version: int
    source: str
    created: datetime
    updated: datetime


def seal(keyring: Keyring, place: Place, key: vault.Key, key_version: int, row: Row, notice: str, values: Mapping[str, object]) -> bytes:
    """Seal one record's values under its folder's key."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    bound = _context(keyring, place.register, place.subject, row.folder, key_version, row.id, row.category, notice)
    return vault.seal(key, key_id=row.folder, context=bound, plaintext=text.encode())


def unseal(
    keyring: Keyring, register: int, subject: int, key: vault.Key, key_version: int, row: Row, notice: str, ciphertext: bytes
) -> dict[str, object]:
    """Open one record. Raises vault.Refused when anything about it was changed or moved."""
    bound = _context(keyring, register, subject, row.folder, key_version, row.id, row.category, notice)
    return values_of(vault.open(key, context=bound, sealed=ciphertext))


def values_of(opened: bytes) -> dict[str, object]:
    """The values of a record that was opened."""
    return cast(dict[str, object], _read(opened.decode())[0])


def _context(
    keyring: Keyring, register: int, subject: int, folder: int, key_version: int, record: int, category: str, notice: str
) -> bytes:
    return vault.context(
        home=keyring.home.id,
        register=register,
        subject=subject,
        folder=folder,
        key_version=key_version,
        record=record,
        category=category,
        notice=notice,
    )


_COLUMNS = ("subject_id", "id", "controller_id", "register_id", "folder", "category", "matter", "version", "source", "created", "updated", "ciphertext")  # fmt: skip # noqa: E501


def write(place: Place, sealed: list[tuple[Row, bytes]]) -> None:
    """Store new records."""
    insert(
        "record",
        _COLUMNS,
        [
            (place.subject, r.id, place.controller, place.register, r.folder, r.category, r.matter, r.version, r.source, stamp(r.created),
             stamp(r.updated), ciphertext)
            for r, ciphertext in sealed
        ],
    )  # fmt: skip


def rewrite(subject: int, sealed: list[tuple[Row, bytes]]) -> None:
    """Store records of a folder anew, under its next key version."""
    run_many(
        "UPDATE record SET version=%s, source=%s, updated=%s, ciphertext=%s WHERE subject_id=%s AND id=%s",
        [(r.version, r.source, stamp(r.updated), ciphertext, subject, r.id) for r, ciphertext in sealed],
    )


def remove(subject: int, record: int) -> None:
    """Remove one record in use, and what leads to it."""
    run_many("DELETE FROM record WHERE subject_id=%s AND id=%s", [(subject, record)])
    forget(subject, record)


def forget(subject: int, record: int) -> None:
    """Remove what leads to a record."""
    run_many("DELETE FROM lookup WHERE subject_id=%s AND record=%s", [(subject, record)])


def rekey(subject: int, folder: int, key_version: int, kek: int, wrapped: bytes) -> None:
    """Give a folder its next key."""
    sql = "UPDATE folder SET key_version=%s, kek=%s, wrapped=%s WHERE subject_id=%s AND id=%s"
    run_many(sql, [(key_version, kek, wrapped, subject, folder)])


_WITH_CIPHERTEXT = "SELECT id, folder, category, matter, version, source, created, updated, ciphertext FROM record"


def of_folder(subject: int, folder: int) -> list[tuple[Row, bytes]]:
    """The records of a folder in use, with their ciphertext."""
    return lying(rows(f"{_WITH_CIPHERTEXT} WHERE subject_id=%s AND folder=%s ORDER BY id", (subject, folder)))


def lying_beside(subject: int, record: int) -> Query:
    """The query for the records of a record's folder in use, itself among them: for `lying`."""
    folder = "(SELECT folder FROM record WHERE subject_id=%s AND id=%s)"
    return f"{_WITH_CIPHERTEXT} WHERE subject_id=%s AND folder={folder} ORDER BY id", (subject, subject, record)


def lying(found: Iterable[tuple[Any, ...]]) -> list[tuple[Row, bytes]]:
    """Records as they lie there."""
    return [(Row(r[0], r[1], r[2], r[3], r[4], r[5], instant(r[6]), instant(r[7])), bytes(r[8])) for r in found]


_OF_FOLDER = {"record": "folder", "archived_record": "folder", "lookup": "folder", "folder": "id"}


def remove_folders(places: Sequence[tuple[int, int]]) -> Callable[[], int]:
    """Remove folders (subject, folder) with their records, in use or archived, and what leads to them. Gives the number of records.

    It may go with the commit (sql.later).
    """
    if on_postgresql():
        removed = later((_removing(), pairs(places)))
        return lambda: int(removed()[0][0])
    whose, which = listed({subject for subject, _ in places}), json.dumps(places)
    these = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s))"
    done = [
        run(f"DELETE FROM {t} WHERE {among('subject_id')} AND (subject_id, {of}) IN {these}", (whose, which))  # noqa: S608
        for t, of in _OF_FOLDER.items()
    ]
    return lambda: done[0] + done[1]


@cache
def _removing() -> str:
    """All of it in one statement. A folder is found by its key; for the rest the people stand in it as an array too, as these are few."""
    few = "{t}.subject_id = ANY(ARRAY(SELECT subject_id FROM gone)) AND "
    removed = (
        f"of_{t} AS (DELETE FROM {t} USING gone g WHERE {few.format(t=t) if of == 'folder' else ''}"  # noqa: S608
        f"{t}.subject_id=g.subject_id AND {t}.{of}=g.folder RETURNING 1)"
        for t, of in _OF_FOLDER.items()
    )
    gone = f"gone AS MATERIALIZED (SELECT * FROM {PAIRS} AS u (subject_id, folder))"  # noqa: S608
    return f"WITH {gone}, {', '.join(removed)} SELECT (SELECT count(*) FROM of_record) + (SELECT count(*) FROM of_archived_record)"  # noqa: S608
