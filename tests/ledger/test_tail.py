"""What a copy kept apart takes up of the ledger gives the roots that were signed, or is not taken in at all."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import notary, rows, tail
from seloste.ledger.leaves import microseconds

Told = tuple[list[tail.Grown], list[tail.Point]]


@pytest.fixture
def told(forger: Forger) -> Told:
    """What the ledger of ten told of itself since six, in a ledger that has then been set back to six."""
    since = list(tail.grown(6, 10)), tail.points(6, 10)
    forger.cut(6)
    return since


def kept(sql: Any) -> list[list[tuple[Any, ...]]]:
    """Everything that the ledger's tables hold."""
    tables = ("leaf", "side", "tile", "checkpoint")
    return [sorted(sql(f"SELECT * FROM ledger_{table}"), key=repr) for table in tables]


def test_what_is_told_of_a_stretch_is_its_entries_in_order_with_whom_each_saw(sealed: Home, sql: Any) -> None:
    found = list(tail.grown(3, 6))
    assert [entry.position for entry in found] == [3, 4, 5]
    assert [[side[1] for side in entry.sides] for entry in found] == [[11, 12, 13], [11], []]
    assert [(entry.leaf.id,) for entry in found] == sql("SELECT id FROM ledger_leaf WHERE position BETWEEN 3 AND 5 ORDER BY position")
    assert list(tail.grown(6, 6)) == []


def test_a_long_stretch_is_read_in_pieces_and_ends_where_it_is_said_to(sealed: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tail, "_STRETCH", 2)
    assert [entry.position for entry in tail.grown(1, 8)] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.position for entry in tail.grown(1, 7)] == [1, 2, 3, 4, 5, 6]


def test_an_entry_goes_through_words_and_back_unchanged(sealed: Home) -> None:
    for entry in tail.grown(0, 10):
        assert tail.Grown.parse(json.loads(json.dumps(entry.as_json()))) == entry


def test_the_checkpoints_told_are_those_after_a_size_up_to_another(sealed: Home, now: datetime) -> None:
    assert [point.size for point in tail.points(0, 10)] == [6, 10]
    assert [point.size for point in tail.points(5, 9)] == [6]
    assert [point.size for point in tail.points(6, 10)] == [10]
    point = tail.points(6, 10)[0]
    assert (point.at, {point.size: (point.root, point.note)}.items() <= rows.checkpoints().items()) == (microseconds(now), True)


def test_the_last_fall_of_a_stretch_is_of_its_own_entries_only(write: Any, fresh_home: Home, now: datetime) -> None:
    for keep in (9, 2, 7, 8):
        write(keep=timedelta(days=keep))
    ledger.seal(now, home=fresh_home)
    days = [entry.leaf.falls for entry in tail.grown(0, 4)]
    assert [tail.fallen_by(*stretch) for stretch in ((0, 4), (0, 1), (1, 3), (2, 3), (2, 2), (4, 9))] == [
        max(days), days[0], max(days[1:3]), days[2], 0, 0,
    ]  # fmt: skip


def test_a_ledger_set_back_grows_again_into_what_it_was(told: Told, sealed: Home, forger: Forger, now: datetime) -> None:
    forger.resign(notary.signing_key(sealed))  # what is kept of the last sealing is gone with its files
    assert tail.size() == 6
    assert tail.take_in(sealed, *told) == 10
    assert (tail.size(), list(tail.grown(6, 10)), tail.points(6, 10)) == (10, *told)
    tail.write_out(sealed)
    assert ledger.verify(now, home=sealed).ok


def test_it_grows_so_into_the_very_rows_that_it_had(sealed: Home, forger: Forger, sql: Any) -> None:
    before = kept(sql)
    since = list(tail.grown(0, 10)), tail.points(0, 10)
    sql("DELETE FROM ledger_tile")
    for table in ("side", "leaf", "checkpoint"):
        sql(f"DELETE FROM ledger_{table}")
    assert tail.take_in(sealed, *since) == 10
    assert kept(sql) == before


def test_what_the_ledger_has_already_is_passed_over(sealed: Home, forger: Forger, sql: Any) -> None:
    before = kept(sql)
    everything = list(tail.grown(0, 10)), tail.points(0, 10)
    assert tail.take_in(sealed, *everything) == 10
    forger.cut(6)
    assert tail.take_in(sealed, *everything) == 10
    assert kept(sql) == before


def test_nothing_told_grows_nothing(sealed: Home) -> None:
    assert tail.take_in(sealed, [], []) == 10
    assert tail.size() == 10


