"""The ledger is read back a stretch at a time: each gives its own entries, with their own side rows, and nothing of another."""

from typing import Any

import pytest

from seloste.home import Home
from seloste.ledger import rows


def test_a_stretch_gives_its_own_entries_and_their_side_rows_only(sealed: Home) -> None:
    for start, end in ((0, 10), (2, 4), (3, 3), (9, 12)):
        found, sides = rows.stretch(start, end)
        assert list(found) == list(range(start, min(end, 10)))
        assert set(sides) == {leaf.id for leaf in found.values() if leaf.count}
        assert all([ordinal for ordinal, *_ in sides[leaf.id]] == list(range(leaf.count)) for leaf in found.values() if leaf.count)


def test_what_waits_comes_in_order_with_its_own_side_rows(sealed: Home, write: Any) -> None:
    later, sooner = write((11, 12), minutes=21), write((13,), minutes=20)
    loose, sides = rows.loose()
    assert [leaf.id for leaf in loose] == [sooner, later]
    assert {leaf: [side[1] for side in some] for leaf, some in sides.items()} == {sooner: [13], later: [11, 12]}


def test_what_is_sealed_about_someone_is_told_and_what_waits_is_not(write: Any, sealed: Home) -> None:
    write((12,), minutes=20)
    assert len(rows.about(12, 1, "customer_care", 0, 1 << 62)) == 1
    assert rows.about(12, 2, "customer_care", 0, 1 << 62) == []


@pytest.mark.parametrize(
    ("position", "place"),
    [
        (5, 5),
        (3.5, 3),
        (2.0**62, 2**62),
        (2.0**63, -1),
        (-(2.0**63), -1),
        (2**63 - 1, 2**63 - 1),
        (float("inf"), -1),
        ("x", -1),
        (b"5", -1),
    ],
)
def test_a_place_that_is_no_number_of_63_bits_is_none(position: object, place: int) -> None:
    assert rows._place(position) == place
