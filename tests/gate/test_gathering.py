"""What a change may be about: the record, the matter and the instant that it names, and no other."""

from datetime import date

import pytest

from gate.club import DESK, HETU, NOTICE, OFFICE, POST, PRIVACY, Club, at, count, leaves, no, sql, yes
from gate.conftest import publish
from seloste.gate.draft import may_refuse
from seloste.home import Home
from seloste.policy import DISCLOSURE, Begin, Change, Code, End, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Replan, Restrict, Touch

NOW = at("2024-02-01 09:00")
BAN, OBJECTION, WITHDRAWAL = RefusalKind.BAN, RefusalKind.OBJECTION, RefusalKind.WITHDRAWAL


@pytest.mark.parametrize("change", [Put("name", {"first": "B"}, matter="nothing"), Touch("nothing"), End("nothing", "left")])
def test_a_word_that_was_given_to_no_matter_names_none_and_not_the_whole_person(club: Club, change: Change) -> None:
    member = club.join("2024-01-02").subject
    begun = Begin("course", ref="c", planned=date(2024, 6, 1))
    assert no(club.door.apply(OFFICE, "care", member, (begun, change), now=NOW)).code is Code.MATTER
    assert no(club.door.apply(OFFICE, "care", member, (change,), now=NOW)).code is Code.MATTER
    assert count("record") == 2


def test_records_of_several_folders_are_corrected_in_one_unit_each_where_it_lies(club: Club) -> None:
    joined = club.join("2024-01-02")
    name, reach = joined.records
    puts = (Put("name", {"first": "Oona"}, record=name), Put("reach", {"email": "uusi@kerho.example"}, record=reach))
    for changes in (puts, (Touch(joined.ids["m"]), *puts), (Touch(joined.ids["m"]), *puts[::-1])):
        club.care(joined.subject, "2024-02-01", *changes)
    assert sql("SELECT category, key_version FROM folder ORDER BY category") == [("name", 4), ("reach", 4)]
    wrong = (Touch(joined.ids["m"]), Put("name", {"first": "X"}, record=reach))
    assert no(club.door.apply(OFFICE, "care", joined.subject, wrong, now=NOW)).code is Code.NO_KEEPING


def test_a_record_is_no_longer_corrected_at_the_instant_its_folder_falls(club: Club) -> None:
    member = club.join("2024-01-02").subject
    code = club.check(member, "2024-01-10").records[0]
    club.check(member, "2024-01-20")
    corrected = Put("code", {"hetu": HETU}, record=code)
    assert no(club.door.apply(DESK, "checking", member, (corrected,), now=at("2024-01-24"))).code is Code.NO_KEEPING
    assert leaves()[-1] == ("write", "checking", f"denied-{Code.NO_KEEPING}", 1)
    yes(club.door.apply(DESK, "checking", member, (corrected,), now=at("2024-01-23 23:59")))


