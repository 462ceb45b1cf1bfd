"""The dry run of a coming notice: it counts what publishing then does, and changes nothing."""

from datetime import date

import pytest

from gate.club import NOTICE, OFFICE, POST, Club, Numbers, at, held
from seloste import gate
from seloste.gate import Impact, impact
from seloste.notice import load
from seloste.policy import Begin, End, PlaceHold
from seloste.register.ids import seeded_ids

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


def test_what_had_fallen_by_then_anyway_does_not_fall_with_the_notice(club: Club) -> None:
    member = club.join("2024-01-02")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    found = weigh(club, SHORTER, "2024-02-01")
    assert (found.fall, found.earlier) == ({}, {"name": 1})
    assert weigh(club, SHORTER, "2025-02-01").fall == {"name": 1}, "the year of the name ends with the notice's first instant"
    assert weigh(club, SHORTER, "2025-01-31").fall == {}


def test_a_longer_time_of_erasure_counts_as_a_later_due_date(club: Club) -> None:
    club.join("2024-01-02")
    found = weigh(club, NOTICE.replace("within: P30D", "within: P60D"), "2024-03-01")
    assert (found.later, found.earlier, found.touched) == ({"name": 1, "reach": 1}, {}, 1)


def test_a_notice_is_weighed_from_its_own_instant_and_never_before_the_newest(club: Club) -> None:
    club.join("2024-01-02")
    assert weigh(club, SHORTER, "2024-03-01").effective == at("2024-03-01")
    gate.publish(club.home, NARROWER.encode(), file="n.yaml", now=at("2024-02-01"), effective=at("2024-06-01"))
    club.door = gate.door(club.home)
    found = weigh(club, NARROWER.replace("why: Hoidamme.", "why: Hoidamme hyvin."), "2024-03-01")
    assert found.effective == at("2024-06-01")
    assert (found.people, found.touched, found.closed, found.opened) == (1, 0, {}, {})


def test_our_own_purposes_are_not_counted(club: Club) -> None:
    club.join("2024-01-02")
    unsearched = NOTICE.replace("{type: email, searchable: true}, phone: {type: phone, searchable: true}", "email, phone: phone")
    assert unsearched != NOTICE
    found = weigh(club, unsearched, "2024-03-01")
    assert (found.closed, found.opened) == ({}, {})


DISPUTE_AT = (NOTICE.index("  disputes:"), NOTICE.index("  books:\n    name: Kirjanpito"))
WITHOUT_DISPUTES = NOTICE[: DISPUTE_AT[0]] + NOTICE[DISPUTE_AT[1] :].replace("  dispute: {name: Riita, at_most: P3Y}\n", "")


def test_what_lies_in_the_archive_is_open_to_those_who_read_the_archive_and_to_nobody_else(club: Club) -> None:
    member = club.join("2024-01-02")
    club.dispute(member.subject, "2024-01-03")
    live = {("disputes", "name"): 1}
    assert weigh(club, WITHOUT_DISPUTES, "2024-01-15").closed == live
    club.check(member.subject, "2024-01-25")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    assert weigh(club, WITHOUT_DISPUTES, "2024-02-01").closed == live | {("bygones", "name"): 1}
    checked = NOTICE.replace("uses: [code]\n    reads: [name]", "uses: [code]")
    assert weigh(club, checked, "2024-02-01").closed == {}, "the name lies in the archive by then, which the check doesn't read"
    club.dispute(member.subject, "2028-01-02")
    assert weigh(club, WITHOUT_DISPUTES, "2029-01-31").closed == live | {("bygones", "name"): 1}
    assert weigh(club, WITHOUT_DISPUTES, "2029-02-01").closed == {}, "five years have passed, and the name has fallen"


