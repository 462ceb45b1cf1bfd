"""What has happened since a backup that must not be undone by restoring it?  Told in pieces kept apart from the data, and applied anew.

A piece holds the ledger's new entries, with who was seen, and how everyone whom a call has changed since stands: which folders and records
are theirs, and the facts of their lives (events, refusals, restrictions, holds), in ids, codes and dates. No value, no key.
Each names the digest of the one before it and bears a tag that only this home can make: whoever writes to their place can lose them, but
neither alter, leave out nor exchange one unseen.
"""

from seloste.gate.since.applying import Replayed, apply, lacking
from seloste.gate.since.pieces import Piece, PieceError, read
from seloste.gate.since.proving import Proof, prove, resurrected
from seloste.gate.since.telling import ASKED, Told, tell
from seloste.gate.since.vouching import follow, vouch

__all__ = [
    "ASKED",
    "Piece",
    "PieceError",
    "Proof",
    "Replayed",
    "Told",
    "apply",
    "follow",
    "lacking",
    "prove",
    "read",
    "resurrected",
    "tell",
    "vouch",
]
