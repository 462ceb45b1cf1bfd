"""Set-based: what a list, a search or a card costs in statements doesn't grow with how many people or records it shows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gate.club import OFFICE, PRIVACY, Club, at, yes
from seloste.gate import Listing
from seloste.policy import Put


@pytest.fixture
def crowd(club: Club) -> Club:
    """Sixty members of one family name, one of them with many records."""
    for n in range(60):
        club.join("2024-01-02", email=f"m{n}@kerho.example")
    return club


def statements(ask: Callable[[], object]) -> int:
    """Ask twice, and count the statements of the second time: the first may fill a list of names."""
    ask()
    with CaptureQueriesContext(
        connection,
    ) as told:
        ask()
    return len(told)


def test_a_page_of_fifty_takes_as_many_statements_as_a_page_of_five(crowd: Club) -> None:
    now = at("2024-01-03")

    def page(limit: int) -> Listing:
        found = yes(crowd.door.list(OFFICE, "care", now=now, limit=limit))
        assert len(found.readings) == limit
        return found

    few = statements(lambda: page(5))
    assert few == statements(lambda: page(50))
    assert few <= 6


def test_fifty_hits_of_a_search_take_as_many_statements_as_five(crowd: Club) -> None:
    def hits(limit: int) -> int:
        return len(yes(crowd.door.search(OFFICE, "care", now=at("2024-01-03"), term="Väis", limit=limit)).readings)

    assert (hits(5), hits(50)) == (5, 50)
    assert statements(lambda: hits(5)) == statements(lambda: hits(50))


def test_a_card_of_many_records_takes_as_many_statements_as_one_of_few(crowd: Club) -> None:
    few = crowd.join("2024-01-02", email="few@kerho.example").subject
    many = crowd.join("2024-01-02", email="many@kerho.example").subject
    for n in range(30):
        crowd.care(many, "2024-01-02 12:00", Put("reach", {"email": f"many{n}@kerho.example"}))

    def card(subject: int) -> int:
        return len(yes(crowd.door.read(OFFICE, "care", subject, now=at("2024-01-03"))).entries)

    assert card(many) == card(few) + 30
    assert statements(lambda: card(few)) == statements(lambda: card(many))


def test_who_has_looked_takes_as_many_statements_however_often_they_did(crowd: Club) -> None:
    member = crowd.join("2024-01-02", email="seen@kerho.example").subject

    def looks() -> int:
        return len(yes(crowd.door.looks(PRIVACY, "requests", member, now=at("2024-01-03"))))

    few = statements(looks)
    for _ in range(20):
        crowd.read(OFFICE, "care", member, "2024-01-03")
    assert looks() > 20
    assert statements(looks) == few


def test_only_what_may_be_in_the_index_is_looked_for_there_when_it_is_corrected(club: Club) -> None:
    joined = club.join("2024-01-02")
    lesson = club.course(joined.subject, "2024-01-03", "2024-12-31").records[0]
    address = joined.records[1]

    def forgotten(category: str, values: dict[str, object], record: int) -> int:
        with CaptureQueriesContext(connection) as told:
            club.care(joined.subject, "2024-01-04", Put(category, values, record=record))
        return sum("DELETE FROM lookup" in query["sql"] for query in told)

    assert forgotten("lessons", {"title": "Melonta"}, lesson) == 0
    assert forgotten("reach", {"email": "uusi@kerho.example"}, address) == 1
