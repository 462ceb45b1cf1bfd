"""Recomputes the ledger from its rows and says whether it is what was signed, and if not, where it first differs.

It trusts nothing it reads: leaves are hashed again and held against the stored hashes, side rows against the leaf's commitment,
the tree against every checkpoint, the static files against the tree, and the database's size against the checkpoints outside it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from seloste import home as homes
from seloste.home import Home
from seloste.ledger import known as knowing
from seloste.ledger import leaves, merkle, notary, note, outside, rows, saved, shelf
from seloste.ledger.known import Known
from seloste.ledger.verdict import Claim, Findings, Problem, Verdict

__all__ = ["Problem", "Verdict", "verify", "verify_daily"]

_STRETCH = 8 * merkle.WIDTH
_NOTHING = Known(0, merkle.EMPTY, leaves.instant(0))


def verify(now: datetime, *, home: Home | None = None, against: Iterable[Path] = (), lately: bool = False) -> Verdict:
    """Check everything; `lately`, in a large ledger, what has come since everything was found whole within the last day.

    `against` names further checkpoint files, or mails that hold one, kept where nobody who can write here could reach.
    """
    home = home or homes.current()
    findings = Findings()
    # Sealing waits until this is done: what grows meanwhile would look like what has been altered.
    with shelf.alone(home):
        claims = _claims(home, findings, against)
        table = rows.checkpoints()
        before = _before(home, table, now) if lately else _NOTHING
        sealed = max(table, default=0)
        claims += _table(home, table, {claim.size for claim in claims}, findings)
        _edge(sealed, findings)
        tiles, roots = _walk(before, sealed, {claim.size for claim in claims} | {sealed}, now, findings)
        shelf.hold(home, tiles.changed, before.size, table, findings)
        _hold(claims, roots, before.size, sealed, findings)
        _loose_ends(now, findings, whole=before.size == 0)
    verdict = findings.verdict(before.size, sealed, roots.get(sealed, merkle.EMPTY))
    _note_down(home, verdict, now)
    return verdict


def verify_daily(now: datetime, *, home: Home | None = None) -> Verdict | None:
    """Check everything when that hasn't been done for a day; None when it has."""
    home = home or homes.current()
    known = knowing.recall(home)
    if known and now - knowing.DAILY < known.at <= now:
        return None
    return verify(now, home=home)


def _before(home: Home, table: dict[int, tuple[bytes, str]], now: datetime) -> Known:
    """Give what needn't be checked again: a state that is fresh and that this ledger has signed."""
    known = knowing.recall(home)
    if known is None or known.size < knowing.SMALL or not now - knowing.FRESH < known.at <= now:
        return _NOTHING
    return known if table.get(known.size, (b"", ""))[0] == known.root else _NOTHING


def _note_down(home: Home, verdict: Verdict, now: datetime) -> None:
    if not verdict.ok:
        knowing.forget(home)
    elif not verdict.since and verdict.sealed:
        knowing.remember(home, Known(verdict.sealed, bytes.fromhex(verdict.root), now))


def _claims(home: Home, findings: Findings, against: Iterable[Path]) -> list[Claim]:
    """Read the checkpoint files. One that is not signed with this ledger's key is a problem, not a claim."""
    key, claims, roots = notary.checking_key(home), list[Claim](), dict[int, bytes]()
    if outside.absent(home):
        findings.add("the folder of SELOSTE_CHECKPOINTS_TO is not there, so the checkpoints kept in it can't be held against the ledger")
    ours = [(path, path.read_text("utf-8", errors="replace")) for path in (*notary.files(home), *outside.copies(home))]
    for path, text in [*ours, *((file, text) for file in against for text in saved.notes(file.read_bytes()))]:
        findings.checkpoints += 1
        head = _head(text, home, key, f"the checkpoint file {path.name}", findings)
        if head is None:
            continue
        claims.append(Claim(head.size, head.root, path.name))
        if roots.setdefault(head.size, head.root) != head.root:
            findings.add(f"two signed checkpoints of size {head.size} differ: the ledger has been told in two ways")
    return claims


