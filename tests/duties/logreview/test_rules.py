"""What stands out in the use of the register: each rule by itself, at its edges, over counts only."""

from dataclasses import fields
from datetime import date, datetime

import pytest

from seloste.duties.logreview.rules import CROWD, DENIALS, SEARCHES, Found, Rule, found
from seloste.gate import Habits
from seloste.law import HELSINKI
from seloste.ledger import Hour

MONDAY = date(2026, 11, 23)


def hour(at: str, verb: str = "read", *, calls: int = 1, persons: int = 1, allowed: bool = True, actor: int = 7) -> Hour:
    """An hour of use on a day of November 2026, on Helsinki's clock."""
    return Hour(actor, datetime.fromisoformat(f"2026-11-{at}:00").replace(tzinfo=HELSINKI), verb, allowed, calls, persons)


def rules(*hours: Hour, crowds: dict[tuple[int, date], int] | None = None) -> list[Found]:
    return list(found(Habits(hours, crowds or {})))


@pytest.mark.promise("AL-54", by="behaviour")
@pytest.mark.parametrize(("at", "off"), [("23T06", True), ("23T07", False), ("23T17", False), ("23T18", True), ("22T12", True)])
def test_a_look_outside_working_hours_stands_out(at: str, off: bool) -> None:
    day = date(2026, 11, int(at[:2]))
    assert rules(hour(at, calls=3)) == ([Found(Rule.OFF_HOURS, 7, day, 3)] if off else [])


def test_a_holiday_is_no_working_day() -> None:
    christmas = Hour(7, datetime(2026, 12, 25, 12, tzinfo=HELSINKI), "read", True, 1, 1)
    assert [one.rule for one in rules(christmas)] == [Rule.OFF_HOURS]


def test_a_call_that_saw_nobody_and_work_that_looks_at_nobody_do_not_stand_out() -> None:
    assert rules(hour("22T12", persons=0), hour("22T12", "ledger")) == []


@pytest.mark.promise("AL-54", by="behaviour")
def test_unusually_many_people_in_a_day_stand_out() -> None:
    assert rules(crowds={(7, MONDAY): CROWD}) == [Found(Rule.CROWD, 7, MONDAY, CROWD)]
    assert rules(crowds={(7, MONDAY): CROWD - 1}) == []


@pytest.mark.promise("AL-54", by="behaviour")
def test_many_searches_from_which_nobody_was_opened_stand_out() -> None:
    searches = hour("23T09", "search", calls=SEARCHES - 1), hour("23T10", "locate")
    assert rules(*searches) == [Found(Rule.SEARCHES, 7, MONDAY, SEARCHES)]
    assert rules(searches[0]) == []
    assert rules(*searches, hour("23T11")) == []
    assert rules(*searches, hour("23T11", actor=8)) != []


@pytest.mark.promise("AL-54", by="behaviour")
def test_denied_attempts_stand_out_by_day_and_account() -> None:
    denied = hour("23T09", calls=DENIALS - 1, allowed=False), hour("23T10", "write", allowed=False)
    assert rules(*denied) == [Found(Rule.DENIALS, 7, MONDAY, DENIALS)]
    assert rules(denied[0], hour("24T10", allowed=False), hour("23T10", allowed=False, actor=8)) == []


def test_what_is_found_holds_no_person_who_was_seen() -> None:
    assert {field.name for field in fields(Found)} == {"rule", "actor", "day", "count"}
    assert {field.name for field in fields(Hour)} == {"actor", "at", "verb", "allowed", "calls", "persons"}
