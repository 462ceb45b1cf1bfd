#!/usr/bin/env python3
"""Is this copy of a Seloste ledger what was signed?  One file, to be read in one sitting and run anywhere.

    python seloste_verify.py FOLDER [--key FILE] [--checkpoint FILE]... [--receipt FILE]...

FOLDER is a copy of a home's `ledger` folder, in the form of C2SP tlog-tiles: `checkpoint`, `tile/...`, and where they were copied too
`checkpoints/*.txt`. Checkpoints kept elsewhere are the only thing that shows a history rewritten by somebody who has the signing key:
give every one you have. A receipt (.tlog-proof) shows that one entry stands in the ledger.

Exit code 0: all is as it was signed. 1: it is not, and the first bad entry is named. 2: it could not be checked.
Needs Python 3.10 or newer and `cryptography`, for Ed25519; it imports nothing of Seloste, so that it can't share its mistakes.
"""

import argparse
import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH, HASH = 256, 32


class CannotCheckError(Exception):
    """There is nothing to check, or nothing to check it with."""


# --- RFC 6962: the tree -------------------------------------------------------------------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(trees: list[tuple[int, bytes]], digest: bytes) -> None:
    """Add a leaf's hash to the perfect subtrees that cover all before it, the largest first."""
    height = 0
    while trees and trees[-1][0] == height:
        digest = node_hash(trees.pop()[1], digest)
        height += 1
    trees.append((height, digest))


def root_of(trees: list[tuple[int, bytes]]) -> bytes:
    if not trees:
        return hashlib.sha256(b"").digest()
    digest = trees[-1][1]
    for _, left in reversed(trees[:-1]):
        digest = node_hash(left, digest)
    return digest


def root_by(path: list[bytes], digest: bytes, index: int, size: int) -> bytes:
    """Follow an inclusion proof from a leaf's hash to the root (RFC 9162, 2.1.3.2)."""
    last = size - 1
    for sibling in path:
        if last == 0:
            raise ValueError("its path is too long")
        if index % 2 or index == last:
            digest = node_hash(sibling, digest)
            while index and index % 2 == 0:
                index, last = index // 2, last // 2
        else:
            digest = node_hash(digest, sibling)
        index, last = index // 2, last // 2
    if last:
        raise ValueError("its path is too short")
    return digest


# --- C2SP signed-note and tlog-checkpoint: who signed what --------------------------------------------------------------------------------


class Key:
    """A public key as signed-note writes it: name+hash+base64(0x01 and the Ed25519 key)."""

    def __init__(self, text: str) -> None:
        try:
            self.name, hashed, encoded = text.strip().split("+", 2)
            data = base64.b64decode(encoded, validate=True)
            self.id = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
            if self.id.hex() != hashed or data[0] != 1:
                raise ValueError
            self.public = Ed25519PublicKey.from_public_bytes(data[1:])
        except (ValueError, IndexError):
            raise CannotCheckError("the key is not a verifier key of a signed note (name+hash+key)") from None

    def opens(self, note: str) -> tuple[int, bytes]:
        """Give the tree's size and root that a checkpoint states. Raises ValueError when this key didn't sign it."""
        text, gap, signatures = note.partition("\n\n")
        lines = text.split("\n")
        if not gap or len(lines) < 3 or not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
            raise ValueError("it is not a checkpoint")
        if lines[0] != self.name:
            raise ValueError(f"it is of another ledger: {lines[0]!r}")
        root = base64.b64decode(lines[2], validate=True)
        for line in signatures.split("\n"):
            if line.startswith(f"— {self.name} ") and len(root) == HASH:
                signed = base64.b64decode(line.rpartition(" ")[2], validate=True)
                if signed[:4] == self.id and self.signed(signed[4:], f"{text}\n".encode()):
                    return int(lines[1]), root
        raise ValueError("it is not signed with this ledger's key")

    def signed(self, signature: bytes, text: bytes) -> bool:
        try:
            self.public.verify(signature, text)
        except InvalidSignature:
            return False
        return True


# --- C2SP tlog-tiles: the files -----------------------------------------------------------------------------------------------------------


def place(level: str, number: int, width: int) -> str:
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join(["tile", level, *(f"x{part}" for part in parts[:-1]), parts[-1]]) + (f".p/{width}" if width < WIDTH else "")


def hashes(data: bytes) -> list[bytes]:
    return [data[at : at + HASH] for at in range(0, len(data), HASH)]


