"""Checkpoints are copied out of reach at each sealing, and what stands there shows a history that was rolled back or rewritten."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import known, notary, note, outside, tail


@pytest.fixture
def away(sealed: Home, now: datetime, settings: Any, tmp_path: Path) -> Path:
    """The folder where the two checkpoints of ten entries have been copied."""
    settings.CHECKPOINTS_TO = tmp_path / "away"
    settings.CHECKPOINTS_TO.mkdir()
    ledger.seal(now, home=sealed)
    return Path(settings.CHECKPOINTS_TO) / str(sealed.id)


def test_each_sealing_copies_what_is_not_there_yet(away: Path, write: Any, sealed: Home, now: datetime) -> None:
    assert [path.name for path in sorted(away.iterdir())] == [path.name for path in notary.files(sealed)]
    write(minutes=20)
    assert ledger.seal(now, home=sealed).uncopied == ""
    newest = notary.newest(sealed).read_bytes()
    assert sorted(away.iterdir())[-1].read_bytes() == newest
    assert ledger.verify(now, home=sealed).checkpoints == 6


def test_a_ledger_rolled_back_with_everything_in_the_home_is_found_and_nothing_more_is_signed(
    away: Path, sealed: Home, now: datetime, forger: Forger, write: Any
) -> None:
    forger.cut(6)
    forger.rewrite()
    assert str(ledger.verify(now, home=sealed).first_bad).startswith("entry 6: the ledger has been cut: 0000000000000010.txt")
    write(minutes=30)
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)


def test_a_history_rewritten_with_the_stolen_key_is_found_and_nothing_more_is_signed(
    away: Path, sealed: Home, now: datetime, forger: Forger, write: Any
) -> None:
    forger.sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rewrite()
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert first.position == 6
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)


def test_a_folder_that_is_not_there_is_told_and_made_good_later(away: Path, write: Any, sealed: Home, now: datetime) -> None:
    hidden = away.parent.rename(away.parent.with_name("unmounted"))
    write(minutes=20)
    done = ledger.seal(now, home=sealed)
    assert (done.size, "could not be copied" in done.uncopied) == (11, True)
    assert "is not there" in str(ledger.verify(now, home=sealed).first_bad)
    hidden.rename(away.parent)
    assert ledger.seal(now, home=sealed).uncopied == ""
    assert len(outside.copies(sealed)) == 3
    assert ledger.verify(now, home=sealed).ok


def test_without_the_setting_nothing_is_copied(sealed: Home) -> None:
    assert (outside.folder(sealed), outside.copies(sealed), outside.absent(sealed), outside.copy(sealed)) == (None, [], False, "")


def test_what_an_auditor_writes_beside_the_copies_stops_nobody(away: Path, sealed: Home, now: datetime, write: Any) -> None:
    (away / "notes.txt").write_text("compared on Monday", "utf-8")
    write(minutes=20)
    assert ledger.seal(now, home=sealed).size == 11
    assert tail.set_back(sealed) == (11, 11)
    assert ledger.verify(now, home=sealed).ok


def test_a_copy_that_is_no_text_stops_the_sealing_in_words(away: Path, sealed: Home, now: datetime, write: Any) -> None:
    sorted(away.iterdir())[-1].write_bytes(b"\xff")
    write(minutes=20)
    with pytest.raises(ledger.LedgerError, match="nothing was sealed"):
        ledger.seal(now, home=sealed)


def test_only_the_owner_may_look_into_the_folder_of_copies(away: Path) -> None:
    assert away.stat().st_mode & 0o777 == 0o700


def test_a_quick_look_holds_a_copy_of_what_was_found_whole_too(
    away: Path, sealed: Home, now: datetime, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "SMALL", 10)
    assert ledger.verify(now, home=sealed).ok
    head, key = note.Head(notary.origin(sealed), 10, bytes(32)), notary.signing_key(sealed)
    notary.files(sealed)[-1].write_text(note.sign(head, key), "utf-8")
    sorted(away.iterdir())[-1].unlink()
    verdict = ledger.verify(now, home=sealed, lately=True)
    assert verdict.since == 10
    assert [str(one) for one in verdict.problems] == ["entry 10: entries 10 to 9 are not those that 0000000000000010.txt was signed over"]
