"""The tree of RFC 6962, kept as the tiles of C2SP tlog-tiles. Pure.

A tile holds up to 256 hashes of one level; level 0 is of leaves, and a full tile's own hash goes to the level above. So the tree
grows by rewriting its right edge, and any root can be had from a few tiles.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WIDTH = 256
SIZE = 32
EMPTY = hashlib.sha256(b"").digest()

# Gives the hashes of a tile by its level and number.
Shelf = Callable[[int, int], Sequence[bytes]]


def leaf_hash(data: bytes) -> bytes:
    """Hash an entry (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The perfect subtrees that cover everything so far, from the largest to the smallest: enough for a root, too little for a proof."""

    _trees: list[tuple[int, bytes]] = field(default_factory=list)

    def push(self, digest: bytes, height: int = 0) -> None:
        """Add the next subtree on the right."""
        while self._trees and self._trees[-1][0] == height:
            digest = node_hash(self._trees.pop()[1], digest)
            height += 1
        self._trees.append((height, digest))

    def root(self) -> bytes:
        """Give the root of everything pushed."""
        if not self._trees:
            return EMPTY
        digest = self._trees[-1][1]
        for _, left in reversed(self._trees[:-1]):
            digest = node_hash(left, digest)
        return digest


@dataclass(slots=True)
class Tiles:
    """A growing tree by its right edge: the last tile of each level that isn't full yet."""

    size: int = 0
    edge: dict[int, list[bytes]] = field(default_factory=dict)
    # Every tile that has changed since the edge was loaded, by level and number.
    changed: dict[tuple[int, int], bytes] = field(default_factory=dict)

    @classmethod
    def load(cls, size: int, stored: Mapping[tuple[int, int], bytes]) -> "Tiles":
        """Take up a tree of this size from its edge tiles. Raises KeyError or ValueError when one is missing or cut."""
        tiles = cls(size)
        for level, number, width in edge_of(size):
            data = stored[level, number]
            if len(data) != width * SIZE:
                raise ValueError(f"tile {level}/{number}")
            tiles.edge[level] = split(data)
        return tiles

    def append(self, digest: bytes) -> None:
        """Add a leaf's hash."""
        self._push(0, digest, self.size // WIDTH)
        self.size += 1

    def root(self) -> bytes:
        """Give the tree's root."""
        frontier = Frontier()
        for level in sorted(self.edge, reverse=True):
            for digest in self.edge[level]:
                frontier.push(digest, 8 * level)
        return frontier.root()

    def _push(self, level: int, digest: bytes, number: int) -> None:
        held = self.edge.setdefault(level, [])
        held.append(digest)
        self.changed[level, number] = b"".join(held)
        if len(held) == WIDTH:
            self.edge[level] = []
            self._push(level + 1, root_of(held), number // WIDTH)


def edge_of(size: int) -> Iterable[tuple[int, int, int]]:
    """Name the unfinished tile of each level of a tree of this size: level, number, width."""
    level = 0
    while size:
        if size % WIDTH:
            yield level, size // WIDTH, size % WIDTH
        size //= WIDTH
        level += 1


def root_of(hashes: Iterable[bytes]) -> bytes:
    """Give the root over these leaf (or subtree) hashes."""
    frontier = Frontier()
    for digest in hashes:
        frontier.push(digest)
    return frontier.root()


def split(data: bytes) -> list[bytes]:
    """Cut a tile into its hashes."""
    return [data[start : start + SIZE] for start in range(0, len(data), SIZE)]


def width_of(level: int, number: int, size: int) -> int:
    """Say how many hashes this tile holds in a tree of this size."""
    return max(0, min(WIDTH, (size >> 8 * level) - number * WIDTH))


def inclusion(index: int, size: int, shelf: Shelf) -> list[bytes]:
    """Give the path from a leaf to the root of a tree of this size, the leaf's sibling first (RFC 6962, 2.1.1)."""
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_subtree(middle, high, shelf))
            high = middle
        else:
            path.append(_subtree(low, middle, shelf))
            low = middle
    return path[::-1]


def root_by(path: Sequence[bytes], digest: bytes, index: int, size: int) -> bytes:
    """Give the root that a path leads to from a leaf's hash (RFC 9162, 2.1.3.2). Raises ValueError for a path of another length."""
    last = size - 1
    for sibling in path:
        if last == 0:
            raise ValueError("the path is too long")
        if index & 1 or index == last:
            digest = node_hash(sibling, digest)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return digest


def _split(width: int) -> int:
    """Give the largest power of two smaller than this width."""
    return 1 << (width - 1).bit_length() - 1


def _subtree(low: int, high: int, shelf: Shelf) -> bytes:
    width = high - low
    if width & (width - 1):
        middle = low + _split(width)
        return node_hash(_subtree(low, middle, shelf), _subtree(middle, high, shelf))
    level, height = divmod(width.bit_length() - 1, 8)
    # A perfect subtree begins at a multiple of its width, so its hashes lie in one tile.
    number, offset = divmod(low >> 8 * level, WIDTH)
    return root_of(shelf(level, number)[offset : offset + (1 << height)])
