"""Every way of tampering we could think of, tried on one entry after another: found each time, and the first bad entry named.

A handful of entries by default; SELOSTE_TEST_LARGE=1 tries each way on each entry of a ledger that spans two tiles. The controls give the
same harness a verifier that always says yes, and one that isn't given what was kept elsewhere, and see it fail.
"""

import os
import shutil
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

import seloste_verify
from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import notary
from seloste.ledger.merkle import SIZE

LARGE = os.environ.get("SELOSTE_TEST_LARGE") == "1"
POINTS = (100, 256, 300) if LARGE else (6, 10)
PLACES = range(POINTS[-1]) if LARGE else (0, 6, 9)
Way = Callable[[Forger, int], None]
Verifier = Callable[["World"], int | None]


@dataclass(frozen=True)
class World:
    """A sealed ledger, and what an auditor keeps of it elsewhere: every checkpoint and the public key."""

    forger: Forger
    kept: Path
    now: datetime

    def checkpoints(self) -> list[Path]:
        return sorted(self.kept.glob("*.txt"))

    @contextmanager
    def tampering(self) -> Iterator[Forger]:
        """Put everything back afterwards."""
        ground, saved = notary.ground(self.forger.home), self.kept.parent / "saved"
        shutil.copytree(ground, saved)
        point = transaction.savepoint_create()
        try:
            yield self.forger
        finally:
            transaction.savepoint_rollback(point)
            shutil.rmtree(ground)
            saved.rename(ground)


@pytest.fixture
def world(write: Any, sql: Any, fresh_home: Home, now: datetime, tmp_path: Path) -> World:
    for point, before in zip(POINTS, (0, *POINTS), strict=False):
        for position in range(before, point):
            write((11, 12) if position % 2 else (11,), minutes=position)
        ledger.seal(now, home=fresh_home)
    kept = tmp_path / "kept"
    shutil.copytree(notary.folder(fresh_home), kept)
    shutil.copy(notary.ground(fresh_home) / "verifier.txt", kept / "key")
    return World(Forger(fresh_home, sql), kept, now)


# --- In the database ----------------------------------------------------------------------------------------------------------------------


def flip(it: Forger, at: int) -> None:
    it.sql("UPDATE ledger_leaf SET outcome = 'denied' WHERE position = %s", at)


def drop(it: Forger, at: int) -> None:
    it.sql("DELETE FROM ledger_side WHERE leaf = %s", it.leaf(at))
    it.sql("DELETE FROM ledger_leaf WHERE position = %s", at)


def neighbour(at: int) -> int:
    """The entry to swap with: of the same tile, and there."""
    return at - 1 if at % 256 else at + 1


def swap(it: Forger, at: int) -> None:
    for old, new in ((at, -1), (neighbour(at), at), (-1, neighbour(at))):
        it.move(old, new)


def insert(it: Forger, at: int) -> None:
    for position in range(it.size() - 1, at - 1, -1):
        it.move(position, position + 1)
    new, then = ledger.new_leaf(), datetime.fromisoformat("2026-11-22T00:00:00+00:00")
    said: dict[str, Any] = {"verb": "read", "actor": 9, "unit": "Myynti", "purpose": "customer_care", "notice": "", "outcome": "allowed"}
    ledger.append(leaf=new, at=then, controller=1, categories=(), subjects=(), side_falls=then, **said)
    it.sql("UPDATE ledger_leaf SET position = %s WHERE id = %s", at, new)


def truncate(it: Forger, at: int) -> None:
    it.cut(at)


def fork(it: Forger, at: int) -> None:
    flip(it, at)
    it.rewrite(files=False)


def sign_again_with_another_key(it: Forger, at: int) -> None:
    flip(it, at)
    it.rewrite(Ed25519PrivateKey.generate())


def sign_again_with_the_stolen_key(it: Forger, at: int) -> None:
    flip(it, at)
    it.rewrite()


def alter_a_side_row(it: Forger, at: int) -> None:
    it.sql("UPDATE ledger_side SET subject = 99 WHERE leaf = %s AND ordinal = 0", it.leaf(at))


def drop_a_side_row(it: Forger, at: int) -> None:
    it.sql("DELETE FROM ledger_side WHERE leaf = %s AND ordinal = 0", it.leaf(at))


