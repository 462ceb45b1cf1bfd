"""The hot path's way to the database: parametrised statements, and instants in the one form the database keeps them.

Django's own query builder costs more than the queries here; this keeps to plain SQL that both databases understand.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection


def stamp(at: datetime | None) -> Any:
    """An instant as a parameter."""
    return connection.ops.adapt_datetimefield_value(at) if at is not None else None


def instant(value: Any) -> datetime:
    """An instant out of a row: PostgreSQL gives it aware, SQLite without a zone (or as text, from an aggregate), in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    raise TypeError("not an instant")


def maybe_instant(value: Any) -> datetime | None:
    """An instant out of a row, or None."""
    return None if value is None else instant(value)


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one query and give all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def run(sql: str, params: Sequence[Any] = ()) -> int:
    """Run one statement and give the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def run_many(sql: str, params: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many parameter rows; nothing for none."""
    many = list(params)
    if many:
        with connection.cursor() as cursor:
            cursor.executemany(sql, many)


def insert(table: str, columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Insert rows. Table and column names are the code's own, never input."""
    marks = ", ".join(["%s"] * len(columns))
    run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)  # noqa: S608


def marks(count: int) -> str:
    """Placeholders for a list of `count` parameters; a list of none matches nothing."""
    return ", ".join(["%s"] * count) if count else "NULL"
