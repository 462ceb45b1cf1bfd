"""A rotation that comes a whole horizon late destroys an old key at once: not while somebody is still writing under it."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from gate.club import at
from seloste import home as homes

SOURCE = Path(__file__).resolve().parents[2] / "src"
TESTS = Path(__file__).resolve().parents[1]
HEAD = """
import json, sys
sys.path.insert(0, sys.argv[1])
import django; django.setup()
from gate.club import NOTICE, Club, at
from seloste import gate, home, vault
from seloste.home import schema, turns
"""
SET_UP = """
schema.bring_up()
gate.publish(home.current(), NOTICE.encode(), file="n.yaml", now=at("2024-01-01"))
"""
# Stops when the folder's key has been wrapped, before anything of it is committed.
WRITER = """
really, stopped = vault.wrap, []
def wrap(*args):
    wrapped = really(*args)
    if not stopped:
        stopped.append(True)
        print("wrapped", flush=True)
        sys.stdin.readline()
    return wrapped
vault.wrap = wrap
print(Club(home.current(), gate.door()).join("2024-01-02", email="a@kerho.example").subject)
"""
ROTATOR = """
turns.PATIENCE = float(sys.argv[2])
door = gate.door()
print(door.rotate_keys(now=at("2024-01-20")).destroyed)
"""
LOOK = """
from seloste.register import keyring
from seloste.register.sql import rows
gate.door()  # and so behind its wall
living = {kek.id for kek in keyring.read(home.current()).keks}
print(json.dumps([kek in living for (kek,) in rows("SELECT kek FROM folder")]))
"""


@pytest.fixture
def home(tmp_path: Path, own_database: dict[str, str]) -> tuple[homes.Home, dict[str, str]]:
    made = homes.create(tmp_path / "late", demo=True, now=at("2024-01-01"))
    named = {"SELOSTE_HOME": str(made.path), "DJANGO_SETTINGS_MODULE": "seloste.config.settings", "PYTHONPATH": str(SOURCE)}
    environment = {**os.environ, **own_database, **named}
    result(start(environment, SET_UP))
    return made, environment


def start(environment: dict[str, str], program: str, argument: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HEAD + program, str(TESTS), argument]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def result(process: subprocess.Popen[str], told: str = "") -> str:
    out, err = process.communicate(told, timeout=120)
    assert process.returncode == 0, err[-3000:]
    return (out.strip().splitlines() or [""])[-1]


@pytest.mark.parametrize("patience", [30.0, 0.5])
def test_no_key_is_destroyed_while_somebody_writes_under_it(home: tuple[homes.Home, dict[str, str]], patience: float) -> None:
    _, environment = home
    writer = start(environment, WRITER)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "wrapped\n"
    rotator = start(environment, ROTATOR, str(patience))
    with suppress(subprocess.TimeoutExpired):  # then it waits for the writer
        rotator.wait(timeout=5)
    gave_up = rotator.poll() is not None
    result(writer, "go on\n")
    destroyed = int(result(rotator))
    assert (destroyed == 0) == gave_up, "what it couldn't wait for is left to the next one"
    assert set(json.loads(result(start(environment, LOOK)))) == {True}
    if gave_up:
        assert int(result(start(environment, ROTATOR, "30"))) > 0
