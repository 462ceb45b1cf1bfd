"""Who goes first?  Turns that transactions take where rows alone don't order them, and reading that sees one state of the database.

SQLite's transactions are exclusive and see one state already, so there is nothing to do there. Needs Django set up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections

from seloste.home.statements import on_postgresql, rows

if TYPE_CHECKING:
    from seloste.home.postgres.base import DatabaseWrapper


def alone(*what: str | int) -> None:
    """Let no other transaction at this until this one ends."""
    _lock("pg_advisory_xact_lock", what)


def together(*what: str | int) -> None:
    """Let others at this as well, but nobody `alone` until this transaction ends."""
    _lock("pg_advisory_xact_lock_shared", what)


@contextmanager
def one_state() -> Iterator[None]:
    """Let the transaction begun within have all its questions answered from the same instant; it may still add rows."""
    if not on_postgresql() or connection.in_atomic_block:
        yield
        return
    server = cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])
    server.see_one_state(True)
    try:
        yield
    finally:
        server.see_one_state(False)


def _lock(function: str, what: tuple[str | int, ...]) -> None:
    if not on_postgresql():
        return
    if not connection.in_atomic_block:
        raise RuntimeError("a turn is taken within a transaction")
    key = int.from_bytes(blake2b("/".join(map(str, what)).encode(), digest_size=8).digest(), "big", signed=True)
    rows(f"SELECT {function}(%s)", (key,))
