"""Does the database do what we say it does?  Sets each PRAGMA on every new connection and reads it back.

Django looks for an engine in a module of this name. A PRAGMA that doesn't take is silent in SQLite; here it refuses to start.
"""

import os
import sqlite3
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite

from seloste.home.folder import HomeError

# Erased rows must not linger in free pages (secure_delete) or in temporary files; what was committed must be on disk (FULL).
PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("synchronous", "FULL", 2),
    ("temp_store", "MEMORY", 2),
)
TIMEOUT = 20


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """SQLite with write-ahead log, foreign keys, overwritten deletes and full durability, or no connection at all."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        _keep_to_the_owner(str(conn_params["database"]))
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        try:
            apply(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def cancel(self) -> None:
        """Stop what SQLite does for this session. Asked by another thread than the one that waits; raises nothing."""
        if self.connection is not None:
            with suppress(sqlite3.Error):
                self.connection.interrupt()


def apply(connection: sqlite3.Connection) -> None:
    """Set every PRAGMA and read it back. Raises HomeError naming the one that didn't take."""
    connection.execute(f"PRAGMA busy_timeout = {TIMEOUT * 1000}")
    for name, value, expected in PRAGMAS:
        if name == "journal_mode" and _read(connection, name) == expected:
            continue  # it stays in the file; setting it again would need a lock
        connection.execute(f"PRAGMA {name} = {value}")
    wrong = [name for name, _, expected in PRAGMAS if _read(connection, name) != expected]
    if _read(connection, "busy_timeout") != TIMEOUT * 1000:
        wrong.append("busy_timeout")
    if wrong:
        raise HomeError(
            f"The database did not accept {', '.join(wrong)}. Keep the home folder on a local disk, in a SQLite of 3.40 or newer."
        )


def _keep_to_the_owner(name: str) -> None:
    """Make a database that isn't there yet so that others can't read it; SQLite gives its log and its shared memory the same mode."""
    if name != ":memory:" and not name.startswith("file:"):
        with suppress(OSError):  # it is there; or it can't be made, which SQLite says
            os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _read(connection: sqlite3.Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None
