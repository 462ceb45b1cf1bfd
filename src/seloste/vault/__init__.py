"""The vault answers: what are these bytes worth without the key?

Bytes in, bytes out: it seals and opens records, wraps folder keys under key-encryption keys, and holds the ring of those
as a value. It never reads a clock, a file or a database, never sees a person's name, and never says in an error what it held.
The formats stand in docs/reference/vault-format.md and are frozen by the vectors in tests/vault/vectors.
"""

from seloste.vault.context import context, wrapping_context
from seloste.vault.keys import Key, new_key
from seloste.vault.opening import Opener, opener
from seloste.vault.refused import Refused, Why
from seloste.vault.ring import DEFAULT_HORIZON, ROTATED, Horizon, Kek, Ring, month_after, month_of
from seloste.vault.root import Root, SecretRoot, open_ring, seal_ring
from seloste.vault.rotation import due_rotation, expired, rotate, superseded
from seloste.vault.sealing import key_id, open, seal
from seloste.vault.tags import tag
from seloste.vault.tokens import token
from seloste.vault.wrapping import kek_id, rewrap, unwrap, wrap

__all__ = [
    "DEFAULT_HORIZON",
    "ROTATED",
    "Horizon",
    "Kek",
    "Key",
    "Opener",
    "Refused",
    "Ring",
    "Root",
    "SecretRoot",
    "Why",
    "context",
    "due_rotation",
    "expired",
    "kek_id",
    "key_id",
    "month_after",
    "month_of",
    "new_key",
    "open",
    "open_ring",
    "opener",
    "rewrap",
    "rotate",
    "seal",
    "seal_ring",
    "superseded",
    "tag",
    "token",
    "unwrap",
    "wrap",
    "wrapping_context",
]
