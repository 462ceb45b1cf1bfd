"""`seloste demo` from end to end, with a dozen people: what it prints, what it leaves, and that it can be run again."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from seloste.faces.cli.demo.staff import PASSWORD

PEOPLE = 12


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SELOSTE_HOME": str(home)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "seloste.faces.cli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)


def demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(home, "demo", "--no-serve", "--subjects", str(PEOPLE), *arguments)


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{home / 'seloste.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "home"
    done = demo(path)
    assert done.returncode == 0, done.stderr
    assert "Making a demo home" in done.stderr
    return path


def lived(home: Path) -> list[tuple[object, ...]]:
    """What a demo's seed repeats: who is there, what happened to them, and what is held."""
    found = rows(home, "SELECT subject_id, id, matter, kind, verb, at FROM event ORDER BY 1, 2")
    return found + rows(home, "SELECT subject_id, id, folder, category FROM record ORDER BY 1, 2")


def test_it_says_who_may_sign_in(home: Path) -> None:
    said = demo(home).stdout
    crew = ("tiina.kallio", "mikko.saari", "laura.niemi", "jari.koski", "sari.lehto", "petri.vuori", "anna.laine")
    assert all(login in said for login in crew)
    assert PASSWORD in said


def test_a_second_run_uses_the_home_that_stands(home: Path) -> None:
    before = lived(home)
    again = demo(home)
    assert again.returncode == 0, again.stderr
    assert "Using the demo home" in again.stderr
    assert lived(home) == before


def test_a_seed_repeats_the_home_exactly(home: Path, tmp_path: Path) -> None:
    assert demo(tmp_path / "twin").returncode == 0
    assert lived(tmp_path / "twin") == lived(home)


def test_another_seed_tells_other_lives(home: Path, tmp_path: Path) -> None:
    assert demo(tmp_path / "other", "--seed", "2").returncode == 0
    assert lived(tmp_path / "other") != lived(home)


def test_all_stages_of_a_life_are_there(home: Path) -> None:
    assert rows(home, "SELECT COUNT(*) FROM folder WHERE category = 'identity_code'") == [(2,)]
    assert rows(home, "SELECT COUNT(*) FROM restriction WHERE lifted IS NULL") != [(0,)]
    assert rows(home, "SELECT COUNT(*) FROM folder WHERE archived") != [(0,)]
    assert rows(home, "SELECT COUNT(*) FROM matter WHERE kind = 'claim'") == [(1,)]
    [(people,)] = rows(home, "SELECT COUNT(*) FROM subject")
    assert isinstance(people, int)
    assert people < PEOPLE, "those who are long gone are gone from the table too"


def test_nothing_is_overdue(home: Path) -> None:
    assert rows(home, "SELECT COUNT(*) FROM folder WHERE doom < strftime('%Y-%m-%d %H:%M:%f', 'now')") == [(0,)]


def test_later_commands_work_on_the_home(home: Path) -> None:
    done = run(home, "ledger", "verify", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ok"] is True


def test_a_register_that_is_no_demo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("years of work")
    done = demo(tmp_path)
    assert done.returncode == 2
    assert "nothing was touched" in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["papers.txt"]
