"""The hot path's way to the database: parametrised statements, and instants in the one form the database keeps them.

Django's own query builder costs more than the queries here; this keeps to plain SQL that both databases understand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from seloste.home.statements import Query, later, on_postgresql, rows, rows_of, run, run_many, send, together

__all__ = [
    "PAIRS",
    "Query",
    "among",
    "delete",
    "insert",
    "instant",
    "kept",
    "later",
    "listed",
    "marks",
    "maybe_instant",
    "on_postgresql",
    "pairs",
    "rows",
    "rows_of",
    "run",
    "run_many",
    "send",
    "stamp",
    "together",
    "update",
]


def stamp(at: datetime | None) -> Any:
    """An instant as a parameter: SQLite keeps it as text, in UTC and without a zone."""
    if at is None or on_postgresql():
        return at
    return str(at if at.tzinfo is UTC else at.astimezone(UTC))[:-6]


def kept(text: str) -> datetime:
    """An instant out of the text that SQLite keeps (`stamp`)."""
    return datetime.fromisoformat(text + "+00:00")


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


def update(table: str, columns: Mapping[str, str], keys: tuple[str, str], values: Iterable[Sequence[Any]]) -> None:
    """Update rows found by two numbers each; each of `values` has the columns (named with their types), then the keys.

    PostgreSQL gets many as one statement of as many arrays as there are columns, which tell its planner that they are few.
    """
    many = list(values)
    if len(many) > 1 and on_postgresql():
        found = " AND ".join(f"{table}.{key}=n.{key}" for key in keys)
        written = ", ".join(f"{column}=n.{column}" for column in columns)
        arrays = ", ".join(f"%s::{type}[]" for type in (*columns.values(), "bigint", "bigint"))
        new = f"unnest({arrays}) AS n ({', '.join((*columns, *keys))})"
        run_many(f"UPDATE {table} SET {written} FROM {new} WHERE {found}", [tuple(map(listed, zip(*many, strict=True)))])  # noqa: S608
        return
    written = ", ".join(f"{column}=%s" for column in columns)
    run_many(f"UPDATE {table} SET {written} WHERE {keys[0]}=%s AND {keys[1]}=%s", many)  # noqa: S608


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


def listed(values: Iterable[int | str | datetime | None]) -> Any:
    """A list as one parameter, for `among` or a cast. As text, since what the driver makes of a list takes it four times as long."""
    found = list(values)
    return "{" + ",".join(map(_element, found)) + "}" if on_postgresql() else json.dumps(found)


def _element(value: int | str | datetime | None) -> str:
    """A value as it stands in the text of a PostgreSQL array."""
    if isinstance(value, int):
        return str(value)
    if value is None:
        return "NULL"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
