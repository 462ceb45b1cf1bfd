"""Which of the notice's promises are true today, and how do we know? The board: a row for every clause, with its evidence.

The notice makes the clauses; gate, duties and accounts offer the checks; this room runs them and says in words what they found. It never
reads a person's data, and what can't be checked is shown as broken, never as kept.
"""

from seloste.promises.checking import Board, Promise, board
from seloste.promises.evidence import Evidence

__all__ = ["Board", "Evidence", "Promise", "board"]
