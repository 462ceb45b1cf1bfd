"""What the office and the person can read of the ledger."""

from datetime import datetime, timedelta
from typing import Any

from seloste import ledger
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


def test_who_has_looked_is_one_query_by_an_index(write: Any, plan: Any, django_assert_num_queries: Any) -> None:
    write()
    with django_assert_num_queries(1) as seen:
        assert len(ledger.looks(11, controller=1)) == 1
    found = plan(seen.captured_queries[0]["sql"])
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
