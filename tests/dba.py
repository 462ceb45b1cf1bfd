"""What a database administrator can do: any statement, past every wall, in the tests' own transaction; written as SQLite speaks."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.db import Error, connection

# What the other database calls otherwise.
_SPOKEN = (
    (re.compile(r"\bzeroblob\((\d+)\)"), r"decode(repeat('00', \1), 'hex')"),
    (re.compile(r"\bx'([0-9a-f]*)'"), r"decode('\1', 'hex')"),
)


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Do one statement. Instants come back without a zone, in UTC, and bytes as bytes, whichever database it is."""
    written = [connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value for value in values]
    if connection.vendor == "postgresql":
        statement = statement.replace("rowid", _as_written())
        for form, other in _SPOKEN:
            statement = form.sub(other, statement)
        return _past_the_wall(statement, written)
    return _do(statement, written)


def _as_written() -> str:
    """The order in which rows were written: by the commands of this transaction, or by transactions and their commands."""
    return "cmin::text::bigint" if connection.in_atomic_block else "xmin::text::bigint, cmin::text::bigint"


def _do(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [tuple(map(_plain, row)) for row in cursor.fetchall()] if cursor.description else []


def _past_the_wall(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    user = str(connection.settings_dict["USER"])
    _do(f"SET ROLE {user.removesuffix('_app')}_dba", [])
    try:
        return _do(statement, values)
    finally:
        with suppress(Error):  # in a transaction that failed the role goes with it
            _do("RESET ROLE", [])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return bytes(value) if isinstance(value, memoryview) else value
