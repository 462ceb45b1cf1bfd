"""Recomputes the whole ledger from its rows and says whether it is what was signed, and if not, where it first differs.

It trusts nothing it reads: leaves are hashed again and held against the stored hashes, side rows against the leaf's commitment,
the tree against every checkpoint, and the database's size against the checkpoint files that stand outside it.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from seloste import home as homes
from seloste.home import Home
from seloste.ledger import leaves, merkle, notary, note, rows
from seloste.ledger.verdict import Findings, Problem, Verdict

__all__ = ["Problem", "Verdict", "verify"]

_STRETCH = 8 * merkle.WIDTH


def verify(now: datetime, *, home: Home | None = None, against: Iterable[Path] = ()) -> Verdict:
    """Check everything. `against` names further checkpoint files, kept where nobody who can write here could reach."""
    home = home or homes.current()
    findings = Findings()
    # The files before the table: a file is written after its row, so none of them can be ahead of what is read next.
    claimed = _claims(home, findings, against)
    table = rows.checkpoints()
    sealed = max(table, default=0)
    roots = _walk(sealed, {*table, *claimed}, now, findings)
    _table(home, table, claimed, findings)
    _hold(claimed, roots, sealed, findings)
    _loose_ends(sealed, now, findings)
    return findings.verdict(sealed, roots.get(sealed, merkle.EMPTY))


def _claims(home: Home, findings: Findings, against: Iterable[Path]) -> dict[int, tuple[bytes, str]]:
    """Read the checkpoint files: root and file name by size. One that is not signed with this ledger's key is a problem, not a claim."""
    key, claimed = notary.checking_key(home), dict[int, tuple[bytes, str]]()
    for path in [*notary.files(home), *against]:
        findings.checkpoints += 1
        head = _head(path.read_text("utf-8", errors="replace"), home, key, f"the checkpoint file {path.name}", findings)
        if head is None:
            continue
        if claimed.get(head.size, (head.root, ""))[0] != head.root:
            findings.add(f"two signed checkpoints of size {head.size} differ: the ledger has been told in two ways", head.size - 1)
        claimed.setdefault(head.size, (head.root, path.name))
    return claimed


def _head(text: str, home: Home, key: Ed25519PublicKey | None, name: str, findings: Findings) -> note.Head | None:
    try:
        if key is None:
            raise ValueError("there is no key to check it with")
        return note.check(text, notary.origin(home), key)
    except ValueError as error:
        findings.add(f"{name} is not to be trusted: {error}")
        return None


def _table(home: Home, table: dict[int, tuple[bytes, str]], claimed: dict[int, tuple[bytes, str]], findings: Findings) -> None:
    key = notary.checking_key(home)
    for size, (root, text) in table.items():
        head = _head(text, home, key, f"the stored checkpoint of size {size}", findings)
        if head is None:
            continue
        if (head.size, head.root) != (size, root):
            findings.add(f"the stored checkpoint of size {size} has been altered beside its signed text", size - 1)
        # Asked again, because another process may have sealed since the files were read.
        if size not in claimed and not notary.file_of(home, size).exists():
            findings.add(f"the checkpoint of size {size} has no file outside the database")
        claimed.setdefault(head.size, (head.root, f"the stored checkpoint of size {head.size}"))


def _walk(sealed: int, stops: set[int], now: datetime, findings: Findings) -> dict[int, bytes]:
    """Go through every sealed entry; give the tree's root at each of the sizes asked."""
    tiles, roots = merkle.Tiles(), dict[int, bytes]()
    for start in range(0, sealed, _STRETCH):
        end = min(sealed, start + _STRETCH)
        found, sides = rows.stretch(start, end)
        findings.leaves += len(found)
        stored: list[bytes] = []
        for position in range(start, end):
            if position % merkle.WIDTH == 0:
                stored = merkle.split(rows.level_zero(position // merkle.WIDTH))
            kept = stored[position % merkle.WIDTH] if position % merkle.WIDTH < len(stored) else None
            tiles.append(_entry(position, found.get(position), kept, findings))
            if position in found:
                _sides(found[position], sides.get(found[position].id, []), now, findings, position)
            if position + 1 in stops:
                roots[position + 1] = tiles.root()
    _upper(tiles, findings)
    return roots


def _entry(position: int, leaf: leaves.Written | None, kept: bytes | None, findings: Findings) -> bytes:
    """Hold one entry against its stored hash; give the hash to go on with."""
    digest = merkle.leaf_hash(leaf.data()) if leaf else None
    if leaf is None:
        findings.add("the entry is missing", position)
    elif kept is None:
        findings.add("the entry's stored hash is missing", position, leaf.id)
    elif digest != kept:
        findings.add("the entry has been altered, or another stands in its place", position, leaf.id)
    return kept or digest or merkle.EMPTY


def _sides(leaf: leaves.Written, sides: rows.Sides, now: datetime, findings: Findings, position: int | None) -> None:
    """Hold the side rows against the leaf: whole and unaltered until they fall, whole or gone after."""
    if not sides:
        if leaf.count and leaf.falls > leaves.microseconds(now):
            findings.add("its side rows (who was seen) are gone before their date", position, leaf.id)
        elif leaf.count:
            findings.fallen += 1
        return
    r, unit = sides[0][3] or b"", sides[0][2]
    if [ordinal for ordinal, *_ in sides] != list(range(leaf.count)):
        findings.add(f"{len(sides)} of its {leaf.count} side rows (who was seen) stand", position, leaf.id)
    elif any(row[2] != unit for row in sides) or leaves.commit(r, unit, [row[1] for row in sides]) != leaf.commitment:
        findings.add("its side rows (who was seen) have been altered", position, leaf.id)


def _upper(tiles: merkle.Tiles, findings: Findings) -> None:
    """Hold the stored tiles above the leaves against the recomputed ones: the next sealing would build on them."""
    mine = {place: hashes for place, hashes in tiles.changed.items() if place[0] > 0}
    stored = dict(rows.upper_tiles())
    for level, number in sorted({*mine, *stored}):
        if mine.get((level, number)) != stored.get((level, number)):
            width = merkle.WIDTH ** (level + 1)
            findings.add(f"the tree's tile {level}/{number} has been altered", min(number * width, max(tiles.size - 1, 0)))


def _hold(claimed: dict[int, tuple[bytes, str]], roots: dict[int, bytes], sealed: int, findings: Findings) -> None:
    """Hold the tree against every signed checkpoint, and name the stretch where it first parts from them."""
    agreed = 0
    for size, (root, name) in sorted(claimed.items()):
        if size > sealed:
            findings.add(f"the ledger has been cut: {name} was signed over {size} entries and {sealed} are left", sealed)
            return
        if roots.get(size, merkle.EMPTY) != root:
            if not any(problem.position is not None and problem.position < size for problem in findings.problems):
                findings.add(f"entries {agreed} to {size - 1} are not those that {name} was signed over", agreed)
            return
        agreed = size


def _loose_ends(sealed: int, now: datetime, findings: Findings) -> None:
    """Look at what no checkpoint covers."""
    for position, leaf in rows.beyond(sealed):
        findings.add("the entry claims a place that no checkpoint covers", position, leaf)
    loose, sides = rows.loose()
    findings.leaves += len(loose)
    for leaf_row in loose:
        _sides(leaf_row, sides.get(leaf_row.id, []), now, findings, None)
    if orphans := rows.orphans():
        findings.add(f"{orphans} side rows belong to no entry")
