"""A backup is tried out in a throwaway place, and nothing of that place stays, not even of a try that was killed."""

import tempfile
from pathlib import Path

import pytest

from seloste.duties.operations.alone import alone
from seloste.faces.cli import trying
from seloste.home import Home


@pytest.fixture
def throwaway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where throwaway places are made; no backup comes back there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(trying, "_run", lambda *_: ({}, "it would not"))
    return tmp_path


def test_the_ring_that_a_killed_try_has_left_goes_with_the_next(throwaway: Path, fresh_home: Home) -> None:
    left, anothers = throwaway / f"seloste-restore-{fresh_home.id}-abc" / "home" / "keys", throwaway / "seloste-restore-1-abc"
    left.mkdir(parents=True)
    (left / "ring").write_text("x")
    anothers.mkdir()
    assert trying.try_out(fresh_home, throwaway, throwaway, None).failed == "it would not"
    assert [path.name for path in throwaway.glob("seloste-restore-*")] == [anothers.name]


def test_a_try_that_is_running_is_left_alone(throwaway: Path, fresh_home: Home) -> None:
    place = throwaway / f"seloste-restore-{fresh_home.id}-abc"
    place.mkdir()
    with alone(fresh_home, "trying"):
        assert trying.try_out(fresh_home, throwaway, throwaway, None).failed == "another test of this home's backups is running"
    assert place.exists()
