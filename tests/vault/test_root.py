"""The ring under its root: it opens for its own home under its own root, and for nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste import vault

AT = datetime(2026, 11, 22, tzinfo=UTC)
ROOT = vault.SecretRoot(vault.Key(b"r" * 32))
RING = vault.Ring(7).with_epoch(1, "erasable", now=AT, lives=vault.DEFAULT_HORIZON)


def test_a_sealed_ring_opens_as_it_was() -> None:
    assert vault.open_ring(ROOT, 7, vault.seal_ring(ROOT, RING)) == RING


def test_no_key_stands_in_the_sealed_bytes() -> None:
    sealed = vault.seal_ring(ROOT, RING)
    assert RING.keks[0].key.secret not in sealed
    assert b"erasable" not in sealed


def test_another_root_opens_nothing() -> None:
    with pytest.raises(vault.Refused):
        vault.open_ring(vault.SecretRoot(vault.Key(b"q" * 32)), 7, vault.seal_ring(ROOT, RING))


def test_another_home_opens_nothing() -> None:
    with pytest.raises(vault.Refused) as refused:
        vault.open_ring(ROOT, 8, vault.seal_ring(ROOT, RING))
    assert refused.value.why is vault.Why.ANOTHER_KEY


def test_a_ring_that_was_never_sealed_is_refused() -> None:
    with pytest.raises(vault.Refused) as refused:
        vault.open_ring(ROOT, 7, RING.dump())
    assert refused.value.why is vault.Why.NOT_SEALED


@settings(max_examples=80)
@given(st.data())
def test_one_changed_bit_anywhere_is_refused(data: st.DataObject) -> None:
    sealed = bytearray(vault.seal_ring(ROOT, RING))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(vault.Refused):
        vault.open_ring(ROOT, 7, bytes(sealed))
