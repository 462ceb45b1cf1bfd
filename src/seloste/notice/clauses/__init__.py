"""What exactly does a notice promise? Every promise as a clause with an anchor that stays, made from the notice's structure.

The page that people read and the board that watches the promises are both made from these, so they can't say different things.
"""

from seloste.notice.clauses import flows, keeping, others, rights, use, whole
from seloste.notice.clauses.clause import Clause, ClauseKind
from seloste.notice.model import Notice

__all__ = ["Clause", "ClauseKind", "clauses"]


def clauses(notice: Notice) -> tuple[Clause, ...]:
    """List every promise the notice makes, in the order of its sections."""
    parts = (whole, others, use, keeping, flows, rights)
    found = [each for part in parts for each in part.clauses(notice)]
    return tuple(sorted(found, key=lambda each: each.section))
