"""Every instant that opens or shuts something belongs to what it opens: a moment before it is not yet so, and at it it is."""

from datetime import date, datetime, timedelta

import pytest

from gate.club import BOOKS, DESK, LAW, NOTICE, OFFICE, POST, PRIVACY, Club, at, leaves, sql, yes
from gate.conftest import publish
from seloste import gate
from seloste.home import Home
from seloste.policy import Actor, Denial, End, Lift, PlaceHold, RefusalKind, Refuse, Restrict, Unrestrict
from seloste.register.sql import instant

MOMENT = timedelta(microseconds=1)
REVIEW = date(2024, 6, 1)
NARROWER = NOTICE.replace("reads: [name, reach]\n    roles: [post]\n    while", "reads: [name]\n    roles: [post]\n    while")


def sees(club: Club, actor: Actor, purpose: str, subject: int, when: datetime) -> set[str]:
    """What a read gives, and whether a list and a search of them all say the same."""
    answer = club.door.read(actor, purpose, subject, now=when)
    found = set() if isinstance(answer, Denial) else {entry.category for entry in answer.entries}
    listed = yes(club.door.list(actor, purpose, now=when)).readings
    assert {entry.category for one in listed if one.subject == subject for entry in one.entries} == found
    return found


def turns(club: Club, actor: Actor, purpose: str, subject: int, instant: datetime, before: set[str], after: set[str]) -> None:
    assert sees(club, actor, purpose, subject, instant - MOMENT) == before, (purpose, "before")
    assert sees(club, actor, purpose, subject, instant) == after, (purpose, "at")


def outcome(club: Club, actor: Actor, purpose: str, subject: int, when: datetime) -> str:
    assert isinstance(club.door.read(actor, purpose, subject, now=when), Denial)
    return leaves()[-1][2]


def test_a_ground_is_open_from_its_first_instant_to_its_last(club: Club) -> None:
    member = club.join("2024-01-02")
    club.course(member.subject, "2024-01-03", "2024-03-31")
    turns(club, OFFICE, "care", member.subject, at("2024-01-02"), set(), {"name", "reach", "lessons"})
    turns(club, DESK, "teaching", member.subject, at("2024-01-03"), set(), {"name", "lessons"})
    turns(club, DESK, "teaching", member.subject, at("2024-04-01"), {"name", "lessons"}, set())
    assert outcome(club, DESK, "teaching", member.subject, at("2024-01-03") - MOMENT) == "denied-no-ground"
    assert outcome(club, DESK, "teaching", member.subject, at("2024-04-01")) == "denied-no-ground"


def test_a_folder_leaves_use_enters_the_archive_and_falls_at_its_instants(club: Club) -> None:
    member = club.join("2024-01-02")
    club.check(member.subject, "2024-01-25")
    club.dispute(member.subject, "2024-01-03")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    left = at("2024-02-01")
    turns(club, DESK, "checking", member.subject, left, {"name", "code"}, {"code"})
    turns(club, LAW, "bygones", member.subject, left, set(), {"name"})
    turns(club, LAW, "disputes", member.subject, left, {"name"}, {"name"})
    turns(club, DESK, "checking", member.subject, at("2024-02-08"), {"code"}, set())
    for _ in range(2):  # archived by its dates alone, and then moved
        club.dispute(member.subject, "2028-01-02")
        for purpose in ("bygones", "disputes"):
            turns(club, LAW, purpose, member.subject, at("2029-02-01"), {"name"}, set())
        club.sweep("2028-02-01")


def test_a_restriction_shuts_from_its_first_instant_to_the_one_at_which_it_is_lifted(club: Club) -> None:
    member = club.join("2024-01-02").subject
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach'")
    one = club.request(member, "2024-01-10", Restrict(("care",), "accuracy", REVIEW, folder))
    turns(club, OFFICE, "care", member, at("2024-01-10"), {"name", "reach"}, {"name"})
    club.request(member, "2024-01-11", *(Unrestrict(id) for id in one.decisions))
    turns(club, OFFICE, "care", member, at("2024-01-11"), {"name"}, {"name", "reach"})
    whole = club.request(member, "2024-01-12", Restrict(("care",), "accuracy", REVIEW))
    turns(club, OFFICE, "care", member, at("2024-01-12"), {"name", "reach"}, set())
    assert outcome(club, OFFICE, "care", member, at("2024-01-12")) == "denied-restricted"
    club.request(member, "2024-01-13", *(Unrestrict(id) for id in whole.decisions))
    turns(club, OFFICE, "care", member, at("2024-01-13"), set(), {"name", "reach"})
    assert outcome(club, OFFICE, "care", member, at("2024-01-13") - MOMENT) == "denied-restricted"
    assert sees(club, POST, "post", member, at("2024-01-12")) == {"name", "reach"}


