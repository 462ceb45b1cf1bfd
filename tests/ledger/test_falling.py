"""Who was seen falls on its own date; that something was done stays provable."""

from datetime import datetime, timedelta
from typing import Any

from seloste import ledger
from seloste.home import Home

DAY = timedelta(days=1)


def test_side_rows_fall_on_their_date_and_the_leaf_still_verifies(write: Any, sql: Any, fresh_home: Home, now: datetime) -> None:
    write((11, 12), keep=DAY)
    write((11,), keep=3 * DAY)
    ledger.seal(now, home=fresh_home)
    assert ledger.fall_due(now) == 0
    assert ledger.fall_due(now + DAY) == 1
    assert sql("SELECT subject FROM ledger_side") == [(11,)]
    verdict = ledger.verify(now + DAY, home=fresh_home)
    assert verdict.ok, verdict.problems
    assert verdict.fallen == 1
    assert ledger.overdue(now + DAY) == 0


def test_nothing_of_the_people_is_left_anywhere_in_the_ledger(write: Any, sql: Any, fresh_home: Home, now: datetime) -> None:
    subject = 4_611_686_018_427_387_847
    write((subject,), keep=DAY, unit="Kanarialintu")
    ledger.seal(now, home=fresh_home)
    ledger.fall_due(now + DAY)
    for table in ("leaf", "side", "tile", "checkpoint"):
        held = repr(sql(f"SELECT * FROM ledger_{table}"))
        assert str(subject) not in held
        assert "Kanarialintu" not in held
    for path in fresh_home.path.rglob("*"):
        assert not path.is_file() or str(subject).encode() not in path.read_bytes()


def test_a_long_sweep_goes_in_small_steps_and_never_halves_a_leaf(write: Any, sql: Any, now: datetime) -> None:
    for minute in range(5):
        write((11, 12), keep=DAY, minutes=minute)
    assert [ledger.fall_due(now + 2 * DAY, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert sql("SELECT COUNT(*) FROM ledger_side") == [(0,)]


def test_falling_before_sealing_is_allowed_too(write: Any, fresh_home: Home, now: datetime) -> None:
    write(keep=timedelta(0))
    ledger.fall_due(now)
    ledger.seal(now, home=fresh_home)
    assert ledger.verify(now, home=fresh_home).ok


def test_the_sweep_finds_its_leaves_by_an_index(plan: Any) -> None:
    found = plan("SELECT id FROM ledger_leaf WHERE fallen = 0 AND falls <= 5 ORDER BY falls LIMIT 10")
    assert "ledger_leaf_standing" in found
    assert "TEMP B-TREE" not in found
    assert "Sort" not in found


def test_what_has_been_erased_since_an_instant_is_told_of_one_controller_and_of_erasing_only(write: Any, now: datetime) -> None:
    at, moment = now - timedelta(minutes=30), timedelta(microseconds=1)
    write(minutes=40)
    write(minutes=40, verb="erase", outcome="denied-role")
    write(minutes=40, verb="erase", controller=2)
    assert not ledger.erased_since(1, at)
    write(minutes=30, verb="erase")
    assert ledger.erased_since(1, at)
    assert not ledger.erased_since(1, at + moment)
    assert ledger.erased_since(2, at + moment)
