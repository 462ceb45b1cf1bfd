"""The one construction under both formats: a header, a nonce, a commitment to the key, then AES-256-GCM-SIV.

One HMAC-SHA512 of the key over header and nonce gives the message key (first half) and the commitment (second half). So a
box opens under exactly one key, the long-lived key never meets the cipher itself, and the commitment is compared, in
constant time, before anything is decrypted. GCM-SIV because a machine restored from a snapshot may repeat a nonce.
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from seloste.vault.keys import Key
from seloste.vault.refused import Refused, Why

AES_256_GCM_SIV = 1
_HEADER = 11
_NONCE = 12
_COMMITMENT = 32
_TAG = 16
_NONCED = _HEADER + _NONCE
_BODY = _NONCED + _COMMITMENT
OVERHEAD = _BODY + _TAG


@dataclass(frozen=True, slots=True)
class Format:
    """Two bytes that name a format, and the tag that keeps its keys apart from another format's."""

    mark: bytes
    domain: bytes


def seal(form: Format, key: Key, number: int, associated: bytes, plaintext: bytes, nonce: bytes | None = None) -> bytes:
    """Give header ‖ nonce ‖ commitment ‖ ciphertext ‖ tag. Only tests of frozen vectors pass a nonce."""
    header = form.mark + bytes((AES_256_GCM_SIV,)) + number.to_bytes(8, "big")
    nonce = os.urandom(_NONCE) if nonce is None else nonce
    message_key, commitment = _derive(form, key, header, nonce)
    return header + nonce + commitment + AESGCMSIV(message_key).encrypt(nonce, plaintext, header + associated)


def unseal(form: Format, key: Key, associated: bytes, sealed: bytes) -> bytes:
    """Give the plaintext back. Raises Refused for anything that isn't exactly what was sealed."""
    number(form, sealed)
    header, nonce = sealed[:_HEADER], sealed[_HEADER:_NONCED]
    message_key, expected = _derive(form, key, header, nonce)
    if not hmac.compare_digest(sealed[_NONCED:_BODY], expected):
        raise Refused(Why.ANOTHER_KEY)
    try:
        return AESGCMSIV(message_key).decrypt(nonce, sealed[_BODY:], header + associated)
    except InvalidTag:
        raise Refused(Why.ALTERED) from None


def number(form: Format, sealed: bytes) -> int:
    """Read the key's number from the header; it is believed only once the box has been opened."""
    if len(sealed) < OVERHEAD or sealed[:2] != form.mark:
        raise Refused(Why.NOT_SEALED)
    if sealed[2] != AES_256_GCM_SIV:
        raise Refused(Why.UNKNOWN_ALGORITHM)
    return int.from_bytes(sealed[3:_HEADER], "big")


def _derive(form: Format, key: Key, header: bytes, nonce: bytes) -> tuple[bytes, bytes]:
    material = hmac.digest(key.secret, form.domain + header + nonce, "sha512")
    return material[:32], material[32:]
