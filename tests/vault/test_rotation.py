"""Key-encryption keys come and go on time, whenever anybody looks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seloste import vault

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = vault.DEFAULT_HORIZON


def ring(*controllers: int) -> vault.Ring:
    made = vault.Ring(1)
    for controller in controllers or (1,):
        made = made.with_epoch(controller, "erasable", now=START, lives=WEEK)
        made = made.with_epoch(controller, "statutory", now=START)
    return made


def test_a_fresh_ring_is_not_due() -> None:
    assert vault.due_rotation(ring(), START + 3 * DAY) == ()
    assert vault.rotate(ring(), START + 3 * DAY).keks[0].epoch == 1


def test_half_a_horizon_later_an_erasable_key_is_due_and_the_long_lived_is_not() -> None:
    due = vault.due_rotation(ring(1, 2), START + WEEK / 2)
    assert [(kek.controller, kek.horizon) for kek in due] == [(1, "erasable"), (2, "erasable")]


def test_a_rotation_begins_an_epoch_and_keeps_the_old_key_until_its_date() -> None:
    before = ring()
    after = vault.rotate(before, START + 4 * DAY)
    assert after.current(1, "erasable").epoch == 2
    assert after.current(1, "statutory") == before.current(1, "statutory")
    assert vault.expired(after, START + 6 * DAY) == ()
    assert vault.expired(after, START + 7 * DAY) == (before.current(1, "erasable"),)


def test_the_current_key_never_expires_before_another_has_taken_its_place() -> None:
    late = START + 100 * DAY
    assert vault.expired(ring(), late) == ()
    assert len(vault.expired(vault.rotate(ring(), late), late)) == 1


def test_rotating_twice_at_one_instant_changes_nothing_more() -> None:
    once = vault.rotate(ring(), START + 4 * DAY)
    assert vault.rotate(once, START + 4 * DAY) == once


@pytest.mark.parametrize("horizon", vault.ROTATED)
def test_a_rotated_key_without_a_date_gets_one_and_is_replaced_at_once(horizon: vault.Horizon) -> None:
    undated = vault.Ring(1).with_epoch(1, horizon, now=START)
    rotated = vault.rotate(undated, START)
    assert rotated.current(1, horizon).destroy_after == START + WEEK
    assert vault.expired(rotated, START + WEEK - DAY) == ()
    assert [kek.epoch for kek in vault.expired(rotated, START + WEEK)] == [1]


def test_the_archive_is_rotated_too_and_lookup_keys_are_not() -> None:
    held = vault.Ring(1)
    for horizon in ("archive", "lookup"):
        held = held.with_epoch(1, horizon, now=START, lives=WEEK if horizon == "archive" else None)
    assert [kek.horizon for kek in vault.due_rotation(held, START + 4 * DAY)] == ["archive"]


@settings(max_examples=60, deadline=None)
@given(hours=st.lists(st.integers(1, 24), min_size=5, max_size=40), erased=st.integers(0, 400))
def test_whatever_was_current_at_an_erasure_is_gone_one_horizon_and_one_tick_later(hours: list[int], erased: int) -> None:
    now, held = START, vault.Ring(1).with_epoch(1, "erasable", now=START, lives=WEEK)
    erasure, under = START + timedelta(hours=erased), held.current(1, "erasable").id
    for step in hours * 12:
        now += timedelta(hours=step)
        held = vault.rotate(held, now)
        held = held.without(kek.id for kek in vault.expired(held, now))
        if now <= erasure:
            under = held.current(1, "erasable").id
        if now >= max(erasure, START) + WEEK + DAY:
            assert all(kek.id != under for kek in held.keks)


def test_asking_for_a_key_that_never_was_is_refused() -> None:
    asks: list[Callable[[], vault.Kek]] = [
        lambda: ring().kek(1),
        lambda: ring().current(1, "archive"),
        lambda: vault.Ring(1).current(1, "erasable"),
    ]
    for ask in asks:
        with pytest.raises(vault.Refused) as refusal:
            ask()
        assert refusal.value.why is vault.Why.UNKNOWN_KEK


def test_a_ring_survives_being_written_and_read_with_every_number_its_own() -> None:
    held = vault.rotate(ring(1, 2, 3), START + 4 * DAY)
    assert set(vault.Ring.parse(held.dump()).keks) == set(held.keks)
    assert vault.Ring.parse(held.dump()).dump() == held.dump()
    assert len({kek.id for kek in held.keks}) == len(held.keks)
    assert held.kek(held.keks[0].id) is held.keks[0]


def test_a_statutory_key_serves_one_month_of_erasure_and_goes_when_it_has_passed() -> None:
    held = vault.Ring(1).with_statutory(1, 203101, now=START).with_statutory(1, 203112, now=START)
    january, december = held.keks
    assert held.statutory(1, 203101) == january
    assert held.statutory(2, 203101) is None
    assert january.destroy_after == datetime(2031, 2, 1, tzinfo=UTC)
    assert december.destroy_after == datetime(2032, 1, 1, tzinfo=UTC)
    assert vault.expired(held, datetime(2031, 1, 31, tzinfo=UTC)) == ()
    assert vault.expired(held, datetime(2031, 2, 1, tzinfo=UTC)) == (january,)
    assert vault.superseded(held) == ()
    assert vault.rotate(held, datetime(2040, 1, 1, tzinfo=UTC)) == held


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
@example(datetime(9999, 12, 31, tzinfo=UTC))
def test_an_instant_lies_in_its_own_month(moment: datetime) -> None:
    month = vault.month_of(moment)
    assert moment < vault.month_after(month)
    assert vault.month_of(vault.month_after(month) - timedelta(microseconds=1)) == month
