"""The gate: the only door to a person's data. Decides, acts and appends to the ledger in one transaction, or does nothing.

Faces and duties come through here; nothing else opens a record (a contract test proves it).
"""

import random
from contextlib import AbstractContextManager

from seloste.gate.checks import Check
from seloste.gate.counting import Counted
from seloste.gate.disclosing import Disclosure, Order
from seloste.gate.door import Door
from seloste.gate.habits import Habits
from seloste.gate.house import House
from seloste.gate.impact import Impact
from seloste.gate.lives import Life, LifeFolder, LifeGround, LifeMatter
from seloste.gate.names import Names
from seloste.gate.publishing import Publication, publish
from seloste.gate.rotating import KeyRow, keys
from seloste.gate.rotating import until as keys_until
from seloste.gate.shapes import Applied, Entry, Explanation, Linked, Listing, Locked, Only, Reading, Rule
from seloste.gate.sweeping import Due, Swept
from seloste.home import Home, HomeError, current, quarantine, wall
from seloste.ledger import Entry as LedgerEntry
from seloste.ledger import Filters, LedgerError, Look, Receipt, Verdict, tail
from seloste.register import ids, notices
from seloste.register.keyring import Keyring, change_root
from seloste.register.notices import EarlierError

__all__ = [
    "Applied",
    "Check",
    "Counted",
    "Disclosure",
    "Door",
    "Due",
    "EarlierError",
    "Entry",
    "Explanation",
    "Filters",
    "Habits",
    "Impact",
    "KeyRow",
    "LedgerEntry",
    "LedgerError",
    "Life",
    "LifeFolder",
    "LifeGround",
    "LifeMatter",
    "Linked",
    "Listing",
    "Locked",
    "Look",
    "Only",
    "Order",
    "Publication",
    "Reading",
    "Receipt",
    "Rule",
    "Swept",
    "Verdict",
    "change_root",
    "door",
    "doubt",
    "is_open",
    "keys",
    "keys_until",
    "leave",
    "not_set_back",
    "publish",
    "seeded_ids",
]

_houses: dict[tuple[int, int], House] = {}


def door(home: Home | None = None, *, register: str = "", doubted: bool = False) -> Door:
    """Open the register of a home (the only one, or the one with that key).

    Raises HomeError when there is no register, when its keys are missing or another home's, when it comes from a backup and hasn't been
    released, or when its database has been set back (`doubted` opens that one, to look into its ledger): then nothing is shown.
    """
    home = home or current()
    quarantine.refuse(home)
    found = notices.find(register)
    if found is None:
        raise HomeError(f"{home.path}: there is no such register here yet. Publish a notice first, or run `seloste demo`.")
    known = _houses.get((home.id, found))
    if known is None or known.notices.published[-1].number != notices.newest(found):
        if not doubted:
            not_set_back(home)
        known = House(home, notices.read(found), Keyring.open(home), Names())
        _houses[(home.id, found)] = known
    else:
        known.keyring.fresh()
    known.stand()
    return Door(known)


def not_set_back(home: Home) -> None:
    """Raise HomeError where a checkpoint outside the database was signed over more than it holds: then it is an old copy."""
    held, witnessed = tail.set_back(home)
    if held < witnessed:
        raise HomeError(
            f"{home.path}: the database has been set back: its ledger has {held} sealed entries, and a checkpoint outside it was signed"
            f" over {witnessed}. Nothing is opened, since people erased meanwhile could be in it. Bring it back with `seloste backup"
            " restore`; `seloste ledger verify` shows where it ends, and docs/howto/back-up.md says what to do when entries are lost."
        )


def doubt() -> None:
    """Look anew, before anybody enters again, whether a database that was opened long ago has been set back since."""
    _houses.clear()


def leave() -> None:
    """At the end of a request or a command: whoever uses this connection next sees nobody's rows before it opens a door."""
    wall.leave()


def is_open(register: str) -> bool:
    """Whether a register with that key has a notice yet."""
    return notices.find(register) is not None


def seeded_ids(source: random.Random) -> AbstractContextManager[None]:
    """Draw new identifiers from a seed within the block, so that a demo repeats exactly. Keys stay random."""
    return ids.seeded_ids(source)