def test_what_one_matter_opens_is_not_counted_for_another(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-03-31")
    club.care(member, "2024-03-01", Begin("course", planned=date(2024, 12, 31)))
    unread = NOTICE.replace("reads: [name, lessons]\n    roles: [desk]", "reads: [name]\n    roles: [desk]")
    assert weigh(club, unread, "2024-03-31").closed == {("teaching", "lessons"): 1}
    assert weigh(club, unread, "2024-04-01").closed == {}


def test_it_is_told_as_json_with_what_is_open_and_what_falls(club: Club) -> None:
    club.join("2024-01-02")
    assert weigh(club, NARROWER, "2024-03-01").as_json() == {
        "effective": "2024-02-29T22:00:00Z",
        "people": 1,
        "touched": 1,
        "folders": {"earlier": {}, "later": {}, "fall": {}},
        "closed": [{"purpose": "post", "category": "reach", "people": 1}],
        "opened": [],
    }


def test_people_are_weighed_in_batches_and_none_twice(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact, "BATCH", 2)
    for n in range(5):
        club.join("2024-01-02", email=f"{n}@kerho.example")
    notice = load(NARROWER.encode(), file="n.yaml", on=at("2024-03-01").date()).notice
    assert notice is not None
    seen: list[int] = []
    assert club.door.impact(notice, effective=at("2024-03-01"), step=seen.append).people == 5
    assert seen == [2, 2, 1]


STUDY = """\
  study:
    name: Tutkimus
    why: Tutkimme.
    basis: legitimate-interest
    interest: Etu.
    uses: [name, reach]
    roles: [post]
    while: [membership]
    keep: P5Y
    applies: all
    compatibility: Sama seura.
sources:"""


def test_a_new_purpose_names_what_it_opens_and_to_how_many(club: Club) -> None:
    for n in range(2):
        club.join("2024-01-02", email=f"{n}@kerho.example")
    left = club.join("2024-01-02", email="c@kerho.example")
    club.care(left.subject, "2024-02-01", End(left.ids["m"], "left"))
    found = weigh(club, NOTICE.replace("sources:", STUDY, 1), "2024-03-01")
    assert found.opened == {("study", "name"): 2, ("study", "reach"): 2}
    assert (found.closed, found.people, found.touched) == ({}, 3, 2)
    assert found.as_json()["opened"] == [{"purpose": "study", "category": one, "people": 2} for one in ("name", "reach")]


def test_what_is_the_persons_own_is_open_to_each_matter_and_what_hangs_on_one_to_the_whole(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-12-31")
    nameless = NOTICE.replace("reads: [name, lessons]\n    roles: [desk]", "reads: [lessons]\n    roles: [desk]")
    assert weigh(club, nameless, "2024-03-01").closed == {("teaching", "name"): 1}
    studied = NOTICE.replace("sources:", STUDY.replace("[name, reach]", "[lessons]"), 1)
    assert weigh(club, studied, "2024-03-01").opened == {("study", "lessons"): 1}


def test_what_falls_just_as_the_notice_takes_effect_does_not_fall_because_of_it(club: Club) -> None:
    member = club.join("2024-01-02")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    falls = club.folders(member.subject)["name"][1]
    assert str(falls) == "2029-01-31 22:00:00"
    assert weigh(club, SHORTER, "2029-01-31").fall == {"name": 1}
    assert weigh(club, SHORTER, "2029-02-01").fall == {}


def test_a_hold_leaves_no_due_date_to_come_earlier_or_later(club: Club) -> None:
    member = club.join("2024-01-02")
    club.request(member.subject, "2024-01-03", PlaceHold("claim", review=date(2030, 3, 1)))
    for within in ("P14D", "P60D"):
        found = weigh(club, NOTICE.replace("within: P30D", f"within: {within}"), "2024-03-01")
        assert (found.earlier, found.later, found.touched) == ({}, {}, 0)


def test_the_person_with_the_lowest_number_is_weighed_too(club: Club) -> None:
    with seeded_ids(Numbers(1)):
        assert club.join("2024-01-02").subject == 1
    assert weigh(club, NARROWER, "2024-03-01").people == 1


def test_json_names_what_is_due_earlier_later_and_falls_in_order(club: Club) -> None:
    member = club.join("2024-01-02")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    club.join("2024-01-02", email="b@kerho.example")
    told = weigh(club, SHORTER, "2025-02-01").as_json()
    assert told["folders"] == {"earlier": {"name": 2}, "later": {}, "fall": {"name": 1}}
    assert (told["people"], told["effective"]) == (2, "2025-01-31T22:00:00Z")
