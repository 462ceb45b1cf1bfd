"""How accounts have used the register: hours of use, and the days on which one saw many different persons. Nobody seen is named."""

from datetime import date, datetime
from typing import Any

import pytest

from gate.club import DESK, OFFICE, POST, PRIVACY, Club, at, leaves, no, yes
from seloste import ledger
from seloste.gate import Habits
from seloste.policy import Code

DAY = date(2024, 2, 1)


@pytest.fixture
def three(club: Club) -> list[int]:
    return [club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(3)]


def habits(club: Club, crowd: int, since: str = "2024-02-01", until: str = "2024-03-01") -> Habits:
    return yes(club.door.habits(PRIVACY, since=at(since), until=at(until), crowd=crowd, now=at("2024-03-02")))


def test_the_hours_of_a_time_are_counted_and_the_asking_is_in_the_ledger(club: Club, three: list[int]) -> None:
    for when in ("2024-01-31 23:59", "2024-02-01", "2024-02-01 09:30", "2024-02-29 23:59", "2024-03-01"):
        club.read(OFFICE, "care", three[0], when)
    found = habits(club, 9)
    assert [(hour.actor, hour.at, hour.verb, hour.persons) for hour in found.hours] == [
        (OFFICE.id, at(when), "read", 1) for when in ("2024-02-01", "2024-02-01 09:00", "2024-02-29 23:00")
    ]
    assert leaves()[-1] == ("ledger", "accountability", "allowed", 0)


def test_only_the_privacy_office_may_ask_and_others_are_written_down(club: Club, three: list[int]) -> None:
    for actor in (OFFICE, POST, DESK):
        asked = club.door.habits(actor, since=at("2024-02-01"), until=at("2024-03-01"), crowd=1, now=at("2024-03-02"))
        assert no(asked).code is Code.ROLE
        assert leaves()[-1] == ("ledger", "accountability", "denied-role", 0)


def test_a_crowd_is_so_many_different_persons_on_one_day_by_one_account(club: Club, three: list[int]) -> None:
    for n, member in enumerate(three):
        club.read(OFFICE, "care", member, f"2024-02-01 1{n}:00")
        club.read(POST, "post", member, f"2024-02-0{n + 1} 09:00")
    club.read(OFFICE, "care", three[0], "2024-02-02 00:00")
    club.read(OFFICE, "care", three[1], "2024-01-31 23:59")
    assert habits(club, 3).crowds == {(OFFICE.id, DAY): 3}
    assert habits(club, 4).crowds == {}
    assert habits(club, 1).crowds == {
        (OFFICE.id, DAY): 3,
        (POST.id, DAY): 1,
        (OFFICE.id, date(2024, 2, 2)): 1,
        (POST.id, date(2024, 2, 2)): 1,
        (POST.id, date(2024, 2, 3)): 1,
    }


def test_one_person_seen_often_is_no_crowd_and_neither_are_refused_calls(club: Club, three: list[int]) -> None:
    for hour in range(10, 15):
        club.read(OFFICE, "care", three[0], f"2024-02-01 {hour}:00")
        for member in three:
            no(club.read(DESK, "care", member, f"2024-02-01 {hour}:00"))
    assert habits(club, 2).crowds == {}
    assert habits(club, 1).crowds == {(OFFICE.id, DAY): 1}


def test_a_day_on_which_nobody_can_have_seen_a_crowd_is_not_looked_into(
    club: Club, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Any] = []
    really = ledger.seen

    def seen(controller: int, since: datetime, until: datetime) -> dict[int, int]:
        looked.append((since, until))
        return really(controller, since, until)

    monkeypatch.setattr(ledger, "seen", seen)
    club.read(OFFICE, "care", three[0], "2024-02-01 09:00")
    for member in three:
        club.read(OFFICE, "care", member, "2024-02-02 09:00")
    assert habits(club, 3).crowds == {(OFFICE.id, date(2024, 2, 2)): 3}
    assert looked == [(at("2024-02-02"), at("2024-02-03"))]