def _head(text: str, home: Home, key: Ed25519PublicKey | None, name: str, findings: Findings) -> note.Head | None:
    try:
        if key is None:
            raise ValueError("there is no key to check it with")
        return note.check(text, notary.origin(home), key)
    except ValueError as error:
        findings.add(f"{name} is not to be trusted: {error}")
        return None


def _table(home: Home, table: dict[int, tuple[bytes, str]], on_file: set[int], findings: Findings) -> list[Claim]:
    key, claims = notary.checking_key(home), list[Claim]()
    for size, (root, text) in table.items():
        head = _head(text, home, key, f"the stored checkpoint of size {size}", findings)
        if head is None:
            continue
        if (head.size, head.root) != (size, root):
            findings.add(f"the stored checkpoint of size {size} has been altered beside its signed text", size - 1)
        if size not in on_file and not notary.file_of(home, size).exists():
            findings.add(f"the checkpoint of size {size} has no file outside the database")
        claims.append(Claim(head.size, head.root, f"the stored checkpoint of size {head.size}"))
    for size in sorted(size for size in on_file - table.keys() if size < max(table, default=0)):
        findings.add(f"the checkpoint of size {size} is missing from the database")
    return claims


def _edge(sealed: int, findings: Findings) -> None:
    """See that the tiles which the next sealing will build on end where the tree does."""
    for level, number, width in merkle.edge_of(sealed):
        if len(rows.tile(level, number)) > width * merkle.SIZE:
            findings.add(f"the tree's tile {level}/{number} has hashes that no checkpoint covers", sealed)


