"""What is written, rewritten or removed of a person, and under which keys: what the work is about, and nothing beside it."""

from datetime import date
from typing import Any

import pytest

from gate.club import BOOKS, DESK, NOTICE, OFFICE, Club, at, count, no, sql, yes
from gate.conftest import publish
from seloste.gate.settling import settle
from seloste.home import Home
from seloste.policy import Begin, Code, End, NewSubject, Put, RefusalKind, Refuse, Restrict, Touch, Unrestrict, Void
from seloste.register import keyring, person, records, state

NOW = at("2024-02-01")
REVIEW = date(2024, 6, 1)


def test_who_had_nothing_before_is_left_to_the_sweep_where_another_loses_something(club: Club) -> None:
    done = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership", ref="m"),), now=at("2024-01-02")))
    bare, loser = done.subject, club.join("2024-01-02", email="b@kerho.example")
    club.request(bare, "2024-01-10", Refuse(RefusalKind.OBJECTION, ("archive",)))
    for one in (done, loser):
        club.care(one.subject, "2024-02-01", End(one.ids["m"], "left"))
    house, late = club.door._house, at("2040-01-01")
    with house.work(bare, loser.subject):
        settling = settle(house, state.load_many(house.register, [bare, loser.subject]).values(), late)
    assert settling.done().subjects == 1
    assert sql("SELECT id FROM subject") == [(bare,)]


def test_an_undoing_is_nothing_to_undo(club: Club) -> None:
    joined = club.join("2024-01-02")
    touched = club.care(joined.subject, "2024-01-10", Touch(joined.ids["m"])).events
    assert len(touched) == 1
    assert club.care(joined.subject, "2024-01-11", Void(touched[0])).events == ()


def test_only_a_restriction_that_stands_and_is_of_the_purpose_closes_it_to_writing(club: Club) -> None:
    member = club.join("2024-01-02").subject
    put = Put("name", {"first": "Oona"})
    club.request(member, "2024-01-10", Restrict(("post",), "accuracy", REVIEW))
    club.care(member, "2024-01-11", put)
    shut = club.request(member, "2024-01-12", Restrict(("care",), "accuracy", REVIEW)).decisions[0]
    assert no(club.door.apply(OFFICE, "care", member, (put,), now=at("2024-01-13"))).code is Code.NOT_OPEN
    club.request(member, "2024-01-14", Unrestrict(shut))
    club.care(member, "2024-01-15", put)


def test_what_a_law_keeps_of_the_whole_person_hangs_on_its_month_too(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("uses: [bills]", "uses: [bills, reach]")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    member = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership"),), now=at("2024-01-02"))).subject
    club.bill(member, "2024-01-05")
    club.care(member, "2024-01-06", Put("reach", {"email": "a@kerho.example"}), Put("name", {"first": "Aino"}))
    ring = keyring.read(club.home)
    found = {category: ring.kek(kek).horizon for category, kek in sql("SELECT category, kek FROM folder")}
    assert found == {"bills": "statutory", "reach": "statutory", "name": "erasable"}


def test_what_a_law_has_kept_until_this_instant_may_be_erased_where_other_work_keeps_it(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("uses: [name, reach, lessons]", "uses: [name, reach, lessons, bills]")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    member = club.join("2024-01-02").subject
    club.care(member, "2024-01-04", Begin("course", planned=date(2032, 1, 1)))
    bill = club.bill(member, "2024-01-05").records[0]
    ends = at("2031-01-01")
    early = club.door.erase_record(OFFICE, "care", member, bill, now=at("2030-12-31 23:59"))
    assert no(early).code is Code.DECISION
    assert yes(club.door.erase_record(OFFICE, "care", member, bill, now=ends)).erased == 1


def test_what_is_erased_is_not_opened_and_no_more_is_read_than_its_end_can_move(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = club.join("2024-01-02")
    second = club.care(joined.subject, "2024-01-03", Put("name", {"first": "Oona"})).records[0]
    bill = club.bill(joined.subject, "2024-01-05").records[0]
    opened: list[int] = []
    scopes: list[str] = []
    unseal, asking = records.unseal, person.asking

    def unsealing(ring: Any, register: int, subject: int, key: Any, version: int, row: records.Row, *more: Any) -> Any:
        opened.append(row.id)
        return unseal(ring, register, subject, key, version, row, *more)

    def asked_for(register: int, subject: int, asked: person.Asked, *more: Any) -> Any:
        scopes.append(asked.scope)
        return asking(register, subject, asked, *more)

    monkeypatch.setattr(records, "unseal", unsealing)
    monkeypatch.setattr(person, "asking", asked_for)
    assert yes(club.door.erase_record(OFFICE, "care", joined.subject, joined.records[0], now=NOW)).erased == 1
    assert (opened, scopes) == ([second], ["beside", "part"])
    scopes.clear()
    no(club.door.erase_record(BOOKS, "books", joined.subject, bill, now=NOW))
    assert scopes == ["beside"]
    assert count("record", "category='name'") == 1


def test_who_may_not_erase_or_count_is_told_so(club: Club) -> None:
    joined = club.join("2024-01-02")
    assert no(club.door.erase_record(DESK, "care", joined.subject, joined.records[0], now=NOW)).code is Code.ROLE
    assert no(club.door.count(DESK, "care", now=NOW)).code is Code.ROLE
    assert no(club.door.count(OFFICE, "care", now=NOW, channel="email")).purpose == "care"
    assert count("record") == 2
