"""How does a statement reach the database with nothing in between?  On Django's connection and in its transactions, past its cursors.

They cost more than the queries on the hot path. On PostgreSQL statements are bound and prepared on the server and give binary rows.
Never opens a connection or a transaction of its own; knows nothing of what the statements are about.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

type Query = tuple[str, Sequence[Any]]
type Rows = list[tuple[Any, ...]]

# So many statements go as one. A unit of work on one person is seldom more; one on many is a few statements of many rows.
_FEW = 24

_waiting: ContextVar[list[tuple[str, list[Sequence[Any]]]] | None] = ContextVar("seloste_waiting_statements", default=None)


@cache
def on_postgresql() -> bool:
    """Whether the register stands on PostgreSQL; else it is SQLite. Never another in one process."""
    return bool(connections[DEFAULT_DB_ALIAS].vendor == "postgresql")


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one query and give all its rows."""
    if _waiting.get():
        return rows_of([(sql, params)])[0]
    database: Any = connections[DEFAULT_DB_ALIAS]
    with database.wrap_database_errors:
        cursor = _run(database, sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.close()
    return found


def rows_of(queries: Sequence[Query]) -> list[list[tuple[Any, ...]]]:
    """Run some queries in order and give the rows of each. PostgreSQL gets them in one journey; each sees what was committed before it.

    What waits (`together`) goes before them in the same journey.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if not on_postgresql() or _watched(database):
        _send(database)
        return [rows(sql, params) for sql, params in queries]
    database.ensure_connection()
    with database.wrap_database_errors:
        with database.straight.journey():
            _run_waiting(database)
            cursors = [_run(database, sql, params) for sql, params in queries]
        return [cursor.fetchall() for cursor in cursors]


def later(query: Query) -> Callable[[], Rows]:
    """Run a query whose rows nobody needs in this transaction: it goes with the commit if it can, or when its rows are asked for.

    What waits (`together`) goes before it.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if not _ends_soon(database):
        found = rows_of([query])[0]
        return lambda: found
    _leave(database)
    told = database.straight.leave(*query)

    def give() -> Rows:
        if told.left:
            with database.wrap_database_errors:
                database.straight.catch_up()
        if told.left:
            raise RuntimeError("what was to go with the commit was rolled back")
        return list(told.found)

    return give


def run(sql: str, params: Sequence[Any] = ()) -> int:
    """Run one statement and give the number of rows it touched."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    _send(database)
    with database.wrap_database_errors:
        cursor = _run(database, sql, params)
        touched = int(cursor.rowcount)
        cursor.close()
    return touched


def run_many(sql: str, params: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many parameter rows; nothing for none. Within `together` it may go a little later."""
    many = list(params)
    if not many:
        return
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append((sql, many))
        return
    database: Any = connections[DEFAULT_DB_ALIAS]
    with database.wrap_database_errors:
        if len(many) == 1:
            _run(database, sql, many[0]).close()
        else:
            _run_many(database, sql, many)


@contextmanager
def together() -> Iterator[None]:
    """Let statements that give nothing back wait, and send PostgreSQL a few of them as one: before the next query, or at the end.

    INVARIANT: none of them touches a row that another touches, nor asks for what another does: as one, none sees the others.
    Nothing is sent when the block fails. For use within a transaction only, whose commit comes after: what stands last in it goes with
    its commit, and may fail there.
    """
    if not on_postgresql() or _waiting.get() is not None:
        yield
        return
    token = _waiting.set([])
    try:
        yield
        _leave(connections[DEFAULT_DB_ALIAS])
    finally:
        _waiting.reset(token)


def send() -> None:
    """Send what waits before the block ends: what comes next may touch the same rows."""
    _send(connections[DEFAULT_DB_ALIAS])


def _send(database: Any) -> None:
    """Send what waits."""
    if not (waiting := _waiting.get()):
        return
    database.ensure_connection()
    with database.wrap_database_errors:
        if _watched(database) or sum(len(params) for _, params in waiting) <= _FEW:
            _run_waiting(database)
            return
        with database.straight.journey():
            _run_waiting(database)


def _leave(database: Any) -> None:
    """Leave what waits for the commit, where that is the next thing that may come; else send it."""
    if not _ends_soon(database):
        _send(database)
        return
    with database.wrap_database_errors:
        for sql, row in _taken(joined=True):
            database.straight.leave(sql, row)


def _ends_soon(database: Any) -> bool:
    """Whether what is run now may go with a commit: on PostgreSQL, within a transaction that has no savepoint and is one of Django's."""
    return on_postgresql() and len(database.atomic_blocks) == 1 and bool(database.commit_on_exit) and not _watched(database)


def _run_waiting(database: Any) -> None:
    """Run what waits. More than a few statements go one by one, where they all go at once: on a journey."""
    for sql, row in _taken(joined=not _watched(database)):
        _run(database, sql, row)


def _taken(*, joined: bool) -> list[Query]:
    """What waits, which then waits no more: a few statements joined to one, if they may be."""
    waiting = _waiting.get() or []
    many = [(sql, row) for sql, params in waiting for row in params]
    waiting.clear()
    if joined and 0 < len(many) <= _FEW:
        return [(_as_one(tuple(sql for sql, _ in many)), [value for _, row in many for value in row])]
    return many


@lru_cache(maxsize=512)
def _as_one(statements: tuple[str, ...]) -> str:
    """Some statements that change rows as one: each by itself costs the client and the server more than what it does."""
    *others, last = statements
    named = ", ".join(f"w{n} AS ({sql})" for n, sql in enumerate(others))
    return f"WITH {named} {last}" if others else last


def _run(database: Any, sql: str, params: Sequence[Any]) -> Any:
    """A cursor on which a statement has been run, or what serves as one."""
    database.ensure_connection()
    if _watched(database):
        cursor = database.cursor()
        cursor.execute(sql, params)
    elif database.vendor == "postgresql":
        cursor = database.straight.run(sql, params)
    else:
        cursor = database.connection.execute(_question_marks(sql), params)
    return cursor


def _run_many(database: Any, sql: str, many: Sequence[Sequence[Any]]) -> None:
    database.ensure_connection()
    if _watched(database):
        with database.cursor() as cursor:
            cursor.executemany(sql, many)
    elif database.vendor == "postgresql":
        with database.straight.journey():
            for row in many:
                database.straight.run(sql, row)
    else:
        database.connection.executemany(_question_marks(sql), many)


def _watched(database: Any) -> bool:
    """Whether somebody listens to Django's cursors, or the transaction is broken and they will say so."""
    return bool(database.queries_logged or database.execute_wrappers or database.needs_rollback)


@lru_cache(maxsize=512)
def _question_marks(sql: str) -> str:
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")
