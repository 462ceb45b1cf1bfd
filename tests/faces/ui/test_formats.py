"""Dates, periods and numbers as Finns write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.templatetags.ui import day, lasts, moment, number, text, through, weekday
from seloste.law import NEVER
from seloste.law.periods import Period
from seloste.notice import Text


def test_a_day_is_written_without_zeros() -> None:
    assert day(date(2026, 2, 3)) == "3.2.2026"
    assert weekday(date(2026, 11, 16)) == "ma 16.11.2026"


def test_an_instant_is_written_on_a_helsinki_wall() -> None:
    assert moment(datetime(2026, 11, 22, 4, 5, tzinfo=UTC)) == "22.11.2026 klo 6.05"
    assert day(datetime(2026, 6, 30, 21, 30, tzinfo=UTC)) == "1.7.2026"


def test_an_end_at_midnight_belongs_to_the_day_before() -> None:
    assert through(datetime(2026, 12, 31, 22, 0, tzinfo=UTC)) == "31.12.2026"


def test_an_end_that_nobody_knows_is_said_so() -> None:
    assert through(NEVER) == "toistaiseksi"


@pytest.mark.parametrize(
    ("lang", "date_of", "instant", "thousands", "year"),
    [
        ("fi", "ke 2.12.2026", "22.11.2026 klo 6.05", "20\u00a0000", "2 vuotta"),
        ("sv", "ons 2.12.2026", "22.11.2026 kl. 6.05", "20\u00a0000", "2 år"),
        ("en", "Wed 2 December 2026", "22 November 2026, 06:05", "20,000", "2 years"),
    ],
)
def test_each_language_writes_them_in_its_own_way(lang: str, date_of: str, instant: str, thousands: str, year: str) -> None:
    with override(lang):
        assert weekday(date(2026, 12, 2)) == date_of
        assert moment(datetime(2026, 11, 22, 4, 5, tzinfo=UTC)) == instant
        assert number(20000) == thousands
        assert lasts(Period.parse("P24M")) == year
        assert read_day(typed_day(date(2026, 12, 2))) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P24M", "2 vuotta"),
        ("P1Y", "1 vuosi"),
        ("P1Y6M", "18 kuukautta"),
        ("P1M", "1 kuukausi"),
        ("P14D", "14 päivää"),
        ("PT12H", "12 tuntia"),
        ("PT0S", "heti"),
    ],
)
def test_a_period_is_said_in_words(period: str, words: str) -> None:
    assert lasts(Period.parse(period)) == words


def test_thousands_have_a_hard_space() -> None:
    assert number(1234567) == "1\u00a0234\u00a0567"


def test_nothing_is_written_for_nothing() -> None:
    assert [day(None), weekday(None), moment(None), through(None), lasts(None), text(None)] == [""] * 6


def test_a_text_is_shown_in_the_language_of_the_page() -> None:
    assert text(Text(fi="nimi", sv="namn")) == "nimi"
    assert text("sellaisenaan") == "sellaisenaan"
    with override("sv"):
        assert text(Text(fi="nimi", sv="namn")) == "namn"
        assert text(Text(fi="nimi")) == "nimi"


@pytest.mark.parametrize(
    ("raw", "read"), [("22.11.2026", date(2026, 11, 22)), (" 1.2.2026 ", date(2026, 2, 1)), ("2026-11-22", date(2026, 11, 22))]
)
def test_a_day_is_read_as_people_write_it(raw: str, read: date) -> None:
    assert read_day(raw) == read


@pytest.mark.parametrize("raw", ["", "huomenna", "31.2.2026", "11/22/2026"])
def test_what_is_no_day_is_not_guessed(raw: str) -> None:
    assert read_day(raw) is None
