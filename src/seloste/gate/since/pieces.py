"""A piece as a file: a line of JSON for each thing it tells, and last the digest of all before, so that a cut or altered one is refused.

Its first line names the digest of the piece before it, and beside its own stands a tag under a key of the home: who wrote it is seen there.
Pure but for the file. What a line means is the concern of those who tell and apply it.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from seloste import vault
from seloste.home import HomeError

FORM = "seloste/since/2"
# The kinds of lines, after the head.
ENTRY, POINT, NOTICE, OWN, STANDING, BANS = "entry", "checkpoint", "notice", "own", "standing", "bans"


MENDING = (
    "Nothing of it is used. To restore, take another copy of this folder, or a backup of the data that is younger than it. In the home that"
    " lives, find out who wrote here, move the folder aside, and run `seloste backup make` and `seloste backup keys`: they begin anew."
)


class PieceError(HomeError):
    """A piece is missing, cut, altered, another home's, or doesn't follow on the one before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: from which size of the ledger to which it reaches, when it was written, and which bans it tells.

    `falls`: when the last of who was seen in it falls from the access log; the piece goes then too. `before`: the digest of the piece that
    it follows on, empty for the first. `digest` and `tag`: its own, the tag not yet believed.
    """

    path: Path
    home: int
    start: int
    end: int
    at: datetime
    falls: datetime
    bans: str
    before: str
    digest: str
    tag: str

    def lines(self) -> Iterator[tuple[str, list[Any]]]:
        """Give what it tells, in order. Raises PieceError at the end when it is no longer what was read at first."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            digest.update(next(file))
            for line in file:
                said = json.loads(line)
                if isinstance(said, list):
                    digest.update(line)
                    yield said[0], said[1:]
        if digest.hexdigest() != self.digest:
            raise PieceError(f"{self.path}: has changed while it was read. {MENDING}")

    def is_tagged(self, key: vault.Kek) -> bool:
        """Whether a home with this key wrote it."""
        return hmac.compare_digest(vault.tag(key, bytes.fromhex(self.digest)).hex().encode(), self.tag.encode(errors="replace"))


@dataclass(slots=True)
class Writer:
    """Writes a piece line by line."""

    file: BinaryIO
    key: vault.Kek
    digest: Any = field(default_factory=hashlib.sha256)

    def head(self, *, home: int, start: int, end: int, at: datetime, falls: datetime, bans: str, before: str) -> None:
        """Begin."""
        reach = {"form": FORM, "home": home, "from": start, "to": end, "bans": bans, "before": before}
        self._line(reach | {"at": at.astimezone(UTC).isoformat(), "falls": falls.astimezone(UTC).isoformat()})

    def say(self, kind: str, *values: Any) -> None:
        """Add a line."""
        self._line([kind, *values])

    def end(self) -> None:
        """Close with the digest and its tag, on the disk."""
        closing = {"sha256": self.digest.hexdigest(), "tag": vault.tag(self.key, self.digest.digest()).hex()}
        self.file.write(json.dumps(closing).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def _line(self, said: Any) -> None:
        line = json.dumps(said, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"
        self.digest.update(line)
        self.file.write(line)


def read(path: Path, home: int) -> Piece:
    """Read a piece's head, having gone through all of it. Raises PieceError for one that is not whole, or another home's."""
    digest, before = hashlib.sha256(), b""
    try:
        with path.open("rb") as file:
            first = file.readline()
            before = first
            for line in file:
                digest.update(before)
                before = line
        head, last = json.loads(first), json.loads(before)
        if head["form"] != FORM or last["sha256"] != digest.hexdigest():
            raise ValueError
        at, falls = (datetime.fromisoformat(head[name]) for name in ("at", "falls"))
        owner, start, end = (int(head[name]) for name in ("home", "from", "to"))
        bans, previous = str(head["bans"]), str(head["before"])
        piece = Piece(path, owner, start, end, at, falls, bans, previous, digest.hexdigest(), str(last["tag"]))
    except OSError as error:
        raise PieceError(f"{path}: can't be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise PieceError(f"{path}: is cut, altered, or not a piece that this version knows. {MENDING}") from None
    if piece.home != home:
        raise PieceError(f"{path}: belongs to another home.")
    return piece


def plain(value: Any) -> Any:
    """Write a column's value: instants and days say which they are."""
    if isinstance(value, datetime):
        return {"at": (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError("a fact is a number, a code or a date")


def value(said: Any) -> Any:
    """Read what `plain` wrote."""
    if isinstance(said, dict):
        return datetime.fromisoformat(said["at"]) if "at" in said else date.fromisoformat(said["on"])
    return said
