"""What was erased is out of every backup's reach in the promised time: no key outlives it, in the ring or in a copy of the ring."""

from datetime import UTC, datetime, timedelta

import pytest

from duties.conftest import World
from seloste.duties.operations import backups
from seloste.law import Period
from seloste.notice import clauses
from seloste.promises import board
from seloste.promises.evidence import Asked, Evidence
from seloste.promises.fading import backups_fade

DAY = timedelta(days=1)


def asked(world: World, now: datetime, horizon: str = "P7D") -> Evidence:
    """Check the clause as the notice in force has it, with another promised time if one is given."""
    notice = world.door.notice_at(now)
    assert notice.storage.backups
    promised = notice.storage.backups.model_copy(update={"horizon": Period.parse(horizon)})
    notice = notice.model_copy(update={"storage": notice.storage.model_copy(update={"backups": promised})})
    return backups_fade(Asked(world.door, notice, "", clauses(notice)[0], now))


@pytest.fixture
def running(world: World, now: datetime) -> World:
    """A register with a person, whose keys have just been renewed."""
    world.customer(now)
    world.door.rotate_keys(now=now)
    return world


def test_keys_that_are_renewed_in_time_keep_it_and_the_board_shows_it(running: World, now: datetime) -> None:
    found = next(each for each in board(running.door, now=now).promises if each.clause.anchor == "retention.backups")
    assert (found.clause.kind, found.state) == ("watched", "kept")
    assert "tuhotaan viimeistään 29.11.2026" in found.evidence
    assert "ei ole otettu kopiota" in found.evidence


def test_a_key_that_nobody_destroys_breaks_it_from_the_next_day_on(running: World, now: datetime) -> None:
    last = datetime(2026, 11, 29, 21, 59, tzinfo=UTC)  # a minute to midnight in Helsinki
    assert asked(running, last).holds
    found = asked(running, last + timedelta(minutes=1))
    assert not found.holds
    assert "piti tuhota 29.11.2026" in found.words
    assert "seloste tick" in found.words
    running.door.rotate_keys(now=last + DAY)
    assert asked(running, last + DAY).holds


def test_a_promise_shorter_than_what_keys_live_is_not_kept(running: World, now: datetime) -> None:
    assert asked(running, now, "P30D").holds
    found = asked(running, now, "P2D")
    assert not found.holds
    assert "storage.backups.horizon" in found.words


def test_a_copy_of_the_ring_that_outlives_its_keys_breaks_it_until_it_is_removed(running: World, now: datetime) -> None:
    into = running.home.path / "elsewhere"
    backups.keep(running.home, into, now=now)
    assert "22.11.2026" in asked(running, now).words
    later = now + 8 * DAY
    running.door.rotate_keys(now=later)
    found = asked(running, later)
    assert not found.holds
    assert "kopio, jonka aika on ohi (1)" in found.words
    backups.keep(running.home, into, now=later)
    assert asked(running, later).holds


def test_copies_that_cannot_be_looked_at_are_as_old_as_the_last_that_was_made(running: World, now: datetime) -> None:
    away = running.home.path / "unmounted"
    backups.note(running.home, kept=now - DAY, keys=away)
    assert asked(running, now).holds
    backups.note(running.home, kept=now - 9 * DAY)
    assert not asked(running, now).holds


def test_a_harmed_copy_of_the_ring_is_not_taken_for_none(running: World, now: datetime) -> None:
    into = running.home.path / "elsewhere"
    kept = backups.keep(running.home, into, now=now)
    (kept.ring / "manifest.json").write_text("{}", encoding="utf-8")
    assert not asked(running, now).holds


def test_another_controllers_keys_are_no_business_of_this_board(running: World, now: datetime) -> None:
    house = running.door._house
    far = now + 20 * DAY
    strange = house.keyring.fresh().with_epoch(house.controller + 1, "erasable", now=now, lives=DAY)
    house.keyring.replace(strange)
    running.door.rotate_keys(now=far)
    assert len(house.keyring.fresh().keks) > len(running.door.keys())
    assert asked(running, far).holds
