"""The hot path's way to the database: parametrised statements, and instants in the one form the database keeps them.

Django's own query builder costs more than the queries here; this keeps to plain SQL that both databases understand.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from seloste.home.statements import Query, on_postgresql, rows, rows_of, run, run_many, together

__all__ = [
    "Query",
    "among",
    "insert",
    "instant",
    "listed",
    "marks",
    "maybe_instant",
    "on_postgresql",
    "rows",
    "rows_of",
    "run",
    "run_many",
    "stamp",
    "together",
]


def stamp(at: datetime | None) -> Any:
    """An instant as a parameter: SQLite keeps it as text, in UTC and without a zone."""
    if at is None or on_postgresql():
        return at
    return str(at if at.tzinfo is UTC else at.astimezone(UTC))[:-6]


def instant(value: Any) -> datetime:
    """An instant out of a row: PostgreSQL gives it aware, SQLite without a zone (or as text, from an aggregate), in UTC."""
    if isinstance(value, datetime):
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


def marks(count: int) -> str:
    """Placeholders for a list of `count` parameters; a list of none matches nothing."""
    return ", ".join(["%s"] * count) if count else "NULL"


def among(column: str) -> str:
    """A condition that a column is one of a list, given as one parameter (`listed`): the same statement whatever the list's length."""
    return f"{column} = ANY(%s)" if on_postgresql() else f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608


def listed(values: Iterable[int | str]) -> Any:
    """A list as one parameter, for `among`."""
    found = list(values)
    return found if on_postgresql() else json.dumps(found)
