"""An instant comes out of a row as it went in, whatever zone it was told in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seloste.register.sql import kept, stamp

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.sqlite
@given(st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)), ZONES)
@example(datetime(9999, 12, 30), UTC)
@example(datetime(2026, 11, 22, 4), timezone(timedelta(hours=2)))
def test_what_sqlite_keeps_as_text_is_the_instant_that_was_stored(at: datetime, zone: timezone) -> None:
    told = at.replace(tzinfo=zone)
    assert kept(stamp(told)) == told
    assert kept(stamp(told)).tzinfo is UTC
