"""When is a look on the disk?  Before its answer is given, or with SELOSTE_READ_EVENTS=batched a moment after.

Waiting for the disk is most of what a look costs. Batched, the leaf of a look is committed as always, seen by everyone at once and kept
when the process dies; but when the *machine* dies, the last looks may have been shown and not be on record: on PostgreSQL those of about
0.6 seconds, on SQLite those since the last write or sealing. What was written, and what is signed, is never affected: a later durable
commit takes all that came before it along. Only looks ask for this; nothing that changes anything does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from seloste.home.statements import on_postgresql, run

# Holds for the transaction it stands in only, which may be a single statement. Never empty.
RELAXED = "set_config('synchronous_commit', 'off', true)"


def batched() -> bool:
    """Whether looks needn't wait for the disk."""
    return bool(settings.READ_EVENTS == "batched")


@contextmanager
def look() -> Iterator[None]:
    """A transaction of a look. Inside another it is part of that one, and as durable."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if not batched() or database.in_atomic_block:
        with transaction.atomic():
            yield
    elif on_postgresql():
        with transaction.atomic():
            run(f"SELECT {RELAXED}")
            yield
    else:
        with _relaxed_sqlite(database), transaction.atomic():
            yield


@contextmanager
def _relaxed_sqlite(database: Any) -> Iterator[None]:
    """Let this connection's next commit go without a sync, and see that the one after doesn't."""
    database.ensure_connection()
    connection = database.connection
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA synchronous").fetchone() != (2,):
            database.close()  # the next one begins durable, or not at all
