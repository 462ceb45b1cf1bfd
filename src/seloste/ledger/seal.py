"""The sequencer: gives leaves their places in the tree after the fact, and signs what the tree then is.

Leaves are appended without order, since a chain under one lock would cost every reader its speed. Here one process at a time
takes those that have no position, in order of time and id, grows the tree and signs its size and root.

INVARIANT: nothing is signed that doesn't grow out of the last checkpoint, in the table and in the files.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from seloste import home as homes
from seloste.home import Home, turns
from seloste.ledger import merkle, notary, note, outside, shelf
from seloste.ledger.errors import LedgerError
from seloste.ledger.leaves import COLUMNS, microseconds
from seloste.ledger.rows import tile, written

_NEXT = f"SELECT {COLUMNS} FROM ledger_leaf WHERE position IS NULL ORDER BY at, id LIMIT %s"  # noqa: S608
_PLACE = "UPDATE ledger_leaf SET position = %s WHERE id = %s"
_LAST = "SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"
# A leaf waits for its signature at most so long, and so many wait at most, while anything runs that asks.
WAITS = timedelta(minutes=5)
MANY = 1000
_WAITING = "SELECT COUNT(*), MIN(at) FROM (SELECT at FROM ledger_leaf WHERE position IS NULL ORDER BY at, id LIMIT %s) waiting"
_KEEP_TILE = (
    "INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s) ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes"
)
_KEEP_POINT = "INSERT INTO ledger_checkpoint (size, at, root, note) VALUES (%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealing did: so many leaves were given places, and the tree is now this. `uncopied` says why the copy elsewhere failed."""

    added: int
    size: int
    root: bytes
    note: str
    uncopied: str = ""


def seal(now: datetime, *, home: Home | None = None, batch: int = 5000) -> Sealed:
    """Seal every leaf that has no place yet, a signed checkpoint for each batch. Raises LedgerError when the tree has been changed."""
    home = home or homes.current()
    added = 0
    with shelf.alone(home):
        while True:
            step = _seal_batch(home, now, batch)
            if step.added:
                notary.publish(home, step.size, step.note)
            shelf.fill(home)
            added += step.added
            if step.added < batch:
                return Sealed(added, step.size, step.root, step.note, outside.copy(home))


def seal_if_due(now: datetime, *, home: Home | None = None) -> Sealed | None:
    """Seal when leaves have waited long enough or are many enough; one look into a small index when not."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, (MANY,))
        count, oldest = cursor.fetchone()
    due = count and (count >= MANY or oldest <= microseconds(now - WAITS))
    return seal(now, home=home) if due else None


def _seal_batch(home: Home, now: datetime, batch: int) -> Sealed:
    # Durable, so that a checkpoint is in a file only when its leaves are on disk.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        turns.alone("sequencer")
        tiles, last = _take_up(home)
        cursor.execute(_NEXT, (batch,))
        leaves = [written(row) for row in cursor.fetchall()]
        if not leaves:
            return Sealed(0, tiles.size, tiles.root(), last)
        places = [(tiles.size + offset, leaf.id) for offset, leaf in enumerate(leaves)]
        try:
            for leaf in leaves:
                tiles.append(merkle.leaf_hash(leaf.data()))
        except (TypeError, ValueError):
            raise LedgerError(shelf.DIFFERS) from None
        cursor.executemany(_PLACE, places)
        cursor.executemany(_KEEP_TILE, [(level, number, hashes) for (level, number), hashes in tiles.changed.items()])
        text = note.sign(note.Head(notary.origin(home), tiles.size, tiles.root()), notary.signing_key(home))
        cursor.execute(_KEEP_POINT, (tiles.size, microseconds(now), tiles.root(), text))
        return Sealed(len(leaves), tiles.size, tiles.root(), text)


def _take_up(home: Home) -> tuple[merkle.Tiles, str]:
    """Load the tree's right edge and see that it is what was last signed."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        size, root, text = cursor.fetchone() or (0, merkle.EMPTY, "")
    try:
        tiles = merkle.Tiles.load(size, {(level, number): tile(level, number) for level, number, _ in merkle.edge_of(size)})
    except ValueError:
        raise LedgerError(shelf.DIFFERS) from None
    if tiles.root() != bytes(root):
        raise LedgerError(shelf.DIFFERS)
    _agree_with_files(home, size, text)
    return tiles, text


def _agree_with_files(home: Home, size: int, text: str) -> None:
    files = notary.files(home)
    for last in (kept[-1] for kept in (files, outside.copies(home)) if kept):
        if int(last.stem) > size or (int(last.stem) == size and last.read_text("utf-8", errors="replace") != text):
            raise LedgerError(shelf.DIFFERS)
    if size and (not files or int(files[-1].stem) < size):
        # The process stopped between the commit and the file: what was signed then is published now.
        notary.publish(home, size, text)