def _walk(before: Known, sealed: int, stops: set[int], now: datetime, findings: Findings) -> tuple[merkle.Tiles, dict[int, bytes]]:
    """Go through every sealed entry from a known tree on; give the tree's root at each of the sizes asked."""
    tiles, roots = _take_up(before, findings), {before.size: before.root}
    stored: list[bytes] = []
    findings.leaves += before.size
    for start in range(before.size, sealed, _STRETCH):
        end = min(sealed, start + _STRETCH)
        found, sides = rows.stretch(start, end)
        findings.leaves += len(found)
        for position in range(start, end):
            if position % merkle.WIDTH == 0 or not stored:
                stored = merkle.split(rows.tile(0, position // merkle.WIDTH))
            kept = stored[position % merkle.WIDTH] if position % merkle.WIDTH < len(stored) else None
            tiles.append(_entry(position, found.get(position), kept, findings))
            if position in found:
                _sides(found[position], sides.get(found[position].id, []), now, findings, position)
            if position + 1 in stops:
                roots[position + 1] = tiles.root()
    _upper(tiles, before.size, findings)
    return tiles, roots


def _take_up(before: Known, findings: Findings) -> merkle.Tiles:
    """Load the known tree's right edge; what doesn't give its root has been altered since."""
    stored = {(level, number): rows.tile(level, number)[: width * merkle.SIZE] for level, number, width in merkle.edge_of(before.size)}
    try:
        tiles = merkle.Tiles.load(before.size, stored)
    except ValueError:
        tiles = merkle.Tiles(before.size)
    if tiles.root() != before.root:
        findings.add(f"the tree's tiles have been altered since {before.size} entries were found whole", before.size - 1)
    return tiles


def _entry(position: int, leaf: leaves.Written | None, kept: bytes | None, findings: Findings) -> bytes:
    """Hold one entry against its stored hash; give the hash to go on with."""
    digest = _digest(leaf) if leaf else None
    if leaf is None:
        findings.add("the entry is missing", position)
    elif kept is None:
        findings.add("the entry's stored hash is missing", position, leaf.id)
    elif digest != kept:
        findings.add("the entry has been altered, or another stands in its place", position, leaf.id)
    return kept or digest or merkle.EMPTY


def _at(leaf: leaves.Written) -> datetime | None:
    try:
        return leaves.instant(leaf.at)
    except (TypeError, ValueError, OverflowError):
        return None


def _digest(leaf: leaves.Written) -> bytes:
    """Hash an entry; nothing was ever signed over one whose columns aren't even of their kind."""
    try:
        return merkle.leaf_hash(leaf.data())
    except (TypeError, ValueError):
        return merkle.EMPTY


def _sides(leaf: leaves.Written, sides: rows.Sides, now: datetime, findings: Findings, position: int | None) -> None:
    """Hold the side rows against the leaf: whole and unaltered until they fall, whole or gone after."""
    try:
        wrong = _wrong_sides(leaf, sides, now)
    except (TypeError, ValueError):
        wrong = "its side rows (who was seen) have been altered"
    if wrong:
        findings.add(wrong, position, leaf.id)
    elif leaf.count and not sides:
        findings.fallen += 1


def _wrong_sides(leaf: leaves.Written, sides: rows.Sides, now: datetime) -> str:
    if not sides:
        return "its side rows (who was seen) are gone before their date" if leaf.count and leaf.falls > leaves.microseconds(now) else ""
    r, unit = sides[0][3] or b"", sides[0][2]
    if [ordinal for ordinal, *_ in sides] != list(range(leaf.count)):
        return f"{len(sides)} of its {leaf.count} side rows (who was seen) stand"
    if any(row[2] != unit for row in sides) or leaves.commit(r, unit, [row[1] for row in sides]) != leaf.commitment:
        return "its side rows (who was seen) have been altered"
    return ""


def _upper(tiles: merkle.Tiles, since: int, findings: Findings) -> None:
    """Hold the stored tiles above the leaves against the recomputed ones: the next sealing would build on them."""
    mine = {place: hashes for place, hashes in tiles.changed.items() if place[0] > 0}
    stored = {place: hashes for place, hashes in rows.upper_tiles() if place in mine or not since}
    for level, number in sorted({*mine, *stored}):
        if mine.get((level, number)) != stored.get((level, number)):
            width = merkle.WIDTH ** (level + 1)
            findings.add(f"the tree's tile {level}/{number} has been altered", min(number * width, max(tiles.size - 1, 0)))


def _hold(claims: Sequence[Claim], roots: dict[int, bytes], since: int, sealed: int, findings: Findings) -> None:
    """Hold the tree against every signed checkpoint, and name the stretch where it first parts from them."""
    agreed = {claim.size for claim in claims if roots.get(claim.size) == claim.root}
    for claim in sorted(claims, key=lambda claim: claim.size):
        if claim.size > sealed:
            findings.add(f"the ledger has been cut: {claim.name} was signed over {claim.size} entries and {sealed} are left", sealed)
            return
        if claim.size >= since and roots.get(claim.size, merkle.EMPTY) != claim.root:
            start = max((size for size in agreed if size < claim.size), default=since)
            if not any(problem.position is not None and start <= problem.position < claim.size for problem in findings.problems):
                findings.add(f"entries {start} to {claim.size - 1} are not those that {claim.name} was signed over", start)
            return


def _loose_ends(now: datetime, findings: Findings, *, whole: bool) -> None:
    """Look at what no checkpoint covers."""
    for position, leaf in rows.beyond():
        findings.add("the entry claims a place that no checkpoint covers", position, leaf)
    loose, sides = rows.loose()
    findings.leaves += len(loose)
    findings.unsealed = len(loose)
    findings.oldest = _at(loose[0]) if loose else None
    for leaf_row in loose:
        if _digest(leaf_row) == merkle.EMPTY:
            findings.add("its columns aren't those of an entry, so nothing can be sealed after it", None, leaf_row.id)
        _sides(leaf_row, sides.get(leaf_row.id, []), now, findings, None)
    for position, leaf in rows.misplaced() if whole else ():
        findings.add("several entries claim the place, or it is no place of the tree", position, leaf)
    if whole and (orphans := rows.orphans()):
        findings.add(f"{orphans} side rows belong to no entry")
