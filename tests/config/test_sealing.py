"""What is served seals its ledger by itself, when entries have waited, and never in the way of an answer."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from duties.conftest import World, sql, world
from seloste import gate, home
from seloste.config import sealing
from seloste.gate import LedgerError

__all__ = ["sql", "world"]


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(gate, "door", lambda: world.door)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction
    return world


def test_entries_are_sealed_when_they_have_waited_for_five_minutes(
    served: World, now: Any, sql: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.door.seal_ledger(now=now)
    served.customer(now)
    waiting = "SELECT COUNT(*) FROM ledger_leaf WHERE position IS NULL"
    monkeypatch.setattr(home, "now", lambda: now + timedelta(minutes=4))
    sealing.look()
    assert sql(waiting) != [(0,)]
    monkeypatch.setattr(home, "now", lambda: now + timedelta(minutes=5))
    sealing.look()
    assert sql(waiting) == [(0,)]
    sealing.look()


@pytest.mark.parametrize("error", [LedgerError, home.HomeError, OSError, ValueError, RuntimeError])
def test_what_goes_wrong_is_told_by_its_kind_and_stops_nothing(
    served: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(**_: Any) -> None:
        raise error("Meikäläinen")

    monkeypatch.setattr(type(served.door), "seal_ledger_if_due", lambda door, **named: fail(**named))
    sealing.look()
    told = capsys.readouterr()
    assert "Meikäläinen" not in told.out + told.err


def test_a_database_set_back_under_a_running_server_is_closed_when_its_next_entries_are_to_be_sealed(
    world: World, now: Any, sql: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "current", lambda: world.home)
    monkeypatch.setattr(gate, "current", lambda: world.home)
    monkeypatch.setattr(connection, "close", lambda: None)
    world.customer(now)
    old = [sql(f"SELECT MAX({column}) FROM ledger_{table}") for column, table in (("position", "leaf"), ("size", "checkpoint"))]
    assert old == [[(None,)], [(None,)]]
    world.door.seal_ledger(now=now)
    sql("UPDATE ledger_leaf SET position = NULL")
    for table in ("tile", "checkpoint"):
        sql(f"DELETE FROM ledger_{table}")
    assert gate.door(), "opened long ago"
    monkeypatch.setattr(home, "now", lambda: now + timedelta(minutes=5))
    sealing.look()
    with pytest.raises(home.HomeError, match="has been set back"):
        gate.door()


def test_names_in_memory_are_gone_through_at_each_look(served: World, now: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    monkeypatch.setattr(home, "now", lambda: now)
    monkeypatch.setattr(type(served.door), "prune_names", lambda door, now: looked.append(now))
    sealing.look()
    assert looked == [now]


class Enough(Exception):
    """Ends the test's loop."""


def test_it_looks_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(1)
        if len(seen) == 2:
            raise Enough

    monkeypatch.setattr(sealing, "EVERY", 0)
    monkeypatch.setattr(sealing, "look", look)
    with pytest.raises(Enough):
        sealing._go_on()
    assert len(seen) == 2


def test_nobody_waits_for_its_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Thread] = []
    monkeypatch.setattr(Thread, "start", lambda thread: started.append(thread))
    sealing.start()
    assert [thread.daemon for thread in started] == [True]
