"""Writes down what a call at the gate did, in the caller's own transaction: what isn't on record hasn't happened.

This is on the path of every read, so it is two plain statements, and the tree is left to the sequencer (seal).
"""

import os
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from seloste.ledger import leaves

_LEAF = f"INSERT INTO ledger_leaf ({leaves.COLUMNS}) VALUES ({', '.join(['%s'] * len(leaves.Written.__slots__))})"  # noqa: S608
_SIDE = "INSERT INTO ledger_side (leaf, ordinal, subject, unit, r) VALUES (%s, %s, %s, %s, %s)"


def new_leaf() -> int:
    """Draw a leaf's id: positive, 63 bits, telling nothing."""
    return (int.from_bytes(os.urandom(8), "big") >> 1) or 1


def append(
    *,
    leaf: int,
    at: datetime,
    controller: int,
    verb: str,
    actor: int,
    unit: str,
    purpose: str,
    notice: str,
    outcome: str,
    categories: Sequence[str],
    subjects: Sequence[int],
    side_falls: datetime,
) -> None:
    """Add one leaf and a side row for each subject. `notice` is the notice's SHA-256 in hex, or empty before there is one."""
    r = os.urandom(32)
    row = (
        leaf,
        leaves.VERSION,
        leaves.microseconds(at),
        controller,
        verb,
        actor,
        purpose,
        bytes.fromhex(notice),
        outcome,
        ",".join(categories),
        len(subjects),
        leaves.commit(r, unit, subjects),
        leaves.microseconds(side_falls),
    )
    sides = [(leaf, ordinal, subject, unit, None if ordinal else r) for ordinal, subject in enumerate(subjects)]
    with connection.cursor() as cursor:
        cursor.execute(_LEAF, row)
        if len(sides) == 1:
            cursor.execute(_SIDE, sides[0])
        elif sides:
            cursor.executemany(_SIDE, sides)
