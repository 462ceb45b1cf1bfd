"""Erasing one record: it goes with its key, the others stay, and what is held or the law keeps is not erased one by one either."""

from datetime import date

import pytest

from gate.club import BOOKS, DESK, OFFICE, Club, at, count, leaves, no, sql, yes
from seloste.policy import Code, PlaceHold, Put, Restrict
from seloste.vault import Refused

WHEN = at("2024-02-01")


def test_a_record_that_lies_alone_goes_with_its_folder_and_key(club: Club) -> None:
    joined = club.join("2024-01-02")
    name, reach = joined.records
    before = len(leaves())
    assert yes(club.door.erase_record(OFFICE, "care", joined.subject, reach, now=WHEN)).erased == 1
    assert count("folder", "category='reach'") == count("record", "category='reach'") == 0
    assert count("lookup", "record<>%s", name) == 0
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-02") == {"name"}
    assert leaves()[before][:3] == ("erase", "care", "allowed")


def test_of_several_in_a_folder_one_goes_and_no_old_key_opens_it(club: Club) -> None:
    joined = club.join("2024-01-02")
    course = club.course(joined.subject, "2024-01-03", "2024-12-31")
    second = club.care(joined.subject, "2024-01-04", Put("lessons", {"title": "Purje"}, matter=course.ids["c"]))
    stolen = sql("SELECT ciphertext FROM record WHERE id=%s", second.records[0])[0][0]
    kept = course.records[0]
    yes(club.door.erase_record(OFFICE, "care", joined.subject, second.records[0], now=WHEN))
    reading = yes(club.door.read(OFFICE, "care", joined.subject, now=WHEN, categories=("lessons",)))
    assert [(e.record, e.values["title"]) for e in reading.entries] == [(kept, "Soutu")]
    assert sql("SELECT key_version FROM folder WHERE category='lessons'") == [(2,)]
    sql("UPDATE record SET ciphertext=%s WHERE id=%s", bytes(stolen), kept)
    with pytest.raises(Refused):
        club.door.read(OFFICE, "care", joined.subject, now=WHEN, categories=("lessons",))


def test_what_is_left_is_still_a_refold(club: Club) -> None:
    joined = club.join("2024-01-02")
    yes(club.door.erase_record(OFFICE, "care", joined.subject, joined.records[1], now=WHEN))
    before = sql("SELECT id, ends FROM ground ORDER BY id"), sql("SELECT id, falls FROM folder ORDER BY id")
    assert sum(club.door.recompute_all()) == 1
    assert (sql("SELECT id, ends FROM ground ORDER BY id"), sql("SELECT id, falls FROM folder ORDER BY id")) == before


def test_what_a_law_keeps_is_not_erased(club: Club) -> None:
    joined = club.join("2024-01-02")
    bill = club.bill(joined.subject, "2024-01-05").records[0]
    assert no(club.door.erase_record(BOOKS, "books", joined.subject, bill, now=WHEN)).code is Code.DECISION
    assert count("record", "id=%s", bill) == 1


@pytest.mark.parametrize("decision", [Restrict(("teaching",), "accuracy", date(2024, 3, 1)), PlaceHold("q1", date(2024, 3, 1))])
def test_what_is_held_or_restricted_is_not_erased(club: Club, decision: Restrict | PlaceHold) -> None:
    joined = club.join("2024-01-02")
    club.request(joined.subject, "2024-01-05", decision)
    assert no(club.door.erase_record(OFFICE, "care", joined.subject, joined.records[0], now=WHEN)).code is Code.DECISION
    assert count("record", "id=%s", joined.records[0]) == 1


def test_a_purpose_that_only_reads_erases_nothing_and_nobody_learns_who_is_here(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.course(joined.subject, "2024-01-03", "2024-12-31")
    assert no(club.door.erase_record(DESK, "teaching", joined.subject, joined.records[0], now=WHEN)).code is Code.NO_KEEPING
    strange = no(club.door.erase_record(OFFICE, "care", 12345, joined.records[0], now=WHEN))
    missing = no(club.door.erase_record(OFFICE, "care", joined.subject, 12345, now=WHEN))
    assert (strange.code, strange) == (Code.NOT_OPEN, missing)
    assert count("record", "id=%s", joined.records[0]) == 1
