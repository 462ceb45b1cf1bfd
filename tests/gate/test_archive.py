"""The archive: one way, apart, read by nobody unless a dispute is open, and gone when its time is up."""

from datetime import date

import pytest

from gate.club import BOOKS, EVERYONE, LAW, OFFICE, PRIVACY, ROLES, Club, at, count, no, sql, yes
from seloste import vault
from seloste.gate import sweeping
from seloste.policy import Begin, Code, Denial, End, PlaceHold, Put, Void


def left(club: Club) -> int:
    """A member who left on 1 February 2024, long enough ago for the archive to have taken over."""
    joined = club.join("2024-01-02")
    club.course(joined.subject, "2024-01-03", "2024-01-20")
    club.bill(joined.subject, "2024-01-15")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    club.sweep("2024-03-05")
    return joined.subject


def test_after_the_end_the_archive_keeps_what_claims_need_in_its_own_table_under_its_own_key(club: Club) -> None:
    member = left(club)
    assert {row[0] for row in sql("SELECT category FROM archived_record")} == {"name", "lessons"}
    assert {row[0] for row in sql("SELECT category FROM record")} == {"bills"}
    ring = club.door._house.keyring.fresh()
    keks = {category: ring.kek(kek).horizon for category, kek in sql("SELECT category, kek FROM folder")}
    assert keks == {"name": "archive", "lessons": "archive", "bills": "statutory"}
    assert all(vault.kek_id(bytes(wrapped)) == kek for kek, wrapped in sql("SELECT kek, wrapped FROM folder"))
    assert {c: archived for c, (_, _, _, archived) in club.folders(member).items()} == {"name": 1, "lessons": 1, "bills": 0}


def test_nobody_reads_the_archive_for_a_live_purpose_moved_or_not(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    for when in ("2024-02-01", "2024-02-20", "2024-03-10", "2026-01-01"):
        club.sweep(when)
        for actor in (*ROLES, EVERYONE):
            for purpose in club.door.policy_at(at(when)).purposes:
                assert club.sees(actor, purpose, joined.subject, when) == set(), (purpose, when)


def test_only_an_open_dispute_opens_it_to_the_lawyer_and_to_no_one_else(club: Club) -> None:
    member = left(club)
    assert no(club.read(LAW, "disputes", member, "2024-06-01")).code is Code.NOT_OPEN
    opened = club.dispute(member, "2024-06-02").ids["d"]
    reading = yes(club.read(LAW, "disputes", member, "2024-06-03"))
    assert {(entry.category, entry.archived) for entry in reading.entries} == {("name", True), ("lessons", True)}
    assert reading.of("lessons")[0].values == {"title": "Soutu"}
    assert no(club.read(OFFICE, "disputes", member, "2024-06-03")).code is Code.ROLE
    assert club.sees(OFFICE, "care", member, "2024-06-03") == set()
    yes(club.door.apply(LAW, "disputes", member, (End(opened, "settled"),), now=at("2024-07-01")))
    assert no(club.read(LAW, "disputes", member, "2024-07-01")).code is Code.NOT_OPEN


def test_an_open_dispute_also_reads_what_is_still_in_use(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.dispute(member, "2024-01-03")
    assert club.sees(LAW, "disputes", member, "2024-01-04") == {"name"}


def test_a_purpose_of_the_archive_reads_the_archive_and_nothing_in_use(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.course(joined.subject, "2024-01-03", "2024-01-20")
    club.dispute(joined.subject, "2024-01-04")
    assert club.sees(LAW, "bygones", joined.subject, "2024-01-31") == set()
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    assert club.sees(LAW, "bygones", joined.subject, "2024-02-01") == {"name", "lessons"}, "moved or not"
    club.care(joined.subject, "2024-02-02", Begin("membership"), Put("name", {"first": "Uusi"}))
    club.sweep("2024-03-05")
    shown = yes(club.read(LAW, "bygones", joined.subject, "2024-03-06"))
    assert [entry.values["first"] for entry in shown.of("name")] == ["Aino"]


def test_the_archive_is_one_way(club: Club) -> None:
    member = left(club)
    before = {row[0]: row for row in sql("SELECT id, live_until, falls, doom, archived FROM folder WHERE archived")}
    club.care(member, "2024-06-01", Begin("membership"), Put("name", {"first": "Uusi"}))
    assert {row[0]: row for row in sql("SELECT id, live_until, falls, doom, archived FROM folder WHERE archived")} == before
    assert [e.values for e in yes(club.read(OFFICE, "care", member, "2024-06-02")).of("name")] == [{"first": "Uusi"}]


def test_an_undone_end_before_the_archive_took_over_brings_all_of_it_back(club: Club) -> None:
    joined = club.join("2024-01-02")
    end = club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left")).events[0]
    club.sweep("2024-02-20")
    assert count("archived_record") == 0, "while a mistake can still be undone nothing is moved"
    club.care(joined.subject, "2024-02-21", Void(end))
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-22") == {"name", "reach"}


def test_the_archive_is_gone_when_its_time_is_up(club: Club) -> None:
    member = left(club)
    assert club.sweep("2029-03-02") == {}
    assert club.sweep("2029-03-03") == {"name": 1, "lessons": 1}
    assert count("archived_record") == 0
    assert set(club.folders(member)) == {"bills"}
    assert club.sees(BOOKS, "books", member, "2029-03-04") == {"bills"}


def test_what_a_hold_alone_keeps_does_not_enter_the_archive_nor_stand_in_its_way(club: Club) -> None:
    held, free = club.join("2024-01-02"), club.join("2024-01-02", email="b@kerho.example")
    club.request(held.subject, "2024-01-20", PlaceHold("2024-0001", date(2024, 6, 1)))
    club.care(held.subject, "2024-02-01", End(held.ids["m"], "left"))
    club.care(free.subject, "2024-02-02", End(free.ids["m"], "left"))
    swept = club.door.sweep(now=at("2024-03-10"), limit=1)
    while swept.more:
        swept = club.door.sweep(now=at("2024-03-10"), limit=1)
    assert {row[0] for row in sql("SELECT category FROM archived_record")} == {"name"}
    assert count("archived_record") == 2, "the held address waits outside"
    assert count("record", "category='reach' AND subject_id=%s", held.subject) == 1
    assert club.sees(PRIVACY, "requests", held.subject, "2024-03-11") == {"name", "reach"}


def test_the_board_sees_the_archive_apart(club: Club) -> None:
    left(club)
    found = club.door.check("archive_separate", now=at("2024-03-05"))
    assert (found.breaches, found.of) == (0, 2)


@pytest.mark.parametrize("purpose", ["archive"])
def test_the_archives_own_purpose_has_no_reader(club: Club, purpose: str) -> None:
    member = left(club)
    for actor in (*ROLES, EVERYONE):
        assert isinstance(club.read(actor, purpose, member, "2024-06-01"), Denial)


@pytest.mark.sqlite
def test_what_is_to_be_archived_is_found_by_the_index_made_for_it(club: Club) -> None:
    asked = sweeping._TO_ARCHIVE.format(no="0").replace("%s", "1")
    assert "folder_gone_live" in repr(sql(f"EXPLAIN QUERY PLAN {asked}"))
