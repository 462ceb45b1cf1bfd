"""What shows one entry's place in the ledger to somebody who has only a receipt?  A C2SP tlog-proof, made from the stored tree.

The receipt carries the entry itself as its extra data, and, when the entry is about one person only, what opens its commitment: so the
person can show later that they were seen, when and for what, also after our own side rows have fallen, and even that we removed it.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from seloste.ledger import leaves, merkle, rows
from seloste.ledger.errors import LedgerError

FORM = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One entry's proof of inclusion under a signed checkpoint; `text` is the .tlog-proof file."""

    leaf: int
    position: int
    size: int
    text: str


def prove(leaf: int, *, opened: bool = False) -> Receipt:
    """Make the receipt of a sealed entry under the newest checkpoint. Raises LedgerError when there is none to make."""
    found = rows.placed(leaf)
    if found is None:
        raise LedgerError(f"There is no entry {leaf} in the ledger.")
    position, entry = found
    if position is None:
        raise LedgerError(f"Entry {leaf} is not sealed yet. Run `seloste ledger checkpoint` first.")
    table = rows.checkpoints()
    size = max(table, default=0)
    root, text = table.get(size, (b"", ""))
    path = merkle.inclusion(position, size, lambda level, number: merkle.split(rows.tile(level, number)))
    digest = merkle.leaf_hash(entry.data())
    if merkle.root_by(path, digest, position, size) != root:
        raise LedgerError("The ledger is not what its last checkpoint says, so nothing can be proved. Run `seloste ledger verify`.")
    extra = entry.data() + (_opening(entry) if opened else b"")
    return Receipt(leaf, position, size, written(position, path, text, extra))


def prove_subject(subject: int, controller: int, purpose: str, *, since: datetime, until: datetime) -> tuple[Receipt, ...]:
    """Make the receipts of what a purpose did with a person between two instants, opened, as far as it is sealed."""
    found = rows.about(subject, controller, purpose, leaves.microseconds(since), leaves.microseconds(until))
    return tuple(prove(leaf, opened=True) for leaf in found)


def written(index: int, path: Sequence[bytes], checkpoint: str, extra: bytes) -> str:
    """Write a tlog-proof."""
    lines = [FORM, f"extra {base64.b64encode(extra).decode()}", f"index {index}", *(base64.b64encode(each).decode() for each in path)]
    return "\n".join(lines) + "\n\n" + checkpoint


def _opening(entry: leaves.Written) -> bytes:
    """Give what opens the commitment when nobody else would be seen with it."""
    sides = rows.sides_of(entry.id)
    if len(sides) != 1:
        return b""
    _, subject, unit, r = sides[0]
    if r is None:
        raise LedgerError(f"The side row of entry {entry.id} has been altered. Run `seloste ledger verify`.")
    said = {"r": r.hex(), "subjects": [subject], "unit": unit}
    return b"\n" + json.dumps(said, separators=(",", ":")).encode("ascii")
