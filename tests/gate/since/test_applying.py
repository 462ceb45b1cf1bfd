"""What was decided since a backup stands again when it is applied to the register as it was; and nothing else has changed."""

from datetime import date
from typing import Any

import pytest

from gate.club import BOOKS, OFFICE, POST, PRIVACY, Club, Numbers, at, count, held, leaves, sql, yes
from gate.since.conftest import AT_ONCE, RESTORED, Past, second
from seloste import gate
from seloste.gate import since
from seloste.gate.since import applying
from seloste.home import HomeError
from seloste.ledger import notary
from seloste.policy import Begin, Change, End, PlaceHold, Put, RefusalKind, Refuse, Restrict
from seloste.register.ids import seeded_ids

ERASE = Refuse(RefusalKind.ERASURE, ("care", "archive"))
FACTS = ("event", "refusal", "restriction", "hold", "disclosure")


def facts() -> dict[str, list[tuple[Any, ...]]]:
    """Every fact of anybody's, bans without the numbers of their rows."""
    found = {table: sorted(sql(f"SELECT * FROM {table}"), key=repr) for table in FACTS}
    return found | {"suppression": sql("SELECT register_id, purpose, token, opened FROM suppression ORDER BY purpose, token")}


def people(past: Past, number: int) -> list[int]:
    return [past.club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(number)]


def folders() -> list[tuple[Any, ...]]:
    return sql("SELECT subject_id, id, category, live_until, falls, doom FROM folder ORDER BY id")


def leave(club: Club, member: gate.Applied, when: str, *more: Change) -> None:
    club.care(member.subject, when, End(member.ids["m"], "left"), *more)


def test_a_register_nothing_happened_in_is_as_it_was_but_for_a_leaf(past: Past) -> None:
    past.club.join("2024-01-02")
    with past.undone():
        pass
    before = held()
    assert past.apply() == since.Replayed(size=past.size)
    assert held() == before
    assert sql("SELECT verb, purpose, outcome, count, actor, at FROM ledger_leaf WHERE position IS NULL") == [
        ("restore", "accountability", "allowed", 0, 0, int(at(RESTORED).timestamp() * 1_000_000))
    ]


def test_who_was_erased_is_erased_and_the_rest_stay(past: Past) -> None:
    erased, stays = people(past, 2)
    with past.undone():
        past.club.request(erased, "2024-02-02", ERASE)
        past.club.sweep("2024-02-28")
        after = held()
    assert count("folder", "subject_id=%s", erased) == 2
    done = past.apply()
    assert (held()["record"], held()["folder"]) == (after["record"], after["folder"])
    assert done == since.Replayed(past.told[0].end, 1, 0, 2, 2)
    assert past.club.sees(OFFICE, "care", stays, RESTORED) == {"name", "reach"}


def test_whom_no_piece_has_any_more_is_removed_with_all_that_was_theirs(past: Past) -> None:
    gone = past.club.join("2024-01-02")
    with past.undone():
        leave(past.club, gone, "2024-02-02")
        past.club.request(gone.subject, "2024-02-03", ERASE)
        past.club.sweep("2024-02-04")
        past.club.sweep("2034-12-31")
        assert count("subject") == 0
    (stays,) = people(past, 1)
    assert past.said("standing") == [[gone.subject]]
    done = past.apply()
    assert (done.people, done.erased_people, done.erased_folders, done.erased_records) == (1, 1, 2, 2)
    for table, owner in (("subject", "id"), ("folder", "subject_id"), ("record", "subject_id"), ("event", "subject_id"),
                         ("ground", "subject_id"), ("lookup", "subject_id")):  # fmt: skip
        assert {row[0] for row in sql(f"SELECT {owner} FROM {table}")} == {stays}
    assert since.resurrected(past.pieces) == 0


def test_who_came_and_went_since_the_backup_is_passed_over(past: Past) -> None:
    people(past, 1)
    before = held()
    with past.undone():
        people(past, 2)
    done = past.apply()
    assert (done.people, done.erased_people, done.erased_folders) == (2, 0, 0)
    assert held() == before


