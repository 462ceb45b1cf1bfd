"""A home is made once, closed to others, and opened only when it is whole."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste import home
from seloste.home import HomeError


def test_a_home_that_was_made_opens_as_it_was(tmp_path: Path, now: datetime) -> None:
    made = home.create(tmp_path / "a" / "home", demo=True, now=now)
    assert home.open_home(made.path) == made
    assert made.created == now
    assert made.id > 0


def test_two_homes_have_ids_and_secrets_of_their_own(tmp_path: Path, now: datetime) -> None:
    one, two = (home.create(tmp_path / name, demo=False, now=now) for name in ("one", "two"))
    assert one.id != two.id
    assert one.secret() != two.secret()


def test_nothing_in_a_new_home_is_open_to_others(fresh_home: home.Home) -> None:
    for path in (fresh_home.path, *fresh_home.path.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_a_home_is_not_made_where_something_stands(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(HomeError, match="not empty"):
        home.create(tmp_path, demo=True, now=now)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_missing_home_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="seloste demo"):
        home.open_home(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        '{"format": 1}',
        '{"format": 1, "id": "1", "created": "2026-11-22T04:00:00+00:00", "demo": true}',
        '{"format": 1, "id": 1, "created": "2026-11-22T04:00:00", "demo": true}',
        '{"format": 1, "id": 1, "created": "yesterday", "demo": true}',
    ],
)
def test_a_damaged_description_is_refused(said: str, fresh_home: home.Home) -> None:
    (fresh_home.path / "home.json").write_text(said)
    with pytest.raises(HomeError, match=r"home\.json"):
        home.open_home(fresh_home.path)


def test_a_home_of_another_format_asks_for_the_right_version(fresh_home: home.Home) -> None:
    mark = fresh_home.path / "home.json"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"format": 2}))
    with pytest.raises(HomeError, match="format 2"):
        home.open_home(fresh_home.path)


def test_a_secret_that_others_can_read_is_refused(fresh_home: home.Home) -> None:
    fresh_home.secret_file.chmod(0o644)
    with pytest.raises(HomeError, match="chmod 600"):
        fresh_home.secret()


@pytest.mark.parametrize("text", [None, "", "short"])
def test_a_missing_or_short_secret_is_refused(text: str | None, fresh_home: home.Home) -> None:
    fresh_home.secret_file.unlink()
    if text is not None:
        fresh_home.secret_file.write_text(text)
        fresh_home.secret_file.chmod(0o600)
    with pytest.raises(HomeError, match="secret"):
        fresh_home.secret()


def test_the_environment_says_where_the_home_is(tmp_path: Path) -> None:
    assert home.where({"SELOSTE_HOME": str(tmp_path)}) == tmp_path
    assert home.where({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "seloste"
    assert home.where({"XDG_DATA_HOME": "not/absolute"}) == Path.home() / ".local" / "share" / "seloste"


def test_the_clock_tells_utc() -> None:
    assert home.now().tzinfo is UTC
