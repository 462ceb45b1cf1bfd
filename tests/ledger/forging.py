"""What a forger who can write the database and the home can do: change the account, and make everything beside it fit."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from seloste.home import Home
from seloste.ledger import merkle, notary, note, rows, shelf, tiles
from seloste.ledger.leaves import COLUMNS
from seloste.ledger.rows import written


@dataclass(frozen=True)
class Forger:
    """Does to a sealed ledger what the tests say."""

    home: Home
    sql: Callable[..., list[Any]]

    def leaf(self, position: int) -> int:
        return int(self.sql("SELECT id FROM ledger_leaf WHERE position = %s", position)[0][0])

    def size(self) -> int:
        return int(self.sql("SELECT COUNT(*) FROM ledger_leaf WHERE position IS NOT NULL")[0][0])

    def move(self, old: int, new: int) -> None:
        self.sql("UPDATE ledger_leaf SET position = %s WHERE position = %s", new, old)

    def hashes(self) -> list[bytes]:
        found = self.sql(f"SELECT {COLUMNS} FROM ledger_leaf WHERE position IS NOT NULL ORDER BY position")
        return [merkle.leaf_hash(written(row).data()) for row in found]

    def cut(self, size: int) -> None:
        """Take away the entries from a place on, with everything of theirs in the database."""
        self.sql("DELETE FROM ledger_leaf WHERE position >= %s", size)
        self.sql("DELETE FROM ledger_side WHERE leaf NOT IN (SELECT id FROM ledger_leaf)")
        self.sql("DELETE FROM ledger_checkpoint WHERE size > %s", size)
        self.rehash()

    def rehash(self) -> None:
        """Make the stored tiles fit the entries."""
        tree = merkle.Tiles()
        for digest in self.hashes():
            tree.append(digest)
        self.sql("DELETE FROM ledger_tile")
        for (level, number), data in tree.changed.items():
            self.sql("INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)", level, number, data)

    def resign(self, key: Ed25519PrivateKey, *, files: bool = True) -> None:
        """Sign the tree anew at the size of each checkpoint and at its own, in the database and the files."""
        hashes = self.hashes()
        for path in notary.files(self.home) if files else ():
            path.unlink()
        for size in sorted({*rows.checkpoints(), len(hashes)} - {0}):
            self.sql("DELETE FROM ledger_checkpoint WHERE size = %s", size)
            if size <= len(hashes):
                root = merkle.root_of(hashes[:size])
                text = note.sign(note.Head(notary.origin(self.home), size, root), key)
                self.sql("INSERT INTO ledger_checkpoint (size, at, root, note) VALUES (%s, 0, %s, %s)", size, root, text)
                if files:
                    notary.publish(self.home, size, text)

    def reshelve(self) -> None:
        """Write the static files anew from the database."""
        shutil.rmtree(notary.ground(self.home) / "tile")
        notary.newest(self.home).unlink()
        shelf.fill(self.home)

    def rewrite(self, key: Ed25519PrivateKey | None = None, *, files: bool = True) -> None:
        """Make everything fit the entries: tiles, checkpoints, files."""
        self.rehash()
        self.resign(key or notary.signing_key(self.home), files=files)
        self.reshelve()

    def entries(self, position: int, change: Callable[[list[bytes], int], None]) -> None:
        """Change a bundle's file: `change` gets its entries and the entry's place among them."""
        number = position // merkle.WIDTH
        width = merkle.width_of(0, number, self.size())
        path = notary.ground(self.home) / tiles.place(tiles.ENTRIES, number, width)
        held = tiles.unbundle(path.read_bytes())
        change(held, position % merkle.WIDTH)
        path.write_bytes(tiles.bundle(held))

    def tile(self, position: int, change: Callable[[bytes, int], bytes]) -> None:
        """Change a tile's file of leaves."""
        number = position // merkle.WIDTH
        path = notary.ground(self.home) / tiles.place(0, number, merkle.width_of(0, number, self.size()))
        path.write_bytes(change(path.read_bytes(), position % merkle.WIDTH))
