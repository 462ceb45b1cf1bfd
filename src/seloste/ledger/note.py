"""Signed checkpoints as text: C2SP signed-note and tlog-checkpoint with one Ed25519 signature. Pure.

seloste/ledger/<home id>            origin, and the key's name
1234                                size
base64 of the root

— seloste/ledger/<home id> base64(key hash (4) ‖ signature (64))
"""

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: a tree of this size has this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> bytes:
        """Give the signed bytes."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read the signed bytes. Raises ValueError for any other form, also one that means the same."""
        lines = text.decode("utf-8").split("\n")
        if len(lines) < 4:
            raise ValueError("not a checkpoint")
        head = cls(lines[0], int(lines[1]), base64.b64decode(lines[2]))
        if not text.startswith(head.text()) or len(head.root) != 32 or head.size < 0:
            raise ValueError("not a checkpoint")
        return head


def sign(head: Head, key: Ed25519PrivateKey) -> str:
    """Write a checkpoint as a signed note."""
    text = head.text()
    signature = base64.b64encode(key_hash(head.origin, key.public_key()) + key.sign(text)).decode()
    return f"{text.decode()}\n— {head.origin} {signature}\n"


def check(note: str, origin: str, key: Ed25519PublicKey) -> Head:
    """Give what a note says when this key signed it. Raises ValueError saying what is wrong; unknown signatures are passed over."""
    text, gap, tail = note.partition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise ValueError("it is not a signed note")
    signed = (text + "\n").encode()
    try:
        head = Head.read(signed)
    except ValueError:
        raise ValueError("it does not read as a checkpoint") from None
    if head.origin != origin:
        raise ValueError("it is another ledger's")
    expected, start = key_hash(origin, key), f"— {origin} "
    for line in tail.removesuffix("\n").split("\n"):
        if line.startswith(start):
            with suppress(ValueError, InvalidSignature):
                blob = base64.b64decode(line.removeprefix(start), validate=True)
                if blob[:4] == expected:
                    key.verify(blob[4:], signed)
                    return head
    raise ValueError("it is not signed with this ledger's key")


def key_hash(name: str, key: Ed25519PublicKey) -> bytes:
    """Give the four bytes by which a signature names its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + key.public_bytes_raw()).digest()[:4]


def verifier(name: str, key: Ed25519PublicKey) -> str:
    """Write the public key as signed-note tools take it: name+hash+key."""
    return f"{name}+{key_hash(name, key).hex()}+{base64.b64encode(_ED25519 + key.public_bytes_raw()).decode()}"
