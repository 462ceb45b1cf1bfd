"""What a unit of work writes, column by column, and what it is told where it may not."""

from datetime import date, timedelta

import pytest

from gate.club import BOOKS, DESK, HETU, NOTICE, OFFICE, POST, PRIVACY, Club, at, count, leaves, no, sql, yes
from seloste.gate import units
from seloste.policy import (
    DISCLOSURE,
    Begin,
    Change,
    Code,
    End,
    Lift,
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
from seloste.register import keyring

NOW = at("2024-02-01 09:00")
REVIEW = date(2024, 6, 1)
BAN = RefusalKind.BAN


def plain(text: str) -> object:
    """An instant as a row gives it back."""
    return at(text).replace(tzinfo=None)


def test_each_event_is_stored_with_what_it_says_and_when_it_was_said(club: Club) -> None:
    joined = club.join("2024-01-02")
    begun = Begin("course", ref="c", at=at("2024-01-10"), planned=date(2024, 3, 31))
    course = club.care(joined.subject, "2024-01-15", begun).ids["c"]
    club.care(joined.subject, "2024-01-16", Replan(course, date(2024, 4, 30)))
    touched = club.care(joined.subject, "2024-01-17", Touch(course, at("2024-01-16 12:00"))).events[0]
    ended = club.care(joined.subject, "2024-01-18", End(course, "ill", at("2024-01-17 12:00"))).events[0]
    club.care(joined.subject, "2024-01-19", Void(ended))
    found = sql("SELECT verb, at, recorded, planned, target, reason FROM event WHERE matter=%s ORDER BY recorded", course)
    assert found == [
        ("begin", plain("2024-01-10"), plain("2024-01-15"), plain("2024-04-01"), 0, ""),
        ("replan", plain("2024-01-16"), plain("2024-01-16"), plain("2024-05-01"), 0, ""),
        ("touch", plain("2024-01-16 12:00"), plain("2024-01-17"), None, 0, ""),
        ("end", plain("2024-01-17 12:00"), plain("2024-01-18"), None, 0, "ill"),
        ("void", plain("2024-01-19"), plain("2024-01-19"), None, ended, ""),
    ]
    assert touched != ended
    assert {row[0] for row in sql("SELECT kind FROM event WHERE matter=%s", course)} == {"course"}


@pytest.mark.parametrize(
    ("change", "code", "detail"),
    [
        (Begin("x" * 60), Code.MATTER, "x" * 48),
        (Put("x" * 60, {}), Code.NOT_COVERED, "x" * 48),
        (Put("reach", {"email": "a@kerho.example"}, source="x" * 60), Code.SOURCE, "x" * 48),
        (Refuse(BAN, ("x" * 60,)), Code.DECISION, "x" * 48),
        (Refuse(RefusalKind.OBJECTION, ("care",)), Code.DECISION, "care"),
        (Put("lessons", {"title": "Soutu"}), Code.MATTER, "lessons"),
        (Put("name", {"first": "A"}, matter=77), Code.MATTER, "name"),
        (Put("name", {"first": "A"}, record=77), Code.NO_KEEPING, "name"),
        (Put("reach", {"email": "x"}), Code.BAD_VALUES, "reach"),
        (Restrict(("care",), "accuracy", REVIEW), Code.DECISION, ""),
    ],
)
def test_a_no_names_what_it_is_about_and_the_purposes_line(club: Club, change: Change, code: Code, detail: str) -> None:
    member = club.join("2024-01-02").subject
    denial = no(club.door.apply(OFFICE, "care", member, (change,), now=NOW))
    assert (denial.code, denial.purpose, denial.detail) == (code, "care", detail)
    assert denial.line == NOTICE.splitlines().index("  care:") + 1
    assert leaves()[-1] == ("write", "care", f"denied-{code}", 1)


def test_a_restriction_names_the_purpose_it_may_not_be_of(club: Club) -> None:
    member = club.join("2024-01-02").subject
    for purpose, detail in (("x" * 60, "x" * 48), ("disputes", "disputes")):
        asked = (Begin("request"), Restrict((purpose,), "accuracy", REVIEW))
        assert no(club.door.apply(PRIVACY, "requests", member, asked, now=NOW)).detail == detail


def test_a_reason_may_be_as_long_as_its_column_and_no_longer(club: Club) -> None:
    joined = club.join("2024-01-02")
    assert no(club.door.apply(OFFICE, "care", joined.subject, (End(joined.ids["m"], "x" * 49),), now=NOW)).detail == "reason"
    for reason in ("y" * 49, "-y"):
        asked = (Begin("request"), PlaceHold(reason, REVIEW))
        assert no(club.door.apply(PRIVACY, "requests", joined.subject, asked, now=NOW)).detail == "reason"
    club.request(joined.subject, "2024-02-01", PlaceHold("9" * 48, REVIEW))
    yes(club.door.apply(OFFICE, "care", joined.subject, (End(joined.ids["m"], "x" * 48),), now=NOW))


def test_each_generation_of_a_folder_counts_on_from_the_last(club: Club) -> None:
    member = club.join("2024-01-02")
    matter = member.ids["m"]
    for month in (2, 3):
        club.care(member.subject, f"2024-0{month}-01", End(matter, "left"))
        again = (Begin("membership", ref="m"), Put("name", {"first": f"A{month}"}), Put("name", {"first": f"B{month}"}))
        matter = club.care(member.subject, f"2024-0{month}-10", *again).ids["m"]
    assert sql("SELECT generation, arrived FROM folder WHERE category='name' ORDER BY arrived") == [
        (1, plain("2024-01-02")),
        (2, plain("2024-02-10")),
        (3, plain("2024-03-10")),
    ]
    assert [row[0] for row in sql("SELECT COUNT(*) FROM record WHERE category='name' GROUP BY folder ORDER BY MIN(created)")][-1] == 2


def test_decisions_are_told_in_their_kinds_and_stored_as_they_were_made(club: Club) -> None:
    member = club.join("2024-01-02").subject
    banned = Refuse(BAN, ("post", DISCLOSURE))
    done = club.request(member, "2024-01-10", PlaceHold("claim-1", REVIEW), Restrict(("care", "post"), "accuracy", REVIEW), banned)
    refusals = dict(sql("SELECT id, purpose FROM refusal"))
    restrictions = dict(sql("SELECT id, purpose FROM restriction"))
    ((hold, code, opened, review),) = sql("SELECT id, code, opened, review FROM hold")
    first, second, third, fourth, fifth = done.decisions
    assert [refusals[first], refusals[second]] == ["post", DISCLOSURE]
    assert [restrictions[third], restrictions[fourth]] == ["care", "post"]
    assert (fifth, code, opened, review) == (hold, "claim-1", plain("2024-01-10"), plain("2024-06-02"))
    assert sql("SELECT DISTINCT opened, review, reason, folder, lifted FROM restriction") == [
        (plain("2024-01-10"), plain("2024-06-02"), "accuracy", 0, None)
    ]
    assert sql("SELECT DISTINCT kind, channel, opened, lifted, version FROM refusal") == [("ban", "", plain("2024-01-10"), None, 1)]


def test_one_decision_is_lifted_and_the_others_stand(club: Club) -> None:
    member = club.join("2024-01-02").subject
    done = club.request(
        member, "2024-01-10", Refuse(BAN, ("post", DISCLOSURE)), Restrict(("care", "post"), "accuracy", REVIEW),
        PlaceHold("a", REVIEW), PlaceHold("b", REVIEW),
    )  # fmt: skip
    bans, shut, holds = done.decisions[:2], done.decisions[2:4], done.decisions[4:]
    club.request(member, "2024-01-11", Lift(bans[0]), Unrestrict(shut[0]), Release(holds[0]))
    assert sql("SELECT id FROM refusal WHERE lifted IS NULL") == [(bans[1],)]
    assert sql("SELECT id FROM restriction WHERE lifted IS NULL") == [(shut[1],)]
    assert sql("SELECT id FROM hold WHERE released IS NULL") == [(holds[1],)]
    assert sql("SELECT lifted FROM refusal WHERE lifted IS NOT NULL") == [(plain("2024-01-11"),)]
    assert club.sees(OFFICE, "care", member, "2024-01-12") == {"name", "reach"}
    assert club.folders(member)["name"][1] is None, "the second hold keeps it still"
    club.request(member, "2024-01-13", Release(holds[1]), Unrestrict(shut[1]))
    assert club.folders(member)["name"][1] is not None


def test_nothing_is_lifted_twice_nor_anothers_nor_as_another_kind(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    theirs = club.request(other, "2024-01-10", Refuse(BAN, ("post",))).decisions[0]
    mine = club.request(member, "2024-01-10", Refuse(BAN, ("post",)), PlaceHold("a", REVIEW)).decisions
    for changes in ((Lift(theirs),), (Lift(mine[0]), Lift(mine[0])), (Lift(mine[1]),), (Release(mine[0]),), (Unrestrict(mine[1]),)):
        assert no(club.door.apply(PRIVACY, "requests", member, changes, now=NOW)).code is Code.DECISION
    assert count("refusal", "lifted IS NULL") == 2
    assert count("hold", "released IS NULL") == 1


def test_a_matter_begun_in_the_unit_takes_only_what_is_of_its_kind(club: Club) -> None:
    member = club.join("2024-01-02").subject
    wrong = (Begin("membership", ref="n"), Put("lessons", {"title": "Soutu"}, matter="n"))
    assert no(club.door.apply(OFFICE, "care", member, wrong, now=NOW)).code is Code.MATTER
    ((membership,),) = sql("SELECT id FROM matter WHERE kind='membership'")
    assert no(club.door.apply(OFFICE, "care", member, (Put("lessons", {"title": "S"}, matter=membership),), now=NOW)).code is Code.MATTER
    right = (Begin("course", ref="c"), Put("lessons", {"title": "Soutu"}, matter="c"))
    done = yes(club.door.apply(OFFICE, "care", member, right, now=NOW))
    assert sql("SELECT matter FROM record WHERE id=%s", done.records[0]) == [(done.ids["c"],)]


def test_a_corrected_record_is_new_in_what_was_corrected_and_the_other_is_as_it_was(club: Club) -> None:
    joined = club.join("2024-01-02", more=(Put("reach", {"phone": "040 123 4567"}),))
    first, second = joined.records[1:]
    correction = Put("reach", {"email": "uusi@kerho.example"}, record=first)
    club.care(joined.subject, "2024-02-01", correction)
    entries = {one.record: one for one in yes(club.read(OFFICE, "care", joined.subject, "2024-02-02")).of("reach")}
    assert (entries[first].created, entries[first].updated) == (at("2024-01-02"), at("2024-02-01"))
    assert (entries[second].created, entries[second].updated) == (at("2024-01-02"), at("2024-01-02"))
    assert (entries[first].source, entries[second].source) == ("person", "person")
    assert entries[first].values == {"email": "uusi@kerho.example"}
    assert sql("SELECT key_version FROM folder WHERE category='reach'") == [(2,)]
    again = yes(club.door.apply(OFFICE, "care", joined.subject, (correction,), now=NOW))
    assert again.records == (first,)
    assert sql("SELECT key_version FROM folder WHERE category='reach'") == [(3,)]
    for term, found in (("aino@kerho.example", []), ("uusi@kerho.example", [joined.subject]), ("0401234567", [joined.subject])):
        assert [one.subject for one in yes(club.door.search(OFFICE, "care", now=NOW, term=term)).readings] == found


def test_vouchers_hang_on_their_month_also_when_corrected_and_nothing_else_does(club: Club) -> None:
    member = club.join("2024-01-02").subject
    bill = club.bill(member, "2024-01-05").records[0]
    ((year,),) = sql("SELECT id FROM own_matter")
    corrected = Put("bills", {"number": "2"}, matter=year, source="own_work", record=bill)
    yes(club.door.apply(BOOKS, "books", member, (corrected,), now=NOW))
    club.course(member, "2024-02-01", "2024-12-31")
    club.request(member, "2024-02-02", Put("request_file", {"text": "Mitä minusta on?"}, matter="q"))
    club.bill(member, "2024-02-03", "2025")
    ring = keyring.read(club.home)
    under = {(row[0], row[1]): ring.kek(row[2]) for row in sql("SELECT category, key_version, kek FROM folder ORDER BY arrived")}
    shown = sorted((category, version, kek.horizon) for (category, version), kek in under.items())
    assert shown == [
        ("bills", 1, "statutory"),
        ("bills", 2, "statutory"),
        ("lessons", 1, "erasable"),
        ("name", 1, "erasable"),
        ("reach", 1, "erasable"),
        ("request_file", 1, "erasable"),
    ]
    assert (under["bills", 2].epoch, under["bills", 1].epoch) == (203101, 203201)


def test_what_goes_at_once_is_counted_and_what_has_time_left_is_not(club: Club) -> None:
    member = club.join("2024-01-02")
    check = club.check(member.subject, "2024-01-10").ids["k"]
    assert member.erased == 0
    done = yes(club.door.apply(DESK, "checking", member.subject, (End(check, "checked"),), now=at("2024-01-12")))
    assert (done.erased, count("folder", "category='code'")) == (1, 0)
    left = club.care(member.subject, "2024-02-02", End(member.ids["m"], "left"))
    assert left.erased == 0


def test_an_identity_code_goes_with_any_work_on_the_person_at_the_instant_its_check_runs_out(club: Club) -> None:
    member = club.join("2024-01-02")
    club.check(member.subject, "2024-01-10")
    ends, moment = at("2024-01-24"), timedelta(microseconds=1)
    early = yes(club.door.apply(OFFICE, "care", member.subject, (Touch(member.ids["m"]),), now=ends - moment))
    assert (early.erased, count("folder", "category='code'")) == (0, 1)
    late = yes(club.door.apply(OFFICE, "care", member.subject, (Touch(member.ids["m"]),), now=ends))
    assert (late.erased, count("folder", "category='code'")) == (1, 0)
    assert HETU not in repr(late)


def test_a_denial_of_someone_new_sees_nobody_and_of_someone_known_sees_them(club: Club) -> None:
    member = club.join("2024-01-02").subject
    before = len(leaves())
    no(club.door.apply(OFFICE, "care", NewSubject("passer_by"), (Begin("membership"),), now=NOW))
    no(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("nothing"),), now=NOW))
    no(club.door.apply(OFFICE, "care", NewSubject("member"), (), now=NOW))
    no(club.door.apply(OFFICE, "care", 4711, (Begin("membership"),), now=NOW))
    no(club.door.apply(OFFICE, "care", member, (Begin("nothing"),), now=NOW))
    no(club.door.apply(POST, "news", member, (), now=NOW))
    club.request(member, "2024-01-20", Restrict(("care",), "accuracy", REVIEW))
    no(club.door.apply(OFFICE, "care", member, (Put("name", {"first": "B"}),), now=NOW))
    said = [(outcome, people) for verb, purpose, outcome, people in leaves()[before:] if purpose != "requests"]
    assert said == [
        ("denied-kind", 0),
        (f"denied-{Code.MATTER}", 0),
        ("denied-no-ground", 0),
        ("denied-unknown", 0),
        (f"denied-{Code.MATTER}", 1),
        ("denied-no-ground", 1),
        ("denied-restricted", 1),
    ]


