"""Proving who one is: only on a written doubt, never by an identity code, and never against a month flat."""

from datetime import date, datetime, timedelta

import pytest

from duties.conftest import ACTORS, World
from duties.rights.test_requests import ask
from seloste.duties.rights.decide import Right, State
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import Refused, Shown, find_request, show_request
from seloste.duties.rights.verifying import ask_identity, identity_given
from seloste.policy import Denial

PRIVACY = ACTORS["privacy"]
DOUBT = "Pyyntö tuli osoitteesta, jota et ole antanut meille."


def state(number: str) -> str:
    """Read where a request stands."""
    found = find_request(number)
    assert found is not None
    return found.state


@pytest.mark.promise("LN-48", by="behaviour")
@pytest.mark.parametrize("doubt", ["", "  \n"])
def test_nobody_is_asked_without_a_reason(world: World, now: datetime, doubt: str) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ACCESS, now).number
    refused = ask_identity(world.door, PRIVACY, number, doubt, now=now)
    assert isinstance(refused, Refused)
    assert refused.code == "SEL-R012"
    assert state(number) == State.RECEIVED


@pytest.mark.promise("LN-48", by="behaviour")
def test_the_doubt_is_filed_and_the_letter_asks_for_no_code_and_no_card(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ACCESS, now).number
    letter = ask_identity(world.door, PRIVACY, number, DOUBT, now=now)
    assert isinstance(letter, str)
    assert "Älä lähetä henkilötunnustasi äläkä kopiota henkilöllisyystodistuksesta" in letter
    assert state(number) == State.VERIFYING
    shown = show_request(world.door, PRIVACY, number, now=now)
    assert isinstance(shown, Shown)
    assert any(DOUBT in words for _, words in shown.file)


@pytest.mark.promise("LN-48", by="behaviour")
def test_the_days_of_waiting_move_the_last_day_where_the_law_counts(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ERASURE, now).number
    ask_identity(world.door, PRIVACY, number, DOUBT, now=now + timedelta(days=1))
    request = identity_given(world.door, PRIVACY, number, now=now + timedelta(days=8))
    assert isinstance(request, Request)
    assert (request.state, request.suspended_days, request.due) == (State.IN_WORK, 7, date(2026, 12, 29))


@pytest.mark.promise("LN-50", by="behaviour")
def test_a_month_flat_runs_on_while_identity_is_checked(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ACCESS, now).number
    ask_identity(world.door, PRIVACY, number, DOUBT, now=now + timedelta(days=1))
    request = identity_given(world.door, PRIVACY, number, now=now + timedelta(days=8))
    assert isinstance(request, Request)
    assert request.due == date(2026, 12, 22)


def test_the_hold_is_reviewed_on_the_new_last_day(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ERASURE, now).number
    ask_identity(world.door, PRIVACY, number, DOUBT, now=now + timedelta(days=1))
    later = now + timedelta(days=8)
    identity_given(world.door, PRIVACY, number, now=later)
    life = world.door.life(PRIVACY, "requests", subject, now=later)
    assert not isinstance(life, Denial)
    standing = [hold for hold in life.holds if hold.released is None]
    assert [hold.review.date() for hold in standing] == [date(2026, 12, 29)]
    assert {folder.falls for folder in life.folders} == {None}


def test_only_a_request_that_waits_for_it_is_verified_and_only_by_the_privacy_role(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ACCESS, now).number
    assert isinstance(identity_given(world.door, PRIVACY, number, now=now), Refused)
    assert isinstance(ask_identity(world.door, ACTORS["sales"], number, DOUBT, now=now), Denial)
    assert state(number) == State.RECEIVED
    ask_identity(world.door, PRIVACY, number, DOUBT, now=now)
    assert isinstance(ask_identity(world.door, PRIVACY, number, DOUBT, now=now), Refused)
    assert isinstance(identity_given(world.door, ACTORS["sales"], number, now=now), Denial)
    assert isinstance(ask_identity(world.door, PRIVACY, "2026-9999", DOUBT, now=now), Refused)
