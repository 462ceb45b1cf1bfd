"""For every duty: a register under the LamisNET notice, in a home of the test's own, and lives told through the gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from seloste import gate
from seloste.gate import Applied, Door
from seloste.home import Home
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, Change, NewSubject, Put

NOTICE = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"
BEGAN = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
CANARY = "Kanarialintu"
EMAIL = "kanarialintu@asiakas.example"
ACTORS = {
    "sales": Actor(101, frozenset({"sales", "support"}), "Myynti"),
    "credit": Actor(102, frozenset({"credit"}), "Luotto"),
    "bookkeeping": Actor(103, frozenset({"bookkeeping"}), "Talous"),
    "claims": Actor(104, frozenset({"claims"}), "Vaatimukset"),
    "privacy": Actor(105, frozenset({"privacy"}), "Tietosuoja"),
}
Sql = Callable[..., list[Any]]


@dataclass
class World:
    """One register and the few things people do in it."""

    home: Home
    door: Door

    def do(self, role: str, purpose: str, subject: int | NewSubject, changes: Sequence[Change], now: datetime) -> Applied:
        """Act, and expect it to be allowed."""
        done = self.door.apply(ACTORS[role], purpose, subject, changes, now=now)
        assert not isinstance(done, Denial), done
        return done

    def customer(self, now: datetime = BEGAN) -> tuple[int, int]:
        """A customer with a name and an address; gives the subject and the relationship."""
        name = {"first_name": "Testi", "last_name": CANARY}
        changes: list[Change] = [Begin("relationship", ref="r"), Put("identity", name), Put("contact", {"email": EMAIL})]
        done = self.do("sales", "customer_care", NewSubject("customer"), changes, now)
        return done.subject, done.ids["r"]

    def check_credit(self, subject: int, now: datetime) -> int:
        """Begin a credit check with an artificial identity code; gives the matter."""
        changes: list[Change] = [Begin("credit_check", ref="c"), Put("identity_code", {"hetu": "010190-900P"}, matter="c")]
        return self.do("credit", "credit_check", subject, changes, now).ids["c"]

    def invoice(self, subject: int, year: int, now: datetime) -> None:
        """Write an invoice into a fiscal year that is a calendar year."""
        begun = datetime(year, 1, 1, tzinfo=UTC)
        matter = self.door.begin_own("fiscal_year", begun=begun, planned=date(year, 12, 31), now=now)
        values = {"number": f"{year}-1", "payer_name": CANARY}
        self.do("bookkeeping", "bookkeeping", subject, [Put("invoices", values, matter=matter, source="own_work")], now)


@pytest.fixture
def world(db: None, fresh_home: Home) -> World:
    published = gate.publish(fresh_home, NOTICE.read_bytes(), file="notice.yaml", now=BEGAN)
    assert published.number, published.findings
    return World(fresh_home, gate.door(fresh_home))


@pytest.fixture
def sql(db: None) -> Sql:
    """Look into the tables as a database administrator can."""

    def sql(statement: str, *values: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    return sql
