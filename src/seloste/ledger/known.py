"""What was found whole the last time everything was checked?  So that the promise board needs to check only what has come since.

A small file beside the checkpoints. Whoever can write it can hide an old change from the board, not from the daily round nor from
`seloste ledger verify`: those never read it. (docs/decisions/0018)
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from seloste.home import Home
from seloste.home.ring import replace_durably
from seloste.ledger import notary
from seloste.ledger.leaves import instant, microseconds

# A ledger smaller than this is checked whole each time: it takes half a second.
SMALL = 10_000
# A day and an hour: the daily round may come a little later than the day before.
FRESH = timedelta(hours=25)
DAILY = timedelta(hours=23)


@dataclass(frozen=True, slots=True)
class Known:
    """A tree of this size and root had every entry, side row, tile and checkpoint in order at that instant."""

    size: int
    root: bytes
    at: datetime


def file_of(home: Home) -> Path:
    """Return the path of the record; it need not exist."""
    return notary.ground(home) / "verified.json"


def recall(home: Home) -> Known | None:
    """Read the record; what can't be read is no record."""
    try:
        said = json.loads(file_of(home).read_text("utf-8"))
        return Known(int(said["size"]), bytes.fromhex(said["root"]), instant(int(said["at"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(home: Home, known: Known) -> None:
    """Write the record."""
    said = {"size": known.size, "root": known.root.hex(), "at": microseconds(known.at)}
    replace_durably(file_of(home), (json.dumps(said) + "\n").encode())


def forget(home: Home) -> None:
    """Take the record away: the next look checks everything."""
    file_of(home).unlink(missing_ok=True)
