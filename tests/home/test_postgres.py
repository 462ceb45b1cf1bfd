"""The server does what we say it does, or there is no connection."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from seloste.home import HomeError
from seloste.home.postgres import base

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("name", "expected"), [*base.SETTINGS, ("synchronous_commit", "on"), ("server_encoding", "UTF8")])
def test_every_setting_took(name: str, expected: str) -> None:
    assert ask(f"SELECT current_setting('{name}')") == expected


def test_values_are_bound_by_the_server_and_a_statement_met_often_is_prepared() -> None:
    with connection.cursor() as cursor:
        for value in range(6):
            cursor.execute("SELECT %s::int + 7", (value,))
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%+ 7%%'")
        assert [row[0] for row in cursor.fetchall()] == ["SELECT $1::int + 7"]


def test_the_application_owns_no_table_and_may_not_change_one() -> None:
    assert ask("SELECT count(*) FROM pg_tables WHERE tableowner=current_user") == 0
    assert ask("SELECT count(*) FROM pg_tables WHERE schemaname='public' AND tableowner LIKE '%owner'") > 20
    for statement in ("ALTER TABLE subject DISABLE ROW LEVEL SECURITY", "CREATE TABLE x (y int)", "DROP TABLE subject"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), transaction.atomic(), connection.cursor() as cursor:
            cursor.cursor.execute(statement)


class Double:
    """A connection that answers as a server that doesn't take what it is told."""

    def __init__(self, *, version: int = 180_000, unbound: bool = False, **other: str) -> None:
        self.info = type("Info", (), {"server_version": version})
        self.unbound, self.other = unbound, other
        self.asked = ""

    def cursor(self) -> "Double":
        return self

    def __enter__(self) -> "Double":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def commit(self) -> None:
        pass

    def execute(self, sql: str) -> None:
        self.asked = sql

    def fetchone(self) -> tuple[object, ...]:
        if "rolsuper" in self.asked:
            return (self.unbound,)
        said = {**dict(base.SETTINGS), "synchronous_commit": "on", "server_encoding": "UTF8", "client_encoding": "UTF8", **self.other}
        return tuple(said[name] for name in said)


def test_a_server_that_takes_everything_is_accepted() -> None:
    base.apply(Double())


@pytest.mark.parametrize(
    ("server", "named"),
    [
        (Double(version=140_012), "PostgreSQL 15"),
        (Double(server_encoding="SQL_ASCII"), "server_encoding"),
        (Double(synchronous_commit="off"), "synchronous_commit"),
        (Double(TimeZone="Europe/Helsinki"), "TimeZone"),
        (Double(standard_conforming_strings="off"), "standard_conforming_strings"),
        (Double(unbound=True), "BYPASSRLS"),
    ],
)
def test_a_server_or_role_that_does_not_keep_us_safe_is_refused_by_name(server: Double, named: str) -> None:
    with pytest.raises(HomeError, match=named):
        base.apply(server)
