"""The one construction under both formats: a header, a nonce, a commitment to the key, then AES-256-GCM-SIV.

One HMAC-SHA512 of the key over header and nonce gives the message key (first half) and the commitment (second half). So a
box opens under exactly one key, the long-lived key never meets the cipher itself, and the commitment is compared, in
constant time, before anything is decrypted. GCM-SIV because a machine restored from a snapshot may repeat a nonce.
"""

import hmac
import os
from dataclasses import dataclass, field

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
    start: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.mark + bytes((AES_256_GCM_SIV,)))


def seal(form: Format, key: Key, number: int, associated: bytes, plaintext: bytes, nonce: bytes | None = None) -> bytes:
    """Give header ‖ nonce ‖ commitment ‖ ciphertext ‖ tag. Only tests of frozen vectors pass a nonce."""
    header = form.start + number.to_bytes(8, "big")
    nonce = os.urandom(_NONCE) if nonce is None else nonce
    material = hmac.digest(key.secret, form.domain + header + nonce, "sha512")
    return header + nonce + material[32:] + AESGCMSIV(material[:32]).encrypt(nonce, plaintext, header + associated)


def unseal(form: Format, secret: bytes, associated: bytes, sealed: bytes) -> bytes:
    """Give the plaintext back. Raises Refused for anything that isn't exactly what was sealed."""
    if not sealed.startswith(form.start) or len(sealed) < OVERHEAD:
        raise _not_this_format(form, sealed)
    material = hmac.digest(secret, form.domain + sealed[:_NONCED], "sha512")
    if not hmac.compare_digest(sealed[_NONCED:_BODY], material[32:]):
        raise Refused(Why.ANOTHER_KEY)
    try:
        return AESGCMSIV(material[:32]).decrypt(sealed[_HEADER:_NONCED], sealed[_BODY:], sealed[:_HEADER] + associated)
    except InvalidTag:
        raise Refused(Why.ALTERED) from None


def number(form: Format, sealed: bytes) -> int:
    """Read the key's number from the header; it is believed only once the box has been opened."""
    if not sealed.startswith(form.start) or len(sealed) < OVERHEAD:
        raise _not_this_format(form, sealed)
    return int.from_bytes(sealed[3:_HEADER], "big")


def _not_this_format(form: Format, sealed: bytes) -> Refused:
    cut_short = len(sealed) < OVERHEAD or not sealed.startswith(form.mark)
    return Refused(Why.NOT_SEALED if cut_short else Why.UNKNOWN_ALGORITHM)
