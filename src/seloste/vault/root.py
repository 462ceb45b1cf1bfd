"""The root: what the ring of keys itself is sealed under, so that a copy of the ring alone opens nothing.

A provider is anything that seals and opens a few kilobytes for a home: a secret read from a file here, a key service or a PKCS#11 token
elsewhere. R1 ‖ algorithm ‖ home id (8) ‖ nonce (12) ‖ commitment (32) ‖ ciphertext ‖ tag (16).
"""

from dataclasses import dataclass
from typing import Protocol

from seloste.vault import box
from seloste.vault.keys import Key
from seloste.vault.refused import Refused, Why
from seloste.vault.ring import Ring

ROOTED = box.Format(b"R1", b"seloste/root/1")
_CONTEXT = b"seloste/ring/1"


class Root(Protocol):
    """Seals and opens the ring of one home."""

    def seal(self, home: int, plaintext: bytes) -> bytes:
        """Seal bytes for a home."""
        ...

    def open(self, home: int, sealed: bytes) -> bytes:
        """Open what was sealed for that home. Raises Refused for anything else."""
        ...


@dataclass(frozen=True, slots=True)
class SecretRoot:
    """A root that is 256 bits kept in a file apart from the ring."""

    key: Key

    def seal(self, home: int, plaintext: bytes) -> bytes:
        """Seal bytes for a home."""
        return box.seal(ROOTED, self.key, home, _CONTEXT, plaintext)

    def open(self, home: int, sealed: bytes) -> bytes:
        """Open what was sealed for that home. Raises Refused for another root, another home, or a single bit changed."""
        if box.number(ROOTED, sealed) != home:
            raise Refused(Why.ANOTHER_KEY)
        return box.unseal(ROOTED, self.key.secret, _CONTEXT, sealed)


def seal_ring(root: Root, ring: Ring) -> bytes:
    """Write a ring so that only its root opens it."""
    return root.seal(ring.home, ring.dump())


def open_ring(root: Root, home: int, sealed: bytes) -> Ring:
    """Read what `seal_ring` wrote. Raises Refused for another root or home, and for bytes that were changed."""
    return Ring.parse(root.open(home, sealed))
