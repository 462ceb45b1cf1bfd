"""The controller's own matters move for everybody at once: a fiscal year that ends early, or later than was planned."""

from datetime import date, timedelta

import pytest

from gate.club import BOOKS, NOTICE, Club, at, count, leaves, no, sql, yes
from gate.conftest import publish
from seloste import gate
from seloste.home import Home
from seloste.law.instants import day_after
from seloste.policy import Begin, Code, End, Put
from seloste.register.sql import instant


@pytest.fixture
def year(club: Club) -> int:
    """A fiscal year with the bills of two members."""
    for name in ("Aino", "Eero"):
        club.bill(club.join("2024-01-02", first=name, email=f"{name}@kerho.example".casefold()).subject, "2024-02-01")
    ((own,),) = sql("SELECT id FROM own_matter")
    return int(own)


def dates() -> tuple[set[object], set[object]]:
    """When the bills' grounds end, and when their folders fall."""
    ends = {row[0] for row in sql("SELECT ends FROM ground WHERE purpose='books'")}
    return ends, {row[0] for row in sql("SELECT falls FROM folder WHERE category='bills'")}


def refolded(club: Club) -> bool:
    """Whether what is stored equals a refold."""
    before = dates()
    assert sum(club.door.recompute_all()) == 2
    return dates() == before


def test_another_last_day_moves_the_ends_and_falls_of_everyone(club: Club, year: int) -> None:
    before = dates()
    moved = club.door.replan_own(year, planned=date(2025, 6, 30), now=at("2024-03-01"))
    assert (moved.folders, moved.settled.records) == (2, 0)
    ends, falls = dates()
    assert len(ends) == len(falls) == 1
    assert (ends, falls) != before
    assert sql("SELECT ends FROM own_matter")[0][0].replace(tzinfo=None) == day_after(date(2025, 6, 30)).replace(tzinfo=None)
    assert refolded(club)
    assert leaves()[-1] == ("write", "accountability", "allowed", 2)


def test_where_something_else_keeps_what_hangs_on_the_matter_that_has_a_say_too(club: Club, year: int) -> None:
    """Now the register's care keeps the bills as well, as long as somebody is a member: the year doesn't stand alone any more."""
    kept = NOTICE.replace("uses: [name, reach, lessons]", "uses: [name, reach, lessons, bills]").replace("rule: FI-KPL-6", "keep: P1D")
    assert gate.publish(club.home, kept.encode(), file="n.yaml", now=at("2024-02-02")).number == 2
    gone, stays = (subject for (subject,) in sql("SELECT id FROM subject ORDER BY id"))
    for subject in (gone, stays):
        club.care(subject, "2024-02-03", Begin("membership"))
        club.bill(subject, "2024-02-04")
    club.care(gone, "2024-02-05", *(End(matter, "left") for (matter,) in sql("SELECT id FROM matter WHERE subject_id=%s", gone)))
    assert club.door._house.notices.apart.alone == frozenset()
    club.door.end_own(year, now=at("2024-03-01"))
    falls = dict(sql("SELECT subject_id, MIN(falls) FROM folder WHERE category='bills' GROUP BY subject_id"))
    assert falls[gone] < falls[stays]
    assert refolded(club)
    club.sweep("2024-06-01")
    assert {subject for (subject,) in sql("SELECT subject_id FROM folder WHERE category='bills'")} == {stays}


def test_a_sweep_takes_a_person_of_whom_the_matter_held_the_last_and_nobody_else(club: Club, year: int) -> None:
    gone, stays = (subject for (subject,) in sql("SELECT id FROM subject ORDER BY id"))
    club.care(gone, "2024-02-05", *(End(matter, "left") for (matter,) in sql("SELECT id FROM matter WHERE subject_id=%s", gone)))
    club.care(stays, "2030-06-01", Begin("membership"), Put("name", {"first": "Eero"}))
    (doom,) = {instant(doom) for (doom,) in sql("SELECT doom FROM folder WHERE category='bills'")}
    while club.door.sweep(now=doom - timedelta(seconds=1)).more:
        pass
    assert {category for (category,) in sql("SELECT category FROM folder WHERE subject_id=%s", gone)} == {"bills"}
    swept = club.door.sweep(now=doom, due_only=True)
    assert (swept.destroyed, swept.records, swept.subjects) == ({"bills": 2}, 2, 1)
    assert [subject for (subject,) in sql("SELECT id FROM subject")] == [stays]
    assert count("ground", "subject_id=%s", gone) == 0


def test_what_has_ended_takes_no_more_and_is_kept_as_long_as_the_law_says(club: Club, year: int) -> None:
    subject = sql("SELECT subject_id FROM folder WHERE category='bills'")[0][0]
    moved = club.door.end_own(year, now=at("2024-03-01"))
    assert (moved.folders, moved.settled.records) == (2, 0), "bookkeeping law keeps vouchers six years more"
    put = (Put("bills", {"number": "2"}, matter=year, source="own_work"),)
    assert no(club.door.apply(BOOKS, "books", subject + 0, put, now=at("2032-01-01"))).code in {Code.NO_KEEPING, Code.NOT_OPEN}
    assert refolded(club)


