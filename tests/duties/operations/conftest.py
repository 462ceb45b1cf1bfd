"""A town that is backed up: a home of its own, a process that lives in it, and every home that is restored from its copies."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import database
from gate.club import at
from seloste import home as homes
from seloste.home.root import root_file

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Backed:
    """The homes, and the process that is asked to do things in them."""

    place: Path
    databases: database.Databases | None
    worker: subprocess.Popen[str]
    names: dict[str, str] = field(default_factory=dict)
    who: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """Where the data's backups go."""
        return self.place / "data"

    @property
    def keys(self) -> Path:
        """Where the keys' copies go."""
        return self.place / "keys"

    def home(self, name: str = "home") -> Path:
        """A home's folder, with an empty database where there is a server."""
        if self.databases is not None and name not in self.names:
            self.names[name] = f"{self.databases.name}_{len(self.databases.made)}"
            self.databases.create(self.names[name])
        return self.place / name

    def say(self, do: str, home: str = "home", witness: Path | None = None, **more: Any) -> dict[str, Any]:
        """Ask for something; give what was said, or why it was refused."""
        asked = {"do": do, "home": str(self.home(home)), "database": self.names.get(home, ""), "with": more}
        assert self.worker.stdin
        assert self.worker.stdout
        self.worker.stdin.write(json.dumps(asked | ({"witness": str(witness)} if witness else {})) + "\n")
        self.worker.stdin.flush()
        said: dict[str, Any] = json.loads(self.worker.stdout.readline())
        assert "crashed" not in said, said["crashed"]
        return said

    def ask(self, do: str, home: str = "home", **more: Any) -> Any:
        """Ask for something that must not be refused."""
        said = self.say(do, home, **more)
        assert "refused" not in said, said["refused"]
        return said["said"]

    def restore(self, name: str, when: str, *, data: Path | None = None, keys: Path | None = None) -> Any:
        """Restore into a home of that name."""
        root = root_file(homes.open_home(self.home()), {})
        return self.ask("restore", name, data=str(data or self.data), keys=str(keys or self.keys), root=str(root), when=when)

    def forget(self, name: str) -> None:
        """Remove a restored home with its database."""
        shutil.rmtree(self.place / name, ignore_errors=True)
        self.worker_leaves()
        if self.databases is not None and name in self.names:
            self.databases.drop(self.names.pop(name))

    def worker_leaves(self) -> None:
        """Let the process stand on no restored database."""
        self.say("nothing")


@pytest.fixture
def backed(tmp_path: Path, databases: database.Databases | None) -> Iterator[Backed]:
    """A town whose people are at home; nothing has been backed up yet."""
    home = homes.create(tmp_path / "home", demo=True, now=at("2020-01-01"))
    environment = {"SELOSTE_HOME": str(home.path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    if databases is not None:
        environment |= databases.environment() | {"PATH": f"{databases.programs()}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, str(Path(__file__).with_name("town.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=os.environ | environment, stdin=pipe, stdout=pipe, text=True) as worker:
        made = Backed(tmp_path, databases, worker)
        yield made
        assert worker.stdin
        worker.stdin.close()
