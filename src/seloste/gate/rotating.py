"""Key-encryption keys on time: a new epoch where one is due, every folder moved under it, and old keys destroyed by the horizon.

Resumable: each step is derived from what the ring and the folders say, so a run that was stopped goes on with the next. The folders'
own keys, and so all ciphertexts, stay as they are.

INVARIANT: no key-encryption key is destroyed while a folder hangs on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from seloste import vault
from seloste.gate.house import House
from seloste.home.ring import ring_lock
from seloste.register.sql import marks, rows, run

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: epochs begun, folders moved, keys destroyed."""

    begun: int
    rewrapped: int
    destroyed: int


def rotate(house: House, now: datetime, *, horizon: timedelta = vault.DEFAULT_HORIZON) -> Rotated:
    """Begin what is due, move what hangs on older epochs, destroy what has come to its date."""
    # The ring is locked around each change of it and never around a transaction: publishing takes the two in the other order.
    with ring_lock(house.home):
        held = house.keyring.fresh()
        ring = vault.rotate(held, now, horizon)
        if ring != held:
            house.keyring.replace(ring)
    rewrapped = 0
    while moved := _rewrap(house, ring):
        rewrapped += moved
    with ring_lock(house.home):
        last = house.keyring.fresh()
        gone = [kek.id for kek in vault.expired(last, now)]
        hung_on = _hung_on(gone)
        free = [kek for kek in gone if kek not in hung_on]
        if free:
            house.keyring.replace(last.without(free))
    return Rotated(len(ring.keks) - len(held.keks), rewrapped, len(free))


def _rewrap(house: House, ring: vault.Ring) -> int:
    """Move one batch; a folder that somebody changes meanwhile is met again by the next."""
    old = [kek.id for kek in ring.keks if ring.current(kek.controller, kek.horizon).id != kek.id]
    if not old:
        return 0
    with transaction.atomic():
        sql = f"SELECT register_id, subject_id, id, key_version, kek, wrapped FROM folder WHERE kek IN ({marks(len(old))}) LIMIT %s"  # noqa: S608
        found = rows(sql, (*old, _BATCH))
        for register, subject, folder, key_version, kek, wrapped in found:
            bound = house.keyring.wrapping(register, subject, folder, key_version)
            under = ring.kek(kek)
            fresh = ring.current(under.controller, under.horizon)
            sql = "UPDATE folder SET kek=%s, wrapped=%s WHERE subject_id=%s AND id=%s AND kek=%s AND key_version=%s"
            run(sql, (fresh.id, vault.rewrap(ring, fresh, bytes(wrapped), bound), subject, folder, kek, key_version))
        return len(found)


def _hung_on(keks: Iterable[int]) -> set[int]:
    asked = list(keks)
    return {kek for (kek,) in rows(f"SELECT DISTINCT kek FROM folder WHERE kek IN ({marks(len(asked))})", asked)}  # noqa: S608