def unbundle(data: bytes) -> list[bytes]:
    """Take the entries out of a bundle: each after its length in two bytes. One cut short comes out with it, and so fits no hash."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : end] if end <= len(data) else data[at:])
        at = end
    return entries


# --- The check ----------------------------------------------------------------------------------------------------------------------------


class Check:
    """Gathers what is wrong: a sentence and, where there is one, the number of the entry, from 0."""

    def __init__(self, folder: Path, key: Key) -> None:
        self.folder, self.key = folder, key
        self.wrong: list[tuple[int, str]] = []  # -1: no entry in particular
        self.claims: list[tuple[int, bytes, str]] = []  # checkpoints: size, root, name
        self.receipts: list[tuple[int, bytes, str]] = []  # index, leaf hash, name

    def bad(self, entry: int, sentence: str) -> None:
        # Names come from whoever is checked: none may move the cursor and write a verdict of its own.
        self.wrong.append((entry, "".join(letter if letter.isprintable() else "?" for letter in sentence)))

    def take_checkpoint(self, path: Path, name: str) -> int:
        """Read a checkpoint; give the size it was signed over, or -1 when it proves nothing."""
        try:
            size, root = self.key.opens(path.read_text("utf-8"))
        except ValueError as error:
            self.bad(-1, f"{name} is not to be trusted: {error}")
            return -1
        self.claims.append((size, root, name))
        return size

    def take_receipt(self, path: Path) -> None:
        """Check a C2SP tlog-proof by itself; its checkpoint and its entry are held against the ledger afterwards."""
        try:
            head, _, note = path.read_text("utf-8").partition("\n\n")
            first, *lines = head.split("\n")
            extra = base64.b64decode(lines.pop(0)[6:], validate=True) if lines[0].startswith("extra ") else b""
            entry, _, opening = extra.partition(b"\n")
            index = int(lines[0].removeprefix("index "))
            size, root = self.key.opens(note)
            if first != "c2sp.org/tlog-proof@v1" or lines.pop(0) != f"index {index}" or not 0 <= index < size:
                raise ValueError("it is not a proof for a place in the ledger")
            if root_by([base64.b64decode(line, validate=True) for line in lines], leaf_hash(entry), index, size) != root:
                raise ValueError("its path does not lead to the signed root")
            if opening and not opens(json.loads(entry), json.loads(opening)):
                raise ValueError("whom it says the entry is about is not what the entry commits to")
        except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
            self.bad(-1, f"the receipt {path.name} is not to be trusted: {error}")
            return
        self.claims.append((size, root, f"the checkpoint in {path.name}"))
        self.receipts.append((index, leaf_hash(entry), path.name))

    def read(self, level: str, number: int, width: int) -> list[bytes]:
        """Read a tile or a bundle; a partial one may have been replaced by the full one that begins with it."""
        for name in (place(level, number, width), place(level, number, WIDTH)):
            if (self.folder / name).is_file():
                data = (self.folder / name).read_bytes()
                found = unbundle(data) if level == "entries" else hashes(data)
                if len(found) > width and name == place(level, number, width):
                    last = number * WIDTH + width - 1 if level in ("entries", "0") else -1
                    self.bad(last, f"{name} goes on after it, which nobody signed")
                return found[:width]
        return []

    def walk(self, size: int) -> dict[int, bytes]:
        """Recompute the tree from the entries and hold every tile against it; give its root at each size that somebody signed."""
        trees: list[tuple[int, bytes]] = []
        above: list[bytes] = []  # one hash for each full tile of leaves
        roots, wanted = {0: root_of([])}, {claim[0] for claim in self.claims}
        for number in range(-(-size // WIDTH)):
            width = min(WIDTH, size - number * WIDTH)
            tile = self.read("0", number, width)
            leaves = [leaf_hash(entry) for entry in self.read("entries", number, width)]
            for offset, digest in enumerate(leaves):
                index = number * WIDTH + offset
                if tile[offset : offset + 1] != [digest]:
                    self.bad(index, f"its hash is not the one in {place('0', number, width)}")
                for name in (name for at, leaf, name in self.receipts if at == index and leaf != digest):
                    self.bad(index, f"it is not the entry of the receipt {name}")
                grow(trees, digest)
                if index + 1 in wanted:
                    roots[index + 1] = root_of(trees)
            if len(leaves) < width:
                self.bad(number * WIDTH + len(leaves), f"it is missing from {place('entries', number, width)}")
                return roots
            above += tile_roots(leaves)
        self.upper(above)
        return roots

    def upper(self, row: list[bytes]) -> None:
        """Hold the tiles above the leaves against the hashes of the tiles below them."""
        level = 1
        while row:
            for number in range(-(-len(row) // WIDTH)):
                want = row[number * WIDTH : (number + 1) * WIDTH]
                held = self.read(str(level), number, len(want))
                if held != want:
                    at = next(at for at in range(len(want)) if held[at : at + 1] != want[at : at + 1])
                    self.bad(
                        (number * WIDTH + at) << 8 * level, f"{place(str(level), number, len(want))} is not the tree's tile from it on"
                    )
            row, level = tile_roots(row), level + 1

    def hold(self, size: int, roots: dict[int, bytes]) -> None:
        """Hold the recomputed tree against every checkpoint, the smallest first; name the stretch where they part."""
        agreed = {signed for signed, root, _ in self.claims if roots.get(signed) == root}
        for signed, root, name in sorted(self.claims):
            if signed > size:
                self.bad(size, f"the ledger has been cut here: {name} was signed over {signed} entries")
                return
            if signed in roots and roots[signed] != root:
                start = max((before for before in agreed if before < signed), default=0)
                if not any(start <= entry < signed for entry, _ in self.wrong):
                    self.bad(start, f"from it to entry {signed - 1} the entries are not those that {name} was signed over")
                return


def tile_roots(row: list[bytes]) -> list[bytes]:
    """Give the hash of each full tile in a row of hashes."""
    found = []
    for start in range(0, len(row) - WIDTH + 1, WIDTH):
        trees: list[tuple[int, bytes]] = []
        for digest in row[start : start + WIDTH]:
            grow(trees, digest)
        found.append(root_of(trees))
    return found


def opens(entry: dict[str, object], opening: dict[str, object]) -> bool:
    """Tell whether r, the unit and the subjects are what the entry's `sides` commits to (docs/reference/ledger-format.md)."""
    said = json.dumps([opening["unit"], opening["subjects"]], separators=(",", ":")).encode()
    made = hmac.digest(bytes.fromhex(str(opening["r"])), b"seloste/sides/1\n" + said, "sha256")
    return hmac.compare_digest(made.hex(), str(entry["sides"]))


