"""The keys of one home, at hand: reads the ring once, again when another process has replaced it, and never shows a key."""

from dataclasses import dataclass
from datetime import datetime

from seloste import vault
from seloste.home import Home
from seloste.home.ring import has_ring, read_ring, ring_file, ring_lock, write_ring
from seloste.register.state import Place

HORIZONS: tuple[vault.Horizon, ...] = ("erasable", "statutory", "archive", "lookup")


@dataclass(slots=True)
class Keyring:
    """One home's ring as a value, with the file's mark so that a replaced one is noticed."""

    home: Home
    ring: vault.Ring
    mark: tuple[int, int]

    @classmethod
    def open(cls, home: Home) -> "Keyring":
        """Read the ring. Raises HomeError when it is missing, harmed or another home's: then nothing is shown."""
        mark = _mark(home)
        return cls(home, vault.Ring.parse(read_ring(home)), mark)

    def fresh(self) -> vault.Ring:
        """The ring as the file has it now."""
        mark = _mark(self.home)
        if mark != self.mark:
            self.ring, self.mark = vault.Ring.parse(read_ring(self.home)), mark
        return self.ring

    def replace(self, ring: vault.Ring) -> None:
        """Put another ring in the file's place."""
        write_ring(self.home, ring.dump())
        self.ring, self.mark = ring, _mark(self.home)

    def wrap_new(self, place: Place, folder: int, horizon: vault.Horizon, *, key_version: int = 1) -> tuple[vault.Key, int, bytes]:
        """Draw a folder key; give it, the KEK it hangs on and its wrapped form."""
        kek = self.fresh().current(place.controller, horizon)
        key = vault.new_key()
        return key, kek.id, vault.wrap(kek, key, self.wrapping(place.register, place.subject, folder, key_version))

    def unwrap(self, register: int, subject: int, folder: int, key_version: int, wrapped: bytes) -> vault.Key:
        """Give a folder's key. Raises vault.Refused when it is gone."""
        return vault.unwrap(self.fresh(), wrapped, self.wrapping(register, subject, folder, key_version))

    def wrapping(self, register: int, subject: int, folder: int, key_version: int) -> bytes:
        """The context of one folder's key."""
        return vault.wrapping_context(home=self.home.id, register=register, subject=subject, folder=folder, key_version=key_version)


def ensure_keys(home: Home, controller: int, *, now: datetime) -> None:
    """Give a controller one key of each class, where it has none yet."""
    with ring_lock(home):
        ring = vault.Ring.parse(read_ring(home)) if has_ring(home) else vault.Ring(home.id)
        before = ring
        for horizon in HORIZONS:
            if not ring.has(controller, horizon):
                lives = vault.DEFAULT_HORIZON if horizon in vault.ROTATED else None
                ring = ring.with_epoch(controller, horizon, now=now, lives=lives)
        if ring is not before:
            write_ring(home, ring.dump())


def _mark(home: Home) -> tuple[int, int]:
    try:
        stat = ring_file(home).stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_ino)
