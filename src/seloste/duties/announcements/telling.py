"""Telling people of a coming notice: what is written down, and what the public page shows. Telling is done by people or by our own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from seloste.duties.announcements.models import Announcement, Coming
from seloste.duties.announcements.promise import Channel
from seloste.gate import Door
from seloste.law import civil_date
from seloste.notice import Notice, read
from seloste.policy import Actor


@dataclass(frozen=True, slots=True)
class Ahead:
    """A notice that is to come: from when, and the notice whose place it takes."""

    notice: Notice
    effective: datetime
    replaces: Notice


@dataclass(frozen=True, slots=True)
class Told:
    """A coming notice by its hash: from when it is to bind, and when it was told on each channel."""

    notice: str
    effective: datetime
    told: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Before:
    """That this very file was published before: as the newest version, or as one that others came after. In words, with what to do."""

    newest: bool
    message: str
    fix: str


class NotComingError(ValueError):
    """It can't be announced: it is in force or published already, or would bind before anyone could read of it."""


def announce(door: Door, notice: Notice, source: bytes, channel: Channel, *, effective: datetime, by: Actor, now: datetime) -> datetime:
    """Write down that a coming notice was told on a channel; gives when it was first told there. Raises NotComingError.

    The text is kept from then on: what was announced must be what people can read, at its own address.
    """
    if before := published_before(door, notice.sha256, now=now):
        raise NotComingError(f"{before.message}; {before.fix}")
    if effective <= now:
        raise NotComingError(f"it would bind from {civil_date(effective)}, and that is not ahead; put a later date in `dates.effective`")
    with transaction.atomic():
        wanted = {"file": notice.file[-100:], "source": source, "effective": effective, "made": now}
        kept, made = Coming.objects.get_or_create(register_id=door.register, notice=notice.sha256, defaults=wanted)
        if not made and kept.effective != effective:
            raise NotComingError(f"it was announced to bind from {civil_date(kept.effective)}; another date is another notice file")
        first, _ = Announcement.objects.get_or_create(
            register_id=door.register, notice=notice.sha256, channel=channel, defaults={"sent_at": now, "by": by.id}
        )
    return first.sent_at


def published_before(door: Door, sha256: str, *, now: datetime) -> Before | None:
    """Tell whether a file of this hash was published before.

    INVARIANT: a hash is a version. What people were told, and the day that the page tells, are those of its own time.
    """
    found = {known.sha256: (number, effective) for number, effective, known in door.notices()}
    if sha256 not in found:
        return None
    (number, effective), last = found[sha256], door.notices()[-1][0]
    if number == last:
        since = f"in force since {civil_date(effective)}" if effective <= now else f"published, and binds from {civil_date(effective)}"
        return Before(True, f"this very notice is version {number}, {since}", "nothing to do")
    message = f"this very notice was published before, as version {number} from {civil_date(effective)}, and version {last} came after it"
    fix = "to go back to it, write the day from which it binds again in `dates.effective`: that makes it a version of its own"
    return Before(False, message, fix)


def told(door: Door, sha256: str) -> Mapping[str, datetime]:
    """When it was told on each channel."""
    found = Announcement.objects.filter(register_id=door.register, notice=sha256).order_by("sent_at")
    return {each.channel: each.sent_at for each in found}


def listing(door: Door) -> tuple[Told, ...]:
    """Every notice that was ever announced here, the latest first."""
    kept = Coming.objects.filter(register_id=door.register).order_by("-effective", "id")
    return tuple(Told(each.notice, each.effective, told(door, each.notice)) for each in kept)


def announced_to_bind(door: Door, sha256: str) -> datetime | None:
    """From when it was announced to bind, if it was."""
    kept = Coming.objects.filter(register_id=door.register, notice=sha256).first()
    return kept.effective if kept else None


def coming(door: Door, *, now: datetime) -> tuple[Ahead, ...]:
    """What the public page shows as coming: published but not yet in force, or announced on the site and not yet due. Soonest first."""
    published = door.notices()
    current = door.notice_at(now)
    found = {notice.sha256: (notice, effective) for _, effective, notice in published if effective > now}
    on_site = Announcement.objects.filter(register_id=door.register, channel="site").values_list("notice", flat=True)
    known = {notice.sha256 for _, _, notice in published}
    for kept in Coming.objects.filter(register_id=door.register, effective__gt=now, notice__in=list(on_site)):
        if kept.notice not in known:
            found[kept.notice] = (_read(kept), kept.effective)
    return tuple(Ahead(notice, effective, current) for notice, effective in sorted(found.values(), key=lambda each: each[1]))


def _read(kept: Coming) -> Notice:
    return read(bytes(kept.source), file=kept.file)
