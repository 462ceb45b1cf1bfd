"""Folder keys under key-encryption keys: W2 ‖ algorithm ‖ KEK id (8) ‖ nonce (12) ‖ wrapped key (32) ‖ tag (16).

The KEK is chosen by its id in an authenticated ring, so a box needs no derivation and no commitment of its own (decision 0021).
W1, which has both, is opened for as long as a folder of an earlier version stands; nothing is written in it.
"""

import os

from cryptography.exceptions import InvalidTag

from seloste.vault import box
from seloste.vault.keys import SIZE, Key
from seloste.vault.refused import Refused, Why
from seloste.vault.ring import Kek, Ring

_W1 = box.Format(b"W1", b"seloste/wrapped/1")
_START = b"W2" + bytes((box.AES_256_GCM_SIV,))
_HEADER, _NONCED, _LENGTH = 11, 23, 23 + SIZE + 16


def wrap(kek: Kek, key: Key, context: bytes) -> bytes:
    """Wrap one folder's key for the one place that `context` names."""
    header, nonce = _START + kek.id.to_bytes(8, "big"), os.urandom(_NONCED - _HEADER)
    return header + nonce + kek.cipher().encrypt(nonce, key.secret, header + context)


def unwrap(ring: Ring | Kek, wrapped: bytes, context: bytes) -> Key:
    """Give the folder's key back. Raises Refused when its KEK is gone or anything has been changed."""
    return Key(unwrapped(ring, wrapped, context))


def unwrapped(ring: Ring | Kek, wrapped: bytes, context: bytes) -> bytes:
    """The same, as the bare secret: for use within the vault only."""
    number = kek_id(wrapped)
    kek = ring.kek(number) if isinstance(ring, Ring) else ring
    if wrapped.startswith(_W1.mark):
        return Key(box.unseal(_W1, kek.key.secret, context, wrapped)).secret
    try:
        return kek.cipher().decrypt(wrapped[_HEADER:_NONCED], wrapped[_NONCED:], wrapped[:_HEADER] + context)
    except InvalidTag:
        raise Refused(Why.ALTERED) from None


def rewrap(ring: Ring, to: Kek, wrapped: bytes, context: bytes) -> bytes:
    """Move a folder's key under another KEK; the key and so every ciphertext stay as they are."""
    return wrap(to, unwrap(ring, wrapped, context), context)


def kek_id(wrapped: bytes) -> int:
    """Say which KEK a wrapped key hangs on."""
    if wrapped.startswith(_START) and len(wrapped) == _LENGTH:
        return int.from_bytes(wrapped[3:_HEADER], "big")
    if wrapped.startswith(_START[:2]):
        raise Refused(Why.NOT_SEALED if len(wrapped) != _LENGTH else Why.UNKNOWN_ALGORITHM)
    return box.number(_W1, wrapped)
