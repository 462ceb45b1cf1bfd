"""When a request is due: a month flat where the notice promises one, else the law's month, never later than either."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duties.rights.lives import NOTICE
from seloste.duties.rights.decide.codes import Right
from seloste.duties.rights.decide.due import due
from seloste.duties.rights.decide.states import State, may_become
from seloste.law import add_months, civil_date, day_off
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise

HELSINKI = ZoneInfo("Europe/Helsinki")


def at(text: str) -> datetime:
    """Give the instant of noon in Helsinki."""
    return datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=HELSINKI)


def promising(notice: Notice, right: str, promise: Promise) -> Notice:
    """Give the notice with another promise."""
    return notice.model_copy(update={"rights": {**notice.rights, right: promise}})


@pytest.mark.promise("LN-50", by="behaviour")
@pytest.mark.parametrize(("received", "last"), [("2025-03-05", "2025-04-05"), ("2026-10-01", "2026-11-01"), ("2025-01-31", "2025-02-28")])
def test_access_is_due_in_a_calendar_month_flat_and_never_extended(lamisnet: Notice, received: str, last: str) -> None:
    found = due(lamisnet, Right.ACCESS, at(received), suspended_days=20)
    assert found.due == date.fromisoformat(last)
    assert found.flat
    assert found.extended_to is None
    assert found.rolled_because == ()


def test_erasure_follows_the_law_and_may_be_extended(lamisnet: Notice) -> None:
    found = due(lamisnet, Right.ERASURE, at("2025-03-05"))
    assert (found.due, found.extended_to) == (date(2025, 4, 7), date(2025, 6, 5))
    assert found.rolled_because == ("la", "su")
    assert due(lamisnet, Right.ERASURE, at("2025-03-05"), suspended_days=10).due == date(2025, 4, 15)


def test_a_right_that_the_notice_says_nothing_of_has_the_laws_month(lamisnet: Notice) -> None:
    silent = lamisnet.model_copy(update={"rights": {}})
    assert due(silent, Right.ACCESS, at("2025-03-05")).due == date(2025, 4, 7)


def test_a_promise_in_days_binds_where_it_is_stricter(lamisnet: Notice) -> None:
    fortnight = Promise.model_validate({"within": "P14D"})
    assert due(promising(lamisnet, "access", fortnight), Right.ACCESS, at("2025-03-01")).due == date(2025, 3, 15)


def test_a_promise_longer_than_the_law_does_not_bind(lamisnet: Notice) -> None:
    slow = Promise.model_validate({"within": "P6M"})
    assert due(promising(lamisnet, "access", slow), Right.ACCESS, at("2025-03-05")).due == date(2025, 4, 7)


def test_the_clock_starts_on_the_helsinki_day_of_arrival(lamisnet: Notice) -> None:
    found = due(lamisnet, Right.ACCESS, datetime(2025, 3, 31, 22, 30, tzinfo=UTC))
    assert (found.received_on, found.due) == (date(2025, 4, 1), date(2025, 5, 1))


def test_it_is_late_only_after_its_last_day(lamisnet: Notice) -> None:
    found = due(lamisnet, Right.ACCESS, at("2025-03-05"))
    assert not found.late(date(2025, 4, 5))
    assert found.late(date(2025, 4, 6))


@settings(max_examples=60, deadline=None)
@given(
    received=st.datetimes(min_value=datetime(2019, 1, 1), max_value=datetime(2050, 1, 1), timezones=st.just(UTC)),
    right=st.sampled_from(Right),
)
def test_no_promise_is_due_after_the_law_nor_on_a_day_off_unless_flat(received: datetime, right: Right) -> None:
    found = due(NOTICE, right, received)
    month = add_months(civil_date(received), 1)
    assert found.due >= month
    assert found.due == month if found.flat else day_off(found.due) is None


def test_a_request_has_six_states_and_two_of_them_end_it() -> None:
    assert len(State) == 6
    assert [state for state in State if not state.open] == [State.ANSWERED, State.REJECTED]


@pytest.mark.parametrize("ended", [State.ANSWERED, State.REJECTED])
def test_an_ended_request_never_opens_again(ended: State) -> None:
    assert not any(may_become(ended, then) for then in State)


def test_every_open_state_can_be_answered_and_rejected() -> None:
    for state in State:
        if state.open:
            assert may_become(state, State.ANSWERED)
            assert may_become(state, State.REJECTED)
            assert not may_become(state, State.RECEIVED)
