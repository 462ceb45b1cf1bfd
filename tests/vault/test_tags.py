"""The tag of a digest: the same key and digest give it, and nothing else does; the page says how, and a vector binds it."""

import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from seloste import vault

AT = datetime(2026, 11, 22, tzinfo=UTC)
DIGEST = hashlib.sha256(b"what was decided").digest()


def kek(secret: bytes) -> vault.Kek:
    return vault.Kek(1, 0, "told", 1, AT, None, vault.Key(secret))


def test_the_tag_is_what_the_page_says() -> None:
    written = hmac.digest(bytes(range(32)), b"seloste/tag/1" + DIGEST, "sha256")
    assert vault.tag(kek(bytes(range(32))), DIGEST) == written
    assert written.hex() == "af3b1260d64b13e4c5ef0393d540cd24f0384a3f40a56a0fd43a18c1fb9e4811"


def test_another_key_or_digest_gives_another_tag_and_a_tag_is_no_token() -> None:
    own = vault.tag(kek(bytes(32)), DIGEST)
    assert own != vault.tag(kek(bytes(31) + b"\1"), DIGEST)
    assert own != vault.tag(kek(bytes(32)), hashlib.sha256(b"another").digest())
    assert own != vault.token(kek(bytes(32)), field="x", value="y", size=32)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_only_a_digest_is_tagged(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault.tag(kek(bytes(32)), bytes(length))


def test_the_key_of_tags_stays_in_the_ring_and_is_never_replaced_by_time() -> None:
    ring = vault.Ring(7, (kek(bytes(32)),))
    later = datetime(2040, 1, 1, tzinfo=UTC)
    assert vault.rotate(ring, later) == ring
    assert vault.expired(ring, later) == ()
    assert vault.Ring.parse(ring.dump()) == ring
