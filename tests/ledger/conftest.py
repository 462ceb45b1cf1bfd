"""A ledger to tamper with: leaves as the gate writes them, in a home of the test's own."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

import dba
from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.home.statements import on_postgresql

NOTICE = "ab" * 32
YEARS = timedelta(days=731)
Write = Callable[..., int]
Sql = Callable[..., list[Any]]


@pytest.fixture
def write(db: None, now: datetime) -> Write:
    """Append one leaf; everything but what the test says is ordinary."""

    def write(subjects: Sequence[int] = (11,), *, minutes: int = 0, keep: timedelta = YEARS, **other: Any) -> int:
        leaf = other.pop("leaf", None) or ledger.new_leaf()
        at = now - timedelta(hours=1) + timedelta(minutes=minutes)
        said: dict[str, Any] = {
            "verb": "read",
            "actor": 7,
            "unit": "Myynti",
            "purpose": "customer_care",
            "notice": NOTICE,
            "outcome": "allowed",
        }
        said |= {"categories": ("identity", "contact"), "controller": 1} | other
        ledger.append(leaf=leaf, at=at, subjects=subjects, side_falls=at + keep, **said)
        return int(leaf)

    return write


@pytest.fixture
def sql(db: None) -> Sql:
    """Do what a database administrator can do."""
    return dba.sql


@pytest.fixture
def plan(sql: Sql) -> Callable[..., str]:
    """Tell how the database would find what a query asks, if it has a way other than reading the whole table (and than to sort)."""

    def plan(query: str, *, may_sort: bool = False) -> str:
        if not on_postgresql():
            return repr(sql(f"EXPLAIN QUERY PLAN {query}"))
        sql("SET LOCAL enable_seqscan = off")
        sql("SET LOCAL enable_bitmapscan = off")
        if not may_sort:
            sql("SET LOCAL enable_sort = off")
        return repr(sql(f"EXPLAIN {query}"))

    return plan


@pytest.fixture
def sealed(write: Write, fresh_home: Home, now: datetime) -> Home:
    """Ten entries under two checkpoints; the fourth saw three people, the sixth nobody."""
    for minute in range(6):
        write((11, 12, 13) if minute == 3 else () if minute == 5 else (11,), minutes=minute)
    ledger.seal(now, home=fresh_home)
    for minute in range(6, 10):
        write(minutes=minute)
    ledger.seal(now, home=fresh_home)
    return fresh_home


@pytest.fixture
def forger(sealed: Home, sql: Sql) -> Forger:
    """Somebody who can write everything in the home."""
    return Forger(sealed, sql)
