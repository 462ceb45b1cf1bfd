"""What can a person keep that shows, to anyone and at any time, what we did with their request?  A receipt for each entry of the ledger.

A receipt proves its entry under a signed checkpoint, so nobody can later say that it wasn't there. It exists once the entry is sealed.
"""

from datetime import datetime

from seloste.duties.rights.access import PURPOSE
from seloste.duties.rights.requests import Refused, find_request, unknown
from seloste.gate import Door, Receipt
from seloste.policy import Actor, Denial


def receipts_of(door: Door, actor: Actor, number: str, *, now: datetime) -> tuple[Receipt, ...] | Denial | Refused:
    """Give the receipts of everything done with the person for answering requests since this one came. Seals first."""
    request = find_request(number)
    if request is None:
        return unknown(number)
    door.seal_ledger(now=now)
    return door.receipts(actor, PURPOSE, request.subject_id, since=request.received, now=now)
