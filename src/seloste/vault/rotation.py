"""When key-encryption keys are replaced and destroyed, as pure functions of a ring and an instant.

INVARIANT: a key of a rotated class that was current at an erasure is destroyed at most one horizon after it. A new epoch begins every
half horizon; the superseded key stays until its own date, so that backups within the horizon restore, and then goes.
A statutory key serves what must be erased in one month: it opens that from any copy of the ring until the month has passed, and is then
destroyed. What a hold keeps longer moves to a later month first. Keys of keyed hashes (lookup, ban, told) are not rotated by time.
"""

from datetime import datetime, timedelta

from seloste.vault.ring import DEFAULT_HORIZON, ROTATED, Kek, Ring


def due_rotation(ring: Ring, now: datetime, horizon: timedelta = DEFAULT_HORIZON) -> tuple[Kek, ...]:
    """Give the current keys of the rotated classes that have served half a horizon (or lack the date that destroys them)."""
    return tuple(kek for kek in _currents(ring) if now - kek.created >= horizon / 2 or kek.destroy_after is None)


def rotate(ring: Ring, now: datetime, horizon: timedelta = DEFAULT_HORIZON) -> Ring:
    """Begin a new epoch where one is due. Old keys stay in the ring: their folders are re-wrapped before they go."""
    for kek in due_rotation(ring, now, horizon):
        if kek.destroy_after is None:
            ring = ring.dated(kek.id, now + horizon)
        ring = ring.with_epoch(kek.controller, kek.horizon, now=now, lives=horizon)
    return ring


def expired(ring: Ring, now: datetime) -> tuple[Kek, ...]:
    """Give the keys whose date has come. The newest epoch is never among them, however late this is asked."""
    current = {kek.id for kek in ring.keks if kek.horizon != "statutory" and ring.current(kek.controller, kek.horizon).id == kek.id}
    return tuple(kek for kek in ring.keks if kek.destroy_after is not None and kek.destroy_after <= now and kek.id not in current)


def superseded(ring: Ring) -> tuple[Kek, ...]:
    """Give the keys of the rotated classes that are no longer current: what hangs on them is to be moved."""
    current = {kek.id for kek in _currents(ring)}
    return tuple(kek for kek in ring.keks if kek.horizon in ROTATED and kek.id not in current)


def _currents(ring: Ring) -> list[Kek]:
    rotated = sorted({(kek.controller, kek.horizon) for kek in ring.keks if kek.horizon in ROTATED})
    return [ring.current(controller, horizon) for controller, horizon in rotated]
