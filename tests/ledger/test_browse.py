"""What the office and the person can read of the ledger."""

from datetime import datetime, timedelta
from typing import Any

from seloste import ledger
from seloste.home import Home
from seloste.home.statements import on_postgresql
from seloste.ledger import Filters


def test_a_person_sees_when_which_unit_for_what_and_never_who(write: Any, now: datetime) -> None:
    write((11, 12), minutes=1, actor=4242)
    write((12,), minutes=2)
    write((11,), minutes=3, purpose="newsletter", outcome="denied", categories=())
    looks = ledger.looks(11)
    assert [(look.purpose, look.outcome, look.categories) for look in looks] == [
        ("newsletter", "denied", ()),
        ("customer_care", "allowed", ("identity", "contact")),
    ]
    assert looks[1].unit == "Myynti"
    assert "4242" not in repr(looks)
    assert ledger.looks(11, since=now - timedelta(minutes=58)) == looks[:1]
    assert ledger.looks(13) == ()


def test_who_has_looked_is_one_query_by_an_index(write: Any, sql: Any, plan: Any, django_assert_num_queries: Any) -> None:
    write()
    for other in range(100, 300):
        write((other,))
    if on_postgresql():
        sql("ANALYZE ledger_leaf")
        sql("ANALYZE ledger_side")
    with django_assert_num_queries(1) as seen:
        assert len(ledger.looks(11, controller=1)) == 1
    found = plan(seen.captured_queries[0]["sql"], may_sort=True)
    assert "ledger_side_subject" in found
    assert "SCAN" not in found
    assert "Seq Scan" not in found


def test_the_office_pages_through_everything_once(write: Any) -> None:
    for minute in (1, 1, 1, 2, 3, 5, 5):
        write(minutes=minute)
    seen: list[int] = []
    while page := ledger.browse(limit=2, after=seen[-1] if seen else 0):
        seen += [entry.leaf for entry in page]
    assert len(seen) == len(set(seen)) == 7
    times = [entry.at for entry in ledger.browse()]
    assert times == sorted(times, reverse=True)


def test_filters_narrow_and_an_unknown_word_finds_nothing(write: Any, now: datetime) -> None:
    write(verb="read", minutes=1)
    write(verb="search", purpose="claims", outcome="denied", actor=8, controller=2, minutes=2)
    for filters in (
        Filters(verb="search"),
        Filters(purpose="claims"),
        Filters(outcome="denied"),
        Filters(actor=8),
        Filters(controller=2),
        Filters(since=now - timedelta(minutes=58)),
    ):
        assert [entry.verb for entry in ledger.browse(filters=filters)] == ["search"]
    assert [entry.verb for entry in ledger.browse(filters=Filters(until=now - timedelta(minutes=58)))] == ["read"]
    assert ledger.browse(filters=Filters(purpose="' OR 1=1 --")) == ()


def test_an_entry_says_everything_but_who_was_seen(write: Any) -> None:
    leaf = write((987654321,), categories=("identity",))
    (entry,) = ledger.browse()
    assert (entry.leaf, entry.position, entry.count, entry.categories, entry.notice) == (leaf, None, 1, ("identity",), "ab" * 32)
    assert entry.fallen is False
    assert "987654321" not in repr(entry)


def test_an_entry_says_each_thing_from_its_own_column(write: Any, fresh_home: Home, now: datetime) -> None:
    write((), minutes=1)
    leaf = write((11, 12), minutes=2, controller=3, verb="list", actor=4, purpose="claims", outcome="denied", keep=timedelta(days=5))
    ledger.seal(now, home=fresh_home)
    entry = ledger.browse()[0]
    at = now - timedelta(minutes=58)
    assert (entry.leaf, entry.position, entry.at, entry.controller) == (leaf, 1, at, 3)
    assert (entry.verb, entry.actor, entry.purpose, entry.outcome) == ("list", 4, "claims", "denied")
    assert (entry.count, entry.falls, entry.fallen) == (2, at + timedelta(days=5), False)
    ledger.fall_due(at + timedelta(days=5))
    assert ledger.browse()[0].fallen is True


def test_a_time_asked_takes_in_its_first_instant_and_leaves_out_its_last(write: Any, now: datetime) -> None:
    leaf, at = write(minutes=30), now - timedelta(minutes=30)
    moment = timedelta(microseconds=1)
    for filters, found in (
        (Filters(since=at), [leaf]),
        (Filters(since=at + moment), []),
        (Filters(until=at), []),
        (Filters(until=at + moment), [leaf]),
    ):
        assert [entry.leaf for entry in ledger.browse(filters=filters)] == found
    assert len(ledger.looks(11, since=at)) == 1
    assert ledger.looks(11, since=at + moment) == ()


def test_a_persons_part_is_of_one_controller_where_it_is_named_and_as_long_as_asked(write: Any) -> None:
    for minute in range(3):
        write((11,), minutes=minute, controller=1 + minute % 2, purpose=f"p{minute}")
    assert [look.purpose for look in ledger.looks(11)] == ["p2", "p1", "p0"]
    assert [look.purpose for look in ledger.looks(11, controller=2)] == ["p1"]
    assert [look.purpose for look in ledger.looks(11, limit=2)] == ["p2", "p1"]
    assert [entry.purpose for entry in ledger.browse(limit=1)] == ["p2"]
