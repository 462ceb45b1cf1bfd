"""When was the last backup, and when was one last restored as a test?  A small file in the home, for the promise board.

Whoever can write the home can write it: it shows a forgetful office, not a deceitful one.
"""

import fcntl
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from seloste.home import Home
from seloste.home.ring import replace_durably


@dataclass(frozen=True, slots=True)
class Noted:
    """What is known: the last backup with its place and the size of its ledger, the last copy of the keys, and how the last test went."""

    made: datetime | None = None
    size: int | None = None
    into: Path | None = None
    keys: Path | None = None
    kept: datetime | None = None
    tested: datetime | None = None
    whole: bool = False


def noted(home: Home) -> Noted:
    """Read what is known; what can't be read is nothing."""
    said = _read(home)
    try:
        made, kept, tested = (datetime.fromisoformat(said[name]) if name in said else None for name in ("made", "kept", "tested"))
        into, keys = (Path(said[name]) if name in said else None for name in ("into", "keys"))
        return Noted(made, said.get("size"), into, keys, kept, tested, said.get("whole") is True)
    except (ValueError, TypeError):
        return Noted()


def note(home: Home, **new: Any) -> None:
    """Write down what is new, and leave the rest."""
    plain = {name: _plain(value) for name, value in new.items()}
    # The data and the keys may be copied at once, and neither must forget the other.
    handle = os.open(home.path / "backups.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        replace_durably(_file(home), (json.dumps(_read(home) | plain, indent=2, sort_keys=True) + "\n").encode())
    finally:
        os.close(handle)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, Path) else value


def _read(home: Home) -> dict[str, Any]:
    try:
        said = json.loads(_file(home).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _file(home: Home) -> Path:
    return home.path / "backups.json"
