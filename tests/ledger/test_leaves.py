"""The bytes that are hashed are the same whoever makes them: Python here, or the database itself."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.ledger import leaves


@given(
    r=st.binary(min_size=32, max_size=32), unit=st.text(max_size=20), subjects=st.lists(st.integers(1, 2**63 - 1), min_size=1, max_size=9)
)
def test_the_database_binds_side_rows_as_we_do(r: bytes, unit: str, subjects: list[int]) -> None:
    outer, inner, before = leaves.commit_in_sql(r, unit)
    message = f"{before}{','.join(map(str, subjects))}]]".encode()
    assert hashlib.sha256(outer + hashlib.sha256(inner + message).digest()).digest() == leaves.commit(r, unit, subjects)


def test_no_rows_no_commitment() -> None:
    assert leaves.commit(bytes(32), "Myynti", ()) == b""


def test_a_leaf_is_written_in_one_way_only() -> None:
    leaf = leaves.Written(5, 1, -7, 2, "read", 3, "care", b"\x01", "allowed", "name,reach", 2, b"\x02", 9)
    assert leaf.data() == (
        b'{"actor":3,"at":-7,"categories":["name","reach"],"controller":2,"count":2,"falls":9,"id":5,"notice":"01",'
        b'"outcome":"allowed","purpose":"care","sides":"02","v":1,"verb":"read"}'
    )
    strange = leaves.Written(5, 1, -7, 2, "read", 3, "hoito\u00e4", b"", "allowed", "", 0, b"", 9)
    assert json.loads(strange.data().decode("ascii"))["purpose"] == "hoito\u00e4"
    assert json.loads(strange.data())["categories"] == []


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 22, 4, 5, 6, 789012, tzinfo=UTC)])
def test_an_instant_comes_back_to_the_microsecond(at: datetime) -> None:
    assert leaves.instant(leaves.microseconds(at)) == at
    assert leaves.microseconds(at + timedelta(seconds=1)) == leaves.microseconds(at) + 1_000_000
