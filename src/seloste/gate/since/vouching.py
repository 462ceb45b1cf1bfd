"""Vouching: did this home write these pieces, and in this order?  Asked before anything that they tell is believed."""

from collections.abc import Sequence
from itertools import pairwise

from seloste.gate.since.pieces import MENDING, Piece, PieceError
from seloste.home import Home
from seloste.register import keyring


def vouch(home: Home, pieces: Sequence[Piece]) -> None:
    """Raise PieceError for one that this home's key didn't tag, and HomeError where the ring has no such key."""
    if pieces:
        key = keyring.telling(home)
        for piece in pieces:
            if not piece.is_tagged(key):
                raise PieceError(f"{piece.path}: was not written by this home: its tag doesn't fit, so somebody forged it. {MENDING}")


def follow(pieces: Sequence[Piece]) -> None:
    """Raise PieceError where one doesn't follow on the one before it."""
    for before, after in pairwise(pieces):
        if after.start != before.end:
            raise PieceError(f"{after.path}: does not follow on {before.path.name}: the piece between them is missing. {MENDING}")
        if after.before != before.digest:
            raise PieceError(f"{after.path}: does not follow on {before.path.name}, but on another piece in its place. {MENDING}")
