"""The ring: the key-encryption keys of one home, as a value. Whoever lacks it reads nothing, in any backup.

Keys are told apart by controller, horizon class and epoch. A ring is never changed, only replaced by another;
where and how its bytes are kept is not its business (seloste.home.ring).
"""

import base64
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Self, cast, get_args

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from seloste.vault.keys import Key, new_key
from seloste.vault.refused import Refused, Why

# erasable, archive: re-wrapped and destroyed by the horizon · statutory: one for each month of erasure, destroyed when it has passed ·
# lookup: keyed hashes of searched terms, replaced at each rebuild of the index · ban: keyed hashes of bans, for as long as they stand
# told: tags of what was decided since a backup, one for the whole home
Horizon = Literal["erasable", "statutory", "archive", "lookup", "ban", "told"]
# The archive too: a person may object to it, and the end of its five years must reach every backup.
ROTATED: tuple[Horizon, ...] = ("erasable", "archive")
DEFAULT_HORIZON = timedelta(days=7)
_FORM = "seloste/ring/1"
_LAST_MONTH = 999912
_WRAPPING = b"seloste/wrapped/2"


@dataclass(frozen=True, slots=True)
class Kek:
    """One key-encryption key and the dates it lives by."""

    id: int
    controller: int
    horizon: Horizon
    epoch: int
    created: datetime
    destroy_after: datetime | None
    key: Key = field(repr=False)
    _cipher: AESGCMSIV | None = field(default=None, init=False, repr=False, compare=False)

    def cipher(self) -> AESGCMSIV:
        """What wraps folder keys under this one: a cipher under a key derived for that alone, made when it is first asked for."""
        if (cipher := self._cipher) is None:
            cipher = AESGCMSIV(hmac.digest(self.key.secret, _WRAPPING, "sha512")[:32])
            object.__setattr__(self, "_cipher", cipher)
        return cipher


@dataclass(frozen=True, slots=True)
class Ring:
    """All key-encryption keys of one home."""

    home: int
    keks: tuple[Kek, ...] = ()
    _by_id: Mapping[int, Kek] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {kek.id: kek for kek in self.keks})

    def kek(self, id: int) -> Kek:
        """Find a key by its number. Raises Refused when it has been destroyed or never was in this ring."""
        if (kek := self._by_id.get(id)) is None:
            raise Refused(Why.UNKNOWN_KEK)
        return kek

    def current(self, controller: int, horizon: Horizon) -> Kek:
        """Give the key of the newest epoch: the one new folders are wrapped under."""
        found = [kek for kek in self.keks if kek.controller == controller and kek.horizon == horizon]
        if not found:
            raise Refused(Why.UNKNOWN_KEK)
        return max(found, key=lambda kek: kek.epoch)

    def statutory(self, controller: int, month: int) -> Kek | None:
        """Find the key of what must be erased in a month (its epoch, such as 203101); None where there is none yet."""
        for kek in self.keks:
            if kek.epoch == month and kek.controller == controller and kek.horizon == "statutory":
                return kek
        return None

    def with_statutory(self, controller: int, month: int, *, now: datetime) -> Self:
        """Give a ring with a key for what must be erased in a month. It lives until that month has passed."""
        fresh = Kek(_fresh_id(self.keks), controller, "statutory", month, now, month_after(month), new_key())
        return replace(self, keks=(*self.keks, fresh))

    def has(self, controller: int, horizon: Horizon) -> bool:
        """Say whether this controller has any key of this class."""
        return any(kek.controller == controller and kek.horizon == horizon for kek in self.keks)

    def with_epoch(self, controller: int, horizon: Horizon, *, now: datetime, lives: timedelta | None = None) -> Self:
        """Give a ring with a fresh key of the next epoch; `lives` says when it must be gone, None that it stays."""
        epoch = self.current(controller, horizon).epoch + 1 if self.has(controller, horizon) else 1
        fresh = Kek(_fresh_id(self.keks), controller, horizon, epoch, now, now + lives if lives is not None else None, new_key())
        return replace(self, keks=(*self.keks, fresh))

    def dated(self, id: int, destroy_after: datetime) -> Self:
        """Give a ring where one key has a date to be gone by."""
        return replace(self, keks=tuple(replace(kek, destroy_after=destroy_after) if kek.id == id else kek for kek in self.keks))

    def without(self, ids: Iterable[int]) -> Self:
        """Give a ring that lacks these keys: written in the old one's place, that destroys what hung on them."""
        gone = frozenset(ids)
        return replace(self, keks=tuple(kek for kek in self.keks if kek.id not in gone))

    def dump(self) -> bytes:
        """Write canonical JSON: the same ring gives the same bytes."""
        body = {"form": _FORM, "home": self.home, "keks": [_written(kek) for kek in sorted(self.keks, key=lambda kek: kek.id)]}
        return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read what `dump` wrote. Raises Refused for anything else, without saying what was there."""
        try:
            body = json.loads(data)
            if body["form"] != _FORM or type(body["home"]) is not int:
                raise ValueError
            ring = cls(body["home"], tuple(_read(row) for row in body["keks"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Refused(Why.BROKEN_RING) from None
        if len(ring._by_id) != len(ring.keks):
            raise Refused(Why.BROKEN_RING)
        return ring


def month_of(at: datetime) -> int:
    """The month (UTC) that an instant is in, as a statutory key's epoch: 203101."""
    moment = at.astimezone(UTC)
    return moment.year * 100 + moment.month


def month_after(month: int) -> datetime:
    """The first instant after a month such as 203101; after the last month that there is, the last instant."""
    if month >= _LAST_MONTH:
        return datetime.max.replace(tzinfo=UTC)
    year, number = divmod(month, 100)
    return datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def _fresh_id(taken: tuple[Kek, ...]) -> int:
    ids = {kek.id for kek in taken}
    while (id := int.from_bytes(os.urandom(8), "big") >> 1) in ids or id == 0:
        continue
    return id


def _written(kek: Kek) -> dict[str, object]:
    return {
        "id": kek.id,
        "controller": kek.controller,
        "horizon": kek.horizon,
        "epoch": kek.epoch,
        "created": _stamp(kek.created),
        "destroy_after": _stamp(kek.destroy_after) if kek.destroy_after else None,
        "key": base64.b64encode(kek.key.secret).decode(),
    }


def _read(row: dict[str, object]) -> Kek:
    numbers = [row[name] for name in ("id", "controller", "epoch")]
    if any(type(n) is not int or n < 0 for n in numbers):
        raise ValueError
    secret = base64.b64decode(str(row["key"]), validate=True)
    ends = row["destroy_after"]
    return Kek(
        id=int(str(row["id"])),
        controller=int(str(row["controller"])),
        horizon=_horizon(row["horizon"]),
        epoch=int(str(row["epoch"])),
        created=_instant(row["created"]),
        destroy_after=None if ends is None else _instant(ends),
        key=Key(secret),
    )


def _horizon(word: object) -> Horizon:
    if word not in get_args(Horizon):
        raise ValueError
    return cast(Horizon, word)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _instant(word: object) -> datetime:
    at = datetime.fromisoformat(str(word))
    if at.tzinfo is None:
        raise ValueError
    return at.astimezone(UTC)
