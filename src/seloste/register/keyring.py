"""The keys of one home, at hand: reads the ring once, again when another process has replaced it, and never shows a key."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from seloste import vault
from seloste.home import Home, HomeError
from seloste.home.ring import has_ring, read_ring, ring_file, ring_lock, write_ring
from seloste.home.root import new_root, read_root, root_file
from seloste.register.state import Place

# Statutory keys are made as they are needed: one for each month in which something must be erased.
# What is to be gone sooner hangs on the key of a little later: nobody takes up a key that may be destroyed while they write.
_LATEST = timedelta(hours=1)
# What belongs to the home and to no controller.
_NOBODYS = 0
HORIZONS: tuple[vault.Horizon, ...] = ("erasable", "archive", "lookup", "ban")


@dataclass(slots=True)
class Keyring:
    """One home's ring as a value, with the file's mark so that a replaced one is noticed."""

    home: Home
    ring: vault.Ring
    mark: tuple[int, int]

    @classmethod
    def open(cls, home: Home) -> "Keyring":
        """Read the ring. Raises HomeError when it or its root is missing, harmed or another home's: then nothing is shown."""
        mark = _mark(home)
        return cls(home, read(home), mark)

    def fresh(self) -> vault.Ring:
        """The ring as the file has it now."""
        mark = _mark(self.home)
        if mark != self.mark:
            self.ring, self.mark = read(self.home), mark
        return self.ring

    def replace(self, ring: vault.Ring) -> None:
        """Put another ring in the file's place."""
        write(self.home, ring)
        self.ring, self.mark = ring, _mark(self.home)

    def kek_for(self, controller: int, horizon: vault.Horizon, until: datetime, *, now: datetime) -> vault.Kek:
        """The key that a folder hangs on: the newest of its class, or for what a statute keeps `until` then, that month's."""
        if horizon != "statutory":
            return self.fresh().current(controller, horizon)
        month = vault.month_of(max(until, now + _LATEST))
        if (found := self.fresh().statutory(controller, month)) is None:
            with ring_lock(self.home):
                if (found := self.fresh().statutory(controller, month)) is None:
                    # On disk before the folder is, so that no folder ever hangs on a key that was lost.
                    self.replace(self.fresh().with_statutory(controller, month, now=now))
                    found = self.ring.keks[-1]
        return found

    def wrap_new(
        self, place: Place, folder: int, horizon: vault.Horizon, *, until: datetime, now: datetime, key_version: int = 1
    ) -> tuple[vault.Key, int, bytes]:
        """Draw a folder key; give it, the KEK it hangs on and its wrapped form. `until`: when the folder must be gone."""
        kek = self.kek_for(place.controller, horizon, until, now=now)
        key = vault.new_key()
        return key, kek.id, vault.wrap(kek, key, self.wrapping(place.register, place.subject, folder, key_version))

    def opener(self, register: int) -> vault.Opener:
        """What opens the records of one reading, under the ring as it is now: its file isn't looked at again for each row."""
        return vault.opener(self.fresh(), home=self.home.id, register=register)

    def unwrap(self, register: int, subject: int, folder: int, key_version: int, wrapped: bytes) -> vault.Key:
        """Give a folder's key. Raises vault.Refused when it is gone."""
        return vault.unwrap(self.fresh(), wrapped, self.wrapping(register, subject, folder, key_version))

    def wrapping(self, register: int, subject: int, folder: int, key_version: int) -> bytes:
        """The context of one folder's key."""
        return vault.wrapping_context(home=self.home.id, register=register, subject=subject, folder=folder, key_version=key_version)


def read(home: Home) -> vault.Ring:
    """Read a home's ring under its root. Raises HomeError when either is missing, harmed or another home's."""
    sealed = read_ring(home)
    path = root_file(home)
    try:
        return vault.open_ring(_root(path), home.id, sealed)
    except vault.Refused:
        raise HomeError(
            f"{ring_file(home)}: the root secret in {path} does not open the ring of keys. They belong together: restore it from the pair."
        ) from None


def write(home: Home, ring: vault.Ring) -> None:
    """Put a ring in the old one's place, sealed under the home's root."""
    write_ring(home, vault.seal_ring(_root(root_file(home)), ring))


def change_root(home: Home, to: Path) -> None:
    """Seal the ring under a fresh root, written to a new file. Until the ring is replaced the old root serves, afterwards the new."""
    with ring_lock(home):
        ring = read(home)
        new_root(to)
        write_ring(home, vault.seal_ring(_root(to), ring))


def ensure_keys(home: Home, controller: int, *, now: datetime) -> None:
    """Give a controller one key of each class, where it has none yet."""
    with ring_lock(home):
        ring = read(home) if has_ring(home) else vault.Ring(home.id)
        before = ring
        for horizon in HORIZONS:
            if not ring.has(controller, horizon):
                lives = vault.DEFAULT_HORIZON if horizon in vault.ROTATED else None
                ring = ring.with_epoch(controller, horizon, now=now, lives=lives)
        if ring is not before:
            write(home, ring)


def telling(home: Home) -> vault.Kek:
    """The key that tags what was decided since a backup. Raises HomeError where the ring has none."""
    try:
        return read(home).current(_NOBODYS, "told")
    except vault.Refused:
        raise HomeError(
            f"{ring_file(home)}: the ring has no key that tags what was decided since. Take a newer copy of the keys."
        ) from None


def ensure_telling(home: Home, *, now: datetime) -> vault.Kek:
    """The same key, made where the home has none yet. A change of the root doesn't change it: what it tagged stays good."""
    with ring_lock(home):
        ring = read(home)
        if not ring.has(_NOBODYS, "told"):
            write(home, ring.with_epoch(_NOBODYS, "told", now=now))
    return telling(home)


def _root(path: Path) -> vault.Root:
    return vault.SecretRoot(vault.Key(read_root(path)))


def _mark(home: Home) -> tuple[int, int]:
    try:
        # On the path of every read: without making a path of it anew.
        stat = os.stat(_ring_name(home))
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=16)
def _ring_name(home: Home) -> str:
    return str(ring_file(home))