def key_of(folder: Path, given: Path | None) -> Key:
    path = given or folder / "verifier.txt"
    if not path.is_file():
        raise CannotCheckError(f"there is no public key at {path}: give it with --key")
    if given is None:
        print("Note: the public key is the one in the copied folder. Get it from somewhere else and give it with --key.", file=sys.stderr)
    return Key(path.read_text("utf-8", errors="replace"))


def check(folder: Path, given: Path | None, checkpoints: list[Path], receipts: list[Path]) -> tuple[Check, int]:
    """Check everything; give what was found and the size of the ledger."""
    if not (folder / "checkpoint").is_file():
        raise CannotCheckError(f"{folder} holds no file `checkpoint`: is it a copy of a ledger folder?")
    found = Check(folder, key_of(folder, given))
    size = found.take_checkpoint(folder / "checkpoint", "the newest checkpoint")
    for path in [*sorted((folder / "checkpoints").glob("*.txt")), *checkpoints]:
        found.take_checkpoint(path, f"the checkpoint {path.name}")
    for path in receipts:
        found.take_receipt(path)
    if size < 0:  # then the largest tree that is signed at all says how far to look
        size = max((claim[0] for claim in found.claims), default=0)
    found.hold(size, found.walk(size))
    return found, size


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="seloste-verify", description="Check a copy of a Seloste ledger.")
    parser.add_argument("folder", type=Path, help="a copy of a home's ledger folder")
    parser.add_argument("--key", type=Path, help="the public key (verifier.txt), kept elsewhere")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[], help="a checkpoint kept elsewhere; may be repeated")
    parser.add_argument("--receipt", type=Path, action="append", default=[], help="a .tlog-proof; may be repeated")
    asked = parser.parse_args(arguments)
    try:
        found, size = check(asked.folder, asked.key, asked.checkpoint, asked.receipt)
    except (CannotCheckError, OSError) as error:
        print(f"Could not check: {error}", file=sys.stderr)
        return 2
    if not found.wrong:
        print(f"The ledger is whole: {size} entries, {len(found.claims)} signed checkpoints, {len(found.receipts)} receipts.")
        return 0
    entry, sentence = min(found.wrong, key=lambda each: (each[0] < 0, each[0]))
    print(f"The ledger is NOT whole. First bad: {said(entry, sentence)}", file=sys.stderr)
    for other in found.wrong:
        if other != (entry, sentence):
            print(f"  {said(*other)}", file=sys.stderr)
    return 1


def said(entry: int, sentence: str) -> str:
    return sentence if entry < 0 else f"entry {entry}: {sentence}"


if __name__ == "__main__":
    sys.exit(main())
