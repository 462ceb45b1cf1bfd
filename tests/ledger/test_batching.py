"""A look waits for the disk unless the setting says otherwise; nothing else is ever less durable for it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from seloste import ledger
from seloste.home import Home
from seloste.home.statements import on_postgresql, rows
from seloste.ledger import batching

NORMAL, FULL = 1, 2


def level() -> object:
    """How the next commit here reaches the disk, in SQLite's numbers."""
    if on_postgresql():
        return NORMAL if rows("SELECT current_setting('synchronous_commit')") == [("off",)] else FULL
    return rows("PRAGMA synchronous")[0][0]


@pytest.fixture
def batched(transactional_db: None, settings: Any) -> None:
    settings.READ_EVENTS = "batched"


def test_by_default_a_look_is_durable(transactional_db: None) -> None:
    with ledger.look():
        assert connection.in_atomic_block
        assert level() == FULL


def test_a_batched_look_does_not_wait_and_what_comes_after_does(batched: None) -> None:
    with ledger.look():
        assert connection.in_atomic_block
        assert level() == NORMAL
    assert level() == FULL
    with transaction.atomic():
        assert level() == FULL


def test_a_look_inside_a_write_is_as_durable_as_the_write(batched: None) -> None:
    with transaction.atomic():
        with ledger.look():
            assert level() == FULL
        assert level() == FULL


def test_a_batched_look_that_fails_leaves_nothing_and_the_connection_durable(batched: None) -> None:
    with pytest.raises(RuntimeError), ledger.look():
        raise RuntimeError
    assert level() == FULL


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own setting outlives a transaction")
def test_a_connection_that_does_not_become_durable_again_is_closed(batched: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stuck:
        """A connection that never leaves NORMAL."""

        def execute(self, sql: str) -> "Stuck":
            return self

        def fetchone(self) -> tuple[int]:
            return (NORMAL,)

    class Database:
        connection = Stuck()
        closed = False

        def ensure_connection(self) -> None:
            pass

        def close(self) -> None:
            self.closed = True

    database = Database()
    with batching._relaxed_sqlite(database):
        pass
    assert database.closed


OPENED = "SELECT 11::bigint AS subject_id, 'identity' AS category, 1 AS created, 1 AS id"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite a reading is no single statement")
def test_a_reading_of_one_statement_is_durable_by_default(transactional_db: None, now: datetime) -> None:
    call = ledger.Call(now, 1, "read", 7, "Myynti", "customer_care", "", now + timedelta(days=731))
    assert "synchronous_commit" not in ledger.reading(OPENED, [], call, 11)[1]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite a reading is no single statement")
@pytest.mark.parametrize("subject", [11, None])
def test_a_reading_of_one_statement_relaxes_itself_only(batched: None, fresh_home: Home, now: datetime, subject: int | None) -> None:
    call = ledger.Call(now, 1, "read", 7, "Myynti", "customer_care", "", now + timedelta(days=731))
    _, sql, params = ledger.reading(OPENED, [], call, subject)
    assert "synchronous_commit" in sql
    assert len(rows(sql, params)) == 1
    assert level() == FULL
    verdict = ledger.verify(now, home=fresh_home)
    assert (verdict.ok, verdict.leaves) == (True, 1)