def test_a_refused_channel_is_left_out_from_its_first_instant_to_the_one_at_which_it_is_lifted(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    refused = club.request(member, "2024-01-10", Refuse(RefusalKind.BAN, ("post",), "phone"))
    club.request(member, "2024-01-20", Lift(refused.decisions[0]))

    def reached(when: datetime, channel: str = "phone") -> set[int]:
        return {one.subject for one in yes(club.door.list(POST, "post", now=when, channel=channel)).readings}

    assert reached(at("2024-01-10") - MOMENT) == reached(at("2024-01-20")) == {member, other}
    assert reached(at("2024-01-10")) == reached(at("2024-01-20") - MOMENT) == {other}
    assert reached(at("2024-01-10"), "post") == reached(at("2024-01-10"), "") == {member, other}


def test_a_later_notice_shuts_what_it_no_longer_opens_as_it_takes_effect(club: Club) -> None:
    member = club.join("2024-01-02").subject
    gate.publish(club.home, NARROWER.encode(), file="n.yaml", now=at("2024-02-01"), effective=at("2024-03-01"))
    club.door = gate.door(club.home)
    turns(club, POST, "post", member, at("2024-03-01"), {"name", "reach"}, {"name"})


def test_what_a_notice_opens_is_what_it_opens_in_that_register(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NARROWER.encode()))
    gate.publish(fresh_home, NOTICE.replace("key: club", "key: second").encode(), file="s.yaml", now=at("2020-01-01"))
    club.door = gate.door(fresh_home, register="club")
    second = Club(fresh_home, gate.door(fresh_home, register="second"))
    member, theirs = club.join("2024-01-02").subject, second.join("2024-01-02").subject
    now = at("2024-01-03")
    assert sees(club, POST, "post", member, now) == {"name"}
    assert sees(second, POST, "post", theirs, now) == {"name", "reach"}
    assert sees(club, OFFICE, "care", theirs, now) == set()
    assert outcome(club, OFFICE, "care", theirs, now) == "denied-unknown"


def test_what_is_being_destroyed_is_shown_to_nobody(club: Club) -> None:
    member = club.join("2024-01-02").subject
    sql("UPDATE folder SET marked=%s WHERE category='reach'", at("2024-01-02"))
    assert sees(club, OFFICE, "care", member, at("2024-01-03")) == {"name"}
    reading = yes(club.read(POST, "post", member, "2024-01-03"))
    assert "reach" not in {one.category for one in reading.locked}


def test_what_is_locked_is_what_stands_in_use_and_was_not_opened(club: Club) -> None:
    member = club.join("2024-01-02")
    club.course(member.subject, "2024-01-03", "2024-03-31")
    club.check(member.subject, "2024-01-25")

    def locked(when: datetime) -> set[str]:
        return {one.category for one in yes(club.door.read(DESK, "checking", member.subject, now=when)).locked}

    ends = (End(matter, "left") for (matter,) in sql("SELECT id FROM matter WHERE kind IN ('membership', 'course')"))
    club.care(member.subject, "2024-02-01", *ends)
    assert locked(at("2024-02-01") - MOMENT) == {"reach", "lessons"}
    assert locked(at("2024-02-01")) == set()


