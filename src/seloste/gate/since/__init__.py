"""What has happened since a backup that must not be undone by restoring it?  Told in pieces kept apart from the data, and applied anew.

A piece holds the ledger's new entries, with who was seen, and how everyone whom a call has changed since stands: which folders and records
are theirs, and the facts of their lives (events, refusals, restrictions, holds), in ids, codes and dates. No value, no key.
"""

from seloste.gate.since.applying import Replayed, apply, lacking
from seloste.gate.since.pieces import Piece, PieceError, read
from seloste.gate.since.proving import Proof, prove, resurrected
from seloste.gate.since.telling import ASKED, Told, tell

__all__ = ["ASKED", "Piece", "PieceError", "Proof", "Replayed", "Told", "apply", "lacking", "prove", "read", "resurrected", "tell"]
