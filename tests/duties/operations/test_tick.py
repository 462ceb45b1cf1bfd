"""One tick does everything that is due, once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from seloste import home as homes
from seloste.duties import operations
from seloste.duties.retention import ClockDoubtError
from seloste.policy import Actor, Denial

BEGAN = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def tick(world: Any, now: datetime) -> operations.Ticked:
    return operations.tick(world.door, world.home, now=now, clock=lambda: now)


def test_a_tick_erases_renews_keys_lets_the_log_fall_and_seals(world: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    done = tick(world, BEGAN + 15 * DAY)
    assert (done.receipt.folders, done.epochs, done.rewrapped, done.keys_destroyed, done.looks_fallen) == (1, 2, 2, 2, 0)
    assert done.sealed == done.size == 4
    assert world.door.verify_ledger(now=BEGAN + 15 * DAY).ok
    assert tick(world, BEGAN + 900 * DAY).looks_fallen == 4
    assert world.door.verify_ledger(now=BEGAN + 900 * DAY).ok


def test_a_second_tick_at_once_finds_nothing_left(world: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    tick(world, BEGAN + 15 * DAY)
    done = tick(world, BEGAN + 15 * DAY)
    assert (done.receipt.folders, done.epochs, done.rewrapped, done.keys_destroyed, done.looks_fallen, done.sealed) == (0, 0, 0, 0, 0, 0)


def test_a_doubted_clock_stops_the_whole_tick(world: Any, tmp_path: Any) -> None:
    earnest = homes.create(tmp_path / "earnest", demo=False, now=BEGAN)
    operations.tick(world.door, earnest, now=BEGAN, clock=lambda: BEGAN)
    leap = BEGAN + 400 * DAY
    with pytest.raises(ClockDoubtError):
        operations.tick(world.door, earnest, now=leap, clock=lambda: leap)
    assert operations.tick(world.door, earnest, now=leap, clock=lambda: leap, vouched=True).epochs == 2


def test_keys_keep_coming_and_going_through_two_months_of_ticks_and_everything_stays_readable(world: Any) -> None:
    sales = Actor(101, frozenset({"sales", "support"}), "Myynti")
    subject, _ = world.customer(BEGAN)
    ticks = [tick(world, BEGAN + day * DAY) for day in range(0, 60, 2)]
    assert sum(done.epochs for done in ticks) == 28
    assert sum(done.keys_destroyed for done in ticks) == 26
    read = world.door.read(sales, "customer_care", subject, now=BEGAN + 60 * DAY)
    assert not isinstance(read, Denial)
    assert read.of("contact")
