"""A demo home is reused when it is the one asked for, made anew when not, and no other folder is ever touched."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from seloste import __version__
from seloste.faces.cli.demo import stamp
from seloste.home import HomeError, create

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WISH = stamp.Wish(notice="lamisnet", digest="ab" * 32, subjects=20, seed=1)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "demo"
    stamp.fulfil(stamp.make(path, NOW), WISH, TODAY)
    return path


def test_a_folder_that_is_not_there_is_to_be_made(tmp_path: Path) -> None:
    assert stamp.find(tmp_path / "new", WISH, TODAY) == (None, "there was none")


def test_the_home_asked_for_is_used_again(made: Path) -> None:
    home, _ = stamp.find(made, WISH, TODAY)
    assert home is not None
    assert home.demo


@pytest.mark.parametrize("other", [{"seed": 2}, {"subjects": 21}, {"digest": "cd" * 32}, {"version": "0"}])
def test_other_wishes_make_another_home(made: Path, other: dict[str, object]) -> None:
    changed = stamp.Wish(**{"notice": "lamisnet", "digest": "ab" * 32, "subjects": 20, "seed": 1, **other})  # type: ignore[arg-type]
    assert stamp.find(made, changed, TODAY)[0] is None


def test_a_wish_knows_the_notice_and_the_program_it_was_made_for() -> None:
    wish = stamp.Wish.of("lamisnet", b"schema: 1", 20, 1)
    assert wish == stamp.Wish.of("lamisnet", b"schema: 1", 20, 1)
    assert wish.digest != stamp.Wish.of("lamisnet", b"schema: 2", 20, 1).digest
    assert wish.version.startswith(__version__)


def test_an_old_home_is_made_anew(made: Path) -> None:
    assert stamp.find(made, WISH, TODAY + timedelta(days=7))[0] is not None
    assert stamp.find(made, WISH, TODAY + timedelta(days=8))[0] is None
    assert stamp.find(made, WISH, TODAY - timedelta(days=1))[0] is None


def test_an_unfinished_home_is_made_anew(made: Path) -> None:
    (made / stamp.STAMP).unlink()
    assert stamp.find(made, WISH, TODAY)[0] is None


def test_making_anew_leaves_nothing_of_the_old_home(made: Path) -> None:
    (made / "old").mkdir()
    (made / "old" / "file").write_text("old")
    before = (made / "secret").read_text()
    stamp.make(made, NOW)
    assert not (made / "old").exists()
    assert not (made / stamp.STAMP).exists()
    assert (made / "secret").read_text() != before


def test_a_real_register_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "real"
    create(path, demo=False, now=NOW)
    before = sorted(path.iterdir())
    with pytest.raises(HomeError, match="nothing was touched"):
        stamp.find(path, WISH, TODAY)
    with pytest.raises(HomeError, match="only demo homes"):
        stamp.make(path, NOW)
    assert sorted(path.iterdir()) == before


def test_a_folder_of_other_things_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(HomeError, match="nothing was touched"):
        stamp.find(tmp_path, WISH, TODAY)
    with pytest.raises(HomeError, match="not empty"):
        stamp.make(tmp_path, NOW)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_file_in_the_way_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(HomeError, match="nothing was touched"):
        stamp.find(path, WISH, TODAY)
