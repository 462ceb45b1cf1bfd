"""What a call leaves behind, and what it never holds."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from seloste import ledger


def test_one_leaf_and_a_side_row_for_each_person_in_at_most_two_statements(write: Any, sql: Any) -> None:
    for people in ((), (11,), (11, 12, 13)):
        with CaptureQueriesContext(connection) as made:
            write(people)
        assert len(made) <= 2
    assert sql("SELECT COUNT(*) FROM ledger_leaf") == [(3,)]
    assert sql("SELECT COUNT(*) FROM ledger_side") == [(4,)]


def test_r_stands_with_the_first_side_row_only(write: Any, sql: Any) -> None:
    write((11, 12, 13))
    held = [row[0] for row in sql("SELECT r FROM ledger_side ORDER BY ordinal")]
    assert len(held[0]) == 32
    assert held[1:] == [None, None]


def test_the_same_call_twice_commits_differently(write: Any, sql: Any) -> None:
    write((11,))
    write((11,))
    assert len({bytes(row[0]) for row in sql("SELECT commitment FROM ledger_leaf")}) == 2


def test_a_leaf_that_is_there_already_is_refused(write: Any) -> None:
    write(leaf=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(leaf=5)


def test_a_notice_that_is_no_digest_is_refused(write: Any) -> None:
    with pytest.raises(ValueError, match="hex"):
        write(notice="uusin versio")


def test_an_instant_is_kept_to_the_microsecond_whatever_its_zone(db: None) -> None:
    at = datetime(2026, 3, 29, 3, 59, 59, 999999, tzinfo=timezone(timedelta(hours=3)))
    nothing: dict[str, Any] = {"unit": "", "purpose": "", "notice": "", "outcome": "", "categories": (), "subjects": ()}
    ledger.append(leaf=1, at=at, controller=1, verb="read", actor=1, side_falls=at, **nothing)
    assert ledger.browse()[0].at == at.astimezone(UTC)


def test_ids_are_positive_and_fit_in_63_bits() -> None:
    drawn = {ledger.new_leaf() for _ in range(500)}
    assert len(drawn) == 500
    assert all(0 < leaf < 2**63 for leaf in drawn)


def test_it_takes_part_in_the_callers_transaction(write: Any, sql: Any) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert sql("SELECT COUNT(*) FROM ledger_leaf") == [(0,)]
    assert sql("SELECT COUNT(*) FROM ledger_side") == [(0,)]


def test_an_id_is_drawn_of_all_63_bits_and_never_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(ledger.new_leaf() >= 2**62 for _ in range(64))
    monkeypatch.setattr("os.urandom", bytes)
    assert ledger.new_leaf() == 1