def test_a_folder_that_falls_just_now_takes_no_more(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    club.care(joined.subject, "2024-02-01", Begin("membership"), Put("name", {"first": "Oona"}))
    assert sorted(row[0] for row in sql("SELECT generation FROM folder WHERE category='name'")) == [1, 2]


def test_a_correction_goes_by_when_that_record_was_changed_and_not_by_its_neighbours(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-01-20", Put("name", {"first": "Toinen"}))
    stale = Put("name", {"first": "X"}, record=joined.records[0], seen=at("2024-01-20"))
    assert no(club.door.apply(OFFICE, "care", joined.subject, (stale,), now=NOW)).code is Code.CHANGED
    club.care(joined.subject, "2024-02-01", Put("name", {"first": "X"}, record=joined.records[0], seen=at("2024-01-02")))


def test_answering_a_request_may_end_any_matter_of_the_persons_and_do_no_more_with_it(club: Club) -> None:
    joined = club.join("2024-01-02")
    member, course = joined.subject, club.course(joined.subject, "2024-01-03", "2024-12-31").ids["c"]
    club.request(member, "2024-01-10")
    for change in (Touch(course), Replan(course, date(2024, 6, 30))):
        assert no(club.door.apply(PRIVACY, "requests", member, (change,), now=NOW)).code is Code.MATTER
    assert no(club.door.apply(POST, "post", member, (End(course, "erased"),), now=NOW)).code is Code.MATTER
    for matter in (course, joined.ids["m"]):
        yes(club.door.apply(PRIVACY, "requests", member, (End(matter, "erased"),), now=NOW))
    assert count("matter", "why='ended' AND reason='erased'") == 2


def test_what_the_notice_collects_of_others_only_is_refused_by_the_line_of_the_category(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("  lessons: {name: Tunnit, of: course,", "  lessons: {name: Tunnit, of: course, subjects: [member],")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    helper = club.join("2024-01-02", kind="helper").subject
    put = (Begin("course", ref="c", planned=date(2024, 6, 1)), Put("lessons", {"title": "Soutu"}, matter="c"))
    denial = no(club.door.apply(OFFICE, "care", helper, put, now=NOW))
    line = next(number for number, text in enumerate(source.splitlines(), start=1) if text.startswith("  lessons:"))
    assert (denial.code, denial.detail, denial.line) == (Code.NOT_FOR_KIND, "lessons", line)


def test_what_was_given_in_other_words_is_kept_beside_and_nothing_where_it_was_not(club: Club) -> None:
    joined = club.join("2024-01-02", more=(Put("reach", {"phone": "040 123 4567"}),))
    entries = {e.record: e for e in yes(club.read(OFFICE, "care", joined.subject, "2024-01-03")).of("reach")}
    plain, written = (entries[record] for record in joined.records[1:])
    assert (dict(plain.given), dict(written.given)) == ({}, {"phone": "040 123 4567"})


@pytest.mark.parametrize(
    ("purpose", "kind", "change", "may"),
    [
        (None, "member", Refuse(BAN, ("nothing",)), False),
        ("checking", "helper", Refuse(BAN, ("checking",)), False),
        ("books", "member", Refuse(BAN, ("books",)), False),
        ("care", "member", Refuse(OBJECTION, ("care",)), False),
        ("care", "helper", Refuse(OBJECTION, ("care",)), True),
        ("care", "member", Refuse(BAN, ("care",)), True),
        ("post", "member", Refuse(BAN, ("post",), "phone"), True),
        ("post", "member", Refuse(BAN, ("post",), "email"), False),
        ("news", "member", Refuse(WITHDRAWAL, ("news",)), True),
    ],
)
def test_who_may_say_which_no(club: Club, purpose: str | None, kind: str, change: Refuse, may: bool) -> None:
    purposes = club.door.policy_at(NOW).purposes
    assert may_refuse(purposes[purpose] if purpose else None, kind, change) is may


def test_a_no_to_several_purposes_reaches_those_that_are_about_the_person_and_names_the_first_that_it_may_not(club: Club) -> None:
    helper = club.join("2024-01-02", kind="helper").subject
    club.request(helper, "2024-01-10", Refuse(BAN, ("checking", "post", DISCLOSURE)))
    assert sorted(sql("SELECT purpose FROM refusal")) == [(DISCLOSURE,), ("post",)]
    asked = (Begin("request"), Refuse(BAN, ("checking",)))
    assert no(club.door.apply(PRIVACY, "requests", helper, asked, now=NOW)).detail == "checking"


def test_a_restriction_is_of_a_folder_that_stands_and_a_hold_of_all(club: Club) -> None:
    member = club.join("2024-01-02").subject
    other = club.join("2024-01-02", email="b@kerho.example").subject
    ((mine,),) = sql("SELECT id FROM folder WHERE subject_id=%s AND category='reach'", member)
    ((theirs,),) = sql("SELECT id FROM folder WHERE subject_id=%s AND category='reach'", other)
    club.request(member, "2024-01-10", Restrict(("care",), "accuracy", date(2024, 6, 1), mine), PlaceHold("q1", date(2024, 6, 1)))
    assert sql("SELECT folder FROM restriction") == [(mine,)]
    asked = (Begin("request"), Restrict(("care",), "accuracy", date(2024, 6, 1), theirs))
    assert no(club.door.apply(PRIVACY, "requests", member, asked, now=NOW)).detail == "folder"


def test_a_matter_that_just_ended_is_not_moved_and_one_begun_now_is(club: Club) -> None:
    member = club.join("2024-01-02").subject
    course = club.course(member, "2024-01-03", "2024-01-31").ids["c"]
    ends = at("2024-02-01")
    assert no(club.door.apply(OFFICE, "care", member, (Touch(course),), now=ends)).code is Code.MATTER
    begun = (Begin("course", ref="c", planned=date(2024, 6, 1)), Touch("c"))
    yes(club.door.apply(OFFICE, "care", member, begun, now=ends))


def test_a_newcomer_is_of_a_kind_that_the_notice_has(club: Club) -> None:
    begin = (Begin("membership", ref="m"),)
    done = yes(club.door.apply(OFFICE, "care", NewSubject("helper"), begin, now=NOW))
    assert sql("SELECT kind FROM subject") == [("helper",)]
    assert (list(done.ids), done.erased, len(done.events)) == (["m"], 0, 1)
