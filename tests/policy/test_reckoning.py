"""Reckoning: the law's arithmetic, remembered, must stay the law's arithmetic."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from policy.scenes import at, through
from seloste.law import NEVER, Period, cap_at, keep_until
from seloste.policy.reckoning import capped_at, kept_until, quiet_until, ruled_until

INSTANTS = st.one_of(st.just(NEVER), st.datetimes(datetime(1995, 1, 1), datetime(2120, 1, 1), timezones=st.just(UTC)))
PERIODS = st.one_of(
    st.builds(Period, months=st.integers(0, 300), days=st.integers(0, 2000)),
    st.builds(Period, seconds=st.integers(0, 10**6)),
    st.just(Period()),
)


@settings(max_examples=100, deadline=None)
@given(INSTANTS, PERIODS)
def test_what_is_remembered_is_what_the_law_says(instant: datetime, period: Period) -> None:
    assert kept_until(instant, period) == keep_until(instant, period)
    assert capped_at(instant, period) == cap_at(instant, period)
    assert keep_until(instant, period) <= quiet_until(instant, period)


def test_an_event_at_midnight_opens_its_day_and_an_end_at_midnight_closes_the_day_before() -> None:
    week = Period.parse("P7D")
    assert quiet_until(at("2024-05-05"), week) == through("2024-05-12")
    assert kept_until(at("2024-05-05"), week) == through("2024-05-11")


def test_a_rule_that_was_not_in_force_keeps_nothing() -> None:
    assert ruled_until("FI-KPL-6", through("2013-12-31")) == through("2013-12-31")
    assert ruled_until("FI-KPL-6", through("2023-12-31")) == at("2030-01-01")
