"""Records as ciphertext: S1 ‖ algorithm ‖ key id (8) ‖ nonce (12) ‖ commitment (32) ‖ ciphertext ‖ tag (16)."""

from seloste.vault import box
from seloste.vault.keys import Key

SEALED = box.Format(b"S1", b"seloste/sealed/1")


def seal(key: Key, *, key_id: int, context: bytes, plaintext: bytes) -> bytes:
    """Seal one record's bytes for the one place that `context` names."""
    return box.seal(SEALED, key, key_id, context, plaintext)


def open(key: Key, *, context: bytes, sealed: bytes) -> bytes:
    """Open one record. Raises Refused when the key, the place or a single bit is another."""
    return box.unseal(SEALED, key.secret, context, sealed)


def key_id(sealed: bytes) -> int:
    """Say which folder key a sealed record asks for."""
    return box.number(SEALED, sealed)
