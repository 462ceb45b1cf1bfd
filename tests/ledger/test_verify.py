"""What verifying says where the stretch that it names could be another's, and of trees too large to make in a test."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from seloste import ledger
from seloste.home import Home
from seloste.ledger import merkle, notary, note
from seloste.ledger.verdict import Claim, Findings
from seloste.ledger.verify import _hold, _upper

ROOTS = {size: bytes([size]) * 32 for size in (4, 6, 10)}
OTHER = bytes(32)


def found(claims: list[Claim], *, since: int = 0, problems: tuple[int | None, ...] = ()) -> list[tuple[int | None, str]]:
    """What holding claims against a tree of ten adds to some problems."""
    findings = Findings()
    for position in problems:
        findings.add("known", position)
    _hold(claims, ROOTS, since, 10, findings)
    return [(problem.position, problem.what) for problem in findings.problems if problem.what != "known"]


def claim(size: int, root: bytes = OTHER, name: str = "copy") -> Claim:
    return Claim(size, root, name)


def test_the_stretch_named_begins_at_the_last_checkpoint_agreed_on_before() -> None:
    agreed = [claim(4, ROOTS[4]), claim(6, ROOTS[6])]
    assert found([claim(10), *agreed]) == [(6, "entries 6 to 9 are not those that copy was signed over")]
    assert found([claim(6), *agreed, claim(10, ROOTS[10])]) == [(4, "entries 4 to 5 are not those that copy was signed over")]
    assert found([claim(6)]) == [(0, "entries 0 to 5 are not those that copy was signed over")]
    assert found([claim(10)], since=6) == [(6, "entries 6 to 9 are not those that copy was signed over")]
    assert found(agreed) == []


def test_a_checkpoint_of_what_was_found_whole_is_held_and_an_older_one_is_left_to_the_daily_round() -> None:
    assert len(found([claim(6)], since=6)) == 1
    assert found([claim(4)], since=6) == []
    assert found([claim(4), claim(10)], since=6) == [(6, "entries 6 to 9 are not those that copy was signed over")]


@pytest.mark.parametrize(("position", "told"), [(5, True), (6, False), (9, False), (10, True), (None, True)])
def test_a_stretch_is_named_only_where_no_entry_of_it_is(position: int | None, told: bool) -> None:
    assert bool(found([claim(6, ROOTS[6]), claim(10)], problems=(position,))) is told


def test_only_the_first_stretch_is_named_and_a_cut_ledger_once() -> None:
    assert [position for position, _ in found([claim(6), claim(10)])] == [0]
    assert [position for position, _ in found([claim(11), claim(12)])] == [10]
    assert [position for position, _ in found([claim(10, ROOTS[10]), claim(11)])] == [10]


def test_a_tile_above_the_leaves_is_named_by_the_first_entry_under_it(sealed: Home, sql: Any) -> None:
    for level, number, first in ((1, 1, 65_536), (2, 0, 0), (1, 3, 69_999)):
        sql("INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, x'00')", level, number)
        findings = Findings()
        _upper(merkle.Tiles(70_000), 0, findings)
        assert [(problem.position, problem.what) for problem in findings.problems] == [
            (first, f"the tree's tile {level}/{number} has been altered")
        ]
        sql("DELETE FROM ledger_tile WHERE level > 0")


def test_a_checkpoint_of_nothing_kept_elsewhere_is_missed_nowhere(sealed: Home, now: datetime, sql: Any, tmp_path: Path) -> None:
    kept = tmp_path / "nothing.txt"
    kept.write_text(note.sign(note.Head(notary.origin(sealed), 0, merkle.EMPTY), notary.signing_key(sealed)), "utf-8")
    for table in ("side", "leaf", "tile", "checkpoint"):
        sql(f"DELETE FROM ledger_{table}")
    problems = [str(one) for one in ledger.verify(now, home=sealed, against=[kept]).problems]
    assert any("the ledger has been cut" in one for one in problems)
    assert not any("is missing from the database" in one for one in problems)


def test_a_checkpoint_file_that_is_not_trusted_is_still_no_missing_file(sealed: Home, now: datetime) -> None:
    notary.files(sealed)[-1].write_text("rubbish", "utf-8")
    problems = [str(one) for one in ledger.verify(now, home=sealed).problems]
    assert problems == ["the ledger: the checkpoint file 0000000000000010.txt is not to be trusted: it is not a signed note"]


def test_a_checkpoint_file_lost_here_but_kept_elsewhere_is_a_file_outside_the_database(sealed: Home, now: datetime, tmp_path: Path) -> None:
    kept = notary.files(sealed)[0].rename(tmp_path / "kept.txt")
    assert ledger.verify(now, home=sealed, against=[kept]).ok


def test_the_first_entry_of_the_tree_comes_before_the_second_and_what_has_no_place_last() -> None:
    findings = Findings()
    for position in (None, 1, 0):
        findings.add("known", position)
    assert [problem.position for problem in findings.verdict(0, 2, OTHER).problems] == [0, 1, None]
