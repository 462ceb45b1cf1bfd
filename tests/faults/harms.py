"""Protections turned off, for the controls: with each of these the harness of killed processes must fail."""

import os
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

from seloste import vault
from seloste.gate import house, rotating
from seloste.home import ring


def do(harm: str) -> None:
    """Do a harm by its name; none for an empty one."""
    if harm:
        HARMS[harm]()


def _without_transactions() -> None:
    """Every statement stands by itself."""
    setattr(house, "transaction", SimpleNamespace(atomic=nullcontext))  # noqa: B010


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

    def forget(here: house.House, wanted: vault.Ring) -> int:
        here.keyring.replace(wanted.without(kek.id for kek in vault.superseded(wanted)))
        return moved(here, wanted)

    setattr(rotating, "_rewrap", forget)  # noqa: B010


HARMS = {"no transactions": _without_transactions, "the ring in place": _ring_in_place, "old keys first": _old_keys_first}
