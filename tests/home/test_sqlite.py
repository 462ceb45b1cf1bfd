"""The database does what we say it does, or there is no connection."""

import os
import sqlite3
from pathlib import Path

import pytest
from django.db import connection, transaction

from seloste.home import HomeError
from seloste.home.sqlite import base


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "expected"), [(name, expected) for name, _, expected in base.PRAGMAS] + [("busy_timeout", 20_000)])
def test_every_pragma_took(name: str, expected: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        assert cursor.fetchone()[0] == expected


def test_a_pragma_that_does_not_take_refuses_to_start() -> None:
    # A database in memory can't have a write-ahead log, and SQLite doesn't say so.
    with pytest.raises(HomeError, match="journal_mode"):
        base.apply(sqlite3.connect(":memory:"))


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_its_start() -> None:
    path = connection.settings_dict["NAME"]
    with transaction.atomic():
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_what_was_erased_does_not_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    opened = sqlite3.connect(path, isolation_level=None)
    base.apply(opened)
    opened.execute("CREATE TABLE t (v TEXT)")
    opened.execute("INSERT INTO t VALUES ('a-value-that-must-go')")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"a-value-that-must-go" in path.read_bytes()
    opened.execute("DELETE FROM t")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"a-value-that-must-go" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    opened.close()


@pytest.mark.sqlite
@pytest.mark.django_db
def test_only_the_owner_may_read_the_database_its_log_and_its_shared_memory(tmp_path: Path) -> None:
    usual = os.umask(0o022)
    try:
        made = base.DatabaseWrapper({**connection.settings_dict, "NAME": str(tmp_path / "x.sqlite3")}, "made")
        with made.cursor() as cursor:
            cursor.execute("CREATE TABLE t (v TEXT)")
            assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
                "x.sqlite3": 0o600,
                "x.sqlite3-wal": 0o600,
                "x.sqlite3-shm": 0o600,
            }
        made.close()
        # One that stands already stays as its owner has set it.
        (tmp_path / "x.sqlite3").chmod(0o640)
        with made.cursor() as cursor:
            cursor.execute("SELECT * FROM t")
        assert (tmp_path / "x.sqlite3").stat().st_mode & 0o777 == 0o640
        made.close()
    finally:
        os.umask(usual)