def test_an_entry_that_was_waiting_in_the_copy_gets_its_place(sealed: Home, forger: Forger, sql: Any, now: datetime) -> None:
    since = list(tail.grown(6, 10)), tail.points(6, 10)
    sql("UPDATE ledger_leaf SET position = NULL WHERE position >= 6")
    sql("DELETE FROM ledger_checkpoint WHERE size = 10")
    # The tile of the larger tree stays, as whoever sealed last left it: its beginning is the smaller one's edge.
    assert tail.take_in(sealed, *since) == 10
    assert ledger.verify(now, home=sealed).ok


def test_a_missing_entry_is_named_and_nothing_is_taken_in(told: Told, sealed: Home, sql: Any) -> None:
    before = kept(sql)
    entries, points = told
    for some in (entries[1:], entries[:2] + entries[3:], [*entries, replace(entries[-1], position=11)]):
        lacking = next(at for at, entry in enumerate([*some, None], start=6) if entry is None or entry.position != at)
        with pytest.raises(ledger.LedgerError, match=f"lack entry {lacking}: they don't belong together"):
            tail.take_in(sealed, some, points)
        assert kept(sql) == before


@pytest.mark.parametrize("after", [[], ["without a checkpoint"]], ids=["beyond the last checkpoint", "without any checkpoint"])
def test_entries_that_no_checkpoint_covers_are_refused(sealed: Home, forger: Forger, sql: Any, after: list[str]) -> None:
    entries, points = list(tail.grown(0, 10)), tail.points(0, 6)
    forger.cut(6 if after else 0)
    before = kept(sql)
    with pytest.raises(ledger.LedgerError, match="end in entries that no checkpoint covers"):
        tail.take_in(sealed, entries, points)
    assert kept(sql) == before


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda entries, points: (entries, [replace(points[0], note=points[0].note.replace("\n10\n", "\n11\n"))]), "isn't signed by this"),
        (lambda entries, points: (entries, [replace(points[0], note="")]), "isn't signed by this"),
        (lambda entries, points: (entries, [replace(points[0], root=bytes(32))]), "aren't those that were signed over 10"),
        (lambda entries, points: (entries, [replace(points[0], size=9)]), "aren't those that were signed over 9"),
        (lambda entries, points: (entries[:3], points), "aren't those that were signed over 10"),
        (lambda entries, points: ([*entries[:3], other(entries[3])], points), "aren't those that were signed over 10"),
        (lambda entries, points: (entries[:2] + swapped(entries[2:]), points), "aren't those that were signed over 10"),
    ],
)
def test_what_does_not_give_the_signed_root_is_refused(
    told: Told, sealed: Home, sql: Any, harm: Callable[[list[tail.Grown], list[tail.Point]], Told], said: str
) -> None:
    before = kept(sql)
    with pytest.raises(ledger.LedgerError, match=said):
        tail.take_in(sealed, *harm(*told))
    assert kept(sql) == before


def other(entry: tail.Grown) -> tail.Grown:
    """An entry of another purpose."""
    return replace(entry, leaf=replace(entry.leaf, purpose="newsletter"))


def swapped(two: list[tail.Grown]) -> list[tail.Grown]:
    """Two entries, each in the other's place."""
    return [replace(two[0], leaf=two[1].leaf), replace(two[1], leaf=two[0].leaf)]


def test_nothing_is_grown_on_an_edge_that_is_gone(told: Told, sealed: Home, sql: Any) -> None:
    sql("DELETE FROM ledger_tile")
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        tail.take_in(sealed, *told)


def test_the_files_are_written_anew_from_the_database_whole(sealed: Home, now: datetime) -> None:
    texts = {path.name: path.read_bytes() for path in notary.files(sealed)}
    shutil.rmtree(notary.ground(sealed))
    tail.write_out(sealed)
    assert {path.name: path.read_bytes() for path in notary.files(sealed)} == texts
    assert ledger.verify(now, home=sealed).ok


def test_a_ledger_set_back_is_told_by_the_checkpoints_outside_it(sealed: Home, forger: Forger) -> None:
    assert tail.set_back(sealed) == (10, 10)
    forger.cut(6)
    assert tail.set_back(sealed) == (6, 10)


def test_a_ledger_set_back_with_its_home_is_told_by_the_copies_alone(
    sealed: Home, forger: Forger, now: datetime, settings: Any, tmp_path: Any
) -> None:
    settings.CHECKPOINTS_TO = tmp_path
    ledger.seal(now, home=sealed)
    forger.cut(6)
    forger.resign(notary.signing_key(sealed))
    assert tail.set_back(sealed) == (6, 10)


def test_a_home_without_a_ledger_is_not_set_back(db: None, fresh_home: Home) -> None:
    assert tail.set_back(fresh_home) == (0, 0)
