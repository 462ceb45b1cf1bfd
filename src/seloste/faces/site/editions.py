"""Which versions of the notice are there?  The one in force, those before, those to come, and the one of any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from seloste import gate
from seloste.duties.announcements import telling
from seloste.faces.site import addresses
from seloste.law import civil_date, day_after, last_day
from seloste.notice import Notice
from seloste.notice.diff import compare


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version: its number, from which day it binds, and through which day it did (None: it still does)."""

    number: int
    notice: Notice
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Announced:
    """A coming version as the page tells of it: from when, where it stands, and what it means for people."""

    notice: Notice
    effective: datetime
    address: str
    changes: tuple[str, ...]

    @classmethod
    def of(cls, ahead: telling.Ahead, lang: str) -> "Announced":
        """Say what changes, in the page's language."""
        found = compare(ahead.replaces, ahead.notice)
        told = tuple(dict.fromkeys(change.said[lang] for change in found if change.material))
        return cls(ahead.notice, ahead.effective, addresses.version(ahead.notice, lang), told)


def current(door: gate.Door, now: datetime) -> Notice:
    """The version in force. Before the first takes effect there is no page (Http404)."""
    try:
        return door.notice_at(now)
    except LookupError:
        raise Http404 from None


def published(door: gate.Door, now: datetime) -> Sequence[Edition]:
    """Every version that binds or has bound, oldest first."""
    found = [each for each in door.notices() if each[1] <= now]
    ends = [*(effective for _, effective, _ in found[1:]), None]
    return tuple(
        Edition(number, notice, civil_date(effective), last_day(end) if end else None)
        for (number, effective, notice), end in zip(found, ends, strict=True)
    )


def on(door: gate.Door, day: date, now: datetime) -> Notice | None:
    """The version in force as a day ended; None before the first, and for days that are not yet here."""
    if day > civil_date(now):
        return None
    found = [notice for _, effective, notice in door.notices() if effective < day_after(day) and effective <= now]
    return found[-1] if found else None


def ahead(door: gate.Door, now: datetime) -> Sequence[telling.Ahead]:
    """What is to come, soonest first (Art. 13(3), WP260)."""
    return telling.coming(door, now=now)


def called(door: gate.Door, prefix: str, now: datetime) -> Notice | None:
    """The version whose content hash begins so: in force, earlier or announced to come."""
    known = {notice.sha256: notice for _, _, notice in door.notices()}
    known |= {each.notice.sha256: each.notice for each in ahead(door, now)}
    found = [notice for sha256, notice in known.items() if sha256.startswith(prefix)]
    return found[0] if len(found) == 1 else None
