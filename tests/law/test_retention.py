"""Retention: every vector of the legal research, with the last day to keep and the first on which it must be gone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law import HELSINKI, NEVER, LawError, NotInForce, Unknown, keep_by_rule, retention

FISCAL_YEARS = [
    ("2023-12-31", "2029-12-31", "2030-01-01", "2033-12-31", "2034-01-01"),
    ("2024-03-31", "2030-12-31", "2031-01-01", "2034-03-31", "2034-04-01"),
    ("2023-08-31", "2029-12-31", "2030-01-01", "2033-08-31", "2033-09-01"),
    ("2024-02-29", "2030-12-31", "2031-01-01", "2034-02-28", "2034-03-01"),
    ("2024-06-30", "2030-12-31", "2031-01-01", "2034-06-30", "2034-07-01"),
    ("2025-12-31", "2031-12-31", "2032-01-01", "2035-12-31", "2036-01-01"),
]


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(("end", "vouchers", "vouchers_gone", "ledgers", "ledgers_gone"), FISCAL_YEARS)
def test_vouchers_and_ledgers_of_a_fiscal_year(end: str, vouchers: str, vouchers_gone: str, ledgers: str, ledgers_gone: str) -> None:
    six, ten = retention("FI-KPL-6", day(end)), retention("FI-KPL-10", day(end))
    assert (six.keep_through, six.erase_on) == (day(vouchers), day(vouchers_gone))
    assert (ten.keep_through, ten.erase_on) == (day(ledgers), day(ledgers_gone))
    assert six.source == "kirjanpitolaki 1336/1997 2:10.2"


def test_a_receivable_is_kept_three_years_from_its_last_interruption() -> None:
    found = retention("FI-VAN-3", day("2026-11-01"))
    assert (found.keep_through, found.erase_on) == (day("2029-11-01"), day("2029-11-02"))
    assert found.rule.until == "paid"


def test_paid_receivables_leave_only_their_years_vouchers() -> None:
    assert retention("FI-KPL-6", day("2024-12-31")).keep_through == day("2030-12-31")
    assert retention("FI-KPL-6", day("2025-12-31")).keep_through == day("2031-12-31")


def test_an_identity_code_goes_on_the_day_its_ground_ends() -> None:
    found = retention("FI-HETU", day("2025-01-10"))
    assert found.keep_through == found.erase_on == day("2025-01-10")
    closed = datetime(2025, 1, 10, 11, 30, tzinfo=HELSINKI).astimezone(UTC)
    assert keep_by_rule("FI-HETU", closed) == closed


def test_a_rule_applied_to_an_instant_keeps_through_its_last_day() -> None:
    year_end = datetime(2025, 1, 1, tzinfo=HELSINKI).astimezone(UTC)  # the midnight that ends 2024
    assert keep_by_rule("FI-KPL-6", year_end) == datetime(2031, 1, 1, tzinfo=HELSINKI)
    assert keep_by_rule("FI-KPL-10", year_end) == datetime(2035, 1, 1, tzinfo=HELSINKI)
    assert keep_by_rule("FI-KPL-6", NEVER) == NEVER


@pytest.mark.parametrize("rule", ["FI-KSL", "GDPR-SUP"])
def test_a_rule_without_period_says_until_what_it_lasts(rule: str) -> None:
    with pytest.raises(LawError, match="lasts until"):
        retention(rule, day("2025-01-01"))


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Unknown, match="FI-KPL-7"):
        retention("FI-KPL-7", day("2025-01-01"))


def test_a_rule_before_its_time_is_refused() -> None:
    with pytest.raises(NotInForce, match="only from 2016-01-01"):
        retention("FI-KPL-6", day("2015-12-31"))


@settings(max_examples=60)
@given(event=st.dates(min_value=date(2016, 1, 1), max_value=date(2100, 1, 1)))
def test_vouchers_are_kept_six_whole_calendar_years_and_go_on_new_years_day(event: date) -> None:
    found = retention("FI-KPL-6", event)
    assert (found.keep_through.month, found.keep_through.day) == (12, 31)
    assert found.keep_through.year - event.year == 6
    assert (found.erase_on.month, found.erase_on.day, found.erase_on.year) == (1, 1, event.year + 7)
