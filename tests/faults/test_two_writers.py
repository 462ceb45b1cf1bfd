"""Several processes on one home at once: no lock errors, no lost update, and the ledger accounts for every call."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from seloste import home as homes
from seloste.home import Home

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("two_writers_worker.py")
NOTICE = ROOT / "examples" / "lamisnet" / "notice.yaml"
START = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
SET_UP = """
import sys, django; django.setup()
from datetime import UTC, datetime
from pathlib import Path
from seloste.home import schema
from seloste import gate, home
from seloste.policy import Actor, NewSubject
from seloste.policy.changes import Begin, Put
schema.bring_up()
now = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
gate.publish(home.current(), Path(sys.argv[1]).read_bytes(), file="notice.yaml", now=now)
changes = [Begin("relationship"), Put("identity", {"last_name": "Testi"})]
print(gate.door().apply(Actor(1, frozenset({"sales"}), "Myynti"), "customer_care", NewSubject("customer"), changes, now=now).subject)
"""


DATABASES: dict[Path, dict[str, str]] = {}


def environment(home: Home) -> dict[str, str]:
    return (
        os.environ
        | DATABASES[home.path]
        | {
            "SELOSTE_HOME": str(home.path),
            "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
    )


@pytest.fixture
def register(tmp_path: Path, own_database: dict[str, str]) -> tuple[Home, int]:
    """A register of its own in a file, as processes share one; gives the home and one subject."""
    home = homes.create(tmp_path / "shared", demo=True, now=START)
    DATABASES[home.path] = own_database
    made = subprocess.run(
        [sys.executable, "-c", SET_UP, str(NOTICE)], env=environment(home), capture_output=True, text=True, check=False, timeout=120
    )
    assert made.returncode == 0, made.stderr
    return home, int(made.stdout)


def at_once(register: tuple[Home, int], *workers: tuple[str, int]) -> list[int]:
    """Run the workers side by side; give what each did."""
    home, subject = register
    started = [
        subprocess.Popen(
            [sys.executable, str(WORKER), verb, str(count), str(subject)],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for verb, count in workers
    ]
    done = []
    for process in started:
        out, err = process.communicate(timeout=180)
        assert process.returncode == 0, err[-2000:]
        done.append(int(json.loads(out)["done"]))
    return done


def count(home: Home, sql: str) -> int:
    if own := DATABASES[home.path]:
        with psycopg.connect(own["SELOSTE_DATABASE_URL"]) as server:
            server.execute("SELECT set_config('seloste.controller', (SELECT id::text FROM controller), false)")
            found = server.execute(sql.encode()).fetchone()
            assert found is not None
            return int(found[0])
    with sqlite3.connect(home.database) as connection:
        return int(connection.execute(sql).fetchone()[0])


def test_writers_of_different_and_of_the_same_person_lose_nothing(register: tuple[Home, int]) -> None:
    home, subject = register
    before = count(home, "SELECT COUNT(*) FROM ledger_leaf")
    at_once(register, ("new", 30), ("same", 30), ("same", 30), ("read", 30))
    assert count(home, "SELECT COUNT(*) FROM subject") == 31
    assert count(home, "SELECT COUNT(*) FROM record WHERE category = 'contact'") == 60
    assert count(home, f"SELECT COUNT(DISTINCT id) FROM folder WHERE category = 'contact' AND subject_id = {subject}") == 1
    assert count(home, "SELECT COUNT(*) FROM ledger_leaf") == before + 120
    assert count(home, "SELECT COUNT(*) FROM ledger_leaf l WHERE count <> (SELECT COUNT(*) FROM ledger_side s WHERE s.leaf = l.id)") == 0


def test_two_ticks_and_a_writer_at_once_erase_each_folder_once_and_leave_one_whole_ledger(register: tuple[Home, int]) -> None:
    home, _ = register
    at_once(register, ("check", 40))
    erased = at_once(register, ("tick", 2), ("tick", 2), ("new", 20))
    assert count(home, "SELECT COUNT(*) FROM folder WHERE category = 'identity_code'") == 0
    receipts = [json.loads(path.read_text("utf-8")) for path in sorted((home.path / "receipts").glob("*.json"))]
    assert sum(receipt["folders"] for receipt in receipts) == 40
    listed = sum(group["folders"] for receipt in receipts for group in receipt["groups"])
    assert listed + sum(receipt["finished_for_an_interrupted_run"] for receipt in receipts) == 40
    assert len(erased) == 3
    verdict = subprocess.run(
        [sys.executable, "-m", "seloste.faces.cli", "ledger", "verify", "--json"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
