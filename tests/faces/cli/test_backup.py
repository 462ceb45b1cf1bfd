"""`seloste backup` as an operator runs it: copy, try it out in a throwaway place, plan a restore, restore, release."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pytest

import database
from duties.operations.conftest import Backed, backed
from seloste.home import now, open_home
from seloste.home.root import root_file
from seloste.law import HELSINKI

__all__ = ["backed"]


@pytest.fixture
def kept(backed: Backed) -> Backed:
    """A home with one member since yesterday, backed up."""
    backed.ask("begin", when=f"{now().astimezone(HELSINKI):%Y-%m-%d} 00:00")
    for words in (["make", str(backed.data)], ["keys", str(backed.keys)]):
        done = run(backed, *words)
        assert done.returncode == 0, done.stderr
    return backed


def run(backed: Backed, *words: str, home: str = "home") -> subprocess.CompletedProcess[str]:
    environment = {"SELOSTE_HOME": str(backed.home(home)), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    if backed.databases is not None:
        environment |= backed.databases.environment(backed.names[home])
        environment["PATH"] = f"{backed.databases.programs()}{os.pathsep}{environment['PATH']}"
    command = [sys.executable, "-m", "seloste.faces.cli", "backup", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)


def noted(backed: Backed) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((backed.home() / "backups.json").read_text("utf-8"))
    return said


def left_behind(backed: Backed) -> list[str]:
    """Throwaway places that are still there."""
    folders = [path.name for path in Path(tempfile.gettempdir()).glob("seloste-restore-*")]
    if backed.databases is None:
        return folders
    with psycopg.connect(database.written(backed.databases.admin), autocommit=True) as administrator:
        found = administrator.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{backed.names['home']}_restore_%",))
        return folders + [name for (name,) in found]


@pytest.mark.promise("AL-51", by="behaviour")
def test_a_backup_is_tried_out_in_a_throwaway_place_and_how_it_went_is_written_down(kept: Backed) -> None:
    before = set(left_behind(kept))
    done = run(kept, "test", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["whole"]
    assert said["proof"]["opened"] == ["name", "reach"]
    assert noted(kept)["whole"] is True
    assert "tested" in noted(kept)
    for harmed in kept.data.rglob("data.*"):
        content = bytearray(harmed.read_bytes())
        content[len(content) // 2] ^= 1
        harmed.write_bytes(bytes(content))
    failed = run(kept, "test")
    assert failed.returncode == 1
    assert "would NOT come back" in failed.stderr
    assert noted(kept)["whole"] is False
    assert set(left_behind(kept)) <= before


def test_a_restore_is_planned_done_and_released(kept: Backed) -> None:
    root = str(root_file(open_home(kept.home()), {}))
    words = ["restore", str(kept.data), "--keys", str(kept.keys), "--home", str(kept.home("new")), "--root", root]
    planned = run(kept, *words, "--dry-run", "--json", home="new")
    assert planned.returncode == 0, planned.stderr
    assert json.loads(planned.stdout)["data"].startswith(str(kept.data))
    assert not kept.home("new").exists()
    assert run(kept, *words, home="new").returncode == 0
    again = run(kept, *words, home="new")
    assert (again.returncode, "isn't empty" in again.stderr or "is not empty" in again.stderr) == (2, True)
    released = run(kept, "release", home="new")
    assert released.returncode == 0, released.stderr
    assert "name, reach" in released.stdout


def test_nothing_is_tried_before_there_is_a_backup(backed: Backed) -> None:
    backed.ask("begin", when="2024-01-02")
    done = run(backed, "test")
    assert (done.returncode, "make a backup" in done.stderr) == (2, True)


def test_old_copies_that_would_go_are_told_before(kept: Backed) -> None:
    done = run(kept, "keys", str(kept.keys), "--dry-run")
    assert (done.returncode, done.stdout.strip()) == (0, "No copy's time is over.")
