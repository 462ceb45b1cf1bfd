"""One unit of work: all of it or none, nothing that the notice does not name, and every no leaves only a leaf."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from gate.club import BOOKS, DESK, HETU, NOTICE, OFFICE, POST, PRIVACY, Club, at, count, held, leaves, no, sql, yes
from gate.conftest import Taught, publish
from seloste import gate, vault
from seloste import home as homes
from seloste.policy import (
    Begin,
    Change,
    Code,
    End,
    NewSubject,
    PlaceHold,
    Put,
    RefusalKind,
    Refuse,
    Release,
    Replan,
    Restrict,
    Touch,
    Unrestrict,
    Void,
)

NINE = at("2024-02-01 09:00")
GOOD = (Begin("membership"), Put("name", {"first": "Aino"}))


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (Put("reach", {"email": "not an address"}), Code.BAD_VALUES),
        (Put("reach", {"email": "a@kerho.example", "shoe_size": "39"}), Code.BAD_VALUES),
        (Put("reach", {}), Code.BAD_VALUES),
        (Put("shoes", {"size": "39"}), Code.NOT_COVERED),
        (Put("code", {"hetu": HETU}), Code.NOT_COVERED),
        (Put("reach", {"email": "a@kerho.example"}, source="gossip"), Code.SOURCE),
        (Put("lessons", {"title": "Soutu"}), Code.MATTER),
        (Put("lessons", {"title": "Soutu"}, matter="nothing"), Code.MATTER),
        (Begin("marriage"), Code.MATTER),
        (Begin("year"), Code.MATTER),
        (Begin("letters"), Code.MATTER),
        (End(77, "left"), Code.MATTER),
        (Touch(77), Code.MATTER),
        (Void(77), Code.MATTER),
        (Refuse(RefusalKind.OBJECTION, ("books",)), Code.DECISION),
        (Refuse(RefusalKind.OBJECTION, ("care",)), Code.DECISION),
        (Refuse(RefusalKind.OBJECTION, ("shoes",)), Code.DECISION),
        (Restrict(("care",), "accuracy", date(2024, 6, 1)), Code.DECISION),
        (PlaceHold("request", date(2024, 6, 1)), Code.DECISION),
    ],
)
@pytest.mark.promise("LN-15", "LN-19", by="behaviour")
def test_a_bad_last_change_leaves_nothing_behind_but_a_leaf(club: Club, last: Change, code: Code) -> None:
    before, said = held(), leaves()
    denial = no(club.door.apply(OFFICE, "care", NewSubject("member"), (*GOOD, last), now=NINE))
    assert denial.code is code
    assert held() == before
    assert leaves() == [*said, ("write", "care", f"denied-{code}", 0)]


def test_every_bad_field_is_named_at_once_and_no_value_is_told(club: Club) -> None:
    values = {"email": "SECRET", "phone": "SECRET", "shoe_size": "SECRET"}
    denial = no(club.door.apply(OFFICE, "care", NewSubject("member"), (*GOOD, Put("reach", values)), now=NINE))
    assert {problem.field for problem in denial.problems} == {"email", "phone", "shoe_size"}
    assert "SECRET" not in repr(denial)


@pytest.mark.promise("LN-01", "OA-06", by="behaviour")
def test_nobody_enters_the_register_without_a_matter_that_the_purpose_serves(club: Club) -> None:
    before = held()
    data: tuple[Change, ...] = (Put("name", {"first": "Aino"}), Put("reach", {"email": "a@kerho.example"}))
    assert no(club.door.apply(OFFICE, "care", NewSubject("member"), data, now=NINE)).code is Code.NOT_OPEN
    assert no(club.door.apply(OFFICE, "care", NewSubject("member"), (), now=NINE)).code is Code.NOT_OPEN
    assert no(club.door.apply(OFFICE, "care", NewSubject("passer_by"), (*GOOD, *data), now=NINE)).code is Code.KIND
    assert held() == before
    for kind in club.door.policy_at(NINE).subjects:
        yes(club.door.apply(OFFICE, "care", NewSubject(kind), (*GOOD, *data), now=NINE))
    assert sorted(sql("SELECT kind FROM subject")) == [("helper",), ("member",)]


def test_a_purpose_without_basis_for_the_kind_of_subject_never_opens(club: Club) -> None:
    helper = club.join("2024-01-02", kind="helper").subject
    changes = (Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k"))
    assert no(club.door.apply(DESK, "checking", helper, changes, now=NINE)).code is Code.NOT_OPEN
    assert count("folder", "category='code'") == 0


def test_what_no_ground_keeps_is_not_stored(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.course(joined.subject, "2024-01-03", "2024-01-20")
    course = sql("SELECT id FROM matter WHERE kind='course'")[0][0]
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    club.request(joined.subject, "2024-02-01 10:00", Refuse(RefusalKind.ERASURE, ("care", "archive")))
    back = no(club.door.apply(OFFICE, "care", joined.subject, (Put("lessons", {"title": "Purje"}, matter=course),), now=at("2024-02-02")))
    assert back.code is Code.NOT_OPEN


def test_an_open_purpose_stores_nothing_in_a_matter_that_is_over(club: Club) -> None:
    member = club.join("2024-01-02").subject
    over = club.check(member, "2024-01-30").ids["k"]
    club.check(member, "2024-01-31")
    code = {"hetu": HETU}
    at_once = (Begin("check", ref="b"), End("b", "checked"), Put("code", code, matter="b"))
    assert no(club.door.apply(DESK, "checking", member, at_once, now=NINE)).code is Code.NO_KEEPING
    yes(club.door.apply(DESK, "checking", member, (End(over, "checked"),), now=NINE))
    assert no(club.door.apply(DESK, "checking", member, (Put("code", code, matter=over),), now=NINE)).code is Code.NO_KEEPING
    assert count("folder", "category='code'") == 1


@pytest.mark.parametrize("demo", [True, False])
def test_an_identity_code_of_the_900_series_is_only_for_demo_homes(db: None, tmp_path: Any, demo: bool) -> None:
    home = homes.create(tmp_path / "home", demo=demo, now=NINE)
    club = Club(home, publish(home, NOTICE.encode()))
    member = club.join("2024-01-02").subject
    answer = club.door.apply(DESK, "checking", member, (Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k")), now=NINE)
    if demo:
        yes(answer)
    else:
        assert no(answer).code is Code.BAD_VALUES
        assert count("folder", "category='code'") == 0


@pytest.mark.parametrize("code", ["131052-902X", "310224-902Y", "1", "131052-902"])
def test_a_wrong_identity_code_is_refused_without_repeating_it(club: Club, code: str) -> None:
    member = club.join("2024-01-02").subject
    changes = (Begin("check", ref="k"), Put("code", {"hetu": code}, matter="k"))
    denial = no(club.door.apply(DESK, "checking", member, changes, now=NINE))
    assert [problem.code for problem in denial.problems] == ["SEL-P013"]
    assert code not in repr(denial) or len(code) < 3


def test_a_matter_that_has_ended_takes_no_more_events(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-01-20", Begin("course", planned=date(2025, 1, 1)), End(joined.ids["m"], "left"))
    for change in (End(joined.ids["m"], "left"), Touch(joined.ids["m"])):
        assert no(club.door.apply(OFFICE, "care", joined.subject, (change,), now=NINE)).code is Code.MATTER


def test_a_matter_past_its_planned_end_has_ended_and_a_replanned_one_has_not(club: Club) -> None:
    member = club.join("2024-01-02").subject
    first = club.course(member, "2024-01-03", "2024-03-31").ids["c"]
    second = club.course(member, "2024-01-04", "2024-03-31").ids["c"]
    club.care(member, "2024-03-01", Replan(second, date(2024, 6, 30)))
    late = at("2024-04-01 00:00")
    assert no(club.door.apply(OFFICE, "care", member, (Touch(first),), now=late)).code is Code.MATTER
    yes(club.door.apply(OFFICE, "care", member, (Touch(second),), now=late))


def test_a_matter_without_a_planned_end_has_the_notices_other_bound(club: Club) -> None:
    member = club.join("2024-01-02").subject
    done = club.care(member, "2024-02-01 09:00", Begin("course", ref="c"))
    ((why, ends),) = sql("SELECT why, ends FROM matter WHERE id=%s", done.ids["c"])
    assert (why, str(ends)) == ("idle", "2025-02-01 22:00:00"), "twelve months of silence, through the day, in UTC"


def test_a_kind_whose_only_bound_is_a_planned_end_cannot_begin_without_one(db: None, fresh_home: homes.Home) -> None:
    source = NOTICE.replace("{name: Kurssi, end: planned, else: {idle: P12M}}", "{name: Kurssi, end: planned}")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    member = club.join("2024-01-02").subject
    denial = no(club.door.apply(OFFICE, "care", member, (Begin("course"),), now=NINE))
    assert (denial.code, denial.detail) == (Code.MATTER, "course: planned")
    yes(club.door.apply(OFFICE, "care", member, (Begin("course", planned=date(2024, 6, 30)),), now=NINE))


@pytest.mark.promise("LN-16", by="behaviour")
def test_a_matter_ends_only_with_a_reason_in_the_notices_words(club: Club) -> None:
    joined = club.join("2024-01-02")
    for reason in ("", "Hän muutti Ouluun", "x" * 60, "9lives"):
        assert no(club.door.apply(OFFICE, "care", joined.subject, (End(joined.ids["m"], reason),), now=NINE)).detail == "reason"
    club.care(joined.subject, "2024-02-02", End(joined.ids["m"], "moved_away"))
    assert sql("SELECT why, reason, opened, ends FROM matter")[0][:2] == ("ended", "moved_away")
    assert club.door.check("ended_matters_have_reason", now=at("2024-02-03"), matter="membership").breaches == 0


def test_a_matter_begun_and_ended_in_one_unit_of_work_keeps_its_sense(club: Club) -> None:
    joined = club.join("2024-01-02")
    done = club.care(joined.subject, "2024-02-01", Begin("course", ref="c"), Touch("c"), End("c", "left"))
    assert [row[0] for row in sql("SELECT why FROM matter WHERE id=%s", done.ids["c"])] in ([], ["ended"])


def test_a_correction_puts_the_folder_under_a_new_key_and_the_old_ciphertexts_no_longer_open(club: Club) -> None:
    joined = club.join("2024-01-02")
    second = club.care(joined.subject, "2024-01-03", Put("name", {"first": "Toinen"})).records[0]
    old = sql(
        "SELECT f.id, f.key_version, f.wrapped, r.id, r.ciphertext FROM folder f JOIN record r ON r.folder=f.id WHERE f.category='name'"
    )
    club.care(joined.subject, "2024-02-01", Put("name", {"first": "Aina"}, record=joined.records[0]))
    new = {row[3]: row for row in sql(
        "SELECT f.id, f.key_version, f.wrapped, r.id, r.ciphertext FROM folder f JOIN record r ON r.folder=f.id WHERE f.category='name'"
    )}  # fmt: skip
    assert {row[1] for row in new.values()} == {2}
    assert all(bytes(row[4]) != bytes(new[row[3]][4]) and bytes(row[2]) != bytes(new[row[3]][2]) for row in old)
    names = {entry.record: entry.values["first"] for entry in yes(club.read(OFFICE, "care", joined.subject, "2024-02-02")).of("name")}
    assert names == {joined.records[0]: "Aina", second: "Toinen"}
    sql("UPDATE record SET ciphertext=%s WHERE id=%s", old[0][4], old[0][3])
    with pytest.raises(vault.Refused):
        club.read(OFFICE, "care", joined.subject, "2024-02-02")


@pytest.mark.parametrize("more", [(), (Begin("course", ref="c", planned=date(2025, 1, 1)),)])
def test_two_corrections_and_a_new_record_of_one_folder_in_one_unit_are_all_read_afterwards(club: Club, more: tuple[Change, ...]) -> None:
    joined = club.join("2024-01-02")
    first, second = joined.records[0], club.care(joined.subject, "2024-01-03", Put("name", {"first": "Toinen"})).records[0]
    changes = (*more, Put("name", {"first": "A"}, record=first), Put("name", {"first": "C"}), Put("name", {"first": "B"}, record=second))
    done = club.care(joined.subject, "2024-02-01", *changes)
    names = {entry.record: entry.values["first"] for entry in yes(club.read(OFFICE, "care", joined.subject, "2024-02-02")).of("name")}
    assert names == {first: "A", second: "B", done.records[1]: "C"}
    assert sql("SELECT key_version FROM folder WHERE category='name'") == [(2,)]
    before = held()
    assert sum(club.door.recompute_all()) == 1
    assert held() == before


def test_a_correction_moves_no_fall(club: Club) -> None:
    joined = club.join("2024-01-02")
    before = club.folders(joined.subject)["name"]
    club.care(joined.subject, "2024-02-01", Put("name", {"first": "Aina"}, record=joined.records[0]))
    assert club.folders(joined.subject)["name"] == before


@pytest.mark.parametrize("category", ["name", "reach"])
def test_only_a_live_record_of_that_category_can_be_corrected(club: Club, category: str) -> None:
    joined, other = club.join("2024-01-02"), club.join("2024-01-02", email="b@kerho.example")
    wrong = joined.records[1 if category == "name" else 0]
    values = {"first": "A"} if category == "name" else {"email": "a@kerho.example"}
    for record in (wrong, other.records[0], 99):
        answer = club.door.apply(OFFICE, "care", joined.subject, (Put(category, values, record=record),), now=NINE)
        assert no(answer).code is Code.NO_KEEPING


def test_an_undone_end_lets_the_matter_go_on(club: Club) -> None:
    joined = club.join("2024-01-02")
    before = club.folders(joined.subject)
    end = club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left")).events[0]
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-02") == set()
    club.care(joined.subject, "2024-02-03", Void(end))
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-04") == {"name", "reach"}
    assert club.folders(joined.subject).keys() == before.keys()


def test_an_end_undone_after_the_reasonable_time_brings_nothing_back(club: Club) -> None:
    joined = club.join("2024-01-02")
    end = club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left")).events[0]
    late = "2024-03-15"
    club.care(joined.subject, late, Begin("course", planned=date(2024, 5, 1)), Void(end))
    assert club.sees(OFFICE, "care", joined.subject, "2024-03-16") == set()
    assert club.folders(joined.subject).keys() == {"name"}, "the archive keeps the name; the address went with that work"


def test_an_event_is_undone_once_and_not_by_another_purpose(club: Club) -> None:
    joined = club.join("2024-01-02")
    touch = club.care(joined.subject, "2024-01-10", Touch(joined.ids["m"])).events[0]
    assert no(club.door.apply(POST, "post", joined.subject, (Begin("letters"), Void(touch)), now=NINE)).code is Code.MATTER
    club.care(joined.subject, "2024-02-01", Void(touch))
    assert no(club.door.apply(OFFICE, "care", joined.subject, (Void(touch),), now=NINE)).code is Code.MATTER


def test_work_on_someone_unknown_and_on_someone_not_open_are_one_denial(club: Club) -> None:
    member = club.join("2024-01-02").subject
    changes: tuple[tuple[Change, ...], ...] = (
        (Put("name", {"first": "A"}),),
        (Touch(5),),
        (Put("reach", {"email": "bad"}),),
        (Refuse(RefusalKind.WITHDRAWAL, ("news",)),),
        (),
    )
    for change in changes:
        answers = {no(club.door.apply(POST, "news", subject, change, now=NINE)) for subject in (member, 4711)}
        assert len(answers) == 1, change
        assert answers.pop().code is Code.NOT_OPEN


def test_a_restricted_folder_takes_nothing_new(club: Club) -> None:
    joined = club.join("2024-01-02")
    folder = sql("SELECT id FROM folder WHERE category='reach'")[0][0]
    club.request(joined.subject, "2024-01-10", Restrict(("care",), "accuracy", date(2024, 6, 1), folder=folder))
    answer = club.door.apply(OFFICE, "care", joined.subject, (Put("reach", {"email": "b@kerho.example"}),), now=NINE)
    assert no(answer).code is Code.NOT_OPEN
    yes(club.door.apply(OFFICE, "care", joined.subject, (Put("name", {"first": "B"}),), now=NINE))


def test_only_our_own_work_restricts_holds_and_takes_that_back(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.request(joined.subject, "2024-01-10", Restrict(("post",), "accuracy", date(2024, 6, 1)), PlaceHold("2024-0001", date(2024, 6, 1)))
    ((restriction,),), ((hold,),) = sql("SELECT id FROM restriction"), sql("SELECT id FROM hold")
    for change in (Unrestrict(restriction), Release(hold)):
        assert no(club.door.apply(OFFICE, "care", joined.subject, (change,), now=NINE)).code is Code.DECISION
        yes(club.door.apply(PRIVACY, "requests", joined.subject, (change,), now=NINE))
        assert no(club.door.apply(PRIVACY, "requests", joined.subject, (change,), now=NINE)).code is Code.DECISION


@pytest.mark.parametrize(
    "change",
    [
        Restrict(("post",), "Aino soitti ja oli vihainen", date(2024, 6, 1)),
        Restrict(("post",), "", date(2024, 6, 1)),
        Restrict(("post",), "accuracy", date(2024, 6, 1), folder=99),
        Restrict(("shoes",), "accuracy", date(2024, 6, 1)),
        Restrict(("disputes",), "accuracy", date(2024, 6, 1)),
        PlaceHold("Aino soitti ja oli vihainen", date(2024, 6, 1)),
        PlaceHold("", date(2024, 6, 1)),
    ],
)
def test_a_decision_is_about_what_stands_and_holds_no_free_words(club: Club, change: Change) -> None:
    member = club.join("2024-01-02").subject
    assert no(club.door.apply(PRIVACY, "requests", member, (Begin("request"), change), now=NINE)).code is Code.DECISION
    assert count("restriction") == count("hold") == 0


def test_a_unit_of_work_that_is_rolled_back_leaves_neither_rows_nor_leaf(club: Club) -> None:
    before, said = held(), leaves()
    with transaction.atomic():
        club.join("2024-01-02")
        transaction.set_rollback(True)
    assert (held(), leaves()) == (before, said)


def test_several_units_of_work_may_share_one_commit(club: Club) -> None:
    with transaction.atomic():
        subjects = {club.join("2024-01-02", email=f"m{i}@kerho.example").subject for i in range(3)}
    assert count("subject") == len(subjects) == 3


def test_a_fiscal_year_is_begun_once_and_is_never_a_persons(club: Club) -> None:
    now = at("2024-02-01")
    year = club.door.begin_own("year", begun=at("2024-01-01"), planned=date(2024, 12, 31), now=now)
    assert club.door.begin_own("year", begun=at("2024-01-01"), planned=date(2024, 12, 31), now=now + timedelta(days=1)) == year
    assert club.door.own_matters("year") == {year: (at("2024-01-01"), at("2025-01-01"))}
    with pytest.raises(ValueError, match="not the controller's own"):
        club.door.begin_own("membership", begun=now, planned=date(2024, 12, 31), now=now)
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-20")
    assert no(club.door.apply(BOOKS, "books", member, (End(year, "left"),), now=NINE)).code is Code.MATTER


def test_a_purpose_writes_only_in_the_matters_on_which_it_is_open(taught: Taught) -> None:
    club, member, over, runs = taught
    before = held()
    assert [e.matter for e in yes(club.read(DESK, "teaching", member, "2024-02-01")).entries if e.category == "lessons"] == [runs.ids["c"]]
    for put in (Put("lessons", {"title": "X"}, record=over.records[0]), Put("lessons", {"title": "X"}, matter=over.ids["c"])):
        assert no(club.door.apply(DESK, "teaching", member, (put,), now=NINE)).code is Code.NOT_OPEN
        assert leaves()[-1] == ("write", "teaching", "denied-no-ground", 1)
    assert held() == before
    for put in (Put("lessons", {"title": "X"}, record=runs.records[0]), Put("lessons", {"title": "Y"}, matter=runs.ids["c"])):
        yes(club.door.apply(DESK, "teaching", member, (put,), now=NINE))


def test_a_purpose_writes_only_what_the_notice_of_its_ground_opens(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-12-01")
    wider = NOTICE.replace(
        "    reads: [name, lessons]\n    roles: [desk]", "    uses: [reach]\n    reads: [name, lessons]\n    roles: [desk]"
    )
    assert gate.publish(club.home, wider.encode(), file="n.yaml", now=at("2024-01-10")).number == 2
    club.door = gate.door(club.home)
    put = Put("reach", {"phone": "+358 40 123 4567"})
    assert no(club.door.apply(DESK, "teaching", member, (put,), now=NINE)).code is Code.NOT_OPEN
    club.course(member, "2024-01-31", "2024-12-01")
    yes(club.door.apply(DESK, "teaching", member, (put,), now=NINE))


def test_a_record_that_was_changed_since_it_was_seen_is_left_as_it_is(club: Club) -> None:
    joined = club.join("2024-01-02")
    member, (_, reach) = joined.subject, joined.records
    (shown,) = yes(club.door.read(OFFICE, "care", member, now=NINE, record=reach)).entries
    club.care(member, "2024-01-10", Put("reach", {"email": "b@kerho.example"}, record=reach, seen=shown.updated))
    late = Put("reach", {"email": "c@kerho.example"}, record=reach, seen=shown.updated)
    assert no(club.door.apply(OFFICE, "care", member, (late,), now=NINE)).code is Code.CHANGED
    (stands,) = yes(club.door.read(OFFICE, "care", member, now=NINE, record=reach)).entries
    assert (stands.values["email"], stands.updated) == ("b@kerho.example", at("2024-01-10"))
    club.care(member, "2024-02-02", Put("reach", {"email": "c@kerho.example"}, record=reach, seen=stands.updated))
