"""What has the ledger grown by since a size, and how does a ledger that was set back to that size grow by it again?

For copies that are kept apart from the database. What is taken in must give the roots that were signed: it is the same ledger, or none.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from django.db import connection, transaction

from seloste.home import Home
from seloste.home.statements import run_many
from seloste.ledger import merkle, notary, note, outside, rows, shelf
from seloste.ledger.errors import LedgerError
from seloste.ledger.leaves import COLUMNS, Written

HEAD = "SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"
_STRETCH = 2048
_POINTS = "SELECT size, at, root, note FROM ledger_checkpoint WHERE size > %s AND size <= %s ORDER BY size"
_MARKS = ", ".join(["%s"] * (len(Written.__slots__) + 1))
# A leaf that the copy had before it was sealed gets its place.
_LEAF = (
    f"INSERT INTO ledger_leaf ({COLUMNS}, position) VALUES ({_MARKS})"  # noqa: S608
    " ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position"
)
_SIDE = "INSERT INTO ledger_side (leaf, ordinal, subject, unit, r) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
_TILE = (
    "INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s) ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes"
)
_POINT = "INSERT INTO ledger_checkpoint (size, at, root, note) VALUES (%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Grown:
    """One sealed entry, with who was seen."""

    position: int
    leaf: Written
    sides: rows.Sides

    def as_json(self) -> list[Any]:
        """Give it in words that JSON has."""
        return [self.position, [_plain(value) for value in astuple(self.leaf)], [[_plain(value) for value in side] for side in self.sides]]

    @classmethod
    def parse(cls, said: list[Any]) -> "Grown":
        """Read what `as_json` gave."""
        values = dict(zip(Written.__slots__, said[1], strict=True))
        leaf = Written(**(values | {name: base64.b64decode(values[name]) for name in ("notice", "commitment")}))
        sides = [(o, subject, unit, None if r is None else base64.b64decode(r)) for o, subject, unit, r in said[2]]
        return cls(int(said[0]), leaf, sides)


@dataclass(frozen=True, slots=True)
class Point:
    """One checkpoint: when it was signed, and its text."""

    size: int
    at: int
    root: bytes
    note: str


def size() -> int:
    """How many entries are sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint")
        return int(cursor.fetchone()[0])


def fallen_by(start: int, end: int) -> int:
    """When the last of who was seen in the entries from one size up to another falls, as the ledger writes instants; 0 for no entries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(falls), 0) FROM ledger_leaf WHERE position >= %s AND position < %s", (start, end))
        return int(cursor.fetchone()[0])


def grown(start: int, end: int) -> Iterator[Grown]:
    """The entries from one size up to another."""
    for begin in range(start, end, _STRETCH):
        leaves, sides = rows.stretch(begin, min(end, begin + _STRETCH))
        for position, leaf in sorted(leaves.items()):
            yield Grown(position, leaf, sides.get(leaf.id, []))


def points(start: int, end: int) -> list[Point]:
    """The checkpoints after one size, up to another."""
    with connection.cursor() as cursor:
        cursor.execute(_POINTS, (start, end))
        return [Point(size, at, bytes(root), text) for size, at, root, text in cursor.fetchall()]


def take_in(home: Home, entries: Iterable[Grown], signed: Iterable[Point]) -> int:
    """Grow by entries that follow on those that stand; give the size then. Raises LedgerError when they don't give what was signed."""
    start = size()
    with transaction.atomic():
        tiles = _edge(start)
        roots: dict[int, bytes] = {}
        wanted = {point.size: point for point in signed if point.size > start}
        for entry in entries:
            if entry.position < start:
                continue
            if entry.position != tiles.size:
                raise LedgerError(f"The copies of the ledger lack entry {tiles.size}: they don't belong together.")
            _store(entry)
            tiles.append(merkle.leaf_hash(entry.leaf.data()))
            if tiles.size in wanted:
                roots[tiles.size] = tiles.root()
        _hold(home, wanted, roots, max(wanted, default=start) == tiles.size)
        run_many(_TILE, [(level, number, hashes) for (level, number), hashes in tiles.changed.items()])
        run_many(_POINT, [(p.size, p.at, p.root, p.note) for _, p in sorted(wanted.items())])
    return tiles.size


def write_out(home: Home) -> None:
    """Write the ledger's files anew from the database: every checkpoint, and the tree."""
    with shelf.alone(home):
        for at, (_, text) in sorted(rows.checkpoints().items()):
            notary.publish(home, at, text)
        shelf.fill(home)


def set_back(home: Home) -> tuple[int, int]:
    """How many entries the database has sealed, and the most that a checkpoint outside it was signed over."""
    return size(), max((int(path.stem) for path in (*notary.files(home), *outside.copies(home))), default=0)


def _edge(start: int) -> merkle.Tiles:
    stored = {(level, number): rows.tile(level, number)[: width * merkle.SIZE] for level, number, width in merkle.edge_of(start)}
    try:
        return merkle.Tiles.load(start, stored)
    except ValueError:
        raise LedgerError(shelf.DIFFERS) from None


def _store(entry: Grown) -> None:
    run_many(_LEAF, [(*astuple(entry.leaf), entry.position)])
    run_many(_SIDE, [(entry.leaf.id, *side) for side in entry.sides])


def _hold(home: Home, wanted: dict[int, Point], roots: dict[int, bytes], covered: bool) -> None:
    """Hold what has grown against what was signed: each checkpoint; and one has to cover all of it."""
    key = notary.signing_key(home).public_key()
    for point in wanted.values():
        try:
            head = note.check(point.note, notary.origin(home), key)
        except ValueError:
            raise LedgerError(f"The copy of the checkpoint over {point.size} entries isn't signed by this ledger.") from None
        if roots.get(point.size) != head.root or head.root != point.root or head.size != point.size:
            raise LedgerError(f"The copies of the ledger's entries aren't those that were signed over {point.size} entries.")
    if not covered:
        raise LedgerError("The copies of the ledger end in entries that no checkpoint covers.")


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value
