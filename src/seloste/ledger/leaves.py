"""The exact bytes that are hashed: a leaf as canonical JSON, and the commitment to its side rows. Pure.

Final from the first release: sorted keys, no spaces, ASCII only (json's own way). A leaf holds nothing about a person; who was seen stands
in the side rows, which the commitment binds without revealing them once `r` is gone.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

VERSION = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIDES = b"seloste/sides/1\n"
# HMAC's two pads, as what each byte of a key becomes under them.
_OUTER, _INNER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x5C, 0x36))


@dataclass(frozen=True, slots=True)
class Written:
    """A leaf's row as the database holds it."""

    id: int
    version: int
    at: int
    controller: int
    verb: str
    actor: int
    purpose: str
    notice: bytes
    outcome: str
    categories: str
    count: int
    commitment: bytes
    falls: int

    def data(self) -> bytes:
        """Give the bytes that the tree hashes."""
        body = {
            "v": self.version,
            "id": self.id,
            "at": self.at,
            "controller": self.controller,
            "verb": self.verb,
            "actor": self.actor,
            "purpose": self.purpose,
            "notice": self.notice.hex(),
            "outcome": self.outcome,
            "categories": self.categories.split(",") if self.categories else [],
            "count": self.count,
            "sides": self.commitment.hex(),
            "falls": self.falls,
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


COLUMNS = ", ".join(Written.__slots__)


def commit(r: bytes, unit: str, subjects: Sequence[int]) -> bytes:
    """Bind the side rows: HMAC-SHA256 under `r` of the unit and the subjects in order. No rows, no commitment."""
    if not subjects:
        return b""
    return hmac.digest(r, b"%b%b%b]]" % (_SIDES, _unit(unit), ",".join(map(str, subjects)).encode("ascii")), "sha256")


def commit_in_sql(r: bytes, unit: str) -> tuple[bytes, bytes, str]:
    """What a database needs to bind side rows itself: HMAC's two padded keys (the inner with the beginning of the message), and the
    text before the subjects, which follow with commas between and "]]" after them.
    """
    padded = r.ljust(64, b"\0")
    return padded.translate(_OUTER), padded.translate(_INNER) + _SIDES, _unit(unit).decode("ascii")


@lru_cache(maxsize=256)
def _unit(unit: str) -> bytes:
    """The unit and its subjects as a JSON list, as far as the subjects. A unit is the staff's: nothing about a person is kept here."""
    return f"[{json.dumps(unit)},[".encode("ascii")


def microseconds(at: datetime) -> int:
    """Write an aware instant as the ledger keeps it."""
    return (at - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    """Read an instant back."""
    return _EPOCH + at * _MICROSECOND
