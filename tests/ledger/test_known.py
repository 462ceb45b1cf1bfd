"""The board's quick look checks what is new; old tampering is found by the daily round and the command, and nothing trusts a stale note."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import known
from seloste.ledger.merkle import EMPTY

DAY = timedelta(days=1)


@pytest.fixture
def large(sealed: Home, write: Any, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Ten entries that were found whole an hour ago, and two after them."""
    monkeypatch.setattr(known, "SMALL", 10)
    assert ledger.verify(now - timedelta(hours=1), home=sealed).ok
    for minute in (20, 21):
        write(minutes=minute)
    ledger.seal(now, home=sealed)
    return sealed


def test_a_quick_look_checks_what_has_come_since(large: Home, now: datetime, forger: Forger) -> None:
    verdict = ledger.verify(now, home=large, lately=True)
    assert (verdict.ok, verdict.since, verdict.leaves, verdict.sealed) == (True, 10, 12, 12)
    forger.sql("UPDATE ledger_leaf SET actor = 8 WHERE position = 11")
    first = ledger.verify(now, home=large, lately=True).first_bad
    assert first is not None
    assert first.position == 11


def test_a_quick_look_over_several_tiles_sees_those_that_have_grown(
    write: Any, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "SMALL", 10)
    for _ in range(2):
        for _ in range(300):
            write(())
        ledger.seal(now, home=fresh_home)
        assert ledger.verify(now, home=fresh_home, lately=True).ok
    assert ledger.verify(now, home=fresh_home, lately=True).since == 300


def test_an_old_change_is_found_by_the_command_and_by_the_round_and_then_by_the_board(large: Home, now: datetime, forger: Forger) -> None:
    forger.sql("UPDATE ledger_leaf SET actor = 8 WHERE position = 2")
    assert ledger.verify(now, home=large, lately=True).ok  # what the quick look can't see
    assert ledger.verify_daily(now, home=large) is None
    round_ = ledger.verify_daily(now + DAY, home=large)
    assert round_ is not None
    assert round_.first_bad is not None
    assert (round_.since, round_.first_bad.position) == (0, 2)
    assert not known.file_of(large).exists()
    assert not ledger.verify(now, home=large, lately=True).ok
    assert not ledger.verify(now, home=large).ok


def test_the_daily_round_checks_everything_once_a_day(large: Home, now: datetime) -> None:
    assert ledger.verify_daily(now, home=large) is None
    done = ledger.verify_daily(now + DAY, home=large)
    assert done is not None
    assert (done.ok, done.since) == (True, 0)
    assert ledger.verify_daily(now + DAY, home=large) is None


@pytest.mark.parametrize("note", ["old", "of the future", "of another root", "of a small ledger", "unreadable", "of another size"])
def test_a_note_that_does_not_fit_is_not_trusted(large: Home, now: datetime, note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = known.recall(large)
    assert held is not None
    if note == "unreadable":
        known.file_of(large).write_text('{"size": 10}')
    elif note == "of a small ledger":
        monkeypatch.setattr(known, "SMALL", 11)
    else:
        size, root, at = held.size, held.root, held.at
        changed = {"old": (size, root, now - 2 * DAY), "of the future": (size, root, now + DAY), "of another root": (size, EMPTY, at)}
        known.remember(large, known.Known(*changed.get(note, (9, root, at))))
    assert ledger.verify(now, home=large, lately=True).since == 0


@pytest.mark.parametrize("tile", ["cut", "another"])
def test_a_tile_changed_under_the_note_is_found(large: Home, now: datetime, forger: Forger, tile: str) -> None:
    data = bytes(forger.sql("SELECT hashes FROM ledger_tile")[0][0])
    forger.sql("UPDATE ledger_tile SET hashes = %s", data[:32] if tile == "cut" else bytes(32) + data[32:])
    problems = ledger.verify(now, home=large, lately=True).problems
    assert "entry 9: the tree's tiles have been altered since 10 entries were found whole" in [str(problem) for problem in problems]


def test_nothing_is_noted_of_an_empty_ledger(db: None, fresh_home: Home, now: datetime) -> None:
    assert ledger.verify(now, home=fresh_home).ok
    assert known.recall(fresh_home) is None


def test_sealing_is_due_after_five_minutes_or_a_thousand_entries(write: Any, fresh_home: Home, now: datetime) -> None:
    assert ledger.seal_if_due(now, home=fresh_home) is None
    write((), minutes=56)
    assert ledger.seal_if_due(now, home=fresh_home) is None
    for _ in range(999):
        write((), minutes=57)
    done = ledger.seal_if_due(now, home=fresh_home)
    assert done is not None
    assert done.added == 1000
    write((), minutes=55)
    done = ledger.seal_if_due(now, home=fresh_home)
    assert done is not None
    assert done.size == 1001


def test_what_is_not_sealed_is_counted_with_its_age(write: Any, sealed: Home, now: datetime) -> None:
    assert (ledger.verify(now, home=sealed).unsealed, ledger.verify(now, home=sealed).oldest) == (0, None)
    write(minutes=31)
    write(minutes=30)
    verdict = ledger.verify(now, home=sealed)
    assert (verdict.ok, verdict.unsealed, verdict.oldest) == (True, 2, now - timedelta(minutes=30))


def test_the_daily_round_comes_again_after_its_time_to_the_instant(sealed: Home, now: datetime) -> None:
    moment = timedelta(microseconds=1)
    assert ledger.verify(now, home=sealed).ok
    assert ledger.verify_daily(now, home=sealed) is None
    assert ledger.verify_daily(now + known.DAILY - moment, home=sealed) is None
    assert ledger.verify_daily(now + known.DAILY, home=sealed) is not None


def test_a_note_is_fresh_from_its_own_instant_to_before_its_last(large: Home, now: datetime) -> None:
    held, moment = known.recall(large), timedelta(microseconds=1)
    assert held is not None
    for when, since in ((held.at - moment, 0), (held.at, 10), (held.at + known.FRESH - moment, 10), (held.at + known.FRESH, 0)):
        known.remember(large, held)
        assert ledger.verify(when, home=large, lately=True).since == since
