"""Which colour is a purpose?  The same one in the picker, on the card, in the history and in the notice.

Our own work (the built-in purposes) is grey. The others start from a slot that their key decides and step aside for those declared
before them, so a purpose added last never recolours another.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Protocol

SLOTS = 14
OWN = 0


class Coloured(Protocol):
    """What a purpose must tell to be given a colour."""

    @property
    def builtin(self) -> bool: ...


def hues(purposes: Mapping[str, Coloured]) -> dict[str, int]:
    """Give each purpose its number in the palette."""
    found = {key: OWN for key, purpose in purposes.items() if purpose.builtin}
    return found | _spread(key for key, purpose in purposes.items() if not purpose.builtin)


def _spread(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for count, key in enumerate(keys):
        slot = int.from_bytes(sha256(key.encode()).digest()[:4]) % SLOTS
        # After fourteen purposes the palette starts again; a colour never stands without its name.
        taken = set(list(found.values())[count - count % SLOTS :])
        while slot + 1 in taken:
            slot = (slot + 1) % SLOTS
        found[key] = slot + 1
    return found
