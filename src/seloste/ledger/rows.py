"""Reads the ledger back for verifying, a stretch at a time, so that a long ledger needs little memory.

Whoever can write the database can put anything into a column, on SQLite of any type: what isn't what it should be is read as something
that no tree was made of, and stops nobody from reading on.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from seloste.ledger.leaves import COLUMNS, Written

_FIELDS = ", ".join(f"l.{name}" for name in Written.__slots__)
_STRETCH = f"SELECT l.position, {_FIELDS} FROM ledger_leaf l WHERE l.position >= %s AND l.position < %s ORDER BY l.position"  # noqa: S608
_SIDES = (
    "SELECT s.leaf, s.ordinal, s.subject, s.unit, s.r FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf "
    "WHERE l.position >= %s AND l.position < %s ORDER BY s.leaf, s.ordinal"
)
_PLACED = f"SELECT l.position, {_FIELDS} FROM ledger_leaf l WHERE l.id = %s"  # noqa: S608
_ABOUT = (
    "SELECT l.id FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf WHERE s.subject = %s AND l.controller = %s AND l.purpose = %s "
    "AND l.at >= %s AND l.at <= %s AND l.position IS NOT NULL ORDER BY l.position"
)
_LOOSE = f"SELECT {COLUMNS} FROM ledger_leaf WHERE position IS NULL ORDER BY at, id"  # noqa: S608
_LOOSE_SIDES = (
    "SELECT s.leaf, s.ordinal, s.subject, s.unit, s.r FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf "
    "WHERE l.position IS NULL ORDER BY s.leaf, s.ordinal"
)

Sides = list[tuple[int, int, str, bytes | None]]  # ordinal, subject, unit, r


def stretch(start: int, end: int) -> tuple[dict[int, Written], dict[int, Sides]]:
    """Give the leaves from one position up to another, and their side rows by leaf."""
    rows = _all(_STRETCH, (start, end))
    return {row[0]: written(row[1:]) for row in rows}, _by_leaf(_all(_SIDES, (start, end)))


def loose() -> tuple[list[Written], dict[int, Sides]]:
    """Give the leaves that have no position yet, and their side rows."""
    rows = _all(_LOOSE, ())
    return [written(row) for row in rows], _by_leaf(_all(_LOOSE_SIDES, ()))


def placed(leaf: int) -> tuple[int | None, Written] | None:
    """Give one leaf and its position, or None when there is no such leaf."""
    rows = _all(_PLACED, (leaf,))
    return (rows[0][0], written(rows[0][1:])) if rows else None


def sides_of(leaf: int) -> Sides:
    """Give one leaf's side rows."""
    return [_side(*row) for row in _all("SELECT ordinal, subject, unit, r FROM ledger_side WHERE leaf = %s ORDER BY ordinal", (leaf,))]


def about(subject: int, controller: int, purpose: str, since: int, until: int) -> list[int]:
    """Give the sealed leaves of a purpose that saw this person between two instants, in the order of the tree."""
    return [leaf for (leaf,) in _all(_ABOUT, (subject, controller, purpose, since, until))]


def beyond() -> list[tuple[int, int]]:
    """Give the positions that no checkpoint covers, and the leaves that claim them; what is sealed at this moment is covered."""
    sql = "SELECT position, id FROM ledger_leaf WHERE position < 0 OR position >= (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)"
    return [(_place(position), leaf) for position, leaf in _all(f"{sql} ORDER BY position", ())]


def misplaced() -> list[tuple[int, int]]:
    """Give the places that several leaves claim, or that lie between two, with one leaf that claims each."""
    sql = (
        "SELECT position, MAX(id) FROM ledger_leaf WHERE position IS NOT NULL GROUP BY position"
        " HAVING COUNT(*) > 1 OR position <> CAST(position AS BIGINT) ORDER BY position"
    )
    return [(_place(position), leaf) for position, leaf in _all(sql, ())]


def orphans() -> int:
    """Count side rows that belong to no leaf."""
    sql = "SELECT COUNT(*) FROM ledger_side s WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.id = s.leaf)"
    return int(_all(sql, ())[0][0])


def tile(level: int, number: int) -> bytes:
    """Give the stored hashes of one tile."""
    rows = _all("SELECT hashes FROM ledger_tile WHERE level = %s AND number = %s", (level, number))
    return _bytes(rows[0][0]) if rows else b""


def upper_tiles() -> Iterator[tuple[tuple[int, int], bytes]]:
    """Give every stored tile above the leaves."""
    for level, number, hashes in _all("SELECT level, number, hashes FROM ledger_tile WHERE level > 0 ORDER BY level, number", ()):
        yield (level, number), _bytes(hashes)


def checkpoints() -> dict[int, tuple[bytes, str]]:
    """Give every checkpoint of the table: root and note by size."""
    found = _all("SELECT size, root, note FROM ledger_checkpoint ORDER BY size", ())
    return {size: (_bytes(root), str(text)) for size, root, text in found}


def _all(sql: str, values: tuple[int | str, ...]) -> list[Any]:
    with connection.cursor() as cursor, _any_text():
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@contextmanager
def _any_text() -> Iterator[None]:
    """Let SQLite give texts that aren't UTF-8 too."""
    if connection.vendor != "sqlite":
        yield
        return
    before, connection.connection.text_factory = connection.connection.text_factory, lambda text: text.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = before


def _place(position: Any) -> int:
    return int(position) if isinstance(position, int | float) and abs(position) < 1 << 63 else -1


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode(errors="surrogateescape")


def written(row: tuple[Any, ...]) -> Written:
    """Read a leaf's columns; PostgreSQL gives bytes as views."""
    leaf = dict(zip(Written.__slots__, row, strict=True))
    return Written(**(leaf | {"notice": _bytes(leaf["notice"]), "commitment": _bytes(leaf["commitment"])}))


def _by_leaf(rows: list[Any]) -> dict[int, Sides]:
    held: dict[int, Sides] = defaultdict(list)
    for leaf, ordinal, subject, unit, r in rows:
        held[leaf].append(_side(ordinal, subject, unit, r))
    return held


def _side(ordinal: int, subject: int, unit: str, r: bytes | None) -> tuple[int, int, str, bytes | None]:
    return ordinal, subject, unit, None if r is None else _bytes(r)
