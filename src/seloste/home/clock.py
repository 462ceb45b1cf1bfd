"""What time is it?  The one place that reads the clock. Only faces ask; below them `now` is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, aware and in UTC."""
    return datetime.now(UTC)
