"""The short way to the server gives what a cursor gives, in the transactions that Django opens, whatever became of what was prepared."""

import threading
from typing import Any

import psycopg
import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from seloste.home import statements, turns
from seloste.home.postgres import straight
from seloste.home.statements import rows, run

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

LEAF = "INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)"


def tiles() -> int:
    return int(rows("SELECT COUNT(*) FROM ledger_tile")[0][0])


def prepared() -> list[str]:
    return [name for (name,) in rows("SELECT name FROM pg_prepared_statements WHERE name LIKE 'straight%%'")]


def forget_everything() -> None:
    """As psycopg has the server do after a rollback or a dropped table."""
    with connection.cursor() as cursor:
        cursor.cursor.connection.execute("DEALLOCATE ALL")


@transaction.atomic
def fail(*numbers: int) -> None:
    """Write some tiles in a transaction that comes to nothing."""
    for number in numbers:
        run(LEAF, (9, number, b"x"))
    raise RuntimeError


@transaction.atomic
def lose_what_is_prepared() -> None:
    forget_everything()
    tiles()


@transaction.atomic
def send_a_wrong_one_between() -> None:
    with statements.together():
        for values in ((9, 1, b"x"), (2**20, 2, b"x"), (9, 1, b"x")):
            statements.run_many(LEAF, [values])


def test_it_gives_what_a_cursor_gives() -> None:
    values = [7, 2**40, "ä%s", b"\0\xff", None, True]
    asked = "SELECT %s::int, %s::bigint, %s::text || '%%', %s::bytea, %s::text, %s::bool, now(), ARRAY[1, 2]"
    with transaction.atomic():
        with psycopg.Cursor(connection.connection) as cursor:
            given = cursor.execute(asked, values, binary=True).fetchall()
        assert rows(asked, values) == given
    assert run(LEAF, (9, 1, b"x")) == 1
    assert run("UPDATE ledger_tile SET hashes = %s WHERE level = %s", (b"y", 9)) == 1
    assert run("DELETE FROM ledger_tile WHERE level = %s", (9,)) == 1


def test_the_first_statement_begins_the_transaction_as_it_was_asked_for() -> None:
    with turns.one_state(), transaction.atomic():
        assert rows("SELECT current_setting('transaction_isolation')") == [("repeatable read",)]
    with transaction.atomic():
        assert rows("SELECT current_setting('transaction_isolation')") == [("read committed",)]


def test_what_is_rolled_back_is_gone_and_the_next_transaction_works() -> None:
    for _ in range(3):
        with pytest.raises(RuntimeError):
            fail(1)
        assert tiles() == 0
        with transaction.atomic():
            with pytest.raises(IntegrityError):
                fail(1, 1)
            assert tiles() == 0
    assert tiles() == 0


def test_a_statement_that_the_server_has_forgotten_is_prepared_again() -> None:
    server: Any = connection
    assert tiles() == 0
    forget_everything()
    assert tiles() == 0
    forget_everything()
    server.straight.doubt()
    with transaction.atomic():
        assert tiles() == 0


def test_within_a_transaction_a_forgotten_statement_fails_it_once() -> None:
    assert tiles() == 0
    with pytest.raises(ProgrammingError, match="does not exist"):
        lose_what_is_prepared()
    with transaction.atomic():
        assert tiles() == 0


def test_on_a_journey_the_first_failure_is_raised_and_all_is_rolled_back() -> None:
    with pytest.raises(DataError):
        send_a_wrong_one_between()
    assert tiles() == 0
    with transaction.atomic():
        statements.run_many(LEAF, [(9, n, b"x") for n in range(3)])
        found = statements.rows_of([("SELECT number FROM ledger_tile ORDER BY number", ()), ("SELECT %s::int", (5,))])
    assert found == [[(0,), (1,), (2,)], [(5,)]]


def test_other_threads_go_on_while_the_server_thinks() -> None:
    steps, ended = [0], threading.Event()

    def step() -> None:
        while not ended.wait(0.001):
            steps.append(1)

    other = threading.Thread(target=step, daemon=True)
    other.start()
    for asked in ([("SELECT pg_sleep(0.3)", ())], [("SELECT pg_sleep(0.3)", ()), ("SELECT 1", ())]):
        before = len(steps)
        statements.rows_of(asked)
        assert len(steps) > before + 10
    ended.set()
    other.join()


def test_a_session_holds_no_more_statements_than_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straight, "MANY", 5)
    for number in range(20):
        assert rows(f"SELECT {number}") == [(number,)]
    assert len(prepared()) <= 5
