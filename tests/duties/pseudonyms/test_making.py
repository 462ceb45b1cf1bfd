"""Rows for statistics and tests: keyed numbers, no direct identifier, values that enough people share, through the gate."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duties.conftest import ACTORS, CANARY, EMAIL, World
from seloste.duties.pseudonyms import KINDS, Table, export, making
from seloste.duties.pseudonyms.making import _shared, pseudonym
from seloste.notice import FieldType
from seloste.policy import Denial, RefusalKind
from seloste.policy.changes import Begin, Change, NewSubject, Put, Refuse

KEY, OTHER = b"k" * 32, b"o" * 32
IDENTIFYING = {
    FieldType.TEXT, FieldType.NOTE, FieldType.EMAIL, FieldType.PHONE, FieldType.ADDRESS, FieldType.FI_HETU, FieldType.FI_YTUNNUS,
    FieldType.REFERENCE,
}  # fmt: skip


def buy(world: World, price: str, now: datetime) -> int:
    """A customer with a name, an address and an order."""
    name = {"first_name": "Testi", "last_name": CANARY}
    order = {"product": "Verkkosivut", "price": price, "ordered_on": "2026-05-17"}
    changes: list[Change] = [
        Begin("relationship", ref="r"),
        Begin("contract", ref="c"),
        Put("identity", name),
        Put("contact", {"email": EMAIL}),
    ]
    return world.do("sales", "customer_care", NewSubject("customer"), [*changes, Put("orders", order, matter="c")], now).subject


def tables(world: World, now: datetime, key: bytes = KEY, least: int = 5) -> dict[str, Table]:
    made = export(world.door, ACTORS["sales"], "customer_care", key, least=least, clock=lambda: now)
    assert not isinstance(made, Denial)
    return {table.category: table for table in made}


@pytest.mark.promise("AL-55", by="behaviour")
def test_no_kind_of_field_that_names_somebody_is_taken() -> None:
    assert set(KINDS).isdisjoint(IDENTIFYING)
    assert set(KINDS) | IDENTIFYING == set(FieldType), "say of a new kind of field whether it names somebody"


@pytest.mark.promise("AL-55", by="behaviour")
def test_rows_hold_a_keyed_number_and_nothing_that_names_anybody(world: World, now: datetime) -> None:
    subjects = [buy(world, "1250,00", now) for _ in range(5)]
    found = tables(world, now)
    assert "identity" not in found
    assert "contact" not in found
    orders = found["orders"]
    assert orders.header[:3] == ("person", "kind", "written")
    assert set(orders.header) >= {"price", "ordered_on"}
    assert "product" not in orders.header
    said = repr(found)
    for value in (CANARY, EMAIL, "Testi", "Verkkosivut", "1250", "2026-05", *map(str, subjects)):
        assert value not in said
    row = dict(zip(orders.header, orders.rows[0], strict=True))
    assert (row["kind"], row["ordered_on"], row["price"]) == ("customer", "2026", "1000")


@pytest.mark.promise("AL-55", by="behaviour")
def test_the_number_needs_the_key(world: World, now: datetime) -> None:
    for _ in range(5):
        buy(world, "100,00", now)
    numbers = {key: {row[0] for row in tables(world, now, key)["orders"].rows} for key in (KEY, OTHER)}
    assert len(numbers[KEY]) == len(numbers[OTHER]) == 5
    assert numbers[KEY].isdisjoint(numbers[OTHER])
    assert {row[0] for row in tables(world, now, KEY)["orders"].rows} == numbers[KEY]
    assert pseudonym(KEY, 1, 7) != pseudonym(KEY, 2, 7)
    with pytest.raises(ValueError, match="too short"):
        export(world.door, ACTORS["sales"], "customer_care", b"short", least=5, clock=lambda: now)


def test_what_too_few_share_is_left_blank(world: World, now: datetime) -> None:
    for _ in range(5):
        buy(world, "100,00", now)
    buy(world, "90000,00", now)
    orders = tables(world, now)["orders"]
    price = orders.header.index("price")
    assert sorted(row[price] for row in orders.rows) == ["", *["100"] * 5]
    few = tables(world, now, least=7)["orders"]
    assert few.blanked == 6
    assert all(not any(row[1:]) for row in few.rows)


def test_whoever_is_erased_while_it_runs_is_not_on_a_later_page(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PAGE", 2)
    last = max(buy(world, "100,00", now) for _ in range(5))
    pages = 0

    def clock() -> datetime:
        nonlocal pages
        pages += 1
        if pages == 3:  # the notice and the first page have been asked for
            refused = Refuse(RefusalKind.ERASURE, ("customer_care",))
            world.do("privacy", "requests", last, [Begin("request"), refused], now + timedelta(minutes=1))
        return now + timedelta(minutes=pages)

    made = export(world.door, ACTORS["sales"], "customer_care", KEY, least=2, clock=clock)
    assert not isinstance(made, Denial)
    numbers = {row[0] for table in made for row in table.rows}
    assert len(numbers) == 4
    assert pseudonym(KEY, world.door.register, last) not in numbers


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xy"), st.sampled_from("12"), st.sampled_from("pqr")), min_size=1),
    st.integers(2, 5),
)
def test_whatever_stands_in_a_row_is_shared_by_enough_people(rows: list[tuple[str, ...]], least: int) -> None:
    made = _shared(rows, least)
    assert [row[0] for row in made] == [row[0] for row in rows]
    for row in made:
        sharing = {other[0] for other in made if other[1:] == row[1:]}
        assert len(sharing) >= least or not any(row[1:])


def test_only_what_the_purpose_opens_to_the_role_is_taken_and_the_ledger_has_it(world: World, now: datetime) -> None:
    buy(world, "100,00", now - timedelta(hours=1))
    denied = export(world.door, ACTORS["claims"], "customer_care", KEY, least=5, clock=lambda: now)
    assert isinstance(denied, Denial)
    tables(world, now)
    entries = world.door.browse_ledger(ACTORS["privacy"], now=now)
    assert not isinstance(entries, Denial)
    assert {(entry.verb, entry.outcome, entry.purpose) for entry in entries if entry.at == now and entry.verb == "list"} == {
        ("list", "allowed", "customer_care"),
        ("list", "denied-role", "customer_care"),
    }
