"""The database's server is killed and started again, as `pg_ctl -m immediate restart` does, under a process that keeps its door open: what
was said to be done stands, what was in the middle is gone whole, and the next call is answered.

The control doesn't look whether the session still stands, and its next call meets the error.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from database import Databases
from seloste import home as homes
from seloste.home import Home

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parents[2]
type Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def server() -> Iterator[Databases]:
    """A server of its own, which nobody else's tests stand on."""
    if os.environ.get("SELOSTE_TEST_DATABASE_URL"):
        pytest.skip("the server was running before the tests, and isn't theirs to kill")
    found = Databases.plan()
    found.create()
    yield found
    found.end()


@contextmanager
def working(server: Databases, home: Home, harm: str = "") -> Iterator[Ask]:
    """A process at work in a database of its own."""
    name = f"{server.name}_{len(server.made)}"
    server.create(name)
    environment = os.environ | server.environment(name) | {"SELOSTE_HOME": str(home.path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    command = [sys.executable, str(Path(__file__).with_name("restarted_worker.py")), *([harm] if harm else [])]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        said, told = worker.stdin, worker.stdout
        assert said
        assert told

        def ask(word: str) -> str:
            said.write(f"{word}\n")
            said.flush()
            return str(json.loads(told.readline()))

        assert json.loads(told.readline()) == "ready"
        yield ask
        said.close()


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return homes.create(tmp_path / "home", demo=True, now=homes.now())


def test_a_door_kept_open_over_a_restart_answers_the_next_call_and_what_was_in_the_middle_is_gone_whole(
    databases: Databases, server: Databases, place: Home
) -> None:
    assert server.running
    with working(server, place) as ask:
        for first, answer in (("read", "aino@kerho.example"), ("verify", "True"), ("put", "written")):
            server.running.restart()
            assert ask(first) == answer
        assert ask("begin") == "in the middle"
        server.running.restart()
        assert ask("").startswith("OperationalError")
        assert ask("read") == "+358401234563 aino@kerho.example"
        assert (ask("put"), ask("verify")) == ("written", "True")


def test_control_a_session_that_is_not_looked_at_meets_the_error(databases: Databases, server: Databases, place: Home) -> None:
    assert server.running
    with working(server, place, "not looking") as ask:
        server.running.restart()
        assert ask("read").startswith("OperationalError")
