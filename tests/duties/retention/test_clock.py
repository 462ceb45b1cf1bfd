"""A clock that has leapt destroys nothing until a person vouches for it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from seloste import home as homes
from seloste.duties.retention import ClockDoubtError, clock
from seloste.home import Home, HomeError


@pytest.fixture
def earnest(tmp_path: Path, now: datetime) -> Home:
    return homes.create(tmp_path / "home", demo=False, now=now)


def test_the_first_sweep_believes_the_clock(earnest: Home, now: datetime) -> None:
    clock.doubt(earnest, now)
    assert clock.last_seen(earnest) is None


@pytest.mark.parametrize("leap", [timedelta(0), timedelta(minutes=5), timedelta(days=7), -timedelta(minutes=59)])
def test_an_ordinary_step_is_believed(earnest: Home, now: datetime, leap: timedelta) -> None:
    clock.remember(earnest, now)
    clock.doubt(earnest, now + leap)
    assert clock.last_seen(earnest) == now


@pytest.mark.parametrize("leap", [timedelta(days=8), timedelta(days=3650)])
def test_a_leap_forward_is_doubted(earnest: Home, now: datetime, leap: timedelta) -> None:
    clock.remember(earnest, now)
    with pytest.raises(ClockDoubtError, match=r"days past the last sweep.*Nothing was destroyed.*--clock-is-right"):
        clock.doubt(earnest, now + leap)


@pytest.mark.parametrize("leap", [timedelta(hours=2), timedelta(days=3650)])
def test_a_leap_back_is_doubted(earnest: Home, now: datetime, leap: timedelta) -> None:
    clock.remember(earnest, now)
    with pytest.raises(ClockDoubtError, match=r"the last sweep was at 2026-11-22 04:00"):
        clock.doubt(earnest, now - leap)


def test_a_harmed_note_is_doubted(earnest: Home, now: datetime) -> None:
    clock.remember(earnest, now)
    (earnest.path / "receipts" / "last-sweep").write_text("eilen")
    with pytest.raises(ClockDoubtError, match="can't be checked"):
        clock.doubt(earnest, now)


def test_a_demo_home_travels_in_time(fresh_home: Home, now: datetime) -> None:
    clock.remember(fresh_home, now)
    clock.doubt(fresh_home, now + timedelta(days=3650))


def test_a_note_that_can_not_be_written_says_so(earnest: Home, now: datetime) -> None:
    (earnest.path / "receipts").write_text("in the way")
    with pytest.raises(HomeError, match="can't be written"):
        clock.remember(earnest, now)
