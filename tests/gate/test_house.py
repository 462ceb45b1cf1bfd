"""The house behind the door: what is in force, who may, what every call leaves behind, and until when."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from gate.club import NOTICE, OFFICE, POST, PRIVACY, Club, at, leaves, no, sql
from gate.conftest import publish
from seloste import gate
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.home import Home, turns
from seloste.law.instants import keep_until
from seloste.policy import Code, Denial
from seloste.policy.tables import Purpose
from seloste.register.keyring import Keyring
from seloste.register.person import Asked
from seloste.register.sql import rows

TICK = timedelta(microseconds=1)


def anew(house: House) -> House:
    return House(house.home, house.notices, Keyring.open(house.home), Names())


def test_before_the_first_notice_takes_effect_nothing_is_in_force_and_calls_are_kept_two_years(db: None, fresh_home: Home) -> None:
    gate.publish(fresh_home, NOTICE.encode(), file="n.yaml", now=at("2024-01-01"), effective=at("2024-03-01"))
    house, early = gate.door(fresh_home)._house, at("2024-02-01")
    for ask in (house.version_at, house.notice_at, house.policy_at):
        with pytest.raises(LookupError, match="no notice is in force yet"):
            ask(early)
    call = house.call(OFFICE, "read", "care", early)
    assert (call.notice, call.side_falls) == ("", early + timedelta(days=730))
    assert house.version_at(at("2024-03-01")).number == 1


def test_the_notice_in_force_is_the_one_of_that_instant(club: Club) -> None:
    gate.publish(club.home, NOTICE.replace("P5Y", "P1Y").encode(), file="n.yaml", now=at("2024-02-01"))
    house = gate.door(club.home)._house
    assert [house.version_at(at(when)).number for when in ("2024-01-31 23:59", "2024-02-01")] == [1, 2]
    first, second = (house.notice_at(at(when)) for when in ("2024-01-31 23:59", "2024-02-01"))
    assert (first.sha256, second.sha256) == tuple(house.notices.hashes[number] for number in (1, 2))
    assert house.call(OFFICE, "read", "care", at("2024-02-02")).notice == house.notices.hashes[2]


def test_whoever_may_gets_the_purpose_and_whoever_may_not_is_written_down(club: Club) -> None:
    house, now = club.door._house, at("2024-02-01")
    found = house.may(OFFICE, "care", "read", now)
    assert isinstance(found, Purpose)
    assert found.key == "care"
    before = leaves()
    assert no(house.may(POST, "care", "read", now)).code is Code.ROLE
    assert leaves()[len(before) :] == [("read", "care", "denied-role", 0)]
    denied = no(house.may(POST, "Aino Väisänen", "read", now))
    assert denied.code is Code.NO_PURPOSE
    assert leaves()[len(before) + 1 :] == [("read", "", "denied-purpose", 0)]


def test_our_own_work_is_ours_alone(club: Club) -> None:
    house, now = club.door._house, at("2024-02-01")
    before = len(leaves())
    found = house.may_work(PRIVACY, "requests", "looks", now)
    assert isinstance(found, Purpose)
    assert found.builtin
    assert len(leaves()) == before
    denied = no(house.may_work(OFFICE, "care", "looks", now))
    assert (denied.code, denied.purpose) == (Code.ROLE, "care")
    assert leaves()[before:] == [("looks", "care", "denied-purpose", 0)]
    assert no(house.may_work(POST, "care", "looks", now)).code is Code.ROLE
    assert leaves()[before + 1 :] == [("looks", "care", "denied-role", 0)]


def test_a_denial_is_given_back_with_a_leaf_of_those_it_saw(club: Club) -> None:
    house, denial = club.door._house, Denial(Code.NOT_OPEN, "care", 3)
    assert house.deny(OFFICE, denial, "denied-no-ground", (7, 8), at("2024-02-01")) is denial
    assert leaves()[-1] == ("write", "care", "denied-no-ground", 2)


def test_a_leaf_says_who_for_what_and_what_it_saw(club: Club) -> None:
    house, now = club.door._house, at("2024-02-01 12:00")
    leaf = house.log(OFFICE, "read", "care", "allowed", {"reach", "name"}, (9, 5), now)
    ((actor, purpose, categories, controller, when, falls, count),) = sql(
        "SELECT actor, purpose, categories, controller, at, falls, count FROM ledger_leaf WHERE id=%s", leaf
    )
    assert (actor, purpose, categories, controller, count) == (11, "care", "name,reach", house.controller, 2)
    assert sql("SELECT unit, subject FROM ledger_side WHERE leaf=%s ORDER BY ordinal", leaf) == [("Toimisto", 9), ("Toimisto", 5)]
    assert (when, falls) == tuple(int(one.timestamp() * 1_000_000) for one in (now, keep_until(now, house.notice_at(now).access_log)))


def knows_newest(house: House) -> bool:
    condition, params = house.knowing_newest()
    return bool(rows(f"SELECT 1 WHERE {condition}", params))


def falls_of(house: House, now: datetime) -> datetime:
    return house.call(OFFICE, "read", "care", now).side_falls


@pytest.mark.parametrize("kept", ["P2Y", "P3M", "PT36H", "P0D"])
@pytest.mark.parametrize("first", ["2024-02-01", "2024-02-01 12:00", "2024-02-02"])
def test_who_was_seen_falls_by_the_instant_whatever_was_asked_before(db: None, fresh_home: Home, kept: str, first: str) -> None:
    house = publish(fresh_home, f"{NOTICE}access_log: {kept}\n".encode())._house
    period = house.notice_at(at("2024-02-01")).access_log
    days = [at(f"2024-02-{day:02}") for day in (1, 2, 3)]
    instants = [at("2024-02-01 12:00"), *(day + shift for day in days for shift in (-TICK, timedelta(0), TICK))]
    for now in (at(first), *instants, *reversed(instants)):
        assert falls_of(house, now) == keep_until(now, period)


def test_a_notice_that_takes_effect_within_a_day_changes_when_who_was_seen_falls(club: Club) -> None:
    shorter = f"{NOTICE}access_log: P3M\n"
    gate.publish(club.home, shorter.encode(), file="n.yaml", now=at("2024-02-01"), effective=at("2024-02-01 12:00"))
    house = gate.door(club.home)._house
    for when in ("2024-02-01 11:00", "2024-02-01 13:00", "2024-02-01 11:30"):
        now = at(when)
        assert falls_of(house, now) == keep_until(now, house.notice_at(now).access_log) == falls_of(anew(house), now)
    assert falls_of(house, at("2024-02-01 13:00")) < falls_of(house, at("2024-02-01 11:00"))


def test_whoever_left_sees_their_rows_again_by_any_way_into_the_house(club: Club) -> None:
    member = club.join("2024-01-02").subject
    house = club.door._house

    def seen() -> list[tuple[Any, ...]]:
        return rows("SELECT id FROM subject")

    gate.leave()
    assert house.people(0, 10) == [member]
    gate.leave()
    with house.look():
        assert seen() == [(member,)]
    gate.leave()
    with house.look(sparing=True):
        assert seen() == [(member,)]
    gate.leave()
    with house.work(member):
        assert seen() == [(member,)]
    gate.leave()
    with house.on(member, Asked("whole", "care", at("2024-02-01"))) as one:
        assert one is not None
        assert one.held.subject == member
    gate.leave()
    house.stand()
    assert seen() == [(member,)]


def test_a_page_of_people_comes_after_one_and_ends_at_its_limit(club: Club) -> None:
    three = sorted(club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(3))
    house = club.door._house
    assert house.people(0, 2) == three[:2]
    assert house.people(three[1], 2) == three[2:]
    assert house.people(three[2], 2) == []


def test_only_newcomers_wait_for_a_publication(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[Any] = []
    monkeypatch.setattr(turns, "together", lambda *what: waited.append(what))
    house = club.door._house
    with house.work():
        pass
    assert waited == []
    with house.work(newcomers=True):
        pass
    assert waited == [("people", house.register)]


def test_a_house_takes_up_a_newer_notice_only_when_there_is_one(club: Club) -> None:
    member = club.join("2024-01-02").subject
    house = anew(club.door._house)
    before = house.notices
    asked = Asked("whole", "care", at("2024-02-01"))
    with house.work(member), house.on(member, asked):
        assert house.notices is before
    assert knows_newest(house)
    gate.publish(club.home, NOTICE.replace("P5Y", "P1Y").encode(), file="n.yaml", now=at("2024-02-01"))
    other = anew(house)
    assert not knows_newest(house)
    with other.work(member):
        assert [one.number for one in other.notices.published] == [1, 2]
    with house.on(member, asked) as one:
        assert one is not None
        assert [one.number for one in house.notices.published] == [1, 2]
    assert knows_newest(house)
    third = anew(other)
    third.notices = before
    with third.on(member + 1, asked) as nobody:
        assert nobody is None
        assert [one.number for one in third.notices.published] == [1, 2]
