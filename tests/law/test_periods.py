"""Periods: what is one, how it is written back, and on which date it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law import BadPeriod, Period, add_months, add_period

DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


@pytest.mark.parametrize("text", ["P24M", "P2Y", "PT0S", "P0D", "P14D", "P1Y6M", "PT12H", "P2W", "P1Y2M3D", "PT1H30M", "PT90M", "PT10S"])
def test_a_period_is_written_back_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P1", "24M", "p24m", "P-1M", "-P1M", "P1.5M", "P1,5D", "P1DT", "P1W2D", "P1M1Y", " P1M", "P1M\n", "P٣M"),
        *("kohtuullinen aika", "P300Y", "P99999M", "PT999999H9999999M999999999999S"),
    ],
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        Period.parse(text)


def test_the_refusal_shows_how_a_period_is_written() -> None:
    with pytest.raises(BadPeriod, match=r"'kohtuullinen aika' is not a period; write for example P24M"):
        Period.parse("kohtuullinen aika")


def test_a_period_of_days_and_hours_is_refused() -> None:
    with pytest.raises(BadPeriod, match="either"):
        Period.parse("P1DT1H")


def test_periods_of_the_same_length_are_equal_however_they_are_written() -> None:
    assert Period.parse("P24M") == Period.parse("P2Y") == Period(months=24)
    assert hash(Period.parse("P2W")) == hash(Period.parse("P14D"))
    assert Period.parse("P30D") != Period.parse("P1M")


def test_a_period_made_of_numbers_can_be_written() -> None:
    made = [Period(), Period(months=30), Period(months=3, days=2), Period(seconds=5400)]
    assert [str(period) for period in made] == ["PT0S", "P2Y6M", "P3M2D", "PT1H30M"]


def test_zero_and_clock_periods_say_so() -> None:
    assert Period.parse("P0D").is_zero
    assert Period.parse("PT0S").is_zero
    assert not Period.parse("PT0S").is_clock
    assert Period.parse("PT72H").is_clock
    assert not Period.parse("P3D").is_clock


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-02-29", "P5Y", "2029-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2025-01-31", "P1M", "2025-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2022-08-31", "P1M", "2022-09-30"),
        ("2025-01-31", "P3M", "2025-04-30"),
        ("2024-11-30", "P3M", "2025-02-28"),
        ("2024-12-31", "P6Y", "2030-12-31"),
        ("2024-01-31", "P1M1D", "2024-03-01"),
        ("2025-01-10", "P14D", "2025-01-24"),
        ("2025-01-10", "PT0S", "2025-01-10"),
        ("9999-12-31", "P5Y", "9999-12-31"),
        ("9990-05-05", "P20Y", "9999-12-31"),
        ("9999-12-30", "P30D", "9999-12-31"),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_last_of_the_month(start: str, period: str, end: str) -> None:
    assert add_period(date.fromisoformat(start), Period.parse(period)) == date.fromisoformat(end)


def test_hours_are_not_added_to_a_date() -> None:
    with pytest.raises(BadPeriod, match="instant"):
        add_period(date(2025, 1, 1), Period.parse("PT12H"))


def walk_months(start: date, months: int) -> date:
    """Find the end by walking: to the month, then to the day, never leaving the month."""
    seen = 0
    day = start
    while seen < months:
        day += timedelta(days=1)
        seen += day.day == 1
    while day.day < start.day and (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    return day


@settings(max_examples=60, deadline=None)
@given(start=DATES, months=st.integers(min_value=0, max_value=40))
def test_adding_months_agrees_with_walking_the_calendar(start: date, months: int) -> None:
    assert add_months(start, months) == walk_months(start, months)


@settings(max_examples=80)
@given(first=DATES, second=DATES, months=st.integers(0, 400), days=st.integers(0, 4000))
def test_a_later_start_never_ends_earlier(first: date, second: date, months: int, days: int) -> None:
    early, late = sorted((first, second))
    period = Period(months=months, days=days)
    assert early <= add_period(early, period) <= add_period(late, period)
