"""The homes that are harmed: one is prepared, and every test of a fault works on a copy of it, of its database too."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import database
from gate.club import at
from gate.conftest import club
from seloste import home as homes

__all__ = ["club"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Prepared:
    """A prepared home, the process that works on copies of it, and on PostgreSQL the databases that belong to them."""

    path: Path
    databases: database.Databases | None
    name: str
    worker: subprocess.Popen[str]
    made: list[str] = field(default_factory=list)

    def ask(self, do: str, copy: "Copy | None" = None, **more: Any) -> dict[str, Any]:
        """Have something done in a child of the worker's."""
        asked = {"do": do, "home": str(copy.path if copy else self.path), "database": copy.name if copy else self.name, **more}
        assert self.worker.stdin
        assert self.worker.stdout
        self.worker.stdin.write(json.dumps(asked) + "\n")
        self.worker.stdin.flush()
        said: dict[str, Any] = json.loads(self.worker.stdout.readline())
        assert "crashed" not in said, said["crashed"]
        return said

    def copy(self) -> "Copy":
        """Copy the home with its database."""
        path = self.path.with_name(f"copy-{len(self.made)}")
        shutil.copytree(self.path, path)
        name = ""
        if self.databases is not None:
            name = f"{self.name}_{len(self.made)}"
            self.databases.create(name, template=self.name)
        self.made.append(name)
        return Copy(self, path, name)


@dataclass
class Copy:
    """One copy, which a fault may ruin."""

    of: Prepared
    path: Path
    name: str

    def do(self, verb: str, *, at: int | None = None, harm: str = "", fate: str = "kill") -> dict[str, Any]:
        """Do a verb, and meet a fate at a step."""
        return self.of.ask("verb", self, verb=verb, at=at, harm=harm, fate=fate)

    def look(self, *, sealed: bool = False) -> dict[str, Any]:
        """Say what stands, and what is wrong with it."""
        return self.of.ask("look", self, sealed=sealed)

    def drop(self) -> None:
        """Leave nothing of it."""
        shutil.rmtree(self.path)
        if self.of.databases is not None:
            self.of.databases.drop(self.name)


Stands = dict[str, Any]
Undisturbed = Callable[[str], tuple[int, Stands]]


@pytest.fixture(scope="session")
def before(prepared: Prepared) -> Stands:
    """How the prepared home stands."""
    found = prepared.ask("look", sealed=False)
    assert found["wrong"] == []
    assert found["held"]["record"]
    return found


@pytest.fixture(scope="session")
def undisturbed(prepared: Prepared) -> Undisturbed:
    """How many steps a verb takes when nothing happens to it, and what stands then."""

    @cache
    def ask(verb: str) -> tuple[int, Stands]:
        copy = prepared.copy()
        done = copy.do(verb, fate="fail")
        assert done["error"] == ""
        found = copy.look(sealed=True)
        assert found["wrong"] == []
        copy.drop()
        return int(done["steps"]), found

    return ask


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, databases: database.Databases | None) -> Iterator[Prepared]:
    """Prepare the home once."""
    home = homes.create(tmp_path_factory.mktemp("faults") / "home", demo=True, now=at("2020-01-01"))
    name, environment = "", {"SELOSTE_HOME": str(home.path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    if databases is not None:
        name = f"{databases.name}_faults"
        databases.create(name)
        environment |= databases.environment(name)
    command = [sys.executable, str(Path(__file__).with_name("kill_worker.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=os.environ | environment, stdin=pipe, stdout=pipe, text=True) as worker:
        made = Prepared(home.path, databases, name, worker)
        made.ask("prepare")
        yield made
        assert worker.stdin
        worker.stdin.close()
