"""Who goes first?  Turns that transactions take where rows alone don't order them, and reading that sees one state of the database.

SQLite's transactions are exclusive and see one state already, so there is nothing to do there. Needs Django set up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from time import monotonic, sleep
from typing import TYPE_CHECKING, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from seloste.home.statements import on_postgresql, rows

if TYPE_CHECKING:
    from seloste.home.postgres.base import DatabaseWrapper

# Of our own role's other sessions on this database: nobody else writes here.
_OPEN = (
    "SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'virtualxid' AND l.granted"
    " AND a.datname = current_database() AND a.usename = current_user AND l.pid <> pg_backend_pid()"
)
_STILL = "SELECT 1 FROM pg_locks WHERE locktype = 'virtualxid' AND granted AND virtualtransaction = ANY(%s) LIMIT 1"
PATIENCE = 30.0


def alone(*what: str | int) -> None:
    """Let no other transaction at this until this one ends."""
    _lock("pg_advisory_xact_lock", what)


def together(*what: str | int) -> None:
    """Let others at this as well, but nobody `alone` until this transaction ends."""
    _lock("pg_advisory_xact_lock_shared", what)


def outlast() -> bool:
    """Wait until every writing transaction that is open now has ended; False where one goes on for too long. Not to be asked within one."""
    if not on_postgresql():
        with transaction.atomic():  # there is one writer at a time
            return True
    open_now = [one for (one,) in rows(_OPEN)]
    until = monotonic() + PATIENCE
    while open_now and rows(_STILL, (open_now,)):
        if monotonic() > until:
            return False
        sleep(0.05)
    return True


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
