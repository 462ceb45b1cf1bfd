"""A register made by the first schema, frozen with its keys: the command line says that it is old, it migrates, and it opens.

`first/schema.sql` is its database as SQLite dumps it; on PostgreSQL the same rows are put into tables made by the first migrations.
"""

import base64
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

FIRST = Path(__file__).parent / "first"
ROOT = Path(__file__).resolve().parents[2]
TO_THE_FIRST = """
import sqlite3, sys
import django; django.setup()
from django.core.management import call_command
from django.db import connections, transaction
for app in ("contenttypes", "auth", "sessions"):
    call_command("migrate", app, database="owner", verbosity=0)
for app in ("register", "ledger", "accounts", "announcements", "lawwatch", "rights"):
    call_command("migrate", app, "0001", database="owner", verbosity=0)
old = sqlite3.connect(":memory:")
old.executescript(open(sys.argv[1]).read())
with transaction.atomic(using="owner"), connections["owner"].cursor() as new:
    known = connections["owner"].introspection
    for (table,) in old.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall():
        if table.startswith(("django_", "auth_", "sqlite_")):
            continue
        new.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name=%s", (table,))
        kinds = dict(new.fetchall())
        rows = old.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in rows.description]
        for row in rows.fetchall():
            values = [v if v is None or kinds[n] != "boolean" else bool(v) for n, v in zip(names, row)]
            values = [f"{v}+00" if v is not None and kinds[n].startswith("timestamp") else v for n, v in zip(names, values)]
            marks = ", ".join(f"%s::{kinds[n]}" for n in names)
            new.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)
"""
OPEN = """
import sys
sys.path.insert(0, sys.argv[1])
import django; django.setup()
from gate.club import OFFICE, POST, at
from seloste import gate
door, now = gate.door(), at("2024-01-10")
(person,) = [reading.subject for reading in door.list(OFFICE, "care", now=now).readings]
entries = door.read(OFFICE, "care", person, now=now).entries
print(sorted({str(value) for entry in entries for value in entry.values.values()}))
print(len(door.read(POST, "news", person, now=now).entries), sum(door.recompute_all()))
"""


@pytest.fixture
def first(tmp_path: Path, own_database: dict[str, str]) -> dict[str, str]:
    """The home as the first version left it; gives the environment of a process on it."""
    home = tmp_path / "first"
    for name, text in json.loads((FIRST / "files.json").read_text("utf-8")).items():
        place = home / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_bytes(base64.b64decode(text))
    environment = {
        **os.environ,
        **own_database,
        "SELOSTE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    if own_database:
        run(environment, "-c", TO_THE_FIRST, str(FIRST / "schema.sql"))
    else:
        made = sqlite3.connect(home / "seloste.sqlite3")
        made.executescript((FIRST / "schema.sql").read_text("utf-8"))
        made.close()
    return environment


def run(environment: dict[str, str], *words: str, code: int = 0) -> str:
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == code, done.stderr[-3000:]
    return done.stdout + done.stderr


def test_the_first_schema_is_told_of_in_a_sentence_migrates_and_opens(first: dict[str, str]) -> None:
    seloste = ("-m", "seloste.faces.cli")
    said = run(first, *seloste, "db", "status", code=1)
    assert "register.0002_lookup_epoch" in said
    said = run(first, *seloste, "search", "rebuild", code=2)
    assert "seloste db migrate" in said
    assert "Traceback" not in said
    assert "changes" in run(first, *seloste, "db", "migrate")
    assert run(first, *seloste, "db", "status") == "The tables stand as this version needs them.\n"
    opened, counted = run(first, "-c", OPEN, str(ROOT / "tests")).splitlines()[:2]
    assert {"Ensi", "Versio", "Soutu"} <= set(json.loads(opened.replace("'", '"')))
    assert counted.split()[1] == "1"
