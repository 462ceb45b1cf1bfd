"""LN-25 to LN-28: how long the LamisNET notice says things are kept, lived through the gate and the sweeps."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from seloste.duties import retention
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, Change, End, Put

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SALES = Actor(101, frozenset({"sales", "support"}), "Myynti")
CLAIMS = Actor(104, frozenset({"claims"}), "Vaatimukset")
BOOKS = Actor(103, frozenset({"bookkeeping"}), "Talous")


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=UTC)


def sweep(world: Any, now: datetime) -> retention.Receipt:
    return retention.run(world.door, world.home, now=now, clock=lambda: now)


def held(sql: Any, table: str, category: str = "contact") -> int:
    return int(sql(f"SELECT COUNT(*) FROM {table} WHERE category = %s", category)[0][0])


def reads(world: Any, actor: Actor, purpose: str, subject: int, category: str, now: datetime) -> bool:
    found = world.door.read(actor, purpose, subject, now=now)
    return not isinstance(found, Denial) and bool(found.of(category))


def with_contract_and_warranty(world: Any, *, contract: date, warranty: date) -> tuple[int, int]:
    """A customer whose relationship, contract and warranty overlap; gives the subject and the relationship."""
    subject, relationship = world.customer(at(2024, 2, 1))
    changes: list[Change] = [Begin("contract", ref="c", planned=contract), Begin("warranty", ref="w", planned=warranty)]
    changes += [Put("orders", {"product": "Palomuuri"}, matter="c", source="own_work")]
    world.do("sales", "customer_care", subject, changes, at(2024, 2, 1))
    return subject, relationship


@pytest.mark.promise("LN-25", by="behaviour")
@pytest.mark.parametrize(
    ("contract", "warranty"),
    [
        (date(2025, 6, 30), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2025, 6, 30)),
        (date(2024, 6, 30), date(2024, 5, 31)),
    ],
    ids=["warranty last", "contract last", "relationship last"],
)
def test_data_live_as_long_as_the_last_of_relationship_contract_and_warranty(world: Any, sql: Any, contract: date, warranty: date) -> None:
    subject, relationship = with_contract_and_warranty(world, contract=contract, warranty=warranty)
    left = at(2025, 1, 20)
    world.do("sales", "customer_care", subject, [End(relationship, "customer_left")], left)
    last = max(contract, warranty, left.date())
    noon_after = at(last.year, last.month, last.day) + DAY
    sweep(world, noon_after - DAY - 4 * HOUR)
    assert reads(world, SALES, "customer_care", subject, "contact", noon_after - DAY - 4 * HOUR)
    assert not reads(world, SALES, "customer_care", subject, "contact", noon_after)
    sweep(world, noon_after + 31 * DAY)
    assert held(sql, "record") == 0


@pytest.mark.promise("LN-26", by="behaviour")
def test_after_the_end_data_lie_five_years_in_the_archive_and_only_an_open_claim_reads_them(world: Any, sql: Any) -> None:
    subject, relationship = world.customer(at(2024, 2, 1))
    left = at(2024, 5, 2)
    world.do("sales", "customer_care", subject, [End(relationship, "customer_left")], left)
    sweep(world, left + 32 * DAY)
    assert (held(sql, "record"), held(sql, "archived_record")) == (0, 1)
    for actor, purpose in ((SALES, "customer_care"), (CLAIMS, "claims"), (BOOKS, "invoicing")):
        assert not reads(world, actor, purpose, subject, "contact", left + 33 * DAY)
    claim = world.do("claims", "claims", subject, [Begin("claim", ref="v")], at(2026, 1, 5)).ids["v"]
    assert reads(world, CLAIMS, "claims", subject, "contact", at(2026, 1, 5))
    assert not reads(world, SALES, "customer_care", subject, "contact", at(2026, 1, 5))
    assert not reads(world, SALES, "claims", subject, "contact", at(2026, 1, 5))
    world.do("claims", "claims", subject, [End(claim, "settled")], at(2026, 2, 5))
    assert not reads(world, CLAIMS, "claims", subject, "contact", at(2026, 2, 6))
    sweep(world, at(2029, 5, 1))
    assert held(sql, "archived_record") == 1
    sweep(world, at(2029, 6, 2))
    assert held(sql, "archived_record") == 0
    assert sql("SELECT COUNT(*) FROM folder WHERE category = 'contact'") == [(0,)]


@pytest.mark.promise("LN-27", by="behaviour")
def test_an_invoice_stays_for_the_statutory_time_and_only_under_bookkeeping(world: Any, sql: Any) -> None:
    subject, relationship = world.customer(at(2024, 2, 1))
    world.invoice(subject, 2024, at(2024, 3, 1))
    world.do("sales", "customer_care", subject, [End(relationship, "customer_left")], at(2024, 5, 2))
    sweep(world, at(2030, 12, 31))
    assert reads(world, BOOKS, "bookkeeping", subject, "invoices", at(2030, 12, 31))
    assert not reads(world, BOOKS, "bookkeeping", subject, "contact", at(2030, 12, 31))
    assert held(sql, "record") + held(sql, "archived_record") == 0
    assert not reads(world, BOOKS, "bookkeeping", subject, "invoices", at(2031, 1, 1))
    sweep(world, at(2031, 2, 1))
    assert sql("SELECT COUNT(*) FROM record") == [(0,)]
    assert sql("SELECT COUNT(*) FROM subject") == [(0,)]


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_goes_in_the_transaction_that_ends_the_check(world: Any, sql: Any) -> None:
    subject, _ = world.customer(at(2024, 2, 1))
    check = world.check_credit(subject, at(2024, 2, 1))
    assert held(sql, "record", "identity_code") == 1
    world.do("credit", "credit_check", subject, [End(check, "checked")], at(2024, 2, 2))
    for table in ("record", "archived_record", "folder"):
        assert held(sql, table, "identity_code") == 0
    assert held(sql, "record") == 1


@pytest.mark.promise("LN-28", by="behaviour")
def test_a_check_that_nobody_ends_times_out_on_the_fourteenth_day_and_the_next_sweep_takes_the_code(world: Any, sql: Any) -> None:
    credit = Actor(102, frozenset({"credit"}), "Luotto")
    subject, _ = world.customer(at(2024, 2, 1))
    world.check_credit(subject, at(2024, 2, 1))
    assert reads(world, credit, "credit_check", subject, "identity_code", at(2024, 2, 14))
    assert not reads(world, credit, "credit_check", subject, "identity_code", at(2024, 2, 15))
    sweep(world, at(2024, 2, 14))
    assert held(sql, "folder", "identity_code") == 1
    sweep(world, at(2024, 2, 15))
    assert held(sql, "folder", "identity_code") == held(sql, "record", "identity_code") == 0
