"""Who wrote these bytes?  A keyed tag of a digest: only whoever opens the ring can make it, or find that it fits.

It hides nothing of what it stands under; it says that nobody without the key has written or altered it.
"""

import hmac

from seloste.vault.ring import Kek

_DOMAIN = b"seloste/tag/1"


def tag(kek: Kek, digest: bytes) -> bytes:
    """Tag a SHA-256 digest. Compare it in constant time (hmac.compare_digest)."""
    if len(digest) != 32:
        raise ValueError("a digest is 32 bytes")
    return hmac.digest(kek.key.secret, _DOMAIN + digest, "sha256")
