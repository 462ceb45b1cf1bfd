"""The hot path's way to the database: parametrised statements, and instants in the one form the database keeps them.

Django's own query builder costs more than the queries here; this keeps to plain SQL that both databases understand.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from seloste.home.statements import Query, on_postgresql, rows, rows_of, run, run_many, together

__all__ = [
    "PAIRS",
    "Query",
    "among",
    "delete",
    "insert",
    "instant",
    "listed",
    "marks",
    "maybe_instant",
    "on_postgresql",
    "pairs",
    "rows",
    "rows_of",
    "run",
    "run_many",
    "stamp",
    "together",
    "update",
]


def stamp(at: datetime | None) -> Any:
    """An instant as a parameter: SQLite keeps it as text, in UTC and without a zone."""
    if at is None or on_postgresql():
        return at
    return str(at if at.tzinfo is UTC else at.astimezone(UTC))[:-6]


def instant(value: Any) -> datetime:
    """An instant out of a row: PostgreSQL gives it aware, SQLite without a zone (or as text, from an aggregate), in UTC."""
    if isinstance(value, datetime):
        if value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, str):
        return instant(datetime.fromisoformat(value))
    raise TypeError("not an instant")


def maybe_instant(value: Any) -> datetime | None:
    """An instant out of a row, or None."""
    return None if value is None else instant(value)


def insert(table: str, columns: Sequence[str], values: Iterable[Sequence[Any]], *, once: bool = False) -> None:
    """Insert rows; `once` leaves out what stands already. Table and column names are the code's own, never input."""
    marks = ", ".join(["%s"] * len(columns))
    rest = " ON CONFLICT DO NOTHING" if once else ""
    run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){rest}", values)  # noqa: S608


def update(table: str, columns: Sequence[str], keys: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Update rows found by their keys; each of `values` has the columns, then the keys. PostgreSQL gets many as one statement."""
    many = list(values)
    if len(many) > 1 and on_postgresql():
        named = (*columns, *keys)
        written = ", ".join(f"{column}=n.{column}" for column in columns)
        found = " AND ".join(f"{table}.{key}=n.{key}" for key in keys)
        new = json.dumps([dict(zip(named, row, strict=True)) for row in many], default=str)
        run_many(f"UPDATE {table} SET {written} FROM json_populate_recordset(NULL::{table}, %s::json) n WHERE {found}", [(new,)])  # noqa: S608
        return
    written, found = (", ".join(f"{column}=%s" for column in columns)), (" AND ".join(f"{key}=%s" for key in keys))
    run_many(f"UPDATE {table} SET {written} WHERE {found}", many)  # noqa: S608


def delete(table: str, keys: tuple[str, str], values: Iterable[tuple[int, int]]) -> None:
    """Delete rows found by two numbers each. PostgreSQL gets many as one statement."""
    many = list(values)
    if len(many) > 1 and on_postgresql():
        found = " AND ".join(f"{table}.{key}=n.{key}" for key in keys)
        run_many(f"DELETE FROM {table} USING {PAIRS} AS n ({', '.join(keys)}) WHERE {found}", [pairs(many)])  # noqa: S608
        return
    run_many(f"DELETE FROM {table} WHERE {keys[0]}=%s AND {keys[1]}=%s", many)  # noqa: S608


PAIRS = "unnest(%s::bigint[], %s::bigint[])"
"""A table of pairs of numbers on PostgreSQL, from the two parameters that `pairs` gives."""


def pairs(values: Sequence[tuple[int, int]]) -> tuple[Any, Any]:
    """The parameters of `PAIRS`."""
    return listed(first for first, _ in values), listed(second for _, second in values)


def marks(count: int) -> str:
    """Placeholders for a list of `count` parameters; a list of none matches nothing."""
    return ", ".join(["%s"] * count) if count else "NULL"


def among(column: str) -> str:
    """A condition that a column is one of a list, given as one parameter (`listed`): the same statement whatever the list's length."""
    return f"{column} = ANY(%s)" if on_postgresql() else f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608


def listed(values: Iterable[int | str]) -> Any:
    """A list as one parameter, for `among` or a cast. As text, since what the driver makes of a list takes it four times as long."""
    found = list(values)
    if not on_postgresql():
        return json.dumps(found)
    return "{" + ",".join(str(value) if isinstance(value, int) else _quoted(value) for value in found) + "}"


def _quoted(value: str) -> str:
    """A text as it stands in a PostgreSQL array."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
