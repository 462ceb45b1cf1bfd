"""The ledger answers: what happened, and can it be shown that nobody has changed the account of it?

One leaf for each call at the gate and one side row for each person it saw; no personal value, only random ids, kinds and dates.
It appends, gives tree positions afterwards (seal), signs checkpoints that stand outside the database, and verifies. It never
updates what a leaf says, never deletes a leaf, and never decides who may look. docs/reference/ledger-format.md has the bytes.
"""

from seloste.ledger.append import Call, append, changing, changing_one, new_leaf, noting, reading
from seloste.ledger.batching import look
from seloste.ledger.browse import Entry, Filters, Look, browse, browsing, entries, looks
from seloste.ledger.errors import LedgerError
from seloste.ledger.falling import erased_since, fall_due, overdue
from seloste.ledger.habits import Hour, hours, seen
from seloste.ledger.proof import Receipt, prove, prove_subject
from seloste.ledger.seal import Sealed, seal, seal_if_due
from seloste.ledger.tally import Tally, reads_between, tally
from seloste.ledger.verify import Problem, Verdict, verify, verify_daily

__all__ = [
    "Call",
    "Entry",
    "Filters",
    "Hour",
    "LedgerError",
    "Look",
    "Problem",
    "Receipt",
    "Sealed",
    "Tally",
    "Verdict",
    "append",
    "browse",
    "browsing",
    "changing",
    "changing_one",
    "entries",
    "erased_since",
    "fall_due",
    "hours",
    "look",
    "looks",
    "new_leaf",
    "noting",
    "overdue",
    "prove",
    "prove_subject",
    "reading",
    "reads_between",
    "seal",
    "seal_if_due",
    "seen",
    "tally",
    "verify",
    "verify_daily",
]
