"""Deadlines: every vector of the legal research, and an independent way of counting that must agree."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law import LawError, day_off, deadline, easter, holidays

# received, the month's raw end, the deadline, why it moved, three months from the original request
VECTORS = [
    ("2018-03-05", "2018-04-05", "2018-04-05", "", "2018-06-05"),
    ("2025-03-05", "2025-04-05", "2025-04-07", "la+su", "2025-06-05"),
    ("2022-08-31", "2022-09-30", "2022-09-30", "", "2022-11-30"),
    ("2025-01-31", "2025-02-28", "2025-02-28", "", "2025-04-30"),
    ("2024-01-31", "2024-02-29", "2024-02-29", "", "2024-04-30"),
    ("2024-01-30", "2024-02-29", "2024-02-29", "", "2024-04-30"),
    ("2025-03-18", "2025-04-18", "2025-04-22", "pitkäperjantai+la+pääsiäispäivä+2. pääsiäispäivä", "2025-06-18"),
    ("2026-03-03", "2026-04-03", "2026-04-07", "pitkäperjantai+la+pääsiäispäivä+2. pääsiäispäivä", "2026-06-03"),
    ("2026-03-05", "2026-04-05", "2026-04-07", "pääsiäispäivä+2. pääsiäispäivä", "2026-06-05"),
    ("2025-04-01", "2025-05-01", "2025-05-02", "vappu", "2025-07-01"),
    ("2026-04-14", "2026-05-14", "2026-05-15", "helatorstai", "2026-07-14"),
    ("2025-05-20", "2025-06-20", "2025-06-20", "", "2025-08-20"),
    ("2026-05-19", "2026-06-19", "2026-06-19", "", "2026-08-19"),
    ("2025-05-21", "2025-06-21", "2025-06-23", "juhannuspäivä+su", "2025-08-21"),
    ("2025-11-24", "2025-12-24", "2025-12-24", "", "2026-02-24"),
    ("2025-11-25", "2025-12-25", "2025-12-29", "joulupäivä+tapaninpäivä+la+su", "2026-02-25"),
    ("2025-11-26", "2025-12-26", "2025-12-29", "tapaninpäivä+la+su", "2026-02-26"),
    ("2025-12-01", "2026-01-01", "2026-01-02", "uudenvuodenpäivä", "2026-03-02"),
    ("2025-12-06", "2026-01-06", "2026-01-07", "loppiainen", "2026-03-06"),
    ("2024-12-06", "2025-01-06", "2025-01-07", "loppiainen", "2025-03-06"),
    ("2025-10-01", "2025-11-01", "2025-11-03", "pyhäinpäivä+su", "2026-01-02"),
    ("2026-10-01", "2026-11-01", "2026-11-02", "su", "2027-01-04"),
    ("2024-11-30", "2024-12-30", "2024-12-30", "", "2025-02-28"),
    ("2025-09-30", "2025-10-30", "2025-10-30", "", "2025-12-30"),
    ("2026-01-29", "2026-02-28", "2026-03-02", "la+su", "2026-04-29"),
    ("2026-01-31", "2026-02-28", "2026-03-02", "la+su", "2026-04-30"),
    ("2023-05-06", "2023-06-06", "2023-06-06", "", "2023-08-07"),
    ("2028-01-31", "2028-02-29", "2028-02-29", "", "2028-05-02"),
    ("2027-02-26", "2027-03-26", "2027-03-30", "pitkäperjantai+la+pääsiäispäivä+2. pääsiäispäivä", "2027-05-26"),
    ("2026-11-06", "2026-12-06", "2026-12-07", "itsenäisyyspäivä", "2027-02-08"),
    ("2026-11-24", "2026-12-24", "2026-12-24", "", "2027-02-24"),
]
ALWAYS_OFF = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 25), (12, 26)}
DATES = st.dates(min_value=date(2018, 5, 25), max_value=date(2060, 12, 31))


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


def test_all_the_vectors_are_here() -> None:
    assert len(VECTORS) == 31


@pytest.mark.parametrize(("received", "raw", "end", "why", "three"), VECTORS)
def test_a_month_ends_as_in_the_table(received: str, raw: str, end: str, why: str, three: str) -> None:
    one = deadline(day(received))
    assert (one.raw, one.suspended_to, one.deadline) == (day(raw), day(raw), day(end))
    assert "+".join(one.rolled_because) == why
    assert (one.received_on, one.months, one.suspended_days) == (day(received), 1, 0)


@pytest.mark.parametrize(("received", "raw", "end", "why", "three"), VECTORS)
def test_three_months_count_from_the_original_request(received: str, raw: str, end: str, why: str, three: str) -> None:
    assert deadline(day(received), months=3).deadline == day(three)


@pytest.mark.parametrize(("received", "raw", "end", "why", "three"), VECTORS)
def test_a_month_flat_never_moves(received: str, raw: str, end: str, why: str, three: str) -> None:
    flat = deadline(day(received), roll=False)
    assert flat.deadline == flat.raw == day(raw)
    assert flat.rolled_because == ()


@pytest.mark.parametrize(
    ("received", "days", "end"),
    [("2025-03-05", 10, "2025-04-15"), ("2025-06-10", 14, "2025-07-24"), ("2026-01-31", 7, "2026-03-09")],
)
def test_a_suspension_is_added_before_the_end_moves(received: str, days: int, end: str) -> None:
    found = deadline(day(received), suspended_days=days)
    assert found.deadline == day(end)
    assert found.suspended_to == found.raw + timedelta(days=days)


def test_the_day_of_receipt_is_helsinkis() -> None:
    found = deadline(datetime(2025, 3, 31, 22, 30, tzinfo=UTC))
    assert (found.received_on, found.deadline) == (date(2025, 4, 1), date(2025, 5, 2))
    assert deadline(datetime(2025, 4, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo"))).received_on == date(2025, 4, 1)
    assert deadline(datetime(2025, 4, 1, 5, tzinfo=ZoneInfo("Asia/Tokyo"))).received_on == date(2025, 3, 31)


def test_the_deadline_lasts_to_the_end_of_its_day() -> None:
    assert deadline(date(2025, 4, 1)).ends == datetime(2025, 5, 2, 21, tzinfo=UTC)


def test_the_calendar_used_is_named() -> None:
    assert deadline(date(2025, 4, 1)).calendar.startswith("fi/20")


@pytest.mark.parametrize(("months", "suspended"), [(0, 0), (-1, 0), (121, 0), (1, -1), (1, 99999)])
def test_impossible_lengths_are_refused(months: int, suspended: int) -> None:
    with pytest.raises(LawError):
        deadline(date(2025, 1, 1), months=months, suspended_days=suspended)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(LawError, match="zone"):
        deadline(datetime(2025, 1, 1, 12))


def test_a_date_before_the_calendar_is_refused() -> None:
    with pytest.raises(LawError, match="1995-01-01"):
        deadline(date(1994, 12, 31))


def gauss_easter(year: int) -> date:
    """Count Easter another way: Gauss's rule, as corrected for the Gregorian calendar."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    found = date(year, 3, 22) + timedelta(days=d + e)
    if (d == 29 and e == 6) or (d == 28 and e == 6 and (11 * m + 11) % 30 < 19):
        found -= timedelta(days=7)
    return found


