"""Is the clock to be believed when it says that something must be destroyed? What a wrong clock erases can't be brought back.

The instant of the last sweep is kept in the home. A clock that has since gone backwards, or forwards by more than a week, stops the sweep
until a person says that it is right. Demo homes travel in time and are not asked.
"""

from datetime import datetime, timedelta
from pathlib import Path

from seloste.home import Home, HomeError
from seloste.home.ring import replace_durably

LEAP = timedelta(days=7)
BACK = timedelta(hours=1)


class ClockDoubtError(Exception):
    """The clock has moved in a way that only a person can vouch for. The message says how, and what to do."""


def last_seen(home: Home) -> datetime | None:
    """Give the instant of the last sweep, or None before the first."""
    try:
        return datetime.fromisoformat(_file(home).read_text("ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise ClockDoubtError(f"{_file(home)} can't be read, so the clock can't be checked. {_REMEDY}") from None


def doubt(home: Home, now: datetime) -> None:
    """Raise ClockDoubtError when the clock has moved too far since the last sweep."""
    if home.demo:
        return
    last = last_seen(home)
    if last is None:
        return
    if now < last - BACK:
        raise ClockDoubtError(f"The clock says {now:%Y-%m-%d %H:%M} UTC, but the last sweep was at {last:%Y-%m-%d %H:%M}. {_REMEDY}")
    if now > last + LEAP:
        days = (now - last).days
        raise ClockDoubtError(f"The clock is {days} days past the last sweep, at {last:%Y-%m-%d %H:%M} UTC. {_REMEDY}")


def remember(home: Home, now: datetime) -> None:
    """Note the instant of a sweep. Raises HomeError when it can't be written."""
    try:
        _file(home).parent.mkdir(mode=0o700, exist_ok=True)
        replace_durably(_file(home), f"{now.isoformat()}\n".encode())
    except OSError as error:
        raise HomeError(f"{_file(home)}: can't be written ({error.strerror}). Make room, then run the sweep again.") from None


_REMEDY = "Nothing was destroyed. Check the machine's date; if it is right, run again with --clock-is-right."


def _file(home: Home) -> Path:
    return home.path / "receipts" / "last-sweep"