def test_an_open_purpose_that_opens_nothing_gives_an_empty_reading_and_tells_what_is_locked(club: Club) -> None:
    done = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership", ref="m"),), now=at("2024-01-02")))
    reading = yes(club.read(OFFICE, "care", done.subject, "2024-01-03"))
    assert (reading.subject, reading.kind, reading.entries, reading.locked) == (done.subject, "member", (), ())
    assert leaves()[-1] == ("read", "care", "allowed", 1)
    club.check(done.subject, "2024-01-04")
    asked = yes(club.door.read(OFFICE, "care", done.subject, now=at("2024-01-05")))
    assert [(one.category, asked.entries) for one in asked.locked] == [("code", ())]
    assert yes(club.door.read(OFFICE, "care", done.subject, now=at("2024-01-05"), locked=False)).locked == ()
    assert asked.leaf == sql("SELECT MAX(id) FROM ledger_leaf WHERE id=%s", asked.leaf)[0][0]


def test_what_would_move_a_ground_is_never_folded_of_decisions_alone(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    done = club.join("2024-01-02")
    before = sql("SELECT id FROM event ORDER BY id"), leaves()
    monkeypatch.setattr(units, "_scope", lambda *_: "decisions")
    with pytest.raises(RuntimeError, match="folded with all"):
        club.care(done.subject, "2024-02-01", Begin("membership"))
    assert (sql("SELECT id FROM event ORDER BY id"), leaves()) == before
