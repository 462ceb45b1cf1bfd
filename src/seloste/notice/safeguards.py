"""What may a transfer out of the European Economic Area lean on, and is it in force? The names a notice may use, each with its row of law.

The rows say from when to when a tool holds. A tool without one (binding corporate rules, a code, a certification) is approved firm by
firm.
"""

from datetime import date

from seloste import law

_CLAUSES = {"scc-2021/914": "eu/2021-914", "scc-2010/87": "eu/2010-87", "scc-2001/497": "eu/2001-497"}
_DECISIONS = {"dpf": "(EU) 2023/1795", "privacy-shield": "(EU) 2016/1250", "safe-harbour": "2000/520/EC"}
_BY_FIRM = ("bcr", "code-of-conduct", "certification")
CERTIFIED = frozenset(_DECISIONS)
NAMES: tuple[str, ...] = (*_CLAUSES, *_BY_FIRM, *_DECISIONS)


def row_of(safeguard: str, on: date) -> law.Row | None:
    """Give the row of law that a tool stands on, in force or not; None for a tool that each firm gets approved."""
    if name := _CLAUSES.get(safeguard):
        found = [row for row in law.rows(law.Statute) if row.id == name]
    elif decision := _DECISIONS.get(safeguard):
        found = [row for row in law.rows(law.Adequacy) if row.decision == decision]
    else:
        return None
    return next((row for row in found if row.holds(on)), found[-1] if found else None)
