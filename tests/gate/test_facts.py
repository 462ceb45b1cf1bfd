"""What is said about somebody's records, and how it is shown that one is gone: without a value, and only to those who may know."""

from datetime import date

import pytest

from gate.club import DESK, LAW, OFFICE, PRIVACY, Club, at, leaves, no, yes
from seloste.gate import Order
from seloste.policy import Code, RefusalKind, Refuse, Restrict

WHEN = at("2024-02-01")


def test_each_record_tells_where_it_came_from_what_keeps_it_and_until_when(club: Club) -> None:
    joined = club.join("2024-01-02")
    told = yes(club.door.facts(OFFICE, "care", joined.subject, now=WHEN))
    assert {r.record for r in told.records} == set(joined.records)
    by_category = {r.category: r for r in told.records}
    assert by_category["name"].source == "person"
    assert "care" in by_category["name"].kept_for
    assert by_category["name"].live_until == club.folders(joined.subject)["name"][0].replace(tzinfo=WHEN.tzinfo)
    assert not by_category["name"].archived


def test_one_record_may_be_asked_about_alone(club: Club) -> None:
    joined = club.join("2024-01-02")
    told = yes(club.door.facts(OFFICE, "care", joined.subject, now=WHEN, record=joined.records[0]))
    assert [r.record for r in told.records] == [joined.records[0]]


def test_refusals_restrictions_and_recipients_are_among_them(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-01-03", Refuse(RefusalKind.OBJECTION, ("post",), "phone"))
    yes(club.door.disclose(OFFICE, "care", joined.subject, Order("boats"), now=at("2024-01-04")))
    club.request(joined.subject, "2024-01-05", Restrict(("teaching",), "accuracy", date(2024, 3, 1)))
    told = yes(club.door.facts(PRIVACY, "requests", joined.subject, now=WHEN))
    assert told.refused == ("post phone",)
    assert told.given_to == ("boats",)
    assert {r.restricted for r in told.records} == {("teaching",)}


def test_no_fact_holds_a_value(club: Club) -> None:
    joined = club.join("2024-01-02", first="Kanariansaari", email="kanaria@kerho.example")
    shown = repr(club.door.facts(OFFICE, "care", joined.subject, now=WHEN)).casefold()
    assert "kanaria" not in shown


def test_where_the_purpose_is_not_open_nothing_is_told_and_unknown_looks_the_same(club: Club) -> None:
    joined = club.join("2024-01-02")
    closed = no(club.door.facts(LAW, "disputes", joined.subject, now=WHEN))
    unknown = no(club.door.facts(LAW, "disputes", 12345, now=WHEN))
    assert (closed.code, closed) == (Code.NOT_OPEN, unknown)
    assert leaves()[-2:] == [("life", "disputes", "denied-no-ground", 1), ("life", "disputes", "denied-unknown", 0)]
    assert no(club.door.facts(DESK, "care", joined.subject, now=WHEN)).code is Code.ROLE


def test_a_purpose_restricted_on_the_person_is_told_nothing(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.request(joined.subject, "2024-01-05", Restrict(("care",), "accuracy", date(2024, 3, 1)))
    assert no(club.door.facts(OFFICE, "care", joined.subject, now=WHEN)).code is Code.NOT_OPEN


def test_each_asking_leaves_one_leaf_with_the_person_on_it(club: Club) -> None:
    joined = club.join("2024-01-02")
    before = len(leaves())
    yes(club.door.facts(PRIVACY, "accountability", joined.subject, now=WHEN))
    yes(club.door.stands(PRIVACY, "accountability", joined.subject, joined.records[0], now=WHEN))
    assert leaves()[before:] == [("life", "accountability", "allowed", 1)] * 2


def test_a_record_stands_until_it_is_gone(club: Club) -> None:
    joined = club.join("2024-01-02")

    def stands(record: int) -> bool:
        return yes(club.door.stands(PRIVACY, "accountability", joined.subject, record, now=WHEN))

    assert stands(joined.records[0])
    yes(club.door.erase_record(OFFICE, "care", joined.subject, joined.records[0], now=WHEN))
    assert not stands(joined.records[0])
    assert stands(joined.records[1])
    assert not yes(club.door.stands(PRIVACY, "accountability", 12345, joined.records[1], now=WHEN)), "of another it says nothing"


@pytest.mark.parametrize(("actor", "purpose", "code"), [(OFFICE, "care", Code.ROLE), (OFFICE, "accountability", Code.ROLE)])
def test_only_our_own_work_may_ask_whether_a_record_stands(club: Club, actor: object, purpose: str, code: Code) -> None:
    joined = club.join("2024-01-02")
    assert no(club.door.stands(actor, purpose, joined.subject, joined.records[0], now=WHEN)).code is code  # type: ignore[arg-type]
