"""A tick makes the copies that are due, where the settings say: data and keys apart, and what hinders one hinders nothing else."""

import fcntl
from pathlib import Path
from typing import Any

import pytest

from duties.operations.conftest import Backed

pytestmark = pytest.mark.promise("AL-51", by="behaviour")


@pytest.fixture
def town(backed: Backed) -> Backed:
    """A town with people and two empty places for copies."""
    backed.ask("found", when="2024-01-02")
    for place in (backed.data, backed.keys):
        place.mkdir()
    return backed


def take(town: Backed, when: str, *, data: Path | None = None, keys: Path | None = None) -> dict[str, Any]:
    taken: dict[str, Any] = town.ask("take", into=str(data or town.data), keys=str(keys or town.keys), when=when)
    return taken


def copies(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if not path.name.startswith("."))


def test_the_first_tick_of_each_day_copies_the_data_and_each_hour_the_keys(town: Backed) -> None:
    for when in ("2024-01-03 12:00", "2024-01-03 12:30", "2024-01-03 13:00", "2024-01-03 23:59", "2024-01-04 00:00", "2024-01-04 00:05"):
        assert take(town, when)["hindered"] == []
    assert copies(town.data) == ["2024-01-03T100000Z", "2024-01-03T220000Z"]
    assert copies(town.keys / "keys") == ["2024-01-03T100000Z", "2024-01-03T110000Z", "2024-01-03T215900Z", "2024-01-03T220000Z"]


def test_what_ticks_have_copied_brings_the_register_back(town: Backed) -> None:
    take(town, "2024-01-03 12:00")
    take(town, "2024-01-03 13:00")
    town.restore("new", "2024-01-03 14:00")
    assert town.ask("release", "new", when="2024-01-03 14:00")["holds"]


def test_without_places_nothing_is_copied(town: Backed) -> None:
    nothing: dict[str, Any] = {"data": None, "keys": None, "hindered": []}
    assert town.ask("take", into="", keys="", when="2024-01-03 12:00") == nothing
    assert town.ask("take", into=str(town.data), keys="", when="2024-01-03 12:00") == nothing
    assert copies(town.data) == []


def test_a_place_that_is_not_there_is_named_and_hinders_only_its_own_copy(town: Backed) -> None:
    town.data.rmdir()
    taken = take(town, "2024-01-03 12:00")
    (words,) = taken["hindered"]
    assert "the folder that SELOSTE_BACKUPS_TO names is not there" in words
    assert not town.data.exists(), "an unmounted place is not made"
    assert (taken["data"], len(copies(town.keys / "keys"))) == (None, 1)
    town.data.mkdir()
    assert take(town, "2024-01-03 12:05")["hindered"] == []
    assert copies(town.data) == ["2024-01-03T100500Z"]


def test_keys_are_never_copied_to_where_data_lie(town: Backed) -> None:
    within = town.data / "keys"
    within.mkdir()
    taken = take(town, "2024-01-03 12:00", keys=within)
    assert taken["data"] is not None
    (words,) = taken["hindered"]
    assert "Keep the keys in a place of their own" in words
    assert copies(within) == []


def test_a_copy_that_fails_is_told_and_tried_again(town: Backed) -> None:
    (town.data / ".2024-01-03T100000Z.part").write_text("", encoding="utf-8")
    taken = take(town, "2024-01-03 12:00")
    assert taken["data"] is None
    assert "could not be made" in taken["hindered"][0]
    (town.data / ".2024-01-03T100000Z.part").unlink()
    assert take(town, "2024-01-03 12:05")["data"] is not None


def test_of_two_ticks_at_once_one_makes_the_copies(town: Backed) -> None:
    with (town.home() / "backing-up.lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert take(town, "2024-01-03 12:00")["data"] is None
    assert take(town, "2024-01-03 12:00")["data"] is not None
