"""A club that is set back as by a backup, in the test's own transaction, and what was told of the time between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from gate.club import NOTICE, Club, at
from gate.conftest import publish
from seloste import gate
from seloste.gate import since
from seloste.home import Home
from seloste.ledger import tail

# What falls is destroyed at once, so that an erasure leaves nothing by the next copy.
AT_ONCE = NOTICE.replace("within: P30D", "within: PT0S")
BACKED_UP, TOLD, RESTORED = "2024-02-01", "2024-03-01", "2024-03-02"


@dataclass
class Past:
    """The club, and the pieces that were told of it."""

    club: Club
    place: Path
    pieces: list[since.Piece] = field(default_factory=list)
    told: list[since.Told] = field(default_factory=list)
    size: int = 0

    def tell(self, when: str = TOLD, *, seal: bool = True, backup: bool = True) -> since.Piece:
        """Tell what has happened since the piece before, or since the backup where there is one."""
        if seal:
            self.club.door.seal_ledger(now=at(when))
        path = self.place / f"{len(self.pieces)}.jsonl"
        before = self.pieces[-1] if self.pieces else None
        with path.open("wb") as file:
            self.told.append(since.tell(self.club.home, file, before, self.size if backup else None, now=at(when)))
        self.pieces.append(since.read(path, self.club.home.id))
        return self.pieces[-1]

    @contextmanager
    def undone(self, *, tell: bool = True) -> Iterator[None]:
        """What is done within is told, and then undone: the database is as it was. The keys aren't, nor the files of the ledger."""
        self.club.door.seal_ledger(now=at(BACKED_UP))
        self.size = tail.size()
        backup = transaction.savepoint_create()
        yield
        if tell:
            self.tell()
        transaction.savepoint_rollback(backup)
        gate.doubt()
        gate.leave()

    def apply(self, when: str = RESTORED) -> since.Replayed:
        """Apply what was told."""
        done = since.apply(self.club.home, self.pieces, at(when))
        self.club.door = gate.door(self.club.home, register="club")
        return done

    def said(self, kind: str) -> list[list[Any]]:
        """What the last piece says of a kind."""
        return [rest for one, rest in self.pieces[-1].lines() if one == kind]


def second(past: Past) -> Club:
    """Another controller's club with the same words in its notice, in the same home, since 2020."""
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    assert gate.publish(past.club.home, source.encode(), file="other.yaml", now=at("2020-01-01")).number == 1
    past.club.door = gate.door(past.club.home, register="club")
    return Club(past.club.home, gate.door(past.club.home, register="other"))


@pytest.fixture
def past(db: None, fresh_home: Home, tmp_path: Path) -> Past:
    """A club since 2020 in which nothing has been told yet."""
    return Past(Club(fresh_home, publish(fresh_home, AT_ONCE.encode())), tmp_path)
