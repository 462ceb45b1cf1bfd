"""What isn't a number is refused as an identifier before it reaches a statement: a database's own words would quote it."""

import inspect
import traceback
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection, transaction

from gate.club import EVERYONE, Club, at, count, leaves, no, yes
from seloste.gate import Door, Order
from seloste.gate.numbers import NUMBERS
from seloste.policy import Begin, Change, Code, End, Lift, Put, Release, Replan, Restrict, Touch, Unrestrict, Void

CANARY: Any = "aino@kerho.example"
NOW = at("2024-03-01")
GIVEN: dict[str, Any] = {
    "actor": EVERYONE, "asker": EVERYONE, "now": NOW, "on": NOW, "since": NOW, "given": NOW, "changes": (Begin("request"),), "term": "x",
    "order": Order("boats"), "category": "name", "recipient": "boats", "planned": date(2025, 1, 1), "record": 0, "other": 2, "leaf": 1,
    "number": 1, "matter": 0,
}  # fmt: skip


def verbs() -> Iterator[tuple[str, str]]:
    """Every verb of the door with each of its parameters that is a number."""
    for name, verb in inspect.getmembers(Door, inspect.isfunction):
        if not name.startswith("_"):
            yield from ((name, one) for one in inspect.signature(verb).parameters if one in NUMBERS)


def quoted(ask: Any) -> str:
    """What an error says, all of it; empty where there was none."""
    try:
        with transaction.atomic():
            answer = ask()
            list(answer) if inspect.isgenerator(answer) else None
    except Exception as error:
        return "".join(traceback.format_exception_only(error)) + str(error.__cause__) + str(error.__context__)
    return ""


def test_the_list_of_verbs_is_not_empty() -> None:
    assert {("read", "record"), ("apply", "subject"), ("link", "other"), ("end_own", "matter")} <= set(verbs())


def test_no_verb_hands_on_what_was_given_for_a_number(club: Club) -> None:
    member = club.join("2024-01-02").subject
    for verb, number in verbs():
        asked = inspect.signature(getattr(Door, verb)).parameters
        known = {**GIVEN, "purpose": "requests", "subject": member}
        given = {name: known[name] for name in asked if name in known} | {number: CANARY}
        said = quoted(partial(getattr(club.door, verb), **given))
        assert said.startswith("TypeError: an identifier is a whole number"), (verb, number)
        assert CANARY not in said


def test_control_a_door_that_looks_at_nothing_hands_it_on(club: Club) -> None:
    read = vars(Door)["read"].__wrapped__
    said = quoted(lambda: read(club.door, EVERYONE, "care", CANARY, now=NOW))
    assert (CANARY in said) is (connection.vendor == "postgresql"), "SQLite compares anything with anything"


UNITS: tuple[Change, ...] = (
    Put("name", {"first": "A"}, record=CANARY), Put("lessons", {"title": "A"}, matter=CANARY), End(CANARY, "done"), Touch(CANARY),
    Replan(CANARY, date(2025, 1, 1)), Void(CANARY), Lift(CANARY), Unrestrict(CANARY), Release(CANARY),
    Restrict(("care",), "accuracy", date(2025, 1, 1), folder=CANARY),
)  # fmt: skip


def test_no_error_quotes_what_was_given_for_a_number_in_a_change(club: Club) -> None:
    member = club.join("2024-01-02").subject
    before = count("event") + count("record")
    for purpose in ("care", "requests"):
        for change in UNITS:
            assert CANARY not in quoted(lambda unit=(change,), purpose=purpose: club.door.apply(EVERYONE, purpose, member, unit, now=NOW))
    assert count("event") + count("record") == before


def test_a_number_that_no_row_can_have_is_nobodys_and_is_written_down(club: Club) -> None:
    member = club.join("2024-01-02").subject
    for far in (2**63, 10**30, -(10**30)):
        assert no(club.door.read(EVERYONE, "care", far, now=NOW)).code is Code.NOT_OPEN
        assert leaves()[-1] == ("read", "care", "denied-unknown", 0)
        assert no(club.door.apply(EVERYONE, "care", far, (Touch(1),), now=NOW)).code is Code.NOT_OPEN
        assert leaves()[-1] == ("write", "care", "denied-unknown", 0)
        assert no(club.door.read(EVERYONE, "care", subject=far, now=NOW)).code is Code.NOT_OPEN
        for change in (Put("name", {"first": "A"}, record=far), Put("lessons", {"title": "A"}, matter=far), End(far, "done")):
            assert no(club.door.apply(EVERYONE, "care", member, (change,), now=NOW)).code in (Code.NO_KEEPING, Code.MATTER)
    assert yes(club.door.list(EVERYONE, "care", now=NOW, after=10**30)).readings == ()
