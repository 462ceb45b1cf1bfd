"""How much of a person a unit of work reads, whom it locks, and what it writes: what its changes can move, and no more."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gate.club import BOOKS, DESK, HETU, LAW, OFFICE, POST, PRIVACY, Club, at, count, held, leaves, no, sql, yes
from seloste.gate import channels
from seloste.gate.house import House
from seloste.policy import (
    DISCLOSURE,
    Begin,
    Change,
    Code,
    End,
    Lift,
    NewSubject,
    Put,
    RefusalKind,
    Refuse,
    Restrict,
    Touch,
    Void,
)
from seloste.register import person

NOW = at("2024-02-01")
REVIEW = date(2024, 6, 1)
BAN = RefusalKind.BAN


@pytest.fixture
def scopes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How much was read of somebody, each time."""
    found: list[str] = []
    real = person.asking

    def asking(register: int, subject: int, asked: person.Asked, *more: Any) -> Any:
        found.append(asked.scope)
        return real(register, subject, asked, *more)

    monkeypatch.setattr(person, "asking", asking)
    monkeypatch.setattr(channels, "at_once", lambda *_: None)
    return found


def test_no_more_is_read_of_a_person_than_the_changes_can_move(club: Club, scopes: list[str]) -> None:
    joined = club.join("2024-01-02")
    bill = club.bill(joined.subject, "2024-01-05")
    course = club.course(joined.subject, "2024-01-06", "2024-12-31").ids["c"]
    ((own,),) = sql("SELECT id FROM own_matter")

    def read(change: Change, *more: Change, by: Any = OFFICE, purpose: str = "care") -> list[str]:
        scopes.clear()
        yes(club.door.apply(by, purpose, joined.subject, (change, *more), now=NOW))
        return list(scopes)

    correction = Put("name", {"first": "Oona"}, record=joined.records[0])
    bills = Put("bills", {"number": "2"}, matter=own, source="own_work")
    channel = Refuse(BAN, ("post",), "phone")
    assert read(correction) == ["decisions"]
    assert read(channel, by=POST, purpose="post") == ["decisions"]
    assert read(Refuse(BAN, (DISCLOSURE,))) == ["decisions"]
    assert read(bills, by=BOOKS, purpose="books") == ["lone"]
    assert read(Touch(course)) == ["part"]
    assert read(Touch(course), channel) == ["part"]
    assert read(Begin("course"), Put("reach", {"email": "c@kerho.example"})) == ["part"]
    assert read(Put("lessons", {"title": "Melonta"}, matter=course)) == ["part"]
    assert read(Touch(course), correction) == ["whole"]
    assert read(Put("bills", {"number": "3"}, matter=own, record=bill.records[0], source="own_work"), bills, by=BOOKS, purpose="books") == [
        "whole"
    ]
    assert read(Begin("request"), Restrict(("post",), "accuracy", REVIEW), by=PRIVACY, purpose="requests") == ["whole"]
    assert read(Refuse(BAN, ("post",))) == ["part"]
    assert read(Void(joined.events[0])) == ["whole"]