def flipped(data: bytes, place: int) -> bytes:
    at = place * SIZE
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def change_a_stored_tile(it: Forger, at: int) -> None:
    data = bytes(it.sql("SELECT hashes FROM ledger_tile WHERE level = 0 AND number = %s", at // 256)[0][0])
    it.sql("UPDATE ledger_tile SET hashes = %s WHERE level = 0 AND number = %s", flipped(data, at % 256), at // 256)


def roll_back(it: Forger, at: int) -> None:
    it.cut(at)
    it.rewrite()


# --- In the static files ------------------------------------------------------------------------------------------------------------------


def flip_in_the_file(it: Forger, at: int) -> None:
    it.entries(at, lambda held, place: held.__setitem__(place, held[place].replace(b"allowed", b"Allowed")))


def drop_in_the_file(it: Forger, at: int) -> None:
    it.entries(at, lambda held, place: held.__delitem__(place))


def swap_in_the_file(it: Forger, at: int) -> None:
    other = neighbour(at) % 256

    def change(held: list[bytes], place: int) -> None:
        held[place], held[other] = held[other], held[place]

    it.entries(at, change)


def insert_in_the_file(it: Forger, at: int) -> None:
    it.entries(at, lambda held, place: held.insert(place, b"{}"))


def truncate_in_the_file(it: Forger, at: int) -> None:
    it.entries(at, lambda held, place: held.__delitem__(slice(place, None)))


def change_a_tile_file(it: Forger, at: int) -> None:
    it.tile(at, flipped)


def change_all_but_the_checkpoint(it: Forger, at: int) -> None:
    """The files fit one another; only the signature doesn't fit them."""
    newest = notary.newest(it.home)
    signed = newest.read_bytes()
    fork(it, at)
    newest.write_bytes(signed)


def here(at: int) -> Container[int]:
    return (at,)


def pair(at: int) -> Container[int]:
    return (min(at, neighbour(at)),)


def stretch(at: int) -> Container[int]:
    """From the last checkpoint that doesn't cover the entry, up to the entry."""
    return range(max(point for point in (0, *POINTS) if point <= at), at + 1)


# Each way, and which first bad entry is right to name.
DATABASE: dict[str, tuple[Way, Callable[[int], Container[int]]]] = {
    "flip": (flip, here),
    "drop": (drop, here),
    "swap": (swap, pair),
    "insert": (insert, here),
    "truncate": (truncate, stretch),
    "alter a side row": (alter_a_side_row, here),
    "drop a side row": (drop_a_side_row, here),
    "change a stored tile": (change_a_stored_tile, here),
}
BOTH: dict[str, tuple[Way, Callable[[int], Container[int]]]] = {
    "fork": (fork, stretch),
    "sign again with another key": (sign_again_with_another_key, stretch),
    "sign again with the stolen key": (sign_again_with_the_stolen_key, stretch),
    "roll back": (roll_back, here),
}
FILES: dict[str, tuple[Way, Callable[[int], Container[int]]]] = {
    "flip in the file": (flip_in_the_file, here),
    "drop in the file": (drop_in_the_file, here),
    "swap in the file": (swap_in_the_file, pair),
    "insert in the file": (insert_in_the_file, here),
    "truncate in the file": (truncate_in_the_file, here),
    "change a tile file": (change_a_tile_file, here),
    "change all but the checkpoint": (change_all_but_the_checkpoint, stretch),
}


def by_the_command(world: World) -> int | None:
    """Give the first bad entry that `seloste ledger verify` names; -1 for none in particular."""
    verdict = ledger.verify(world.now, home=world.forger.home, against=world.checkpoints())
    if verdict.first_bad is None:
        return None
    return -1 if verdict.first_bad.position is None else verdict.first_bad.position


def by_the_auditor(world: World) -> int | None:
    """Give the first bad entry that `seloste-verify` names."""
    try:
        found, _ = seloste_verify.check(notary.ground(world.forger.home), world.kept / "key", world.checkpoints(), [])
    except seloste_verify.CannotCheckError:
        return 0  # nothing at all is left
    return min((entry for entry, _ in found.wrong), key=lambda entry: (entry < 0, entry), default=None)


def missed(world: World, ways: dict[str, tuple[Way, Callable[[int], Container[int]]]], verifier: Verifier) -> list[str]:
    """Try each way at each place; tell those that the verifier didn't find or named wrongly."""
    assert verifier(world) is None, "the untouched ledger must verify"
    told = []
    for name, (way, right) in ways.items():
        for at in PLACES:
            with world.tampering() as forger:
                way(forger, at)
                first = verifier(world)
            if first is None or first not in right(at):
                told.append(f"{name} at {at}: {first}")
    return told


def test_the_command_finds_every_way_at_every_place(world: World) -> None:
    assert missed(world, DATABASE | BOTH | FILES, by_the_command) == []


def test_the_auditors_script_finds_every_way_that_concerns_files(world: World) -> None:
    assert missed(world, BOTH | FILES, by_the_auditor) == []


def test_control_a_verifier_that_says_yes_is_caught_by_the_harness(world: World) -> None:
    ways = DATABASE | BOTH | FILES
    assert len(missed(world, ways, lambda world: None)) == len(ways) * len(PLACES)


def test_control_without_what_is_kept_elsewhere_a_stolen_key_is_not_found(world: World) -> None:
    for path in world.checkpoints():
        path.unlink()
    told = missed(world, {name: BOTH[name] for name in ("sign again with the stolen key", "roll back")}, by_the_command)
    assert len(told) == 2 * len(PLACES)


@pytest.mark.parametrize("which", ["newest", "file", "row"])
def test_an_altered_checkpoint_is_found(world: World, which: str) -> None:
    home = world.forger.home
    if which == "row":
        world.forger.sql("UPDATE ledger_checkpoint SET root = %s WHERE size = %s", bytes(32), POINTS[-1])
    else:
        path = notary.newest(home) if which == "newest" else notary.files(home)[0]
        lines = path.read_text("utf-8").split("\n")
        lines[2] = "A" * 43 + "="
        path.write_text("\n".join(lines), "utf-8")
        assert by_the_auditor(world) == -1
    assert by_the_command(world) is not None
