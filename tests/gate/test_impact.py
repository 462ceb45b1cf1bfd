"""The dry run of a coming notice: it counts what publishing then does, and changes nothing."""

from datetime import date

import pytest

from gate.club import NOTICE, OFFICE, POST, Club, at, held
from seloste import gate
from seloste.gate import Impact
from seloste.notice import load
from seloste.policy import End, PlaceHold

NARROWER = NOTICE.replace("reads: [name, reach]\n    roles: [post]\n    while", "reads: [name]\n    roles: [post]\n    while")
SHORTER = NOTICE.replace("keep: P5Y", "keep: P1Y")
LONGER = NOTICE.replace("idle: P24M", "idle: P36M")
POST_AT = (NOTICE.index("  post:\n    name: Posti"), NOTICE.index("sources:"))
WITHOUT_POST = NOTICE[: POST_AT[0]] + NOTICE[POST_AT[1] :]
WITHOUT_ARCHIVE = NOTICE.replace("keeps: [name, lessons]", "keeps: [name]")


def weigh(club: Club, source: str, effective: str) -> Impact:
    notice = load(source.encode(), file="n.yaml", on=at(effective).date()).notice
    assert notice is not None
    return club.door.impact(notice, effective=at(effective))


def test_the_same_rules_touch_nobody(club: Club) -> None:
    club.join("2024-01-02")
    found = weigh(club, NOTICE.replace("why: Kerromme.", "why: Kerromme lisää."), "2024-03-01")
    assert (found.people, found.touched) == (1, 0)
    assert not any((found.earlier, found.later, found.fall, found.closed, found.opened))


def test_a_narrower_purpose_names_what_it_no_longer_opens_and_to_how_many(club: Club) -> None:
    for name in ("a", "b"):
        club.join("2024-01-02", email=f"{name}@kerho.example")
    gone = club.join("2024-01-02", email="c@kerho.example")
    club.care(gone.subject, "2024-02-01", End(gone.ids["m"], "left"))
    found = weigh(club, NARROWER, "2024-03-01")
    assert found.closed == {("post", "reach"): 2}
    assert found.opened == {}
    assert (found.people, found.touched) == (3, 2)


def test_a_vanished_purpose_closes_everything_it_opened(club: Club) -> None:
    club.join("2024-01-02")
    assert weigh(club, WITHOUT_POST, "2024-03-01").closed == {("post", "name"): 1, ("post", "reach"): 1}


def test_shorter_keeping_counts_the_folders_that_are_due_earlier_and_publishing_does_just_that(club: Club) -> None:
    left = club.join("2020-01-02")
    club.care(left.subject, "2020-02-01", End(left.ids["m"], "left"))
    club.join("2024-01-02", email="b@kerho.example")
    before = club.folders(left.subject)["name"]
    found = weigh(club, SHORTER, "2024-03-01")
    assert found.earlier == {"name": 2}
    assert found.fall == {"name": 1}, "five years kept the name of one; a year no longer does"
    assert club.folders(left.subject)["name"] == before
    gate.publish(club.home, SHORTER.encode(), file="n.yaml", now=at("2024-03-01"))
    assert str(club.folders(left.subject)["name"][1]) == "2024-02-29 22:00:00", "not before the notice took effect"


def test_a_shorter_time_of_erasure_counts_as_an_earlier_due_date(club: Club) -> None:
    club.join("2024-01-02")
    found = weigh(club, NOTICE.replace("within: P30D", "within: P14D"), "2024-03-01")
    assert found.earlier == {"name": 1, "reach": 1}
    assert found.fall == {}


def test_a_longer_bound_moves_no_existing_folder(club: Club) -> None:
    club.join("2024-01-02")
    found = weigh(club, LONGER, "2024-03-01")
    assert (found.touched, found.later) == (0, {})


def test_a_category_that_leaves_the_archive_falls_with_the_notice(club: Club) -> None:
    member = club.join("2020-01-02")
    club.course(member.subject, "2020-01-03", "2020-06-01")
    club.care(member.subject, "2020-07-01", End(member.ids["m"], "left"))
    found = weigh(club, WITHOUT_ARCHIVE, "2022-03-01")
    assert found.fall == {"lessons": 1}


def test_what_is_held_has_no_due_date_under_either_notice(club: Club) -> None:
    member = club.join("2020-01-02")
    club.care(member.subject, "2020-02-01", End(member.ids["m"], "left"))
    club.request(member.subject, "2020-02-02", PlaceHold("request", review=date(2020, 3, 1)))
    assert weigh(club, SHORTER, "2024-03-01").fall == {}


def test_a_dry_run_writes_nothing_and_tells_how_far_it_is(club: Club) -> None:
    club.join("2024-01-02")
    before = held()
    seen: list[int] = []
    notice = load(SHORTER.encode(), file="n.yaml", on=at("2024-03-01").date()).notice
    assert notice is not None
    club.door.impact(notice, effective=at("2024-03-01"), step=seen.append)
    assert held() == before
    assert seen == [1]
    assert [number for number, _, _ in club.door.notices()] == [1]


@pytest.mark.parametrize("source", [NARROWER, WITHOUT_POST, SHORTER])
def test_what_the_dry_run_says_of_reading_is_what_the_gate_then_does(club: Club, source: str) -> None:
    member = club.join("2024-01-02").subject
    before = {(p, c) for actor, p in ((OFFICE, "care"), (POST, "post")) for c in club.sees(actor, p, member, "2024-02-29")}
    found = weigh(club, source, "2024-03-01")
    gate.publish(club.home, source.encode(), file="n.yaml", now=at("2024-02-01"), effective=at("2024-03-01"))
    club.door = gate.door(club.home)
    after = {(p, c) for actor, p in ((OFFICE, "care"), (POST, "post")) for c in club.sees(actor, p, member, "2024-03-01")}
    assert before - after == set(found.closed)
    assert after - before == set(found.opened)
