"""How many are there? One query decided as a list is, and a list of those with a matter of the purpose's own that runs or has ended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gate.club import EVERYONE, LAW, OFFICE, POST, PRIVACY, Club, at, no, sql, yes
from seloste.gate import Only
from seloste.policy import Code, End, RefusalKind, Refuse, Restrict
from seloste.policy.changes import Begin

NOW = at("2024-03-01")


@pytest.fixture
def three(club: Club) -> list[int]:
    """One with a course that runs, one whose course has ended, one with neither."""
    people = [club.join("2024-01-02", first=name, email=f"{name}@kerho.example").subject for name in ("aa", "bb", "cc")]
    club.course(people[0], "2024-01-03", "2024-12-31")
    club.course(people[1], "2024-01-03", "2024-02-01")
    return people


def listed(club: Club, only: Only) -> set[int]:
    return {one.subject for one in yes(club.door.list(OFFICE, "care", now=NOW, only=only)).readings}


def test_a_count_is_what_a_list_gives_on_all_its_pages(club: Club, three: list[int]) -> None:
    counted = yes(club.door.count(OFFICE, "care", now=NOW))
    pages = yes(club.door.list(OFFICE, "care", now=NOW)).readings
    assert (counted.subjects, counted.records) == (3, sum(len(one.entries) for one in pages))
    assert yes(club.door.count(OFFICE, "care", now=NOW, categories=("name",))).records == 3
    assert yes(club.door.count(OFFICE, "care", now=NOW, categories=("lessons",))).subjects == 2


def test_a_count_shows_nobody_and_is_on_record_without_anybody(club: Club, three: list[int]) -> None:
    counted = yes(club.door.count(OFFICE, "care", now=NOW, categories=("name",)))
    assert sql("SELECT verb, purpose, outcome, categories, count FROM ledger_leaf WHERE id=%s", counted.leaf) == [
        ("count", "care", "allowed", "name", 0)
    ]
    assert sql("SELECT 1 FROM ledger_side WHERE leaf=%s", counted.leaf) == []
    assert club.door.verify_ledger(now=NOW).ok


def test_only_those_with_a_matter_that_runs_or_has_ended_are_listed_and_counted(club: Club, three: list[int]) -> None:
    running, ended = Only("course"), Only("course", ended=True)
    assert (listed(club, running), listed(club, ended)) == ({three[0]}, {three[1]})
    assert [yes(club.door.count(OFFICE, "care", now=NOW, only=only)).subjects for only in (running, ended)] == [1, 1]
    membership = yes(club.door.life(OFFICE, "care", three[2], now=NOW)).matters[0].id
    club.care(three[2], "2024-02-02", End(membership, "done"))
    assert listed(club, Only("membership")) == set(three[:2])


def test_a_page_of_some_is_full_however_few_they_are_among_all(club: Club, three: list[int]) -> None:
    club.course(three[2], "2024-01-03", "2024-12-31")
    first = yes(club.door.list(OFFICE, "care", now=NOW, only=Only("course"), limit=1))
    second = yes(club.door.list(OFFICE, "care", now=NOW, only=Only("course"), limit=1, after=first.next))
    assert [len(page.readings) for page in (first, second)] == [1, 1]
    assert {page.readings[0].subject for page in (first, second)} == {three[0], three[2]}


def test_whom_a_refusal_or_a_restriction_keeps_out_is_not_counted(club: Club, three: list[int]) -> None:
    club.request(three[0], "2024-02-01", Refuse(RefusalKind.BAN, ("post",), "phone"))
    club.request(three[1], "2024-02-01", Restrict(("post",), "accuracy", NOW.date()))
    assert yes(club.door.count(POST, "post", now=NOW)).subjects == 2
    assert yes(club.door.count(POST, "post", now=NOW, channel="phone")).subjects == 1


def test_an_archive_is_counted_by_those_who_read_it(club: Club, three: list[int]) -> None:
    yes(club.door.apply(LAW, "disputes", three[0], (Begin("dispute"),), now=NOW))
    assert yes(club.door.count(EVERYONE, "disputes", now=NOW)).subjects == 1


def test_a_role_is_denied_and_so_is_a_kind_of_matter_that_is_not_the_purposes_own(club: Club, three: list[int]) -> None:
    club.check(three[0], "2024-02-25")
    assert no(club.door.count(PRIVACY, "care", now=NOW)).code is Code.ROLE
    for kind in ("check", "nosuch"):
        assert no(club.door.count(OFFICE, "care", now=NOW, only=Only(kind))).code is Code.NOT_OPEN
        assert no(club.door.list(OFFICE, "care", now=NOW, only=Only(kind))).code is Code.NOT_OPEN
    outcomes = sql("SELECT DISTINCT outcome FROM ledger_leaf WHERE outcome LIKE 'denied-%%' ORDER BY outcome")
    assert outcomes == [("denied-matter",), ("denied-role",)]


def test_a_count_of_many_asks_no_more_than_a_count_of_few(club: Club, three: list[int]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            yes(club.door.count(OFFICE, "care", now=NOW, only=Only("membership")))
        return len(seen)

    few = asked()
    for number in range(20):
        club.join("2024-01-02", email=f"p{number}@kerho.example")
    assert asked() == few
