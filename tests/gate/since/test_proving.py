"""A register from a backup is proved by its rows: a whole ledger, a record of each category that opens, and nobody who was erased."""

from datetime import date

import pytest

from gate.club import OFFICE, PRIVACY, Club, Numbers, at, count, sql, yes
from gate.since.conftest import BACKED_UP, RESTORED, TOLD, Past, second
from seloste import gate
from seloste.gate import since
from seloste.gate.since import proving
from seloste.policy import Begin, End, PlaceHold, RefusalKind, Refuse
from seloste.register import keyring
from seloste.register.ids import seeded_ids

ERASE = Refuse(RefusalKind.ERASURE, ("care", "archive"))


def prove(past: Past, when: str = RESTORED) -> since.Proof:
    return since.prove(past.club.home, at(when))


def proved() -> list[tuple[str, int]]:
    """What each proof saw: categories, and how many people."""
    return [tuple(row) for row in sql("SELECT categories, count FROM ledger_leaf WHERE verb='prove' ORDER BY categories")]


@pytest.fixture
def lived_in(past: Past) -> Club:
    """A club with a member who has something of most."""
    member = past.club.join("2024-01-02").subject
    past.club.course(member, "2024-01-03", "2024-12-31")
    past.club.bill(member, "2024-01-03")
    past.club.door.seal_ledger(now=at(BACKED_UP))
    return past.club


def test_a_sound_register_holds_with_each_category_opened_and_the_index_made_anew(past: Past, lived_in: Club) -> None:
    terms = count("lookup")
    sql("DELETE FROM lookup")
    found = prove(past)
    ((size,),) = sql("SELECT MAX(size) FROM ledger_checkpoint")
    assert found == since.Proof(size, True, "", ("bills", "lessons", "name", "reach"), (), terms)
    assert found.holds
    assert count("lookup") == terms > 0
    assert [number for _, number in proved()] == [1, 1, 1, 1]
    ((purpose, outcome, at_),) = sql("SELECT DISTINCT purpose, outcome, at FROM ledger_leaf WHERE verb='prove'")
    assert (purpose, outcome, at_) == ("accountability", "allowed", int(at(RESTORED).timestamp() * 1_000_000))


def test_a_category_whose_keys_are_gone_is_shut_and_nothing_is_indexed(past: Past, lived_in: Club) -> None:
    ring = keyring.read(past.club.home)
    keyring.write(past.club.home, ring.without([kek for (kek,) in sql("SELECT kek FROM folder WHERE category='bills'")]))
    found = prove(past)
    assert (found.opened, found.shut, found.terms, found.whole) == (("lessons", "name", "reach"), ("bills",), 0, True)
    assert not found.holds
    assert len(proved()) == 3


def test_a_ledger_that_was_altered_does_not_hold(past: Past, lived_in: Club) -> None:
    sql("UPDATE ledger_leaf SET outcome='denied-role' WHERE position=1")
    found = prove(past)
    assert not found.whole
    assert found.problem
    assert not found.holds
    assert found.shut == ()


def test_a_ledger_shorter_than_what_was_signed_does_not_hold(past: Past) -> None:
    past.club.join("2024-01-02")
    with past.undone(tell=False):
        past.club.join("2024-02-02", email="b@kerho.example")
        signed = past.club.door.seal_ledger(now=at(TOLD)).size
    found = prove(past)
    assert (found.size, found.whole, found.holds) == (past.size, False, False)
    assert found.problem == f"a checkpoint kept elsewhere was signed over {signed} entries, and the copies hold {past.size}"


def test_what_has_fallen_is_not_opened_and_what_lies_in_the_archive_is(past: Past) -> None:
    member = past.club.join("2024-01-02")
    past.club.care(member.subject, "2024-01-20", End(member.ids["m"], "left"))
    past.club.sweep("2024-01-21")
    assert count("archived_record") == 1
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert prove(past).opened == ("name",)
    ((falls,),) = sql("SELECT falls FROM folder")
    assert str(falls) == "2029-01-19 22:00:00"
    assert prove(past, "2029-01-19 23:59").opened == ("name",)
    fallen = prove(past, "2029-01-20")
    assert (fallen.opened, fallen.shut) == ((), ())


def test_a_folder_marked_as_fallen_or_empty_proves_nothing(past: Past, lived_in: Club) -> None:
    sql("UPDATE folder SET marked=%s WHERE category='bills'", at("2024-01-22"))
    sql("DELETE FROM record WHERE category='lessons'")
    found = prove(past)
    assert (found.opened, found.shut) == (("name", "reach"), ())


def test_of_several_people_one_who_has_a_record_is_opened(past: Past) -> None:
    three = [past.club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(3)]
    first, second_, third = sorted(three)
    sql("DELETE FROM record WHERE subject_id=%s", first)
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert prove(past).opened == ("name", "reach")
    ring = sql("SELECT subject FROM ledger_side JOIN ledger_leaf ON ledger_side.leaf=ledger_leaf.id WHERE verb='prove'")
    assert ring == [(second_,), (second_,)]
    assert third > second_


def twins(past: Past) -> None:
    """Two members whose rows bear the same ids, each with a name, an address and a course; one of each lies in the archive later."""
    for subject in (1, 2):
        with seeded_ids(Numbers(subject)):
            joined = past.club.join("2024-01-02", email=f"{subject}@kerho.example")
            past.club.course(joined.subject, "2024-01-03", "2024-01-10")
    assert len(sql("SELECT DISTINCT id FROM folder")) * 2 == count("folder") == 6


