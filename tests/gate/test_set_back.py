"""A database that was set back behind its checkpoints lets nobody in, but whoever asks to look into its ledger."""

import pytest

from gate.club import Club, at, sql
from seloste import gate
from seloste.home import HomeError


@pytest.fixture
def set_back(club: Club) -> Club:
    """The club's register as it was before its ledger was sealed. What was signed lies outside of it."""
    club.join("2024-01-02")
    club.door.seal_ledger(now=at("2024-01-03"))
    sql("UPDATE ledger_leaf SET position = NULL")
    for table in ("tile", "checkpoint"):
        sql(f"DELETE FROM ledger_{table}")
    gate.doubt()
    return club


def test_nobody_enters_what_was_set_back(set_back: Club) -> None:
    with pytest.raises(HomeError, match="0 sealed entries, and a checkpoint outside it was signed over"):
        gate.door(set_back.home)


def test_its_ledger_may_be_looked_into_by_whoever_doubts_it(set_back: Club) -> None:
    door = gate.door(set_back.home, doubted=True)
    assert door.home == set_back.home
    assert not door.verify_ledger(now=at("2024-01-04")).ok


def test_one_that_holds_all_that_was_signed_is_entered_also_after_a_doubt(club: Club) -> None:
    club.join("2024-01-02")
    club.door.seal_ledger(now=at("2024-01-03"))
    gate.doubt()
    assert gate.door(club.home).verify_ledger(now=at("2024-01-04")).ok


def test_a_controllers_keys_are_told_by_their_dates_and_folders(club: Club) -> None:
    club.join("2024-01-02")
    rows = club.door.keys()
    assert {row.horizon for row in rows} >= {"erasable", "archive"}
    assert sum(row.folders for row in rows) == sql("SELECT COUNT(*) FROM folder")[0][0] > 0
