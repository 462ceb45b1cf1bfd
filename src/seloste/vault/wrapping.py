"""Folder keys under key-encryption keys: W1 ‖ algorithm ‖ KEK id (8) ‖ nonce (12) ‖ commitment (32) ‖ wrapped key (32) ‖ tag (16)."""

from seloste.vault import box
from seloste.vault.keys import Key
from seloste.vault.ring import Kek, Ring

WRAPPED = box.Format(b"W1", b"seloste/wrapped/1")


def wrap(kek: Kek, key: Key, context: bytes) -> bytes:
    """Wrap one folder's key for the one place that `context` names."""
    return box.seal(WRAPPED, kek.key, kek.id, context, key.secret)


def unwrap(ring: Ring | Kek, wrapped: bytes, context: bytes) -> Key:
    """Give the folder's key back. Raises Refused when its KEK is gone or anything has been changed."""
    kek = ring.kek(kek_id(wrapped)) if isinstance(ring, Ring) else ring
    return Key(box.unseal(WRAPPED, kek.key, context, wrapped))


def rewrap(ring: Ring, to: Kek, wrapped: bytes, context: bytes) -> bytes:
    """Move a folder's key under another KEK; the key and so every ciphertext stay as they are."""
    return wrap(to, unwrap(ring, wrapped, context), context)


def kek_id(wrapped: bytes) -> int:
    """Say which KEK a wrapped key hangs on."""
    return box.number(WRAPPED, wrapped)
