"""Whose rows may this connection see?  On PostgreSQL row-level security asks the session's `seloste.controller`: unset, there are none.

The setting outlives a transaction, so it is set only when it changes, and taken back when a request or a command ends (`leave`). SQLite
has no such wall: there the gate's SQL is the only one. Needs Django set up.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from django.db import Error, connections

if TYPE_CHECKING:
    from seloste.home.postgres.base import DatabaseWrapper


def stand_for(controller: int) -> None:
    """See the rows of one controller from here on, and write no others."""
    server = _server()
    if server is not None:
        server.stand_for(controller)


def leave() -> None:
    """See nobody's rows any more. A connection that can't be told so is closed."""
    server = _server()
    if server is None or server.connection is None:
        return
    try:
        server.stand_for(0)
    except Error:
        with suppress(Error):
            server.close()


def _server() -> "DatabaseWrapper | None":
    found = connections["default"]
    return cast("DatabaseWrapper", found) if found.vendor == "postgresql" else None
