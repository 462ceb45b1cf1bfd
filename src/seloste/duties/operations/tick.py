"""The tick: everything that is due now, in the order that leaves least behind if it is stopped in the middle.

What is due falls first, then key-encryption keys are renewed, and once a month, or when a notice narrows it, the search index with its
own; then the access log's side rows fall, rows of law that a notice leans on for the first time are written down, and last the ledger is
sealed, so that the checkpoint covers the tick's own work; daily all of it is verified, and the checkpoint mailed to whoever the settings
name. Running it again does only what is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from seloste.duties import retention
from seloste.duties.lawwatch import watching
from seloste.duties.operations.mailing import Mailed, mail_checkpoint
from seloste.duties.retention import Receipt
from seloste.gate import Door, Verdict
from seloste.home import Home


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did. `verdict` is of the day's check of the whole ledger, when this tick made it."""

    receipt: Receipt
    epochs: int
    rewrapped: int
    keys_destroyed: int
    keys_shut: int
    terms_indexed: int
    looks_fallen: int
    sealed: int
    size: int
    uncopied: str
    mailed: Mailed
    verdict: Verdict | None

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        return {
            "retention": self.receipt.as_json(),
            "keys": {
                "epochs_begun": self.epochs,
                "folders_rewrapped": self.rewrapped,
                "keys_destroyed": self.keys_destroyed,
                "do_not_open": self.keys_shut,
            },
            "search": {"terms_indexed_anew": self.terms_indexed},
            "ledger": {
                "calls_whose_side_rows_fell": self.looks_fallen,
                "sealed": self.sealed,
                "size": self.size,
                "mailed": self.mailed.sent,
                "whole": None if self.verdict is None else self.verdict.ok,
            },
        }


def tick(door: Door, home: Home, *, now: datetime, clock: Callable[[], datetime], vouched: bool = False) -> Ticked:
    """Do what is due at `now`. Raises ClockDoubtError before anything is destroyed when the clock has leapt and nobody vouches for it."""
    receipt = retention.run(door, home, now=now, clock=clock, vouched=vouched)
    rotated = door.rotate_keys(now=now)
    indexed = sum(batch.terms for batch in door.renew_search(now=now))
    fallen = 0
    while step := door.drop_sides(now=now):
        fallen += step
    watching.note(door, now=now)
    sealed = door.seal_ledger(now=now)
    verdict = door.verify_ledger_daily(now=now)
    # Last, since it waits for somebody else's machine.
    mailed = mail_checkpoint(home, sealed.note, now=now)
    return Ticked(
        receipt=receipt,
        epochs=rotated.begun,
        rewrapped=rotated.rewrapped,
        keys_destroyed=rotated.destroyed,
        keys_shut=rotated.shut,
        terms_indexed=indexed,
        looks_fallen=fallen,
        sealed=sealed.added,
        size=sealed.size,
        uncopied=sealed.uncopied,
        mailed=mailed,
        verdict=verdict,
    )
