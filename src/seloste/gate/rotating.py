"""Key-encryption keys on time: a new epoch where one is due, every folder moved under it, and old keys destroyed by the horizon.

Resumable: each step is derived from what the ring and the folders say, so a run that was stopped goes on with the next. The folders'
own keys, and so all ciphertexts, stay as they are.

INVARIANT: no key-encryption key is destroyed while a folder hangs on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from seloste import vault
from seloste.gate.house import House
from seloste.home import Home, turns, wall
from seloste.home.ring import ring_lock
from seloste.register import keyring
from seloste.register.sql import among, listed, marks, maybe_instant, rows, run

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: epochs begun, folders moved, keys destroyed, and folders that stay since their key doesn't open."""

    begun: int
    rewrapped: int
    destroyed: int
    shut: int = 0


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key-encryption key as it may be shown: never the key. `folders` hang on it."""

    horizon: str
    epoch: int
    created: datetime
    destroy_after: datetime | None
    folders: int


def keys(home: Home) -> tuple[KeyRow, ...]:
    """The key-encryption keys of a home, by class and epoch. Raises HomeError where the ring can't be read."""
    ring = keyring.read(home)
    return tuple(row for controller in sorted({kek.controller for kek in ring.keks}) for row in _rows(ring, controller))


def own_keys(house: House) -> tuple[KeyRow, ...]:
    """The key-encryption keys of one controller."""
    with house.look():
        return _rows(house.keyring.fresh(), house.controller)


def _rows(ring: vault.Ring, controller: int) -> tuple[KeyRow, ...]:
    wall.stand_for(controller)  # behind the wall each sees only its own
    counts = dict(rows("SELECT kek, COUNT(*) FROM folder WHERE controller_id=%s GROUP BY kek", (controller,)))
    own = sorted((kek for kek in ring.keks if kek.controller == controller), key=lambda kek: (kek.horizon, kek.epoch))
    return tuple(KeyRow(kek.horizon, kek.epoch, kek.created, kek.destroy_after, counts.get(kek.id, 0)) for kek in own)


def until(home: Home) -> datetime | None:
    """When the first of the keys that have a date is destroyed: from then a copy of the ring opens more than the ring does."""
    return min((kek.destroy_after for kek in keyring.read(home).keks if kek.destroy_after), default=None)


def rotate(house: House, now: datetime, *, horizon: timedelta = vault.DEFAULT_HORIZON) -> Rotated:
    """Begin what is due, move what hangs on older epochs, destroy what has come to its date."""
    # The ring is locked around each change of it and never around a transaction: publishing takes the two in the other order.
    with ring_lock(house.home):
        held = house.keyring.fresh()
        ring = vault.rotate(held, now, horizon)
        if ring != held:
            house.keyring.replace(ring)
    house.stand()
    # Another controller's folders can't be seen from here, so neither may its keys be judged.
    over = [kek.id for kek in vault.expired(ring, now) if kek.controller == house.controller]
    # Whoever began to write before the new epoch did may be wrapping under the old one still, in a folder that nobody else sees yet.
    seen_all = not over or turns.outlast()
    met = 0
    # Harmed keys of a few people must not keep everybody else's old keys alive. What they hang on stays, and they are told of.
    shut: set[int] = set()
    while moved := _rewrap(house, ring, shut):
        met += moved
    while moved := _put_off(house, now, shut):
        met += moved
    with ring_lock(house.home):
        last = house.keyring.fresh()
        hung_on = _hung_on(over)
        free = [kek.id for kek in last.keks if kek.id in over and kek.id not in hung_on] if seen_all else []
        if free:
            house.keyring.replace(last.without(free))
    return Rotated(len(ring.keks) - len(held.keks), met - len(shut), len(free), len(shut))


def _rewrap(house: House, ring: vault.Ring, shut: set[int]) -> int:
    """Move one batch; a folder that somebody changes meanwhile is met again by the next."""
    old = [kek.id for kek in vault.superseded(ring) if kek.controller == house.controller]
    with house.work():
        found = _hanging(old, shut)
        for hanging in found:
            under = ring.kek(hanging.kek)
            _move(house, ring, ring.current(under.controller, under.horizon), hanging, shut)
        return len(found)


def _put_off(house: House, now: datetime, shut: set[int]) -> int:
    """Move one batch of what a statute or a decision still keeps though the month its key was drawn for has passed."""
    own = [kek for kek in vault.expired(house.keyring.fresh(), now) if kek.controller == house.controller]
    passed = [kek.id for kek in own if kek.horizon == "statutory"]
    with house.work():
        found = _hanging(passed, shut)
        for hanging in found:
            controller = house.keyring.fresh().kek(hanging.kek).controller
            until = max(hanging.doom or now, vault.month_after(vault.month_of(now)))
            later = house.keyring.kek_for(controller, "statutory", until, now=now)
            _move(house, house.keyring.fresh(), later, hanging, shut)
        return len(found)


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A folder whose key hangs on a KEK that is to go."""

    register: int
    subject: int
    folder: int
    key_version: int
    kek: int
    wrapped: bytes
    doom: datetime | None


def _hanging(keks: Sequence[int], but: Iterable[int]) -> list[_Hanging]:
    if not keks:
        return []
    sql = (
        f"SELECT register_id, subject_id, id, key_version, kek, wrapped, doom FROM folder WHERE kek IN ({marks(len(keks))})"  # noqa: S608
        f" AND NOT {among('id')} LIMIT %s"
    )
    return [_Hanging(r[0], r[1], r[2], r[3], r[4], bytes(r[5]), maybe_instant(r[6])) for r in rows(sql, (*keks, listed(but), _BATCH))]


def _move(house: House, ring: vault.Ring, to: vault.Kek, hanging: _Hanging, shut: set[int]) -> None:
    h = hanging
    bound = house.keyring.wrapping(h.register, h.subject, h.folder, h.key_version)
    try:
        rewrapped = vault.rewrap(ring, to, h.wrapped, bound)
    except vault.Refused:
        shut.add(h.folder)
        return
    sql = "UPDATE folder SET kek=%s, wrapped=%s WHERE subject_id=%s AND id=%s AND kek=%s AND key_version=%s"
    run(sql, (to.id, rewrapped, h.subject, h.folder, h.kek, h.key_version))


def _hung_on(keks: Iterable[int]) -> set[int]:
    asked = list(keks)
    return {kek for (kek,) in rows(f"SELECT DISTINCT kek FROM folder WHERE kek IN ({marks(len(asked))})", asked)}  # noqa: S608
