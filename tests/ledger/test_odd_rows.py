"""Rows that no version of ours writes, and whoever can write the database can: each is found and named, and none stops the verifying."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from ledger.test_tampering import leaf_at
from seloste import ledger
from seloste.home import Home

Sql = Callable[..., list[Any]]


@pytest.mark.parametrize("made", ["a second one of a place", pytest.param("one between two places", marks=pytest.mark.sqlite)])
def test_an_entry_slipped_in_without_moving_any_other_is_found(sealed: Home, now: datetime, sql: Sql, write: Any, made: str) -> None:
    leaf = write()
    if made == "a second one of a place":
        sql("DROP INDEX ledger_leaf_position")
    sql(f"UPDATE ledger_leaf SET position = {'3' if made == 'a second one of a place' else '3.5'} WHERE id = {leaf}")
    problems = ledger.verify(now, home=sealed).problems
    assert any(problem.position == 3 and "claim the place, or it is no place" in problem.what for problem in problems)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "change",
    [
        "verb = x'00ff'",
        "verb = CAST(x'ff' AS TEXT)",
        "categories = x'00'",
        "notice = 'text'",
        "notice = 1000000000000",
        "commitment = 'text'",
        "count = 'x'",
        "count = 1.5",
        "at = 'x'",
        "falls = 9e999",
    ],
)
def test_a_column_of_a_kind_that_it_never_has_is_named_and_stops_nobody(sealed: Home, now: datetime, sql: Sql, change: str) -> None:
    sql(f"UPDATE ledger_leaf SET {change} WHERE position = 3")
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.position, first.what) == (3, "the entry has been altered, or another stands in its place")


@pytest.mark.sqlite
@pytest.mark.parametrize("change", ["r = 'text'", "unit = x'ff'", "subject = CAST(x'ff' AS TEXT)", "unit = CAST(x'ff' AS TEXT)"])
def test_a_side_row_of_a_kind_that_there_never_is_names_its_entry(sealed: Home, now: datetime, sql: Sql, change: str) -> None:
    sql(f"UPDATE ledger_side SET {change} WHERE leaf = %s", leaf_at(sql, 4))
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.position, first.what) == (4, "its side rows (who was seen) have been altered")


@pytest.mark.sqlite
@pytest.mark.parametrize("place", ["'x'", "9e999", "x'00'"])
def test_a_place_that_is_no_number_is_found(sealed: Home, now: datetime, sql: Sql, write: Any, place: str) -> None:
    leaf = write()
    sql(f"UPDATE ledger_leaf SET position = {place} WHERE id = %s", leaf)
    assert any(problem.leaf == leaf for problem in ledger.verify(now, home=sealed).problems)


def test_a_tile_on_which_nothing_can_be_sealed_any_more_is_found(sealed: Home, now: datetime, sql: Sql, write: Any) -> None:
    ((held,),) = sql("SELECT hashes FROM ledger_tile WHERE level = 0")
    sql("UPDATE ledger_tile SET hashes = %s WHERE level = 0", held + bytes(32))
    write(minutes=30)
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)
    assert str(ledger.verify(now, home=sealed).first_bad) == "entry 10: the tree's tile 0/0 has hashes that no checkpoint covers"


def test_a_checkpoint_that_is_gone_from_the_database_is_missed(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("DELETE FROM ledger_checkpoint WHERE size = 6")
    assert str(ledger.verify(now, home=sealed).first_bad) == "the ledger: the checkpoint of size 6 is missing from the database"


@pytest.mark.sqlite
@pytest.mark.parametrize("change", ["verb = x'00ff'", "at = 'x', verb = x'00'", "at = 9e999, categories = x'00'"])
def test_an_entry_that_can_never_be_sealed_is_named_and_its_sealing_refused_in_words(
    sealed: Home, now: datetime, sql: Sql, write: Any, change: str
) -> None:
    leaf = write((), minutes=30)
    sql(f"UPDATE ledger_leaf SET {change} WHERE id = %s", leaf)
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.leaf, "its columns aren't those of an entry" in first.what) == (leaf, True)
