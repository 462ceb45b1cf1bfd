"""Keyed hashes for exact look-up (blind index) and for a ban that outlives its person's data.

A token tells nothing without its key; with the key it confirms a guess. So the index that holds tokens is disposable and
in no backup, and its key can be replaced at any rebuild.
"""

import hmac

from seloste.vault.ring import Kek

_DOMAIN = b"seloste/token/1"


def token(kek: Kek, *, field: str, value: str, size: int = 8) -> bytes:
    """Hash an already normalised value of a named field. Eight bytes serve an index, sixteen a ban."""
    if not 8 <= size <= 32:
        raise ValueError("a token is 8 to 32 bytes")
    name = field.encode()
    message = _DOMAIN + len(name).to_bytes(4, "big") + name + value.encode()
    return hmac.digest(kek.key.secret, message, "sha256")[:size]
