"""Reading against withdrawing: once a withdrawal is committed nobody reads, in whatever process and however close behind."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gate.club import at
from seloste import home as homes

SOURCE = Path(__file__).resolve().parents[2] / "src"
TESTS = Path(__file__).resolve().parents[1]
MEMBERS = 8

SET_UP = """
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
assert gate.publish(home.current(), NOTICE.encode(), file="n.yaml", now=at("2020-01-01")).number == 1
club = Club(home.current(), gate.door())
people = [club.join("2024-01-02", email=f"p{n}@kerho.example").subject for n in range(int(sys.argv[2]))]
for person in people:
    club.letters(person, "2024-01-03")
print(json.dumps(people))
"""
# The clock of both processes stands still: nothing but the withdrawal itself can close the purpose.
READER = """
door, seen, now = gate.door(), [], at("2024-02-01 12:00")
print("ready", flush=True)
until = time.monotonic() + 20
shut = set()
while len(shut) < len(people) and time.monotonic() < until:
    for person in people:
        began = time.monotonic_ns()
        answer = door.read(POST, "news", person, now=now)
        if isinstance(answer, Denial):
            shut.add(person)
        else:
            seen.append((person, began))
            assert person not in shut, "it opened again"
        time.sleep(0.002)
    listed = door.list(POST, "news", now=now)
    assert not {reading.subject for reading in listed.readings} & shut
print(json.dumps({"seen": seen, "shut": sorted(shut)}))
"""
WITHDRAWER = """
door, done = gate.door(), []
print("ready", flush=True)
sys.stdin.readline()
for person in people:
    changes = (Refuse(RefusalKind.WITHDRAWAL, ("news",)),)
    assert not isinstance(door.apply(POST, "news", person, changes, now=at("2024-02-01 12:00")), Denial)
    done.append((person, time.monotonic_ns()))
    time.sleep(0.02)
print(json.dumps(done))
"""
HEAD = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
import django; django.setup()
from gate.club import NOTICE, POST, Club, at
from seloste import gate, home
from seloste.policy import Denial, RefusalKind, Refuse
people = json.loads(sys.argv[2]) if sys.argv[2].startswith("[") else []
"""


def start(home: homes.Home, program: str, argument: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "SELOSTE_HOME": str(home.path),
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "PYTHONPATH": str(SOURCE),
    }
    command = [sys.executable, "-c", HEAD + program, str(TESTS), argument]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def result(process: subprocess.Popen[str], told: str = "") -> str:
    out, err = process.communicate(told, timeout=120)
    assert process.returncode == 0, err[-3000:]
    return out.strip().splitlines()[-1]


@pytest.mark.promise("LN-54", by="behaviour")
def test_no_read_begins_and_succeeds_after_the_withdrawal_was_committed(tmp_path: Path) -> None:
    home = homes.create(tmp_path / "raced", demo=True, now=at("2020-01-01"))
    people = result(start(home, SET_UP, str(MEMBERS)))
    readers = [start(home, READER, people) for _ in range(2)]
    withdrawer = start(home, WITHDRAWER, people)
    for process in (*readers, withdrawer):
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    committed = dict(json.loads(result(withdrawer, "go\n")))
    for reader in readers:
        found = json.loads(result(reader))
        assert found["shut"] == sorted(committed)
        late = [(person, began) for person, began in found["seen"] if began > committed[person]]
        assert late == []
        assert found["seen"], "the control: there was something to read before"
    with sqlite3.connect(home.database) as raw:
        leaves = raw.execute("SELECT COUNT(*) FROM ledger_leaf").fetchone()[0]
        assert leaves == raw.execute("SELECT COUNT(DISTINCT id) FROM ledger_leaf").fetchone()[0]
        assert raw.execute("SELECT COUNT(*) FROM refusal").fetchone()[0] == MEMBERS
