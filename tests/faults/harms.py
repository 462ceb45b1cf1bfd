"""Protections turned off, for the controls: with each of these a harness must fail. And disks that are really full."""

import os
import resource
import signal
from contextlib import nullcontext, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.db import connection

from seloste import ledger, vault
from seloste.gate import house, rotating
from seloste.home import ring
from seloste.register import state

NO_ROOM = "no file grows past "


def do(harm: str) -> None:
    """Do a harm by its name; none for an empty one."""
    if harm.startswith(NO_ROOM):
        _no_file_grows_past(int(harm.removeprefix(NO_ROOM)))
    elif harm:
        HARMS[harm]()


def undo() -> None:
    """Make room again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _no_file_grows_past(size: int) -> None:
    """No file may grow past a size: the system says so, and not this harness."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _without_transactions() -> None:
    """Every statement stands by itself."""
    setattr(house, "transaction", SimpleNamespace(atomic=nullcontext))  # noqa: B010


def _without_locks() -> None:
    """Nobody waits for whoever works on the same person. (SQLite's transactions are exclusive: there they go too.)"""
    if connection.vendor == "sqlite":
        _without_transactions()
    setattr(state, "locking", lambda subjects: ("SELECT 1", ()))  # noqa: B010


def _ring_in_place() -> None:
    """The ring is written over itself."""

    def overwrite(path: Path, data: bytes, *, mode: int = 0o600) -> None:
        with path.open("wb") as file:
            file.flush()
            os.fsync(file.fileno())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    ring.replace_durably = overwrite


def _old_keys_first() -> None:
    """Key-encryption keys go before what hangs on them has been moved."""
    moved = rotating._rewrap

    def forget(here: house.House, wanted: vault.Ring, shut: set[int]) -> int:
        here.keyring.replace(wanted.without(kek.id for kek in vault.superseded(wanted)))
        return moved(here, wanted, shut)

    setattr(rotating, "_rewrap", forget)  # noqa: B010


def _nothing_on_record() -> None:
    """What can't be written down is done all the same."""
    append = ledger.append

    def careless(**said: Any) -> None:
        with suppress(Exception):
            append(**said)

    setattr(ledger, "append", careless)  # noqa: B010


HARMS = {
    "nothing on record": _nothing_on_record,
    "no locks": _without_locks,
    "no transactions": _without_transactions,
    "the ring in place": _ring_in_place,
    "old keys first": _old_keys_first,
}
