"""The ledger as static files that anyone's tools can check: tiles, bundles of entries and the newest checkpoint (C2SP tlog-tiles).

The database is where entries are kept; each sealing writes them out here once it has committed. What is on the shelf is always a whole
tree: `checkpoint` is replaced last. A sealing that was stopped in between is finished by the next one, from the database.

INVARIANT: no file is written that doesn't belong to the signed tree.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from seloste.home import Home
from seloste.home.ring import replace_durably
from seloste.ledger import merkle, notary, rows, tiles
from seloste.ledger.errors import LedgerError
from seloste.ledger.verdict import Findings

DIFFERS = "The ledger is not what its last checkpoint says; nothing was sealed. Run `seloste ledger verify` to see where; delete nothing."

UNWRITTEN = "The ledger is not what was signed; its files were not written. Run `seloste ledger verify` to see where; delete nothing."


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Hold the ledger's folder for one sealing, or one look at its files, at a time."""
    notary.ground(home).mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(notary.ground(home) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def fill(home: Home) -> None:
    """Write out what the database has sealed and the shelf hasn't. Raises LedgerError when the two tell different stories."""
    table = rows.checkpoints()
    if table and not notary.verifier_file(home).exists():
        replace_durably(notary.verifier_file(home), notary.verifier(home), mode=0o644)
    done = _done(home, table)
    for size in sorted(size for size in table if size > done):
        folders: set[Path] = set()
        for level, number, width in tiles.grown(done, size):
            _put(home, level, number, width, folders)
        for folder in sorted(folders, reverse=True):
            _sync(folder)
        replace_durably(notary.newest(home), table[size][1].encode())
        done = size


def hold(home: Home, mine: dict[tuple[int, int], bytes], since: int, table: dict[int, tuple[bytes, str]], findings: Findings) -> None:
    """Hold the files against the recomputed tiles, those that have grown since the tree had another size."""
    sealed = max(table, default=0)
    newest, stored = notary.newest(home), table.get(sealed, (b"", ""))[1]
    if sealed and (not newest.exists() or newest.read_text("utf-8", errors="replace") != stored):
        findings.add("the file ledger/checkpoint is not the newest checkpoint; if a sealing was stopped, the next one puts it right")
    key = notary.verifier_file(home)
    if sealed and (not key.exists() or key.read_bytes() != notary.verifier(home)):
        findings.add("the file ledger/verifier.txt is missing or is not this ledger's public key")
    for level, number, width in tiles.grown(since, sealed):
        want = merkle.split(mine[level, number])[:width]
        held = _either(home, level, number, width, merkle.split)
        if held != want:
            bad = next((at for at, digest in enumerate(want) if held[at : at + 1] != [digest]), width - 1)
            first = (number * merkle.WIDTH + bad) << 8 * level
            findings.add(f"the file ledger/{tiles.place(level, number, width)} is missing or is not the recomputed tile", first)
        if level == 0:
            _hold_bundle(home, number, want, findings)


def _hold_bundle(home: Home, number: int, want: list[bytes], findings: Findings) -> None:
    held = [merkle.leaf_hash(entry) for entry in _either(home, tiles.ENTRIES, number, len(want), tiles.unbundle)]
    place = tiles.place(tiles.ENTRIES, number, len(want))
    for offset, digest in enumerate(want):
        if held[offset : offset + 1] != [digest]:
            findings.add(f"the file ledger/{place} lacks the entry or has it altered", number * merkle.WIDTH + offset)
            return
    if len(held) > len(want):
        findings.add(f"the file ledger/{place} goes on after the entry", number * merkle.WIDTH + len(want) - 1)


def _either(home: Home, level: int | str, number: int, width: int, cut: Callable[[bytes], list[bytes]]) -> list[bytes]:
    """Read what a file holds, or as much of the full one that took a partial one's place. Nothing when there is none."""
    exact, full = (notary.ground(home) / tiles.place(level, number, wide) for wide in (width, merkle.WIDTH))
    if exact.is_file():
        return cut(exact.read_bytes())
    return cut(full.read_bytes())[:width] if full.is_file() else []


def _done(home: Home, table: dict[int, tuple[bytes, str]]) -> int:
    """Say up to which size the shelf is filled."""
    newest = notary.newest(home)
    if not newest.exists():
        return 0
    text = newest.read_text("utf-8", errors="replace")
    for size, (_, stored) in table.items():
        if stored == text:
            return size
    raise LedgerError(UNWRITTEN)


def _put(home: Home, level: int, number: int, width: int, folders: set[Path]) -> None:
    stored = rows.tile(level, number)
    hashes = merkle.split(stored)[:width]
    if len(hashes) != width:
        raise LedgerError(UNWRITTEN)
    _write(home, level, number, width, b"".join(hashes), folders)
    if level == 0:
        start = number * merkle.WIDTH
        found, _ = rows.stretch(start, start + width)
        entries = [leaf.data() for _, leaf in sorted(found.items())]
        if [merkle.leaf_hash(entry) for entry in entries] != hashes:
            raise LedgerError(UNWRITTEN)
        _write(home, tiles.ENTRIES, number, width, tiles.bundle(entries), folders)


def _write(home: Home, level: int | str, number: int, width: int, data: bytes, folders: set[Path]) -> None:
    top = notary.ground(home)
    path = top / tiles.place(level, number, width)
    way = [folder for folder in reversed(path.parents) if top in folder.parents]
    for folder in way:
        folder.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_name(f".{path.name}")
    with fresh.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folders.update((top, *way))
    if width == merkle.WIDTH:
        _drop_partial(path)


def _drop_partial(full: Path) -> None:
    """The full tile has come: its beginnings, which the same hashes begin, may go."""
    old = full.with_name(f"{full.name}.p")
    if old.is_dir():
        for file in old.iterdir():
            file.unlink()
        old.rmdir()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
