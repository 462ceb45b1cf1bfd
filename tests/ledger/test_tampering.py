"""Somebody who can write the database changes the account: it is found, and the first bad entry is named."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home, HomeError
from seloste.ledger import notary, note

Sql = Callable[..., list[Any]]


def leaf_at(sql: Sql, position: int) -> int:
    return int(sql("SELECT id FROM ledger_leaf WHERE position = %s", position)[0][0])


def test_an_untouched_ledger_verifies(sealed: Home, now: datetime) -> None:
    verdict = ledger.verify(now, home=sealed)
    assert verdict.ok, verdict.problems
    assert (verdict.leaves, verdict.sealed, verdict.checkpoints, verdict.fallen) == (10, 10, 2, 0)
    assert verdict.first_bad is None


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'list'",
        "purpose = ''",
        "purpose = 'newsletter'",
        "outcome = 'denied'",
        "categories = 'identity'",
        "categories = ''",
        "actor = 8",
        "controller = 2",
        "at = at + 1",
        "falls = falls - 1",
        "version = 2",
        "notice = x'00'",
        "commitment = x'00'",
        "count = 1",
    ],
)
def test_any_changed_column_names_its_entry(sealed: Home, now: datetime, sql: Sql, change: str) -> None:
    sql(f"UPDATE ledger_leaf SET {change} WHERE position = 3")
    verdict = ledger.verify(now, home=sealed)
    assert not verdict.ok
    assert verdict.first_bad is not None
    assert verdict.first_bad.position == 3
    assert verdict.first_bad.leaf == leaf_at(sql, 3)
    assert verdict.first_bad.what == "the entry has been altered, or another stands in its place"


def test_a_dropped_entry_is_named(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("DELETE FROM ledger_side WHERE leaf = %s", leaf_at(sql, 4))
    sql("DELETE FROM ledger_leaf WHERE position = 4")
    assert str(ledger.verify(now, home=sealed).first_bad) == "entry 4: the entry is missing"


def test_an_entry_dropped_with_the_rest_moved_up_is_named(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("DELETE FROM ledger_leaf WHERE position = 4")
    for position in range(5, 10):
        sql("UPDATE ledger_leaf SET position = %s WHERE position = %s", position - 1, position)
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 4


def test_two_swapped_entries_are_named(sealed: Home, now: datetime, sql: Sql) -> None:
    for old, new in ((2, 99), (7, 2), (99, 7)):
        sql("UPDATE ledger_leaf SET position = %s WHERE position = %s", new, old)
    assert [problem.position for problem in ledger.verify(now, home=sealed).problems] == [2, 7]


def test_an_inserted_entry_is_named(sealed: Home, now: datetime, sql: Sql, write: Any) -> None:
    for position in range(9, 4, -1):
        sql("UPDATE ledger_leaf SET position = %s WHERE position = %s", position + 1, position)
    sql("UPDATE ledger_leaf SET position = 5 WHERE id = %s", write())
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 5


def test_an_entry_that_claims_a_place_beyond_the_tree_is_named(sealed: Home, now: datetime, sql: Sql, write: Any) -> None:
    leaf = write()
    sql("UPDATE ledger_leaf SET position = 10 WHERE id = %s", leaf)
    first = ledger.verify(now, home=sealed).first_bad
    assert str(first) == f"entry 10 (leaf {leaf}): the entry claims a place that no checkpoint covers"


def test_a_ledger_cut_with_its_checkpoint_row_is_found_by_the_file(sealed: Home, now: datetime, forger: Forger) -> None:
    forger.cut(6)
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 6
    assert "has been cut" in first.what
    assert "over 10 entries and 6 are left" in first.what
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)


def test_a_ledger_cut_with_files_and_all_is_found_by_a_copy_kept_elsewhere(
    sealed: Home, now: datetime, forger: Forger, tmp_path: Path
) -> None:
    copy = tmp_path / "at-the-auditor.txt"
    copy.write_bytes(notary.files(sealed)[-1].read_bytes())
    forger.cut(6)
    forger.rewrite()
    assert ledger.verify(now, home=sealed).ok
    first = ledger.verify(now, home=sealed, against=[copy]).first_bad
    assert first is not None
    assert "at-the-auditor.txt was signed over 10 entries" in first.what


def test_an_entry_changed_with_its_stored_hash_is_named_by_the_files(sealed: Home, now: datetime, sql: Sql, forger: Forger) -> None:
    sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rehash()
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.position, first.what) == (7, "the file ledger/tile/0/000.p/10 is missing or is not the recomputed tile")
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)


def test_an_entry_changed_with_all_but_the_signature_is_narrowed_to_its_checkpoint(
    sealed: Home, now: datetime, sql: Sql, forger: Forger
) -> None:
    sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rehash()
    forger.reshelve()
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.position, first.what) == (6, "entries 6 to 9 are not those that 0000000000000010.txt was signed over")


def test_a_ledger_signed_again_with_another_key_is_found(sealed: Home, now: datetime, sql: Sql, forger: Forger) -> None:
    sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rewrite(Ed25519PrivateKey.generate())
    whats = [problem.what for problem in ledger.verify(now, home=sealed).problems]
    assert "the checkpoint file 0000000000000010.txt is not to be trusted: it is not signed with this ledger's key" in whats
    assert "the stored checkpoint of size 10 is not to be trusted: it is not signed with this ledger's key" in whats


def test_a_ledger_told_in_two_ways_with_the_right_key_is_found_by_the_copy(
    sealed: Home, now: datetime, sql: Sql, forger: Forger, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(notary.files(sealed)[-1].read_bytes())
    sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rewrite()
    assert ledger.verify(now, home=sealed).ok
    verdict = ledger.verify(now, home=sealed, against=[copy])
    assert str(verdict.first_bad) == "entry 6: entries 6 to 9 are not those that copy.txt was signed over"
    assert any("told in two ways" in problem.what for problem in verdict.problems)


@pytest.mark.parametrize("rows", ["", " AND ordinal = 0", " AND ordinal = 2"])
def test_a_side_row_dropped_before_its_date_names_its_entry(sealed: Home, now: datetime, sql: Sql, rows: str) -> None:
    sql(f"DELETE FROM ledger_side WHERE leaf = %s{rows}", leaf_at(sql, 3))
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 3
    assert "side rows (who was seen)" in first.what


@pytest.mark.parametrize("change", ["subject = 99", "unit = 'Talous'", "r = x'00'", "ordinal = 7"])
def test_a_changed_side_row_names_its_entry(sealed: Home, now: datetime, sql: Sql, change: str) -> None:
    sql(f"UPDATE ledger_side SET {change} WHERE leaf = %s AND ordinal = 0", leaf_at(sql, 3))
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 3
    assert "side rows (who was seen)" in first.what


def test_a_side_row_added_to_an_entry_that_saw_nobody_is_found(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("INSERT INTO ledger_side (leaf, ordinal, subject, unit) VALUES (%s, 0, 11, 'Myynti')", leaf_at(sql, 5))
    assert str(ledger.verify(now, home=sealed).first_bad).endswith("1 of its 0 side rows (who was seen) stand")


def test_a_side_row_without_an_entry_is_found(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("INSERT INTO ledger_side (leaf, ordinal, subject, unit) VALUES (1, 0, 11, 'Myynti')")
    assert str(ledger.verify(now, home=sealed).first_bad) == "the ledger: 1 side rows belong to no entry"


def test_a_mark_of_fallen_does_not_excuse_what_was_removed_too_soon(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("DELETE FROM ledger_side WHERE leaf = %s", leaf_at(sql, 0))
    sql("UPDATE ledger_leaf SET fallen = 1 WHERE position = 0")
    assert ledger.verify(now, home=sealed).first_bad is not None


def test_a_side_row_dropped_before_anything_is_sealed_is_found(write: Any, fresh_home: Home, now: datetime, sql: Sql) -> None:
    leaf = write()
    sql("DELETE FROM ledger_side")
    first = ledger.verify(now, home=fresh_home).first_bad
    assert str(first) == f"an entry not yet sealed (leaf {leaf}): its side rows (who was seen) are gone before their date"


@pytest.mark.parametrize("harm", ["UPDATE ledger_tile SET hashes = x'00'", "DELETE FROM ledger_tile"])
def test_a_harmed_tile_is_found_and_nothing_is_sealed_on_it(sealed: Home, now: datetime, sql: Sql, write: Any, harm: str) -> None:
    sql(harm)
    write()
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 0
    with pytest.raises(ledger.LedgerError):
        ledger.seal(now, home=sealed)


def test_a_harmed_tile_above_the_leaves_is_found(write: Any, fresh_home: Home, now: datetime, sql: Sql) -> None:
    for _ in range(257):
        write(())
    ledger.seal(now, home=fresh_home)
    assert ledger.verify(now, home=fresh_home).ok
    sql("UPDATE ledger_tile SET hashes = x'00' WHERE level = 1")
    assert str(ledger.verify(now, home=fresh_home).first_bad) == "entry 0: the tree's tile 1/0 has been altered"


def test_a_checkpoint_file_that_is_gone_is_missed(sealed: Home, now: datetime) -> None:
    notary.files(sealed)[0].unlink()
    assert str(ledger.verify(now, home=sealed).first_bad) == "the ledger: the checkpoint of size 6 has no file outside the database"


def test_a_stored_checkpoint_altered_beside_its_text_is_found(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("UPDATE ledger_checkpoint SET root = x'00' WHERE size = 6")
    found = [str(one) for one in ledger.verify(now, home=sealed).problems]
    assert "entry 5: the stored checkpoint of size 6 has been altered beside its signed text" in found


@pytest.mark.parametrize("text", ["", "nothing\n\n", "seloste/ledger/1\n10\nAAAA\n\n— seloste/ledger/1 AAAA\n", "ä\n\nä\n"])
def test_a_checkpoint_file_of_rubbish_is_not_trusted(sealed: Home, now: datetime, text: str) -> None:
    notary.files(sealed)[0].write_text(text, "utf-8")
    problems = ledger.verify(now, home=sealed).problems
    assert any("0000000000000006.txt is not to be trusted" in problem.what for problem in problems)


def test_another_homes_checkpoint_is_not_trusted(sealed: Home, now: datetime, tmp_path: Path) -> None:
    copy, key = tmp_path / "copy.txt", notary.signing_key(sealed)
    copy.write_text(note.sign(note.Head("seloste/ledger/1", 3, bytes(32)), key), "utf-8")
    assert "it is another ledger's" in str(ledger.verify(now, home=sealed, against=[copy]).first_bad)


def test_a_lost_or_harmed_signing_key_is_said_plainly_and_never_replaced(sealed: Home, now: datetime, write: Any) -> None:
    write()
    notary.key_file(sealed).write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    with pytest.raises(HomeError, match=r"can't be read\. Restore it"):
        ledger.verify(now, home=sealed)
    notary.key_file(sealed).unlink()
    for act in (ledger.seal, ledger.verify):
        with pytest.raises(HomeError, match=r"missing\. Restore it"):
            act(now, home=sealed)


def test_an_overdue_side_row_is_no_tampering_but_is_counted(sealed: Home, now: datetime) -> None:
    later = now + timedelta(days=3 * 365)
    assert ledger.verify(later, home=sealed).ok
    assert ledger.overdue(later) == 11
    assert ledger.overdue(now) == 0


def test_a_side_row_is_overdue_from_its_date_on(write: Any, now: datetime) -> None:
    write((11, 12), keep=timedelta(hours=1))
    assert (ledger.overdue(now - timedelta(microseconds=1)), ledger.overdue(now)) == (0, 2)
    assert (ledger.fall_due(now - timedelta(microseconds=1)), ledger.fall_due(now)) == (0, 1)


def test_side_rows_are_missed_up_to_their_date_and_no_longer(write: Any, fresh_home: Home, now: datetime, sql: Sql) -> None:
    write(keep=timedelta(hours=1))
    ledger.seal(now, home=fresh_home)
    sql("DELETE FROM ledger_side")
    early = ledger.verify(now - timedelta(microseconds=1), home=fresh_home)
    assert (early.ok, early.fallen) == (False, 0)
    late = ledger.verify(now, home=fresh_home)
    assert (late.ok, late.fallen) == (True, 1)


def test_a_tile_that_the_tree_has_not_is_named_by_the_last_entry(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("INSERT INTO ledger_tile (level, number, hashes) VALUES (1, 7, x'00')")
    assert str(ledger.verify(now, home=sealed).first_bad) == "entry 9: the tree's tile 1/7 has been altered"


def test_a_tile_without_a_tree_is_found(db: None, fresh_home: Home, now: datetime, sql: Sql) -> None:
    sql("INSERT INTO ledger_tile (level, number, hashes) VALUES (1, 7, x'00')")
    assert str(ledger.verify(now, home=fresh_home).first_bad) == "entry 0: the tree's tile 1/7 has been altered"


@pytest.mark.parametrize("position", [-1, 10, 12])
def test_a_place_outside_the_tree_is_named_and_those_within_are_not(sealed: Home, now: datetime, sql: Sql, position: int) -> None:
    ((leaf,),) = sql("SELECT id FROM ledger_leaf WHERE position = 9")
    sql("UPDATE ledger_leaf SET position = %s WHERE position = 9", position)
    found = [str(one) for one in ledger.verify(now, home=sealed).problems]
    assert f"entry {position} (leaf {leaf}): the entry claims a place that no checkpoint covers" in found
    assert sum("no checkpoint covers" in one for one in found) == 1


def test_an_entry_without_its_stored_hash_is_named(sealed: Home, now: datetime, sql: Sql) -> None:
    data = bytes(sql("SELECT hashes FROM ledger_tile WHERE level = 0")[0][0])
    sql("UPDATE ledger_tile SET hashes = %s WHERE level = 0", data[: 8 * 32])
    found = [str(one) for one in ledger.verify(now, home=sealed).problems]
    assert sum("stored hash is missing" in one for one in found) == 2
    assert "entry 8" in found[0]


def test_the_first_hundred_problems_are_told(write: Any, fresh_home: Home, now: datetime, sql: Sql) -> None:
    for minute in range(130):
        write((), minutes=minute // 3)
    ledger.seal(now, home=fresh_home)
    sql("UPDATE ledger_leaf SET actor = 8 WHERE position >= 10")
    verdict = ledger.verify(now, home=fresh_home)
    assert [one.position for one in verdict.problems[:100]] == list(range(10, 110))
    assert len(verdict.problems) == 100


def test_side_rows_of_more_than_one_unit_under_one_entry_are_found(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("UPDATE ledger_side SET unit = 'Talous' WHERE leaf = %s AND ordinal = 1", leaf_at(sql, 3))
    assert str(ledger.verify(now, home=sealed).first_bad).endswith("its side rows (who was seen) have been altered")


def test_what_was_found_is_told_in_the_order_of_the_tree_and_the_rest_after_it(sealed: Home, now: datetime, sql: Sql) -> None:
    sql("UPDATE ledger_checkpoint SET root = x'00' WHERE size = 6")
    sql("UPDATE ledger_leaf SET actor = 8 WHERE position IN (0, 2)")
    sql("INSERT INTO ledger_side (leaf, ordinal, subject, unit) VALUES (1, 0, 11, 'Myynti')")
    notary.verifier_file(sealed).unlink()
    places = [one.position for one in ledger.verify(now, home=sealed).problems]
    known = [place for place in places if place is not None]
    assert known == sorted(known)
    assert (known[0], places[len(known) :]) == (0, [None] * (len(places) - len(known)))
    assert len(places) - len(known) >= 2


def test_the_key_that_signs_is_known_before_and_after_its_first_checkpoint(sealed: Home) -> None:
    key = notary.checking_key(sealed)
    assert key is not None
    for path in notary.files(sealed):
        path.unlink()
    again = notary.checking_key(sealed)
    assert again is not None
    assert again.public_bytes_raw() == key.public_bytes_raw()
