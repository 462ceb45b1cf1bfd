"""Where does C2SP tlog-tiles put a tile or a bundle of entries, and what bytes are in it? Pure.

tile/0/x001/234        a full tile of 256 hashes: level 0, number 1234
tile/1/004.p/210       a tile with 210 hashes so far
tile/entries/x001/234  the same 256 entries in full, each after its length in two bytes
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from seloste.ledger.merkle import WIDTH, width_of

ENTRIES = "entries"


def place(level: int | str, number: int, width: int = WIDTH) -> PurePosixPath:
    """Give the path of a tile, or of a bundle when `level` says so, below the ledger's folder."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    last = parts[-1] if width == WIDTH else f"{parts[-1]}.p/{width}"
    return PurePosixPath("tile", str(level), *(f"x{part}" for part in parts[:-1]), last)


def grown(old: int, new: int) -> Iterator[tuple[int, int, int]]:
    """Name every tile that a tree has anew or wider since it had another size: level, number, width."""
    level = 0
    while new >> 8 * level:
        before, after = old >> 8 * level, new >> 8 * level
        if after > before:
            for number in range(before // WIDTH, (after - 1) // WIDTH + 1):
                yield level, number, width_of(level, number, new)
        level += 1


def bundle(entries: Iterable[bytes]) -> bytes:
    """Put entries into a bundle."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(data: bytes) -> list[bytes]:
    """Take entries out of a bundle. What is shorter than its length says is no entry, and comes out with it."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : end] if end <= len(data) else data[at:])
        at = end
    return entries
