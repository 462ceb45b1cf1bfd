"""Making: one copy of the data, in one state of the database, while the register is in use.

It holds ciphertext, ids and dates, and the staff's accounts. INVARIANT: no key is in it, neither the ring nor the root, and no search
index or session: what can be thrown away isn't worth a copy that outlives it.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from seloste import __version__
from seloste.duties.operations.backups import medium, noting
from seloste.gate import since
from seloste.home import Home, HomeError, quarantine

DISPOSABLE = ("lookup", "django_session")
SQLITE, DUMP = "data.sqlite3", "data.pgdump"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, how large, and how many entries its ledger has."""

    path: Path
    bytes: int
    size: int

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        return {"path": str(self.path), "bytes": self.bytes, "ledger": self.size}


def make(home: Home, into: Path, *, now: datetime, step: Callable[[str], object] = lambda table: None) -> Made:
    """Copy the data into a new folder in `into`. Raises HomeError when it can't; then nothing is left there."""
    quarantine.refuse(home)
    with medium.whole(into, now) as (part, said):
        ((head, notices), engine) = _copy(home, part, step)
        size, root, text = head[0] if head else (0, b"", "")
        said |= {
            "form": medium.DATA,
            "at": now.astimezone(UTC).isoformat(),
            "home": {"id": home.id, "created": home.created.isoformat(), "demo": home.demo},
            "seloste": __version__,
            "engine": engine,
            "notices": [{"register": key, "number": number, "sha256": sha256} for key, number, sha256 in notices],
            "ledger": {"size": size, "root": base64.b64encode(bytes(root)).decode(), "checkpoint": text},
        }
    made = medium.read(into / medium.stamp(now))
    noting.note(home, made=now, size=size, into=into)
    return Made(made.path, sum(file["bytes"] for file in made.said["files"].values()), size)


def _copy(home: Home, part: Path, step: Callable[[str], object]) -> tuple[list[list[tuple[Any, ...]]], str]:
    if connection.vendor == "postgresql":
        from seloste.home.postgres import copying as postgres

        step("the whole database")
        return postgres.copy(backup_server(), part / DUMP, without=DISPOSABLE, asked=since.ASKED), "postgresql"
    from seloste.home.sqlite import copying as sqlite

    return sqlite.copy(home.database, part / SQLITE, without=DISPOSABLE, asked=since.ASKED, step=step), "sqlite"


def backup_server() -> dict[str, Any]:
    """The way to the database as the role that backs up. Raises HomeError where none is set."""
    found: dict[str, Any] | None = settings.BACKUP_SERVER
    if found is None:
        raise HomeError(
            "Set SELOSTE_DATABASE_BACKUP_URL: a backup is made by a role of its own, which sees past the wall between controllers"
            " (docs/howto/back-up.md)."
        )
    return found
