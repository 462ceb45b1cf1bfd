"""Ctrl-C ends a command while the database works for it: at once, in a word, with nothing left of what it had begun."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from seloste import home as homes

ROOT = Path(__file__).resolve().parents[3]
WORKER = Path(__file__).with_name("slow_worker.py")
WAITS = "SELECT COUNT(*) FROM pg_stat_activity WHERE state='active' AND query LIKE '%pg_sleep(60)%' AND pid<>pg_backend_pid()"


def begin(place: Path, extra: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {"SELOSTE_HOME": str(place), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1", **extra}
    command = [sys.executable, str(WORKER), *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def waiting(database: Mapping[str, str]) -> int:
    """How many statements the server sleeps over; none where there is no server."""
    if not database:
        return 0
    with psycopg.connect(database["SELOSTE_DATABASE_URL"]) as server:
        found = server.execute(WAITS).fetchone()
    return int(found[0]) if found else 0


def until_it_waits(database: Mapping[str, str]) -> None:
    """Give the statement the time to begin."""
    for _ in range(200 if database else 0):
        if waiting(database):
            return
        time.sleep(0.05)
    time.sleep(0.5)


@pytest.mark.parametrize("way", ["one", "journey", "cursor"])
def test_ctrl_c_ends_a_command_that_waits_in_the_database(tmp_path: Path, own_database: dict[str, str], way: str, now: datetime) -> None:
    place = homes.create(tmp_path / "home", demo=True, now=now).path
    with begin(place, own_database, "slow", way) as command:
        try:
            assert command.stdout
            assert command.stdout.readline() == "ready\n"
            until_it_waits(own_database)
            command.send_signal(signal.SIGINT)
            out, err = command.communicate(timeout=20)
        finally:
            command.kill()
    assert (command.returncode, out) == (130, "")
    assert err.strip() == "Stopped. Nothing half done stands in the register."
    assert waiting(own_database) == 0
    counted, err = begin(place, own_database, "count").communicate(timeout=60)
    assert (counted, err) == ("0\n", "")