def walked(received: date, months: int, suspended: int) -> date:
    """Count a deadline day by day, with rules written out instead of rows."""
    year, month = received.year, received.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    end = date(year, month, min(received.day, monthrange(year, month)[1]))
    for _ in range(suspended):
        end += timedelta(days=1)
    while is_off(end):
        end += timedelta(days=1)
    return end


def is_off(each: date) -> bool:
    """Say whether a date is a week-end or a Finnish public holiday; midsummer and All Saints' are Saturdays anyway."""
    moving = {gauss_easter(each.year) + timedelta(days=n) for n in (-2, 0, 1, 39, 49)}
    return each.weekday() >= 5 or (each.month, each.day) in ALWAYS_OFF or each in moving


def test_easter_agrees_with_another_rule_for_three_centuries() -> None:
    assert all(easter(year) == gauss_easter(year) for year in range(1900, 2200))
    assert [easter(year) for year in (2025, 2026, 2027)] == [date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28)]


@settings(max_examples=100, deadline=None)
@given(received=DATES, months=st.integers(1, 6), suspended=st.integers(0, 60))
def test_every_deadline_agrees_with_walking_the_days(received: date, months: int, suspended: int) -> None:
    assert deadline(received, months=months, suspended_days=suspended).deadline == walked(received, months, suspended)


@settings(max_examples=60, deadline=None)
@given(first=DATES, second=DATES)
def test_a_later_request_is_never_due_earlier(first: date, second: date) -> None:
    early, late = sorted((first, second))
    assert deadline(early).deadline <= deadline(late).deadline


def test_a_year_has_its_thirteen_holidays_by_name() -> None:
    names = {on.isoformat(): row.name.fi for on, row in holidays(2026).items()}
    assert names == {
        "2026-01-01": "uudenvuodenpäivä",
        "2026-01-06": "loppiainen",
        "2026-04-03": "pitkäperjantai",
        "2026-04-05": "pääsiäispäivä",
        "2026-04-06": "2. pääsiäispäivä",
        "2026-05-01": "vappu",
        "2026-05-14": "helatorstai",
        "2026-05-24": "helluntaipäivä",
        "2026-06-20": "juhannuspäivä",
        "2026-10-31": "pyhäinpäivä",
        "2026-12-06": "itsenäisyyspäivä",
        "2026-12-25": "joulupäivä",
        "2026-12-26": "tapaninpäivä",
    }


@pytest.mark.parametrize(
    ("on", "name"), [("2025-06-21", "juhannuspäivä"), ("2021-06-26", "juhannuspäivä"), ("2020-10-31", "pyhäinpäivä"), ("2026-11-01", "su")]
)
def test_moving_saturdays_and_week_ends_have_their_names(on: str, name: str) -> None:
    assert day_off(day(on)) == name


@pytest.mark.parametrize("eve", ["2025-06-20", "2026-06-19", "2025-12-24", "2026-12-24", "2026-04-30"])
def test_eves_are_working_days(eve: str) -> None:
    assert day_off(day(eve)) is None


def test_ascension_day_on_the_first_of_may_is_one_holiday() -> None:
    assert day_off(date(2008, 5, 1)) in {"vappu", "helatorstai"}
    assert len(holidays(2008)) == 12
