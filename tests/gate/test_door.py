"""What the door hands on from the rooms behind it: the ledger's proofs, published files, and standing apart when the work is done."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from gate.club import NOTICE, OFFICE, PRIVACY, Club, at, count, leaves, no, sql, yes
from gate.conftest import publish
from gate.test_kinds import CHOSEN, SCHOOL, join
from seloste import gate, ledger
from seloste.gate import Rule
from seloste.home import Home, wall
from seloste.policy import Begin, Code, Put
from seloste.register import state

NOW = at("2024-02-01")
DAY = timedelta(days=1)


def test_a_published_file_comes_back_byte_for_byte(club: Club) -> None:
    assert club.door.source(1) == NOTICE.encode()
    with pytest.raises(LookupError):
        club.door.source(2)
    ((register,),) = sql("SELECT id FROM register")
    assert club.door.register == register


def test_the_ledger_is_sealed_verified_and_proved_from_the_door(club: Club) -> None:
    assert club.door.seal_ledger_if_due(now=at("2020-01-01 09:00")) is None
    club.join("2024-01-02")
    sealed = club.door.seal_ledger_if_due(now=NOW)
    assert sealed is not None
    ((leaf, position),) = sql("SELECT id, position FROM ledger_leaf WHERE verb='write'")
    assert (club.door.prove(leaf).position, club.door.prove(leaf).size) == (position, sealed.size)
    with pytest.raises(ledger.LedgerError):
        club.door.prove(4711)
    first = club.door.verify_ledger_daily(now=NOW)
    assert first is not None
    assert first.ok
    assert club.door.verify_ledger_daily(now=NOW) is None
    assert club.door.verify_ledger(now=NOW, lately=True).ok


def test_a_person_gets_the_receipts_of_our_own_work_and_nobody_else_may_ask(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    for subject in (member, other):
        yes(club.door.apply(PRIVACY, "requests", subject, (Begin("request"),), now=at("2024-01-10")))
    club.door.seal_ledger(now=at("2024-01-11"))
    asked: dict[str, Any] = {"since": at("2024-01-01"), "now": NOW}
    ((leaf,),) = sql("SELECT l.id FROM ledger_leaf l JOIN ledger_side s ON s.leaf=l.id WHERE l.purpose='requests' AND s.subject=%s", member)
    assert [receipt.leaf for receipt in yes(club.door.receipts(PRIVACY, "requests", member, **asked))] == [leaf]
    assert leaves()[-1] == ("looks", "requests", "allowed", 1)
    assert no(club.door.receipts(OFFICE, "requests", member, **asked)).code is Code.ROLE


def test_who_has_looked_is_told_to_our_own_work_and_to_no_other_purpose(club: Club) -> None:
    member = club.join("2024-01-02").subject
    for asked in (
        lambda: club.door.looks(OFFICE, "care", member, now=NOW),
        lambda: club.door.receipts(OFFICE, "care", member, since=at("2024-01-01"), now=NOW),
    ):
        assert no(asked()).code is Code.ROLE
        assert leaves()[-1] == ("looks", "care", "denied-purpose", 0)


def test_the_access_log_falls_from_the_door(club: Club) -> None:
    club.join("2024-01-02")
    ((falls,),) = sql("SELECT MAX(falls) FROM ledger_leaf WHERE count>0")
    gone = ledger.leaves.instant(falls)
    assert club.door.drop_sides(now=gone - timedelta(microseconds=1)) in (0, 1, 2)
    club.door.drop_sides(now=gone)
    assert count("ledger_side") == 0


@pytest.mark.parametrize(
    ("kept", "falls"),
    [("P2Y", "2026-01-03"), ("P3M", "2024-04-03"), ("PT36H", "2024-01-03 21:00"), ("P0D", "2024-01-02 09:00")],
)
def test_who_was_seen_falls_after_whole_days_or_after_hours_to_the_instant(db: None, fresh_home: Home, kept: str, falls: str) -> None:
    club = Club(fresh_home, publish(fresh_home, f"{NOTICE}access_log: {kept}\n".encode()))
    club.join("2024-01-02 09:00")
    assert sql("SELECT falls FROM ledger_leaf WHERE verb='write'") == [(ledger.leaves.microseconds(at(falls)),)]


def test_whoever_leaves_sees_nobody_until_a_door_is_opened_again(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[bool] = []
    monkeypatch.setattr(wall, "leave", lambda: left.append(True))
    gate.leave()
    assert left == [True]


def test_a_register_is_open_from_its_first_notice(club: Club) -> None:
    assert (gate.is_open("club"), gate.is_open("pub")) == (True, False)


def test_ids_may_be_drawn_from_a_seed_so_that_a_demo_repeats(club: Club) -> None:
    with gate.seeded_ids(random.Random(7)):
        first = club.join("2024-01-02").subject
    assert first == random.Random(7).getrandbits(63)
    assert club.join("2024-01-02", email="b@kerho.example").subject != first


def test_a_reading_without_what_is_locked_tells_of_no_other_category(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-12-31")
    asked: dict[str, Any] = {"now": NOW, "categories": ("name",)}
    assert {one.category for one in yes(club.door.read(OFFICE, "care", member, **asked)).locked} == {"reach", "lessons"}
    assert yes(club.door.read(OFFICE, "care", member, locked=False, **asked)).locked == ()


def test_nobody_erases_a_record_for_a_purpose_that_is_not_theirs(club: Club) -> None:
    joined = club.join("2024-01-02")
    assert no(club.door.erase_record(PRIVACY, "care", joined.subject, joined.records[0], now=NOW)).code is Code.ROLE


def test_a_subject_that_vanished_under_a_life_is_an_error_and_no_empty_life(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    member = club.join("2024-01-02").subject
    monkeypatch.setattr(state, "load", lambda register, subject: None)
    with pytest.raises(LookupError):
        club.door.life(PRIVACY, "requests", member, now=NOW)


def test_someone_who_came_back_while_the_empty_were_counted_stays(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    club.join("2024-01-02")
    sql("DELETE FROM record")
    sql("DELETE FROM folder")
    sql("UPDATE ground SET ends=%s", NOW)
    monkeypatch.setattr(state, "remove_bare", lambda subjects, now: list)
    before = len(leaves())
    assert club.door.sweep(now=NOW).subjects == 0
    assert len(leaves()) == before


def test_a_field_that_was_turned_off_is_told_where_a_record_holds_it(db: None, fresh_home: Home) -> None:
    door = publish(fresh_home, CHOSEN.encode())
    holds = join(door, "pupil", "2024-01-02", Put("reach", {"nick": "Pulu"}))
    lacks = join(door, "pupil", "2024-01-02", Put("reach", {"email": "a@koulu.example"}))
    gate.publish(fresh_home, SCHOOL.encode(), file="n.yaml", now=at("2024-01-10"))
    door = gate.door(fresh_home)

    def told(subject: int, when: datetime) -> Rule:
        return yes(door.explain(PRIVACY, OFFICE, "care", subject, "reach", now=when, field="nick")).rule

    assert (told(holds, at("2024-01-11")), told(lacks, at("2024-01-11"))) == (Rule.OPEN, Rule.FIELD_OFF)
    assert told(lacks, at("2024-01-10") - DAY) is Rule.OPEN
