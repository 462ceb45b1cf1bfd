"""The last statements of a transaction go to PostgreSQL with its commit: all of them stand, or nothing of the transaction does."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from seloste.home import statements
from seloste.home.postgres.straight import Straight
from seloste.home.statements import rows, run

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TILE = "INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)"
# A leaf's position is unique: asked at once. That its subject is there: when the transaction ends.
NOBODYS = "INSERT INTO hold (subject_id, id, controller_id, register_id, code, opened, review) VALUES (%s, 1, 1, 1, 'x', now(), now())"


@pytest.fixture
def journeys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the server: a word for each journey and each statement that goes alone."""
    told: list[str] = []
    arrive, commit = Straight._arrive, Straight.commit

    def arrives(self: Straight, sent: Any) -> None:
        told.append(f"{len(sent)}")
        arrive(self, sent)

    def commits(self: Straight) -> None:
        told.append("commit")
        commit(self)

    monkeypatch.setattr(Straight, "_arrive", arrives)
    monkeypatch.setattr(Straight, "commit", commits)
    return told


def tiles() -> list[int]:
    return [number for (number,) in rows("SELECT number FROM ledger_tile ORDER BY number")]


def elsewhere() -> list[int]:
    """The tiles that another session sees."""
    with psycopg.connect(**server().get_connection_params() | {"prepare_threshold": None}) as other:
        return [number for (number,) in other.execute("SELECT number FROM ledger_tile ORDER BY number")]


def server() -> Any:
    return connection


def leave(*numbers: int) -> None:
    with statements.together():
        statements.run_many(TILE, [(9, number, b"x") for number in numbers])


def write(number: int) -> None:
    run(TILE, (9, number, b"x"))


@transaction.atomic
def one_unit(*steps: Callable[[], object]) -> None:
    """Some steps in a transaction."""
    for step in steps:
        step()


def end_session() -> None:
    with psycopg.connect(**server().get_connection_params() | {"prepare_threshold": None}, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (server().connection.info.backend_pid,))


def nothing_stands() -> bool:
    """Nothing does, and the next transaction works."""
    with transaction.atomic():
        leave(99)
    found = tiles()
    run("DELETE FROM ledger_tile WHERE number=99")
    return found == [99]


def test_what_comes_last_goes_with_the_commit_in_one_journey(journeys: list[str]) -> None:
    tiles()
    with transaction.atomic():
        assert rows("SELECT 1") == [(1,)]
        leave(1, 2)
        assert elsewhere() == []
    assert elsewhere() == [1, 2]
    journeys.clear()
    with transaction.atomic():
        assert rows("SELECT 1") == [(1,)]
        leave(3, 4)
    assert journeys == ["2", "commit", "2"], "BEGIN and what is asked; what was left and COMMIT"


def test_what_is_all_of_a_transaction_begins_and_ends_it_in_one_journey(journeys: list[str]) -> None:
    with transaction.atomic():
        leave(1)
    journeys.clear()
    with transaction.atomic():
        leave(2)
    assert journeys == ["commit", "3"]
    assert tiles() == [1, 2]


@pytest.mark.parametrize("many", [1, 40])
def test_whatever_is_asked_before_the_commit_sees_what_was_left(many: int) -> None:
    def cursor() -> int:
        with connection.cursor() as told:
            told.execute("SELECT count(*) FROM ledger_tile")
            return int(told.fetchone()[0])

    asked = (
        lambda: len(tiles()),
        lambda: len(statements.rows_of([("SELECT 1", ()), ("SELECT number FROM ledger_tile", ())])[1]),
        lambda: run("UPDATE ledger_tile SET hashes = %s", (b"y",)),
        cursor,
    )
    for turn, ask in enumerate(asked, start=1):
        with transaction.atomic():
            leave(*range(turn * 100, turn * 100 + many))
            assert ask() == turn * many
    assert len(elsewhere()) == 4 * many


def test_within_another_transaction_nothing_is_left(journeys: list[str]) -> None:
    with transaction.atomic():
        rows("SELECT 1")
        with transaction.atomic():
            leave(1)
            leave(2)
            journeys.clear()
        with pytest.raises(IntegrityError), transaction.atomic():
            leave(1)
        assert tiles() == [1, 2]
    assert elsewhere() == [1, 2]


def test_what_was_left_is_undone_with_its_savepoint() -> None:
    with transaction.atomic():
        leave(1)
        point = transaction.savepoint_create()
        leave(2)
        transaction.savepoint_rollback(point)
        leave(3)
    assert elsewhere() == [1, 3]


def fail() -> None:
    raise RuntimeError


def test_what_was_left_goes_with_a_transaction_that_fails() -> None:
    with pytest.raises(RuntimeError):
        one_unit(tiles, lambda: leave(1), fail)
    assert nothing_stands()
    with transaction.atomic():
        leave(2)
        transaction.set_rollback(True)
    assert nothing_stands()


def test_what_fails_of_it_fails_the_commit_and_takes_all_along() -> None:
    done: list[str] = []
    for _ in range(2):
        with pytest.raises(IntegrityError):
            one_unit(lambda: transaction.on_commit(lambda: done.append("on commit")), lambda: write(1), lambda: leave(1))
        assert nothing_stands()
    assert done == []


@pytest.mark.parametrize("left", [(2,), ()])
def test_a_commit_that_fails_leaves_nothing(left: tuple[int, ...]) -> None:
    server().stand_for(1)
    done: list[str] = []
    for _ in range(2):
        with pytest.raises(IntegrityError):
            one_unit(
                lambda: transaction.on_commit(lambda: done.append("on commit")),
                lambda: write(1),
                lambda: run(NOBODYS, (4711,)),
                lambda: leave(*left),
            )
        assert nothing_stands()
    assert done == []


def write_it_again() -> None:
    with pytest.raises(IntegrityError):
        write(1)


@pytest.mark.parametrize("left", [(2,), ()])
def test_a_failure_that_was_passed_over_is_no_commit(left: tuple[int, ...]) -> None:
    said = "commands ignored" if left else "it was rolled back"
    with pytest.raises(DatabaseError, match=said):
        one_unit(lambda: write(1), write_it_again, lambda: leave(*left))
    assert nothing_stands()


@pytest.mark.parametrize("left", [(2,), ()])
def test_a_session_that_ends_before_the_commit_leaves_nothing(left: tuple[int, ...]) -> None:
    with pytest.raises(OperationalError):
        one_unit(lambda: write(1), lambda: leave(*left), end_session)
    assert nothing_stands()


def test_a_session_that_ends_between_what_was_left_and_the_commit_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    end = Straight._end

    def ended(self: Straight, sent: Any) -> None:
        end_session()
        end(self, sent)

    monkeypatch.setattr(Straight, "_end", ended)
    with pytest.raises(OperationalError):
        one_unit(tiles, lambda: leave(1))
    monkeypatch.undo()
    assert nothing_stands()


def test_a_commit_that_is_broken_off_gives_up_its_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Straight, sent: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Straight, "_end", stop)
    before = server().connection
    with pytest.raises(KeyboardInterrupt):
        one_unit(tiles, lambda: leave(1))
    monkeypatch.undo()
    assert server().connection is not before
    assert server().get_autocommit()
    assert nothing_stands()


def test_what_is_to_come_after_the_commit_comes_after_it() -> None:
    seen: list[list[int]] = []
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(elsewhere()))
        leave(1)
        assert seen == []
    assert seen == [[1]]
