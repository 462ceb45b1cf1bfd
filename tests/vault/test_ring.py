"""A ring draws its numbers and reads its bytes: no number is given twice, and nothing but what was written is taken for a ring."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from seloste import vault

AT = datetime(2026, 11, 22, tzinfo=UTC)
RING = vault.Ring(7).with_epoch(1, "erasable", now=AT, lives=vault.DEFAULT_HORIZON)


def altered(**parts: Any) -> bytes:
    """The ring's bytes with its one key written otherwise."""
    body = json.loads(RING.dump())
    body["keks"][0] |= parts
    return json.dumps(body).encode()


def test_numbers_of_keys_fill_63_bits() -> None:
    ring = vault.Ring(7)
    for controller in range(1, 101):
        ring = ring.with_epoch(controller, "ban", now=AT)
    assert all(0 < kek.id < 2**63 for kek in ring.keks)
    assert max(kek.id for kek in ring.keks) >= 2**62


def test_a_number_that_is_taken_or_no_number_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    (taken,) = RING.keks
    drawn: Iterator[int] = iter((0, 1, taken.id << 1, taken.id << 1 | 1, 10, 11))
    real = os.urandom
    monkeypatch.setattr(os, "urandom", lambda size: next(drawn).to_bytes(8, "big") if size == 8 else real(size))
    first = RING.with_epoch(1, "archive", now=AT)
    assert first.keks[-1].id == 5
    with pytest.raises(StopIteration):
        first.with_epoch(1, "ban", now=AT)


@pytest.mark.parametrize("part", ["id", "controller", "epoch"])
def test_a_number_of_a_key_is_whole_and_never_below_nothing(part: str) -> None:
    assert getattr(vault.Ring.parse(altered(**{part: 0})).keks[0], part) == 0
    for wrong in (-1, True, "1", 1.0, None):
        with pytest.raises(vault.Refused) as refused:
            vault.Ring.parse(altered(**{part: wrong}))
        assert refused.value.why is vault.Why.BROKEN_RING


def test_a_key_with_anything_beside_its_letters_is_refused() -> None:
    key = json.loads(RING.dump())["keks"][0]["key"]
    assert vault.Ring.parse(altered(key=key)) == RING
    with pytest.raises(vault.Refused):
        vault.Ring.parse(altered(key=f"*{key}"))


def test_a_written_ring_is_plain_ascii_in_one_order() -> None:
    assert RING.dump().decode("ascii") == json.dumps(json.loads(RING.dump()), sort_keys=True, separators=(",", ":"))
