"""Backups: can the register be brought back, and does nobody come back with it who was erased?

Three things are copied apart: the data (ciphertext, of any age), the ring of keys with what has been decided since (young), and the root
(by hand). Restoring puts them together again in quarantine, and proves the register before anybody looks. docs/decisions/0024
"""

from seloste.duties.operations.backups.keeping import Kept, keep, lingering, outlived
from seloste.duties.operations.backups.making import Made, backup_server, make
from seloste.duties.operations.backups.noting import Noted, note, noted
from seloste.duties.operations.backups.restoring import Plan, Restored, plan, release, restore
from seloste.duties.operations.backups.taking import Taken, take

__all__ = [
    "Kept",
    "Made",
    "Noted",
    "Plan",
    "Restored",
    "Taken",
    "backup_server",
    "keep",
    "lingering",
    "make",
    "note",
    "noted",
    "outlived",
    "plan",
    "release",
    "restore",
    "take",
]
