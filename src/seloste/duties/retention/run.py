"""Destroys what is due: through the gate, a small batch at a time so that nobody has to wait for it, and leaves a receipt.

The gate marks, destroys keys, then rows and index entries, each batch a transaction of its own, and looks again under each person's
lock whether the folder still falls. A run that is stopped goes on where it was; it is never half done and said to be done.
"""

from collections.abc import Callable
from datetime import datetime

from seloste.duties.retention import clock as clock_check
from seloste.duties.retention import receipt
from seloste.duties.retention.plan import grouped
from seloste.duties.retention.receipt import Receipt
from seloste.gate import Door, Due
from seloste.home import Home

BATCH = 200


def run(
    door: Door,
    home: Home,
    *,
    now: datetime,
    clock: Callable[[], datetime],
    vouched: bool = False,
    batch: int = BATCH,
    step: Callable[[int], None] | None = None,
) -> Receipt:
    """Destroy everything due at `now`; `step` hears how many folders each batch took. A run that destroyed nothing leaves no receipt.

    Raises ClockDoubtError before anything is destroyed when the clock has leapt and nobody has vouched for it.
    """
    if not vouched:
        clock_check.doubt(home, now)
    due = {(one.subject, one.folder): one for one in door.due(on=now)}
    gone: list[Due] = []
    records = people = spared = archived = resumed = 0
    more = True
    while more:
        swept = door.sweep(now=now, limit=batch)
        # Only what this run destroyed is receipted; what it doesn't know had lost its key to a run that was interrupted.
        gone += [due[place] for place in swept.gone if place in due]
        resumed += sum(place not in due for place in swept.gone)
        records, people, spared = records + swept.records, people + swept.subjects, spared + swept.spared
        archived, more = archived + swept.archived, swept.more
        if step:
            step(len(swept.gone))
    done = Receipt(
        id=receipt.new_id(),
        started=now,
        finished=clock(),
        notice=door.notice_at(now).sha256,
        groups=grouped(gone),
        folders=len(gone) + resumed,
        records=records,
        people=people,
        archived=archived,
        spared=spared,
        resumed=resumed,
    )
    clock_check.remember(home, now)
    if done.folders:
        receipt.keep(home, done)
    return done
