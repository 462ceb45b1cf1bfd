"""Instants: keeping rounds up, caps round down, zero is at once, and days are Helsinki's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law import HELSINKI, NEVER, LawError, Period, cap_at, civil_date, day_after, day_start, hours_after, keep_until, last_day


def helsinki(text: str) -> datetime:
    """Give the instant of a wall-clock time in Helsinki."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


INSTANTS = st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2120, 1, 1), timezones=st.just(UTC))
CIVIL = st.builds(Period, months=st.integers(0, 300), days=st.integers(0, 2000))


def test_an_end_at_midnight_belongs_to_the_day_before() -> None:
    assert last_day(helsinki("2022-03-01T00:00")) == date(2022, 2, 28)
    assert last_day(helsinki("2022-03-01T00:00:00.000001")) == date(2022, 3, 1)
    assert civil_date(helsinki("2022-03-01T00:00")) == date(2022, 3, 1)


def test_a_day_ends_at_helsinki_midnight_summer_and_winter() -> None:
    assert day_after(date(2025, 7, 1)) == datetime(2025, 7, 1, 21, tzinfo=UTC)
    assert day_after(date(2025, 12, 1)) == datetime(2025, 12, 1, 22, tzinfo=UTC)
    assert day_start(date(2025, 7, 2)) == day_after(date(2025, 7, 1))


@pytest.mark.parametrize(
    ("ended", "period", "erased"),
    [
        ("2022-03-01T00:00", "P5Y", "2027-03-01T00:00"),  # a warranty that ran through 2022-02-28
        ("2022-02-28T15:00", "P5Y", "2027-03-01T00:00"),  # the same day, recorded in the afternoon
        ("2024-03-01T00:00", "P5Y", "2029-03-01T00:00"),  # through 29.2.2024: keep through 2029-02-28
        ("2024-02-29T12:00", "P5Y", "2029-03-01T00:00"),
        ("2020-07-01T00:00", "P5Y", "2025-07-01T00:00"),
        ("2025-01-31T12:00", "P1M", "2025-03-01T00:00"),
        ("2025-01-10T11:30", "PT0S", "2025-01-10T11:30"),
        ("2025-01-10T11:30", "PT12H", "2025-01-10T23:30"),
        ("2026-10-24T12:00", "PT72H", "2026-10-27T11:00"),
    ],
)
def test_keeping_lasts_through_the_last_day(ended: str, period: str, erased: str) -> None:
    assert keep_until(helsinki(ended), Period.parse(period)) == helsinki(erased)


@pytest.mark.parametrize(
    ("opened", "period", "struck"),
    [
        ("2025-01-10T09:00", "P14D", "2025-01-24T00:00"),
        ("2025-01-10T00:00", "P14D", "2025-01-24T00:00"),
        ("2025-01-31T09:00", "P1M", "2025-02-28T00:00"),
        ("2025-01-10T09:00", "PT0S", "2025-01-10T09:00"),
        ("2025-01-10T09:00", "PT36H", "2025-01-11T21:00"),
    ],
)
def test_a_cap_strikes_at_the_start_of_its_day(opened: str, period: str, struck: str) -> None:
    assert cap_at(helsinki(opened), Period.parse(period)) == helsinki(struck)


def test_no_end_stays_no_end() -> None:
    assert keep_until(NEVER, Period.parse("P5Y")) == NEVER
    assert cap_at(NEVER, Period.parse("P14D")) == NEVER
    assert keep_until(NEVER, Period.parse("PT72H")) == NEVER
    assert keep_until(datetime(9990, 1, 1, tzinfo=UTC), Period.parse("P50Y")) == NEVER
    assert hours_after(datetime(9999, 12, 30, tzinfo=UTC), 72) == NEVER


def test_hours_run_through_the_week_end_and_the_clock_change() -> None:
    assert hours_after(helsinki("2026-11-20T16:20"), 72) == helsinki("2026-11-23T16:20")
    assert hours_after(helsinki("2026-10-24T12:00"), 72) == helsinki("2026-10-27T11:00")


def test_an_instant_without_zone_is_refused() -> None:
    naive = datetime(2025, 1, 1, 12)
    for act in (last_day, civil_date, lambda i: keep_until(i, Period()), lambda i: cap_at(i, Period()), lambda i: hours_after(i, 1)):
        with pytest.raises(LawError, match="zone"):
            act(naive)


def test_negative_hours_are_refused() -> None:
    with pytest.raises(LawError, match="negative"):
        hours_after(datetime(2025, 1, 1, tzinfo=UTC), -1)


@settings(max_examples=60, deadline=None)
@given(instant=INSTANTS, days=st.integers(min_value=1, max_value=400))
def test_keeping_and_caps_agree_with_counting_midnights(instant: datetime, days: int) -> None:
    midnight = instant.astimezone(HELSINKI).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    midnights = [midnight + timedelta(days=n) for n in range(days + 2)]  # wall-clock arithmetic: each is a midnight
    period = Period(days=days)
    assert cap_at(instant, period) == [m for m in midnights if m > instant][days - 1]
    assert keep_until(instant, period) == [m for m in midnights if m >= instant][days]


@settings(max_examples=60)
@given(instant=INSTANTS, period=CIVIL)
def test_a_cap_never_strikes_after_keeping_of_the_same_length_ends(instant: datetime, period: Period) -> None:
    assert instant <= cap_at(instant, period) <= keep_until(instant, period)


@settings(max_examples=60)
@given(first=INSTANTS, second=INSTANTS, period=CIVIL)
def test_a_later_end_is_never_kept_shorter(first: datetime, second: datetime, period: Period) -> None:
    early, late = sorted((first, second))
    assert keep_until(early, period) <= keep_until(late, period)
