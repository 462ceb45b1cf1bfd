"""Falling: identity codes at once, everything else by its doom; keys and rows together, and nothing that a refold still keeps."""

import pytest

from gate.club import DESK, EVERYONE, HETU, LAW, OFFICE, PRIVACY, TABLES, Club, at, count, held, leaves, no, sql, yes
from seloste.policy import Begin, Code, Denial, End, NewSubject, Put, RefusalKind, Refuse, Touch
from seloste.register.models import Folder


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_goes_row_and_key_in_the_transaction_that_closes_the_check(club: Club) -> None:
    member = club.join("2024-01-02").subject
    check = club.check(member, "2024-01-10 09:00").ids["k"]
    assert count("folder", "category='code'") == count("record", "category='code'") == 1
    before = len(leaves())
    yes(club.door.apply(DESK, "checking", member, (End(check, "checked"),), now=at("2024-01-10 09:05")))
    assert count("folder", "category='code'") == count("record", "category='code'") == 0
    assert club.sees(DESK, "checking", member, "2024-01-10 09:05") == set()
    assert leaves()[before : before + 2] == [("write", "checking", "allowed", 1), ("erase", "accountability", "allowed", 1)]
    found = club.door.check("category_only_while_matter_open", now=at("2024-01-10 09:05"), category="code", matter="check")
    assert (found.breaches, found.of) == (0, 0)


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_of_a_check_left_open_goes_with_the_next_sweep_after_its_bound(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.check(member, "2024-01-10 09:00")
    assert club.sees(DESK, "checking", member, "2024-01-23 23:59") == {"name", "code"}
    assert club.sees(DESK, "checking", member, "2024-01-24") == set(), "fourteen days, rounded down: nobody reads it, swept or not"
    assert club.sweep("2024-01-23 23:59") == {}
    assert club.sweep("2024-01-24") == {"code": 1}
    assert count("record", "category='code'") == 0


@pytest.mark.promise("LN-28", by="behaviour")
def test_no_identity_code_is_stored_without_an_open_check(club: Club) -> None:
    member = club.join("2024-01-02").subject
    check = club.check(member, "2024-01-10").ids["k"]
    yes(club.door.apply(DESK, "checking", member, (End(check, "checked"),), now=at("2024-01-11")))
    for changes in ((Put("code", {"hetu": HETU}, matter=check),), (Put("code", {"hetu": HETU}),)):
        no(club.door.apply(DESK, "checking", member, changes, now=at("2024-01-12")))
        no(club.door.apply(EVERYONE, "checking", member, (Begin("check"), *changes), now=at("2024-01-12")))
        no(club.door.apply(EVERYONE, "care", member, changes, now=at("2024-01-12")))
    assert count("folder", "category='code'") == 0


def test_what_falls_is_foretold_with_its_reason_and_line(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    notice = club.door.notice_at(at("2024-02-01"))
    assert club.door.due(on=at("2024-03-01")) == ()
    (first,) = club.door.due(on=at("2024-03-02"))
    assert (first.category, first.records, first.purpose, first.why) == ("reach", 1, "care", "ended")
    assert (first.falls, first.doom, first.line) == (at("2024-02-01"), at("2024-03-02"), notice.line("purposes.care"))
    later = {due.category: (due.purpose, due.doom) for due in club.door.due(on=at("2035-01-01"))}
    assert later["name"] == ("archive", at("2029-03-03")), "five years through the day, and thirty days"
    assert count("folder") == 2, "a plan destroys nothing"


def test_a_sweep_destroys_what_is_due_and_nothing_else(club: Club) -> None:
    gone, stays = club.join("2024-01-02"), club.join("2024-01-02", email="b@kerho.example")
    club.care(gone.subject, "2024-02-01", End(gone.ids["m"], "left"))
    before = sql("SELECT id, wrapped FROM folder WHERE subject_id=%s ORDER BY id", stays.subject)
    assert club.sweep("2024-03-02") == {"reach": 1}
    assert count("lookup", "subject_id=%s", gone.subject) == 0
    assert sql("SELECT id, wrapped FROM folder WHERE subject_id=%s ORDER BY id", stays.subject) == before
    assert club.sees(OFFICE, "care", stays.subject, "2024-03-02") == {"name", "reach"}
    assert club.sweep("2024-03-02") == {}


def test_a_fallen_folder_is_not_read_and_not_filled_whenever_the_sweep_runs(club: Club) -> None:
    joined = club.join("2024-01-02")
    course = club.course(joined.subject, "2024-01-03", "2024-12-31").ids["c"]
    club.check(joined.subject, "2024-01-10")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"), End(course, "left"))
    member = joined.subject
    club.care(member, "2024-02-10", Begin("membership"), Put("reach", {"email": "uusi@kerho.example"}))
    reading = yes(club.read(OFFICE, "care", member, "2024-02-11"))
    assert [entry.values["email"] for entry in reading.of("reach")] == ["uusi@kerho.example"]
    assert no(club.door.apply(OFFICE, "care", member, (Put("reach", {"email": "x@kerho.example"}, record=joined.records[1]),),
                              now=at("2024-02-11"))).code is Code.NO_KEEPING  # fmt: skip
    assert count("folder", "category='reach'") == 2
    assert club.sweep("2024-03-05") == {"reach": 1}


def test_a_sweep_that_is_stopped_has_destroyed_nothing_and_the_next_one_does(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    before = held()

    def crash(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("seloste.register.records.remove_folders", crash)
    with pytest.raises(KeyboardInterrupt):
        club.door.sweep(now=at("2024-03-02"))
    assert held() == before, "keys and rows go together"
    for actor, purpose in ((OFFICE, "care"), (PRIVACY, "requests")):
        assert "reach" not in club.sees(actor, purpose, joined.subject, "2024-03-02")
    monkeypatch.undo()
    swept = club.door.sweep(now=at("2024-03-02"))
    assert (swept.destroyed, swept.records) == ({"reach": 1}, 1)


def left_by_an_earlier_release(club: Club) -> int:
    """Someone whose folder lost its key to a sweep that was stopped, as it could be when keys went in a transaction of their own."""
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    sql("UPDATE folder SET marked=%s, wrapped=%s, kek=0 WHERE category='reach'", at("2024-03-02"), b"")
    return joined.subject


def test_what_an_earlier_release_left_without_a_key_is_not_seen_and_any_later_work_on_the_person_finishes_it(club: Club) -> None:
    subject = left_by_an_earlier_release(club)
    for actor, purpose in ((OFFICE, "care"), (PRIVACY, "requests")):
        assert "reach" not in club.sees(actor, purpose, subject, "2024-03-02")
    club.care(subject, "2024-03-03", Begin("membership"), Put("reach", {"email": "uusi@kerho.example"}))
    assert count("folder", "marked IS NOT NULL") == 0
    assert count("record", "category='reach'") == 1
    assert club.sees(OFFICE, "care", subject, "2024-03-04") == {"reach"}


def test_what_an_earlier_release_left_without_a_key_is_removed_by_the_next_sweep(club: Club) -> None:
    left_by_an_earlier_release(club)
    swept = club.door.sweep(now=at("2024-03-02"))
    assert (swept.destroyed, swept.records, swept.spared) == ({"reach": 1}, 1, 0)


def test_a_sweep_rechecks_under_the_lock_and_spares_what_a_refold_keeps(club: Club) -> None:
    joined = club.join("2024-01-02")
    sql("UPDATE folder SET live_until=%s, falls=%s, doom=%s", *[at("2024-01-20")] * 3)
    swept = club.door.sweep(now=at("2024-02-01"))
    assert (swept.destroyed, swept.spared) == ({}, 2)
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-01") == {"name", "reach"}, "and the dates are put right"


def test_a_sweep_goes_in_batches_until_no_more_is_due(club: Club) -> None:
    for number in range(5):
        joined = club.join("2024-01-02", email=f"m{number}@kerho.example")
        club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    first = club.door.sweep(now=at("2024-03-02"), limit=3)
    assert (sum(first.destroyed.values()), first.more) == (3, True)
    second = club.door.sweep(now=at("2024-03-02"), limit=3)
    assert (second.destroyed, second.more) == ({"reach": 2}, second.archived >= 3)
    while second.more:
        second = club.door.sweep(now=at("2024-03-02"), limit=3)
    assert count("folder", "category='reach'") == 0


def test_after_the_last_folder_nothing_of_the_person_is_left_but_the_access_log_to_its_own_date(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.course(joined.subject, "2024-01-03", "2024-06-30")
    club.bill(joined.subject, "2024-02-01")
    club.request(joined.subject, "2024-02-02", Put("request_file", {"text": "Poistakaa"}, matter="q"),
                 Refuse(RefusalKind.ERASURE, ("care", "archive")))  # fmt: skip
    club.sweep("2025-01-01")
    assert set(club.folders(joined.subject)) == {"bills", "request_file"}
    club.sweep("2031-01-31")
    assert count("subject") == 0
    assert {table: count(table) for table in TABLES} == dict.fromkeys(TABLES, 0)
    assert count("ledger_side", "subject=%s", joined.subject) > 0
    club.door.drop_sides(now=at("2034-01-01"))
    assert count("ledger_side", "subject=%s", joined.subject) == 0


def test_a_person_of_whom_nothing_was_ever_stored_leaves_when_the_last_ground_ends(club: Club) -> None:
    joined = club.join("2024-01-02")
    check = club.check(joined.subject, "2024-01-03").ids["k"]
    yes(club.door.apply(DESK, "checking", joined.subject, (End(check, "checked"),), now=at("2024-01-03")))
    bare = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership"),), now=at("2024-01-02"))).subject
    club.sweep("2025-12-31")
    assert count("subject", "id=%s", bare) == 1
    club.sweep("2031-02-10")
    assert count("subject", "id=%s", bare) == 0
    assert count("event", "subject_id=%s", bare) == count("ground", "subject_id=%s", bare) == 0


def test_a_ground_that_a_record_opened_goes_with_the_last_record_though_another_still_runs(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.bill(joined.subject, "2024-01-15")
    club.request(joined.subject, "2024-02-02", Refuse(RefusalKind.ERASURE, ("care", "archive")))
    yes(club.door.apply(LAW, "disputes", joined.subject, (Begin("dispute"),), now=at("2030-12-01")))
    assert count("ground", "purpose='books'") == 1
    assert club.sweep("2031-02-01") == {"bills": 1}
    assert (count("subject"), count("ground", "purpose='books'")) == (1, 0)
    before = held()
    assert sum(club.door.recompute_all()) == 1
    assert held() == before


def test_someone_whose_grounds_still_run_stays_though_nothing_is_stored(club: Club) -> None:
    bare = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership", ref="m"),), now=at("2024-01-02")))
    club.sweep("2024-02-01")
    assert count("subject") == 1
    club.care(bare.subject, "2024-02-02", Touch(bare.ids["m"]))


def test_what_must_go_at_once_goes_at_once_however_much_else_is_due(club: Club) -> None:
    joined = club.join("2023-12-01")
    club.care(joined.subject, "2023-12-22", End(joined.ids["m"], "left"))
    check = club.check(joined.subject, "2024-01-10").ids["k"]
    columns = ", ".join(field.column for field in Folder._meta.concrete_fields if field.column and field.column != "id")
    for number in range(250):
        sql(f"INSERT INTO folder (id, {columns}) SELECT {1000 + number}, {columns} FROM folder WHERE category='reach' AND id>99999")
    yes(club.door.apply(DESK, "checking", joined.subject, (End(check, "checked"),), now=at("2024-01-23")))
    assert count("folder", "category='code'") == 0
    assert count("folder", "category='reach'") == 0


def test_a_denied_unit_of_work_sweeps_nothing(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    answer = club.door.apply(OFFICE, "care", joined.subject, (Touch(1),), now=at("2024-03-05"))
    assert isinstance(answer, Denial)
    assert count("folder", "category='reach'") == 1