def test_an_ended_matter_is_not_moved_again_and_neither_is_an_unknown_one(club: Club, year: int) -> None:
    club.door.end_own(year, now=at("2024-03-01"))
    before = dates()
    with pytest.raises(LookupError):
        club.door.replan_own(year, planned=date(2030, 12, 31), now=at("2024-03-02"))
    with pytest.raises(LookupError):
        club.door.end_own(12345, now=at("2024-03-02"))
    assert dates() == before


def test_two_of_a_kind_do_not_end_at_one_instant(club: Club, year: int) -> None:
    other = club.door.begin_own("year", begun=at("2025-01-01"), planned=date(2025, 12, 31), now=at("2024-03-01"))
    with pytest.raises(LookupError):
        club.door.replan_own(other, planned=date(2024, 12, 31), now=at("2024-03-01"))


def test_the_records_of_one_matter_are_listed_page_by_page(club: Club, year: int) -> None:
    club.bill(sql("SELECT subject_id FROM folder WHERE category='bills'")[0][0], "2025-02-01", year="2025")
    first = yes(club.door.list(BOOKS, "books", now=at("2025-03-01"), matter=year, limit=1))
    second = yes(club.door.list(BOOKS, "books", now=at("2025-03-01"), matter=year, limit=1, after=first.next))
    assert {entry.matter for page in (first, second) for reading in page.readings for entry in reading.entries} == {year}
    assert first.readings[0].subject < second.readings[0].subject
    last = yes(club.door.list(BOOKS, "books", now=at("2025-03-01"), matter=year, limit=1, after=second.next))
    assert (last.readings, last.next) == ((), 0)
    assert count("folder", "category='bills'") == 3


def test_a_matter_runs_until_its_last_instant_and_is_the_registers_own(club: Club, year: int) -> None:
    ends, moment = at("2025-01-01"), timedelta(microseconds=1)
    with pytest.raises(LookupError):
        club.door.replan_own(year, planned=date(2026, 12, 31), now=ends)
    assert club.door.replan_own(year, planned=date(2024, 12, 31), now=ends - moment).folders == 2
    source = NOTICE.replace("key: club", "key: second")
    gate.publish(club.home, source.encode(), file="second.yaml", now=at("2020-01-01"))
    second = gate.door(club.home, register="second")
    with pytest.raises(LookupError):
        second.end_own(year, now=at("2024-03-01"))
    theirs = second.begin_own("year", begun=at("2025-01-01"), planned=date(2025, 12, 31), now=at("2024-03-01"))
    club.door = gate.door(club.home, register="club")
    moved = club.door.replan_own(year, planned=date(2025, 12, 31), now=at("2024-03-01"))
    assert moved.folders == 2, "the same instant in another register is free"
    assert sql("SELECT id FROM own_matter WHERE id=%s", theirs) == [(theirs,)]


def test_a_plan_in_the_past_ends_the_matter_now(club: Club, year: int) -> None:
    club.door.replan_own(year, planned=date(2024, 1, 31), now=at("2024-03-01"))
    assert sql("SELECT ends FROM own_matter")[0][0].replace(tzinfo=None) == at("2024-03-01").replace(tzinfo=None)


def test_only_what_hangs_on_the_matter_and_stands_is_counted(club: Club, year: int) -> None:
    subject = sql("SELECT subject_id FROM folder WHERE category='bills'")[0][0]
    club.bill(subject, "2024-02-02", "2025")
    assert club.door.replan_own(year, planned=date(2024, 11, 30), now=at("2024-03-01")).folders == 2
    before = sql("SELECT ends FROM ground WHERE purpose='books' AND matter<>%s", year)
    club.door.end_own(year, now=at("2024-03-02"))
    assert sql("SELECT ends FROM ground WHERE purpose='books' AND matter<>%s", year) == before
    assert sql("SELECT categories, count FROM ledger_leaf WHERE verb='write' AND purpose='accountability' ORDER BY at DESC LIMIT 1") == [
        ("bills", 2)
    ]


def test_what_care_keeps_too_moves_with_the_matter_and_stays_with_the_care(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("uses: [name, reach, lessons]", "uses: [name, reach, lessons, bills]")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-05")
    ((own,),) = sql("SELECT id FROM own_matter")
    assert club.door.replan_own(own, planned=date(2024, 6, 30), now=at("2024-02-01")).folders == 1
    before = sql("SELECT id, falls FROM folder ORDER BY id"), sql("SELECT id, ends FROM ground ORDER BY id")
    assert sum(club.door.recompute_all()) == 1
    assert (sql("SELECT id, falls FROM folder ORDER BY id"), sql("SELECT id, ends FROM ground ORDER BY id")) == before


def test_what_of_a_year_the_whole_person_keeps_too_follows_the_person(db: None, fresh_home: Home) -> None:
    kept_longer = NOTICE.replace("uses: [name, reach, lessons]", "uses: [name, reach, lessons, bills]")
    assert kept_longer != NOTICE
    club = Club(fresh_home, publish(fresh_home, kept_longer.encode()))
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-05")
    ((before,),) = sql("SELECT falls FROM folder WHERE category='bills'")
    club.course(member, "2024-02-01", "2041-12-31")
    stored = sql("SELECT id, live_until, falls FROM folder ORDER BY id")
    assert sum(club.door.recompute_all()) == 1
    assert sql("SELECT id, live_until, falls FROM folder ORDER BY id") == stored, "as a refold has it"
    ((after,),) = sql("SELECT falls FROM folder WHERE category='bills'")
    assert str(after) > str(before), "the course keeps it for longer than the year does"
