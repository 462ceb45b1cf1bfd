"""A piece as a file: a line of JSON for each thing it tells, and last the digest of all before, so that a cut or altered one is refused.

Pure but for the file. What a line means is the concern of those who tell and apply it.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from seloste.home import HomeError

FORM = "seloste/since/1"
# The kinds of lines, after the head.
ENTRY, POINT, NOTICE, OWN, STANDING, BANS = "entry", "checkpoint", "notice", "own", "standing", "bans"


class PieceError(HomeError):
    """A piece is missing, cut, altered, another home's, or doesn't follow on the one before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: from which size of the ledger to which it reaches, when it was written, and which bans it tells.

    `falls`: when the last of who was seen in it falls from the access log; the piece goes then too.
    """

    path: Path
    home: int
    start: int
    end: int
    at: datetime
    falls: datetime
    bans: str

    def lines(self) -> Iterator[tuple[str, list[Any]]]:
        """Give what it tells, in order."""
        with self.path.open("rb") as file:
            next(file)
            for line in file:
                said = json.loads(line)
                if isinstance(said, list):
                    yield said[0], said[1:]


@dataclass(slots=True)
class Writer:
    """Writes a piece line by line."""

    file: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)

    def head(self, *, home: int, start: int, end: int, at: datetime, falls: datetime, bans: str) -> None:
        """Begin."""
        reach = {"form": FORM, "home": home, "from": start, "to": end, "bans": bans}
        self._line(reach | {"at": at.astimezone(UTC).isoformat(), "falls": falls.astimezone(UTC).isoformat()})

    def say(self, kind: str, *values: Any) -> None:
        """Add a line."""
        self._line([kind, *values])

    def end(self) -> None:
        """Close with the digest, on the disk."""
        self.file.write(json.dumps({"sha256": self.digest.hexdigest()}).encode() + b"\n")
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
        if head["form"] != FORM or last != {"sha256": digest.hexdigest()}:
            raise ValueError
        at, falls = (datetime.fromisoformat(head[name]) for name in ("at", "falls"))
        piece = Piece(path, int(head["home"]), int(head["from"]), int(head["to"]), at, falls, str(head["bans"]))
    except OSError as error:
        raise PieceError(f"{path}: can't be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError):
        raise PieceError(f"{path}: is cut, altered, or not a piece that this version knows. Use another copy of it.") from None
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