def test_a_matters_list_holds_what_hangs_on_it_and_a_matter_of_nobody_holds_nobody(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-05")
    ((year,),) = sql("SELECT id FROM own_matter")
    now = at("2024-01-06")
    assert [one.subject for one in yes(club.door.list(BOOKS, "books", now=now, matter=year)).readings] == [member]
    assert [one.subject for one in yes(club.door.list(BOOKS, "books", now=now)).readings] == [member]
    assert yes(club.door.list(BOOKS, "books", now=now, matter=4711)).readings == ()
    assert yes(club.door.list(OFFICE, "care", now=now, matter=year)).readings == ()


def test_a_matters_list_holds_nobody_from_the_instant_at_which_their_ground_ends(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-05")
    ((year, ends),) = sql("SELECT m.id, g.ends FROM own_matter m JOIN ground g ON g.matter=m.id AND g.purpose='books'")
    # Only the ground ends just then: the folder is kept on, so that nothing but the ground's own end shuts the list.
    sql("UPDATE folder SET live_until=%s, falls=NULL, doom=NULL WHERE category='bills'", at("2090-01-01"))

    def listed(when: datetime) -> list[int]:
        return [one.subject for one in yes(club.door.list(BOOKS, "books", now=when, matter=year)).readings]

    last = instant(ends)
    assert listed(last - MOMENT) == [member]
    assert listed(last) == []


def test_facts_tell_what_keeps_a_record_at_the_instant_and_only_what_keeps_it(club: Club) -> None:
    member = club.join("2024-01-02")
    course = club.course(member.subject, "2024-01-03", "2024-03-31")
    club.bill(member.subject, "2024-01-05")
    club.bill(member.subject, "2024-01-06", "2025")

    def kept(when: datetime) -> dict[str, tuple[str, ...]]:
        return {one.category: one.kept_for for one in yes(club.door.facts(PRIVACY, "requests", member.subject, now=when)).records}

    assert kept(at("2024-01-07")) == {"name": ("care",), "reach": ("care",), "lessons": ("care",), "bills": ("books",)}
    assert kept(at("2024-01-02"))["name"] == ("care",)
    assert kept(at("2024-01-02") - MOMENT)["name"] == ()
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"), End(course.ids["c"], "left"))
    left = at("2024-02-01")
    assert kept(left - MOMENT)["name"] == ("care",)
    assert kept(left) == {"name": ("archive",), "reach": (), "lessons": ("archive",), "bills": ("books",)}
    first = sql("SELECT id FROM record WHERE category='bills' ORDER BY created")[0][0]
    sql("UPDATE ground SET ends=%s WHERE purpose='books' AND matter=(SELECT matter FROM record WHERE id=%s)", left, first)
    told = yes(club.door.facts(PRIVACY, "requests", member.subject, now=left, record=first)).records
    assert [one.kept_for for one in told] == [()]


def test_facts_tell_refusals_and_restrictions_that_stand_and_nobody_elses(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    club.request(other, "2024-01-03", Refuse(RefusalKind.BAN, ("post",)), Restrict(("care",), "accuracy", REVIEW))
    yes(club.door.disclose(POST, "post", club.join("2024-01-02").subject, gate.Order("boats"), now=at("2024-01-03")))
    said, lifted = at("2024-01-10"), at("2024-01-20")
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach' AND subject_id=%s", member)
    made = club.request(member, "2024-01-10", Refuse(RefusalKind.BAN, ("post",)), Restrict(("care",), "accuracy", REVIEW, folder))
    refusal, restriction = made.decisions

    def told(when: datetime) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
        facts = yes(club.door.facts(PRIVACY, "requests", member, now=when))
        assert facts.given_to == ()
        return facts.refused, {one.category: one.restricted for one in facts.records}

    assert told(said - MOMENT)[0] == ()
    assert told(said) == (("post",), {"name": (), "reach": ("care",)})
    club.request(member, "2024-01-20", Lift(refusal), Unrestrict(restriction))
    assert told(lifted - MOMENT)[0] == ("post",)
    assert told(lifted) == ((), {"name": (), "reach": ()})


def test_facts_are_told_while_the_purpose_is_open_and_to_our_own_work_whenever(club: Club) -> None:
    member = club.join("2024-01-02")
    club.course(member.subject, "2024-01-03", "2024-03-31")

    def told(when: datetime, actor: Actor = DESK, purpose: str = "teaching") -> bool:
        return not isinstance(club.door.facts(actor, purpose, member.subject, now=when), Denial)

    assert [told(when) for when in (at("2024-01-03") - MOMENT, at("2024-01-03"))] == [False, True]
    assert [told(when) for when in (at("2024-04-01") - MOMENT, at("2024-04-01"))] == [True, False]
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach'")
    club.request(member.subject, "2024-01-10", Restrict(("teaching",), "accuracy", REVIEW, folder))
    assert told(at("2024-01-11")), "a restriction of one folder shuts no purpose"
    whole = club.request(member.subject, "2024-01-12", Restrict(("teaching",), "accuracy", REVIEW))
    assert [told(when) for when in (at("2024-01-12") - MOMENT, at("2024-01-12"))] == [True, False]
    assert told(at("2024-01-12"), OFFICE, "care"), "nor does that of another purpose"
    club.request(member.subject, "2024-01-15", *(Unrestrict(id) for id in whole.decisions))
    assert [told(when) for when in (at("2024-01-15") - MOMENT, at("2024-01-15"))] == [False, True]
    assert told(at("2024-05-01"), PRIVACY, "accountability")
    assert not told(at("2024-05-01"), LAW, "disputes")


def test_what_is_due_is_due_from_its_doom_on_and_tells_what_kept_it_last(club: Club) -> None:
    member = club.join("2024-01-02")
    club.course(member.subject, "2024-01-03", "2024-03-31")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    doom = at("2024-05-01")
    assert club.door.due(on=doom - MOMENT) == ()
    (due,) = club.door.due(on=doom)
    assert (due.subject, due.category, due.records, due.falls, due.doom) == (member.subject, "reach", 1, at("2024-04-01"), doom)
    assert (due.purpose, due.why, due.line) == ("care", "planned", NOTICE.splitlines().index("  care:") + 1)
    assert club.sweep("2024-04-30 23:59") == {}
    assert club.door.sweep(now=doom).destroyed == {"reach": 1}


@pytest.fixture
def left(club: Club) -> Club:
    """Someone who left in February, with a name for the archive and nothing that a sweep would refold."""
    member = club.join("2024-01-02")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    sql("DELETE FROM record WHERE category='reach'")
    sql("DELETE FROM folder WHERE category='reach'")
    return club


MOVES = at("2024-03-02")


def test_the_archive_takes_over_when_nothing_can_be_undone_any_more_and_not_what_falls_just_then(left: Club) -> None:
    assert left.door.sweep(now=MOVES - MOMENT).archived == 0
    sql("UPDATE folder SET falls=%s WHERE category='name'", MOVES)
    assert left.door.sweep(now=MOVES).archived == 0
    sql("UPDATE folder SET falls=%s WHERE category='name'", MOVES + MOMENT)
    assert left.door.sweep(now=MOVES).archived == 1
    assert left.door.sweep(now=MOVES).archived == 0


@pytest.mark.parametrize(("opened", "ends", "moved"), [(0, 1, 1), (1, 2, 0), (-1, 0, 0)])
def test_only_what_an_archive_ground_keeps_now_is_moved(left: Club, opened: int, ends: int, moved: int) -> None:
    sql("UPDATE ground SET opened=%s, ends=%s WHERE purpose='archive'", MOVES + opened * MOMENT, MOVES + ends * MOMENT)
    assert left.door.sweep(now=MOVES).archived == moved


def test_what_is_being_destroyed_is_not_moved(left: Club) -> None:
    sql("UPDATE folder SET marked=%s WHERE category='name'", MOVES)
    assert left.door.sweep(now=MOVES).archived == 0


def test_a_sweep_tells_whether_more_is_left(left: Club) -> None:
    other = left.join("2024-01-02", email="b@kerho.example")
    left.care(other.subject, "2024-02-01", End(other.ids["m"], "left"))
    first = left.door.sweep(now=MOVES, limit=1)
    assert (first.destroyed, first.archived, first.more) == ({"reach": 1}, 1, True)
    second = left.door.sweep(now=MOVES, limit=2)
    assert (second.destroyed, second.archived, second.more) == ({}, 1, False)


def test_someone_of_whom_nothing_is_stored_leaves_as_the_last_ground_ends(club: Club) -> None:
    club.join("2024-01-02")
    sql("DELETE FROM record")
    sql("DELETE FROM folder")
    gone = at("2024-06-01")
    sql("UPDATE ground SET ends=%s", gone)
    assert club.door.sweep(now=gone - MOMENT).subjects == 0
    assert club.door.sweep(now=gone, due_only=True).subjects == 0
    assert club.door.sweep(now=gone).subjects == 1
    assert leaves()[-1] == ("erase", "accountability", "allowed", 1)


def test_a_sweep_with_nothing_due_tells_that_more_waits_for_the_archive(left: Club) -> None:
    other = left.join("2024-01-02", email="b@kerho.example")
    left.care(other.subject, "2024-02-01", End(other.ids["m"], "left"))
    sql("DELETE FROM record WHERE category='reach'")
    sql("DELETE FROM folder WHERE category='reach'")
    swept = [left.door.sweep(now=MOVES, limit=1) for _ in range(3)]
    assert [(one.destroyed, one.archived, one.more) for one in swept] == [({}, 1, True), ({}, 1, True), ({}, 0, False)]


def test_what_an_earlier_notice_let_the_archive_keep_is_not_moved_for_a_later_ones_ground(club: Club) -> None:
    fewer = NOTICE.replace("keeps: [name, lessons]", "keeps: [name]")
    assert gate.publish(club.home, fewer.encode(), file="n.yaml", now=at("2023-01-01")).number == 2
    club.door = gate.door(club.home)
    member = club.join("2024-01-02")
    course = club.course(member.subject, "2024-01-03", "2024-12-31")
    club.request(member.subject, "2024-01-20", PlaceHold("claim", REVIEW))
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"), End(course.ids["c"], "left"))
    club.sweep("2024-03-03")
    assert sql("SELECT category FROM folder WHERE archived") == [("name",)]