def test_every_fact_stands_again_as_it_was_told(past: Past) -> None:
    club = past.club
    six = people(past, 6)
    club.letters(six[0], "2024-01-03")
    club.request(six[5], "2024-01-04", Restrict(("care",), "accuracy", date(2024, 9, 1)), PlaceHold("claim", date(2025, 1, 1)))
    with past.undone():
        club.request(six[0], "2024-02-02", Refuse(RefusalKind.WITHDRAWAL, ("news",)))
        club.request(six[1], "2024-02-02", Restrict(("care",), "accuracy", date(2024, 9, 1)))
        club.request(six[2], "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
        club.request(six[3], "2024-02-02", Refuse(RefusalKind.BAN, ("post",)))
        yes(club.door.disclose(OFFICE, "care", six[4], gate.Order("boats"), now=at("2024-02-03")))
        club.care(six[5], "2024-02-03", Begin("course", planned=date(2024, 12, 31)))
        after, grounds = facts(), sql("SELECT subject_id, purpose, matter, opened, ends FROM ground ORDER BY subject_id, purpose, matter")
    assert facts() != after
    past.apply()
    assert facts() == after
    assert sql("SELECT subject_id, purpose, matter, opened, ends FROM ground ORDER BY subject_id, purpose, matter") == grounds
    assert club.sees(POST, "post", six[3], RESTORED) == set()
    assert club.sees(OFFICE, "care", six[1], RESTORED) == set()


def test_bans_that_were_told_replace_those_of_the_backup_and_untold_ones_stay(past: Past) -> None:
    banned, other = people(past, 2)
    past.club.request(banned, "2024-01-03", Refuse(RefusalKind.BAN, ("post",)))
    before = facts()["suppression"]
    assert len(before) == 1
    with past.undone():
        sql("DELETE FROM suppression")
        past.club.request(other, "2024-02-02", Refuse(RefusalKind.BAN, ("post",)))
        after = facts()["suppression"]
    past.apply()
    assert facts()["suppression"] == after
    assert after != before


def test_a_piece_that_says_nothing_of_bans_leaves_them_alone(past: Past) -> None:
    (banned,) = people(past, 1)
    past.club.request(banned, "2024-01-03", Refuse(RefusalKind.BAN, ("post",)))
    past.tell("2024-01-20")
    with past.undone():
        past.club.read(OFFICE, "care", banned, "2024-02-02")
    del past.pieces[0]
    assert past.said("bans") == []
    before = facts()["suppression"]
    past.apply()
    assert facts()["suppression"] == before != []


def test_a_record_that_was_erased_alone_goes_and_no_old_backup_opens_the_rest(past: Past) -> None:
    (member,) = people(past, 1)
    course = past.club.course(member, "2024-01-03", "2024-12-31")
    past.club.care(member, "2024-01-04", Put("lessons", {"title": "Melonta"}, matter=course.ids["c"]))
    with past.undone():
        yes(past.club.door.erase_record(OFFICE, "care", member, course.records[0], now=at("2024-02-02")))
    past.club.course(member, "2024-02-01", "2024-12-31")
    sealed = sql("SELECT id, key_version, wrapped FROM folder WHERE category<>'lessons' ORDER BY id")
    done = past.apply()
    assert (done.erased_folders, done.erased_records, done.closed, done.outdated) == (1, 2, 0, ())
    assert sql("SELECT id, key_version, wrapped FROM folder WHERE category<>'lessons' ORDER BY id") == sealed
    assert sql("SELECT key_version FROM folder WHERE category='lessons'") == [(2,)]
    found = past.club.read(OFFICE, "care", member, RESTORED)
    assert isinstance(found, gate.Reading)
    assert [entry.values["title"] for entry in found.entries if entry.category == "lessons"] == ["Melonta"]


def test_a_record_in_the_archive_goes_too_and_its_folder_keeps_its_key(past: Past) -> None:
    member = past.club.join("2024-01-02")
    course = past.club.course(member.subject, "2024-01-03", "2024-01-10")
    past.club.care(member.subject, "2024-01-04", Put("lessons", {"title": "Melonta"}, matter=course.ids["c"]))
    leave(past.club, member, "2024-01-20")
    past.club.sweep("2024-01-21")
    before = sql("SELECT id FROM archived_record WHERE category='lessons' ORDER BY id")
    assert len(before) == 2
    with past.undone():
        sql("DELETE FROM archived_record WHERE id=%s", before[0][0])
        past.club.request(member.subject, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
    done = past.apply()
    assert (done.erased_folders, done.erased_records) == (0, 1)
    assert sql("SELECT id FROM archived_record WHERE category='lessons'") == [before[1]]
    assert sql("SELECT key_version, archived FROM folder WHERE category='lessons'")[0][0] == 1


def test_a_value_that_was_changed_since_is_closed_until_somebody_looks_at_it(past: Past) -> None:
    changed, other = (past.club.join("2024-01-02", email=f"{n}@kerho.example") for n in range(2))
    past.club.letters(changed.subject, "2024-01-03")
    with past.undone():
        past.club.care(changed.subject, "2024-02-02", Put("reach", {"email": "uusi@kerho.example"}, record=changed.records[1]))
        past.club.course(other.subject, "2024-02-02", "2024-12-31")
    done = past.apply()
    assert (done.closed, done.outdated, done.erased_records) == (1, (changed.subject,), 0)
    ((folder,),) = sql("SELECT id FROM folder WHERE subject_id=%s AND category='reach'", changed.subject)
    found = sql("SELECT subject_id, folder, purpose, reason, opened, review, lifted FROM restriction ORDER BY purpose")
    shut, review = at(RESTORED).replace(tzinfo=None), at("2024-04-01").replace(tzinfo=None)
    assert [(*row[:4], str(row[4]), str(row[5]), row[6]) for row in found] == [
        (changed.subject, folder, purpose, "outdated", str(shut), str(review).replace("21:00", "22:00"), None)
        for purpose in ("care", "news", "post")
    ]
    assert past.club.sees(OFFICE, "care", changed.subject, RESTORED) == {"name"}
    assert past.club.sees(POST, "post", changed.subject, RESTORED) == {"name"}
    assert past.club.sees(OFFICE, "care", other.subject, RESTORED) == {"name", "reach"}


def test_what_the_law_reads_in_spite_of_a_restriction_stays_open_to_it(past: Past) -> None:
    changed = past.club.join("2024-01-02")
    past.club.dispute(changed.subject, "2024-01-03")
    with past.undone():
        past.club.care(changed.subject, "2024-02-02", Put("name", {"first": "Uusi"}, record=changed.records[0]))
    past.apply()
    assert {row[0] for row in sql("SELECT purpose FROM restriction")} == {"care", "teaching", "bygones", "checking", "post"}


def test_two_who_were_one_person_since_are_so_again_and_parted_ones_are_apart(past: Past) -> None:
    one, other, third, fourth = people(past, 4)
    yes(past.club.door.link(PRIVACY, "requests", third, fourth, now=at("2024-01-03")))
    with past.undone():
        yes(past.club.door.link(PRIVACY, "requests", one, other, now=at("2024-02-02")))
        yes(past.club.door.unlink(PRIVACY, "requests", third, now=at("2024-02-02")))
        past.club.request(one, "2024-02-03", Refuse(RefusalKind.OBJECTION, ("post",)))
        after = sql("SELECT id, person FROM subject ORDER BY id"), facts()
    past.apply()
    assert (sql("SELECT id, person FROM subject ORDER BY id"), facts()) == after
    assert past.club.sees(POST, "post", other, RESTORED) == set()


def test_notices_published_since_bind_again_in_their_order_and_everyone_follows(past: Past) -> None:
    member = past.club.join("2024-01-02")
    leave(past.club, member, "2024-01-20")
    shorter = AT_ONCE.replace("keep: P5Y", "keep: P1Y")
    again = AT_ONCE.replace("keep: P5Y", "keep: P2Y")
    asked = "SELECT number, sha256, file, source, published, effective FROM notice_version ORDER BY number"
    with past.undone():
        for source, file, day in ((shorter, "z.yaml", "2024-02-02"), (again, "a.yaml", "2024-02-03")):
            gate.publish(past.club.home, source.encode(), file=file, now=at(day), effective=at("2024-04-01"))
        after = sql(asked), folders(), sql("SELECT version, purpose, category FROM cover ORDER BY 1, 2, 3")
    assert [row[3] for row in past.said("notice")] == [past.said("notice")[0][3]] * 3
    assert [row[4] for row in past.said("notice")] == [1, 2, 3]
    assert folders() != after[1]
    past.apply()
    assert (sql(asked), folders(), sql("SELECT version, purpose, category FROM cover ORDER BY 1, 2, 3")) == after
    past.apply()
    assert sql(asked) == after[0]


def test_a_register_that_was_founded_since_is_founded_again(past: Past) -> None:
    with past.undone():
        second(past)
        gate.publish(past.club.home, AT_ONCE.replace("keep: P5Y", "keep: P1Y").encode(), file="n.yaml", now=at("2024-02-02"))
        after = sql("SELECT id, key, controller_id FROM register ORDER BY key"), sql("SELECT id, key FROM controller ORDER BY key")
    assert count("register") == 1
    past.apply()
    assert (sql("SELECT id, key, controller_id FROM register ORDER BY key"), sql("SELECT id, key FROM controller ORDER BY key")) == after
    assert sql("SELECT number FROM notice_version ORDER BY 1") == [(1,), (1,), (2,)]
    assert [verb for verb, *_ in leaves()].count("restore") == 2


def test_own_matters_end_and_begin_again_as_told(past: Past) -> None:
    door = past.club.door
    old = door.begin_own("year", begun=at("2023-01-01"), planned=date(2023, 12, 31), now=at("2023-06-01"))
    asked = "SELECT id, register_id, kind, begun, ends FROM own_matter ORDER BY begun"
    with past.undone():
        door.begin_own("year", begun=at("2024-01-01"), planned=date(2024, 12, 31), now=at("2024-02-02"))
        sql("UPDATE own_matter SET ends=%s WHERE id=%s", at("2024-02-28"), old)
        after = sql(asked)
    assert len(sql(asked)) == 1
    past.apply()
    assert sql(asked) == after
    assert len(after) == 2


def test_each_register_gets_what_was_told_of_it_and_nothing_of_the_others(past: Past) -> None:
    other = second(past)
    mine, theirs = past.club.join("2024-01-02").subject, other.join("2024-01-02").subject
    past.club.bill(mine, "2024-01-03")
    other.bill(theirs, "2024-01-03", "2023")
    with past.undone():
        past.club.request(mine, "2024-02-02", Refuse(RefusalKind.BAN, ("post",)))
        other.request(theirs, "2024-02-03", PlaceHold("claim", date(2025, 1, 1)), Refuse(RefusalKind.BAN, ("post",)))
        after = facts(), sql("SELECT register_id, kind, begun, ends FROM own_matter ORDER BY begun"), folders()
    done = past.apply()
    assert (facts(), sql("SELECT register_id, kind, begun, ends FROM own_matter ORDER BY begun"), folders()) == after
    assert (done.people, done.erased_people, done.erased_folders, done.keyless) == (2, 0, 0, 0)
    assert past.club.sees(BOOKS, "books", mine, RESTORED) == {"bills"}


def test_people_are_applied_in_batches_and_none_is_left_out(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    three = people(past, 3)
    monkeypatch.setattr(applying, "_BATCH", 2)
    with past.undone():
        for one in three:
            past.club.request(one, "2024-02-02", ERASE)
        past.club.sweep("2024-02-28")
    assert past.apply() == since.Replayed(past.told[0].end, 3, 0, 6, 6)
    assert count("record") == 0


def test_the_last_piece_has_the_last_word(past: Past) -> None:
    (member,) = people(past, 1)
    with past.undone(tell=False):
        past.club.request(member, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
        past.tell("2024-02-03")
        past.club.request(member, "2024-02-04", Restrict(("care",), "accuracy", date(2024, 9, 1)))
        past.tell()
        after = facts()
    assert [piece.start for piece in past.pieces] == [past.size, past.pieces[0].end]
    assert past.apply().size == past.pieces[1].end
    assert facts() == after


def test_the_ledger_grows_to_where_it_was_with_its_checkpoints_and_its_files(past: Past) -> None:
    (member,) = people(past, 1)
    with past.undone(tell=False):
        past.club.read(OFFICE, "care", member, "2024-02-02")
        past.club.read(OFFICE, "post", member, "2024-02-02")
        past.tell()
        asked = "SELECT id, position, verb, outcome, count FROM ledger_leaf WHERE position IS NOT NULL ORDER BY position"
        after = sql(asked), sql("SELECT leaf, ordinal, subject FROM ledger_side ORDER BY leaf"), sql("SELECT * FROM ledger_checkpoint")
    for path in notary.files(past.club.home):
        path.unlink()
    done = past.apply()
    assert (sql(asked), sql("SELECT leaf, ordinal, subject FROM ledger_side ORDER BY leaf")) == after[:2]
    assert [tuple(row) for row in sql("SELECT * FROM ledger_checkpoint")] == after[2]
    assert [int(path.stem) for path in notary.files(past.club.home)][-1] == done.size == past.told[0].end > past.size
    assert past.club.door.verify_ledger(now=at(RESTORED)).ok


def test_pieces_that_do_not_follow_on_the_data_are_refused_and_change_nothing(past: Past) -> None:
    (member,) = people(past, 1)
    with past.undone(tell=False):
        past.club.request(member, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
        past.tell("2024-02-03")
        past.club.request(member, "2024-02-04", Restrict(("care",), "accuracy", date(2024, 9, 1)))
        past.tell()
    before = held(), leaves()
    with pytest.raises(HomeError, match="don't belong together"):
        since.apply(past.club.home, past.pieces[1:], at(RESTORED))
    assert (held(), leaves()) == before


def test_a_record_of_somebody_elses_that_bears_the_same_id_stays(past: Past) -> None:
    for subject in (1, 2):
        with seeded_ids(Numbers(subject)):
            joined = past.club.join("2024-01-02", email=f"{subject}@kerho.example")
            past.club.course(subject, "2024-01-03", "2024-01-10")
            leave(past.club, joined, "2024-01-20")
    past.club.sweep("2024-01-21")
    assert count("archived_record") == 4
    with past.undone():
        sql("DELETE FROM archived_record WHERE subject_id=1 AND category='lessons'")
        past.club.request(1, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
    assert past.apply().erased_records == 1
    assert sql("SELECT subject_id, category FROM archived_record ORDER BY 1, 2") == [(1, "name"), (2, "lessons"), (2, "name")]