def test_a_no_that_is_taken_back_takes_the_whole_person_only_where_it_ended_grounds(club: Club, scopes: list[str]) -> None:
    member = club.join("2024-01-02").subject
    (whole,) = club.care(member, "2024-01-10", Refuse(BAN, ("post",))).decisions
    (channel,) = club.care(member, "2024-01-10", Refuse(BAN, ("news",), "email")).decisions
    for refusal, read in ((channel, ["decisions"]), (whole, ["decisions", "whole"])):
        scopes.clear()
        club.care(member, "2024-02-01", Lift(refusal))
        assert scopes == read
    assert count("ground", "purpose='post' AND opened>=%s", NOW) == 1


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Who was locked beside the one it is about, each time that somebody was."""
    found: list[list[int]] = []
    real: Callable[..., Any] = House.on

    @contextmanager
    def on(house: House, *asked: Any, others: Collection[int] = (), **more: Any) -> Iterator[Any]:
        found.append(sorted(others))
        with real(house, *asked, others=others, **more) as one:
            yield one

    monkeypatch.setattr(House, "on", on)
    monkeypatch.setattr(channels, "at_once", lambda *_: None)
    return found


def test_those_linked_are_locked_where_something_is_decided_that_reaches_them(club: Club, locked: list[list[int]]) -> None:
    member, other, alone = (club.join("2024-01-02", email=f"{one}@kerho.example").subject for one in "abc")
    yes(club.door.link(PRIVACY, "requests", member, other, now=at("2024-01-03")))
    locked.clear()
    for who, change, beside in (
        (member, Refuse(BAN, ("post",)), [[], [other]]),
        (other, Refuse(BAN, ("post",), "phone"), [[], [member]]),
        (member, Put("name", {"first": "B"}), [[]]),
        (alone, Refuse(BAN, ("post",)), [[]]),
    ):
        club.care(who, "2024-02-01", change)
        assert locked == beside
        locked.clear()


def test_what_goes_at_once_is_not_written_first(club: Club) -> None:
    member = club.join("2024-01-02").subject
    check = club.check(member, "2024-01-10").ids["k"]
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach'")
    with CaptureQueriesContext(connection) as told:
        done = club.request(member, "2024-01-12", End(check, "checked"), Restrict(("post",), "accuracy", REVIEW, folder))
    assert done.erased == 1
    ((kept,),) = sql("SELECT id FROM folder WHERE category='reach'")
    assert not [query["sql"] for query in told if query["sql"].startswith("UPDATE folder") and str(kept) not in query["sql"]]


def test_what_is_due_goes_with_its_grounds_as_the_person_is_worked_on(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-15")
    club.request(member, "2024-02-02", Refuse(RefusalKind.ERASURE, ("care", "archive")))
    club.dispute(member, "2030-12-01")
    mistaken = club.dispute(member, "2030-12-02").events[0]
    assert count("ground", "purpose='books'") == 1
    done = yes(club.door.apply(LAW, "disputes", member, (Void(mistaken),), now=at("2031-02-01")))
    assert done.erased >= 1
    assert count("ground", "purpose='books'") == count("folder", "category='bills'") == 0
    before = held()
    assert sum(club.door.recompute_all()) == 1
    assert held() == before


def test_who_has_nothing_left_leaves_with_what_goes_at_once_and_who_has_stays(club: Club) -> None:
    begin = (Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k"))
    for more, left in ((False, 0), (True, 1)):
        done = yes(club.door.apply(DESK, "checking", NewSubject("member"), begin, now=at("2024-01-10")))
        if more:
            club.check(done.subject, "2024-01-11")
        ended = yes(club.door.apply(DESK, "checking", done.subject, (End(done.ids["k"], "checked"),), now=at("2024-01-12")))
        assert (ended.erased, count("subject")) == (1, left)


def test_work_by_which_something_goes_at_once_finishes_what_an_earlier_release_left(club: Club) -> None:
    member = club.join("2024-01-02").subject
    check = club.check(member, "2024-01-10").ids["k"]
    sql("UPDATE folder SET marked=%s, wrapped=%s, kek=0 WHERE category='reach'", at("2024-01-11"), b"")
    ((folder,),) = sql("SELECT id FROM folder WHERE category='name'")
    club.request(member, "2024-01-12", End(check, "checked"), Restrict(("post",), "accuracy", REVIEW, folder))
    assert sql("SELECT category FROM folder ORDER BY category") == [("name",)]


def test_nobody_new_is_written_down_by_who_may_not(club: Club) -> None:
    for actor, purpose, code in ((POST, "care", Code.ROLE), (OFFICE, "nothing", Code.NO_PURPOSE)):
        assert no(club.door.apply(actor, purpose, NewSubject("member"), (Begin("membership"),), now=NOW)).code is code
    assert count("subject") == 0
    assert [outcome for verb, _, outcome, _ in leaves() if verb == "write"] == ["denied-role", "denied-purpose"]


def test_a_matter_is_named_by_a_number_that_a_row_may_have_or_by_a_word_of_the_unit(club: Club) -> None:
    member = club.join("2024-01-02").subject
    course = club.course(member, "2024-01-03", "2024-12-31").ids["c"]
    begun = (Begin("course", ref="c"), Put("lessons", {"title": "A"}, matter="c"), Put("lessons", {"title": "B"}, matter=course))
    assert len(club.care(member, "2024-02-01", *begun).records) == 2
    strange = (Put("lessons", {"title": "A"}, matter=2**70),)
    assert no(club.door.apply(OFFICE, "care", member, strange, now=NOW)).code is Code.MATTER


def test_a_record_is_named_by_a_number(club: Club) -> None:
    member = club.join("2024-01-02").subject
    strange: Any = "1"
    for subject in (member, NewSubject("member")):
        with pytest.raises(TypeError, match="whole number"):
            club.door.apply(OFFICE, "care", subject, (Put("name", {"first": "B"}, record=strange),), now=NOW)
    assert no(club.door.apply(OFFICE, "care", member, (Put("name", {"first": "B"}, record=2**70),), now=NOW)).code is Code.NO_KEEPING
