"""How are the records of a whole reading opened?  As `unwrap` and `open` do it one by one, with what they have in common done once.

Each box still has its own checks: the KEK's, the place's, the commitment's. What opens them is made for one reading and holds the folder
keys it met for no longer, so that a key that is destroyed is opened again by nobody.
"""

from collections.abc import Callable

from seloste.vault import box
from seloste.vault.context import of_folder, of_record, starts
from seloste.vault.ring import Ring
from seloste.vault.sealing import SEALED
from seloste.vault.wrapping import unwrapped

type Opener = Callable[[int, int, int, bytes, int, str, str, bytes], bytes]
"""Gives the bytes of a record by its subject, folder, key version, wrapped key, record, category, notice and sealed bytes."""


def opener(ring: Ring, *, home: int, register: int) -> Opener:
    """Give what opens the records of one register, under one state of the ring. It raises Refused where `unwrap` or `open` would."""
    record_start, key_start = starts(home, register)
    secrets: dict[bytes, bytes] = {}

    def opened(
        subject: int, folder: int, key_version: int, wrapped: bytes, record: int, category: str, notice: str, sealed: bytes
    ) -> bytes:
        place = of_folder(subject, folder, key_version)
        if (secret := secrets.get(place)) is None:
            secret = secrets[place] = unwrapped(ring, wrapped, key_start + place)
        return box.unseal(SEALED, secret, record_start + place + of_record(record, category, notice), sealed)

    return opened