def test_who_has_a_folder_but_no_record_in_it_proves_nothing_for_those_who_have_one(past: Past) -> None:
    twins(past)
    sql("DELETE FROM record WHERE subject_id=1 AND category='name'")
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert "name" in prove(past).opened


def test_nor_does_an_empty_folder_in_the_archive(past: Past) -> None:
    twins(past)
    for subject in (1, 2):
        ((member,),) = sql("SELECT id FROM matter WHERE kind='membership' AND subject_id=%s", subject)
        past.club.care(subject, "2024-01-20", End(member, "left"))
    past.club.sweep("2024-01-21")
    assert count("archived_record", "category='lessons'") == 2
    sql("DELETE FROM archived_record WHERE subject_id=1 AND category='lessons'")
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert prove(past).opened == ("lessons", "name")


def test_nor_does_one_that_has_just_fallen(past: Past) -> None:
    twins(past)
    sql("UPDATE folder SET falls=%s WHERE subject_id=1", at(RESTORED))
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert prove(past).opened == ("lessons", "name", "reach")


def test_nor_does_anybody_of_another_register(past: Past) -> None:
    other = second(past)
    with seeded_ids(Numbers(1)):
        other.join("2024-01-02")
    past.club.join("2024-01-02", email="b@kerho.example")
    past.club.door.seal_ledger(now=at(BACKED_UP))
    assert prove(past).opened == ("name", "reach")
    assert len(proved()) == 4


def test_each_register_is_proved_by_itself(past: Past, lived_in: Club) -> None:
    other = second(past)
    theirs = other.join("2024-01-02").subject
    past.club.door.seal_ledger(now=at(TOLD))
    found = prove(past)
    assert found.opened == ("bills", "lessons", "name", "reach")
    assert found.terms == count("lookup") > 0
    assert sorted(row[0] for row in sql("SELECT controller FROM ledger_leaf WHERE verb='prove'")) == sorted(
        [past.club.door._house.controller] * 4 + [other.door._house.controller] * 2
    )
    assert count("lookup", "subject_id=%s", theirs) > 0


def test_whoever_was_erased_and_stands_there_is_counted_by_person_folder_and_record(past: Past) -> None:
    gone, erased, stays = (past.club.join("2024-01-02", email=f"{n}@kerho.example") for n in "abc")
    with past.undone():
        past.club.care(gone.subject, "2024-02-02", End(gone.ids["m"], "left"))
        past.club.request(gone.subject, "2024-02-03", ERASE)
        past.club.request(erased.subject, "2024-02-03", ERASE)
        past.club.sweep("2024-02-28")
        past.club.request(stays.subject, "2024-02-28", PlaceHold("claim", date(2025, 1, 1)))
        sql("DELETE FROM subject WHERE id=%s", gone.subject)
    assert since.resurrected(past.pieces) == 5 + 4, "one person with two folders and two records, and another's folders and records"
    past.apply()
    assert since.resurrected(past.pieces) == 0


def test_the_last_piece_says_whether_a_record_was_erased(past: Past) -> None:
    member = past.club.join("2024-01-02")
    with past.undone():
        past.club.request(member.subject, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
        past.tell("2024-02-02")
        past.club.request(member.subject, "2024-02-03", PlaceHold("claim", date(2025, 1, 1)))
        sql("DELETE FROM record WHERE id=%s", member.records[0])
    assert since.resurrected(past.pieces) == 1
    assert since.resurrected(past.pieces[::-1]) == 0


def test_the_erased_of_each_register_are_counted_once(past: Past) -> None:
    theirs = second(past).join("2024-01-02")
    with past.undone():
        past.club.join("2024-02-02", email="b@kerho.example")
        house = gate.door(past.club.home, register="other")
        yes(
            house.apply(PRIVACY, "requests", theirs.subject, (Begin("request"), PlaceHold("claim", date(2025, 1, 1))), now=at("2024-02-02"))
        )
        sql("DELETE FROM record WHERE id=%s", theirs.records[0])
    assert since.resurrected(past.pieces) == 1


def test_what_else_a_piece_tells_is_taken_for_nobody(past: Past) -> None:
    with seeded_ids(Numbers(3)):
        past.club.join("2024-01-02")
    with past.undone():
        for _ in range(3):
            past.club.read(OFFICE, "care", 3, "2024-02-02")
    assert 3 in {said[0] for said in past.said("entry")}
    assert since.resurrected(past.pieces) == 0


def test_an_archived_record_that_was_erased_counts_as_resurrected(past: Past) -> None:
    member = past.club.join("2024-01-02")
    past.club.course(member.subject, "2024-01-03", "2024-01-10")
    past.club.care(member.subject, "2024-01-20", End(member.ids["m"], "left"))
    past.club.sweep("2024-01-21")
    assert count("archived_record") == 2
    with past.undone():
        sql("DELETE FROM archived_record WHERE category='name'")
        past.club.request(member.subject, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
    assert since.resurrected(past.pieces) == 1


def test_who_has_lost_their_record_since_they_were_chosen_proves_nothing_either_way(
    past: Past, lived_in: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((member,),) = sql("SELECT id FROM subject")
    monkeypatch.setattr(proving, "_one_each", lambda *_: [("code", member), ("name", member)])
    proof = prove(past)
    assert (proof.opened, proof.shut, proved()) == (("name",), (), [("name", 1)])
