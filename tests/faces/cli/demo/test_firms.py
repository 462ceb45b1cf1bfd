"""Each example as a live register, and anybody's own notice: filled, kept, told of; and what the demo refuses to run."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from seloste.faces.cli.demo import source
from seloste.faces.cli.demo.staff import members
from seloste.notice import Notice, load

PEOPLE = "14"
FIRMS = ("lamisnet", "ohjelma-aitta", "aito-support", "opinaika", "opinaika-contacts", "ramentor", "hammasasema")
LIVED_WITHOUT = {"lamisnet": {"claims_archive"}}
"""Purposes that nobody acts for: they only keep. Their grounds show that they were used."""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SELOSTE_HOME": str(home)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "seloste.faces.cli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)


def demo(home: Path, notice: object, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(home, "demo", "--no-serve", "--subjects", PEOPLE, "--notice", str(notice), *arguments)


def column(home: Path, sql: str) -> set[str]:
    with sqlite3.connect(f"file:{home / 'seloste.sqlite3'}?mode=ro", uri=True) as database:
        return {row[0] for row in database.execute(sql)}


def count(home: Path, what: str) -> int:
    with sqlite3.connect(f"file:{home / 'seloste.sqlite3'}?mode=ro", uri=True) as database:
        return int(database.execute(f"SELECT COUNT(*) FROM {what}").fetchone()[0])


def notice(path: Path) -> Notice:
    found = load(path.read_bytes(), file=path.name, on=date(2026, 11, 22)).notice
    assert found is not None
    return found


@pytest.fixture(scope="module", params=FIRMS)
def firm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, str]:
    path = tmp_path_factory.mktemp("firm") / "home"
    done = demo(path, request.param)
    assert done.returncode == 0, done.stdout[:2000] + done.stderr
    return request.param, path, done.stdout


def test_no_promise_of_a_firm_is_broken_and_its_people_have_been_seen_to(firm: tuple[str, Path, str]) -> None:
    name, home, said = firm
    assert "rikottu 0" in said
    assert f", {name}.yaml:" in said
    assert count(home, "subject") > 5
    assert column(home, "SELECT \"right\" FROM request WHERE state = 'received'") == {"access", "erasure"}
    assert column(home, "SELECT \"right\" FROM request WHERE state = 'answered'") >= {"restriction"}


def test_every_purpose_of_a_firm_has_been_used(firm: tuple[str, Path, str]) -> None:
    name, home, _ = firm
    written = {key: each for key, each in notice(source.names()[name]).purposes.items() if not each.builtin}
    acted = column(home, "SELECT purpose FROM ledger_leaf WHERE outcome = 'allowed'")
    without = LIVED_WITHOUT.get(name, set())
    assert set(written) - acted == without
    assert all(not written[key].roles for key in without)
    assert without <= column(home, "SELECT purpose FROM ground")


def test_a_firms_folders_have_fallen_and_been_swept(firm: tuple[str, Path, str]) -> None:
    _, home, _ = firm
    assert count(home, "ledger_leaf WHERE verb = 'erase' AND outcome = 'allowed'") > 0
    assert count(home, "folder WHERE doom < strftime('%Y-%m-%d %H:%M:%f', 'now')") == 0


def test_the_ledger_of_a_firm_verifies_and_holds_no_denial(firm: tuple[str, Path, str]) -> None:
    _, home, _ = firm
    assert json.loads(run(home, "ledger", "verify", "--json").stdout)["ok"] is True
    assert column(home, "SELECT DISTINCT outcome FROM ledger_leaf") == {"allowed"}


def test_each_role_of_a_firm_is_held_by_somebody_who_may_sign_in(firm: tuple[str, Path, str]) -> None:
    name, home, said = firm
    crew = members(notice(source.names()[name]))
    assert all(f"  {member.login} " in said for member in crew)
    assert column(home, "SELECT role FROM accounts_grant") == set(notice(source.names()[name]).roles)


def test_anybodys_own_notice_comes_alive(tmp_path: Path) -> None:
    own = tmp_path / "oma.yaml"
    own.write_bytes(source.names()["lamisnet"].read_bytes().replace(b"idle: P24M", b"idle: P9M"))
    done = demo(tmp_path / "home", own)
    assert done.returncode == 0, done.stdout[:2000] + done.stderr
    assert ", oma.yaml:" in done.stdout
    assert count(tmp_path / "home", "folder WHERE archived") > 0
    assert "Using the demo home" in demo(tmp_path / "home", own).stderr


def test_a_notice_that_is_nowhere_is_refused_and_the_examples_are_named(tmp_path: Path) -> None:
    done = demo(tmp_path / "home", "lamisnett")
    assert done.returncode == 2
    assert "lamisnett: there is no such example" in done.stderr
    assert all(name in done.stderr for name in source.names())
    assert not (tmp_path / "home").exists()


def test_a_notice_with_errors_is_refused_and_every_error_is_shown(tmp_path: Path) -> None:
    own = tmp_path / "oma.yaml"
    text = source.names()["ramentor"].read_text(encoding="utf-8")
    own.write_text(text.replace("within: P30D", "within: soon", 1).replace("party: false", "party: maybe", 1), encoding="utf-8")
    done = demo(tmp_path / "home", own)
    assert done.returncode == 2
    assert done.stderr.count(f"{own}:oma.yaml:") >= 2 or done.stderr.count("oma.yaml") >= 3
    assert "a register can't keep a notice with errors" in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_file_of_other_things_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "photo.jpg"
    own.write_bytes(bytes(range(256)) * 300)
    done = demo(tmp_path / "home", own)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
