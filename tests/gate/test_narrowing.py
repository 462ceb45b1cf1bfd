"""Erasing one record: it goes with its key, the others stay, and what is held or the law keeps is not erased one by one either."""

from datetime import date, datetime, timedelta

import pytest

from gate.club import BOOKS, DESK, OFFICE, PRIVACY, Club, at, count, leaves, no, sql, yes
from gate.conftest import Taught
from seloste.gate import Reading
from seloste.policy import Begin, Code, Denial, End, PlaceHold, Put, Release, Restrict, Unrestrict
from seloste.register import keyring
from seloste.vault import Refused

WHEN = at("2024-02-01")
MOMENT = timedelta(microseconds=1)


def test_a_record_that_lies_alone_goes_with_its_folder_and_key(club: Club) -> None:
    joined = club.join("2024-01-02")
    name, reach = joined.records
    before = len(leaves())
    assert yes(club.door.erase_record(OFFICE, "care", joined.subject, reach, now=WHEN)).erased == 1
    assert count("folder", "category='reach'") == count("record", "category='reach'") == 0
    assert count("lookup", "record<>%s", name) == 0
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-02") == {"name"}
    assert {leaf[:3] for leaf in leaves()[before:] if leaf[0] == "erase"} == {
        ("erase", "care", "allowed"),
        ("erase", "accountability", "allowed"),
    }


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


def denied(club: Club, subject: int, record: int, when: datetime = WHEN, *, purpose: str = "care") -> str:
    answer = club.door.erase_record(OFFICE if purpose == "care" else BOOKS, purpose, subject, record, now=when)
    if not isinstance(answer, Denial):
        return ""
    _, _, outcome, people = leaves()[-1]
    return f"{outcome} {people}"


def test_what_was_held_or_restricted_once_or_elsewhere_hinders_nothing(club: Club) -> None:
    joined = club.join("2024-01-02")
    name, reach = joined.records
    folder = club.door.read(OFFICE, "care", joined.subject, now=WHEN)
    assert isinstance(folder, Reading)
    shut = club.request(joined.subject, "2024-01-05", Restrict(("teaching",), "accuracy", date(2024, 3, 1), folder.of("name")[0].folder))
    assert denied(club, joined.subject, name) == "denied-SEL-G010 1"
    assert denied(club, joined.subject, reach) == ""
    club.request(joined.subject, "2024-01-06", *(Unrestrict(one) for one in shut.decisions))
    held = club.request(joined.subject, "2024-01-07", PlaceHold("q1", date(2024, 3, 1)))
    assert denied(club, joined.subject, name) == "denied-SEL-G010 1"
    club.request(joined.subject, "2024-01-08", *(Release(one) for one in held.decisions))
    assert denied(club, joined.subject, name) == ""


def test_what_is_archived_is_not_erased_one_by_one_though_the_purpose_is_open_again(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-01-10", End(joined.ids["m"], "left"))
    club.care(joined.subject, "2024-01-15", Begin("membership"))
    assert denied(club, joined.subject, joined.records[0]) == "denied-SEL-G006 1"
    assert count("record", "id=%s", joined.records[0]) == 1


def test_a_denial_says_nothing_of_whom_it_did_not_find(club: Club) -> None:
    joined = club.join("2024-01-02")
    assert denied(club, 4711, joined.records[0]) == "denied-no-ground 0"
    assert denied(club, joined.subject, 4711) == "denied-no-ground 0"
    assert denied(club, joined.subject, joined.records[0], purpose="books") == "denied-no-ground 0"


def test_what_a_law_kept_until_yesterday_may_be_erased_today(club: Club) -> None:
    joined = club.join("2024-01-02")
    bill = club.bill(joined.subject, "2024-01-05").records[0]
    other = club.bill(joined.subject, "2024-01-05", "2025").records[0]
    ends = at("2031-01-01")
    assert denied(club, joined.subject, bill, ends - MOMENT, purpose="books") == "denied-SEL-G010 1"
    assert denied(club, joined.subject, bill, ends, purpose="books") == "denied-SEL-G006 1", "it has fallen, and the sweep takes it"
    assert denied(club, joined.subject, other, ends, purpose="books") == "denied-SEL-G010 1"


def test_a_narrowed_folder_keeps_its_class_of_keys_its_dates_and_its_other_records(club: Club) -> None:
    joined = club.join("2024-01-02")
    course = club.course(joined.subject, "2024-01-03", "2024-12-31")
    more = [club.care(joined.subject, "2024-01-04", Put("lessons", {"title": t}, matter=course.ids["c"])).records[0] for t in ("A", "B")]
    dates = "SELECT live_until, falls, doom, archived FROM folder WHERE category='lessons'"
    before = sql(dates)
    ((kek,),) = sql("SELECT kek FROM folder WHERE category='lessons'")
    done = yes(club.door.erase_record(OFFICE, "care", joined.subject, more[0], now=WHEN))
    assert (done.subject, done.erased, done.leaf > 0) == (joined.subject, 1, True)
    assert sql(dates) == before
    ring = keyring.read(club.home)
    ((now_under,),) = sql("SELECT kek FROM folder WHERE category='lessons'")
    assert ring.kek(now_under).horizon == ring.kek(kek).horizon == "erasable"
    reading = yes(club.door.read(OFFICE, "care", joined.subject, now=WHEN, categories=("lessons",)))
    assert [e.values["title"] for e in reading.entries] == ["Soutu", "B"]
    yes(club.door.erase_record(OFFICE, "care", joined.subject, more[1], now=WHEN))
    assert sql("SELECT key_version FROM folder WHERE category='lessons'") == [(3,)]


def test_a_name_is_forgotten_in_memory_as_it_is_erased(club: Club) -> None:
    joined = club.join("2024-01-02")
    second = club.care(joined.subject, "2024-01-03", Put("name", {"first": "Oona"})).records[0]
    yes(club.door.search(OFFICE, "care", now=WHEN, term="oona"))
    assert len(club.door._house.names.entries) == 2
    yes(club.door.erase_record(OFFICE, "care", joined.subject, second, now=WHEN))
    assert club.door._house.names.entries == {}


def test_a_purpose_erases_only_in_the_matters_on_which_it_is_open(taught: Taught) -> None:
    club, member, over, runs = taught
    assert no(club.door.erase_record(DESK, "teaching", member, over.records[0], now=WHEN)).code is Code.NOT_OPEN
    assert leaves()[-1] == ("erase", "teaching", "denied-no-ground", 1)
    assert yes(club.door.erase_record(DESK, "teaching", member, runs.records[0], now=WHEN)).erased == 1
    assert count("record", "category='lessons'") == 1


def test_what_is_closed_for_a_linked_subject_is_not_erased_there_either(club: Club) -> None:
    one, other = club.join("2024-01-02"), club.join("2024-01-02", email="b@kerho.example")
    yes(club.door.link(PRIVACY, "requests", one.subject, other.subject, now=at("2024-01-03")))
    club.request(one.subject, "2024-01-04", Restrict(("care",), "accuracy", date(2024, 9, 1)))
    assert club.sees(OFFICE, "care", other.subject, "2024-01-05") == set()
    assert no(club.door.erase_record(OFFICE, "care", other.subject, other.records[1], now=WHEN)).code is Code.NOT_OPEN
    assert leaves()[-1] == ("erase", "care", "denied-restricted", 1)
    assert count("record", "id=%s", other.records[1]) == 1
