"""Millä perusteella?  A person's matters, grounds, folders and decisions in words and dates: why we hold what we hold, and until when.

Everything here is value-free: kinds, dates and the notice's own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste import gate
from seloste.faces.desk import groups, names, words
from seloste.faces.desk.lifeline import draw
from seloste.faces.desk.seat import Seat, denied, page, sit
from seloste.faces.ui.frame import Choice
from seloste.faces.ui.templatetags.ui import day, language
from seloste.faces.ui.words import why
from seloste.law import last_day
from seloste.notice import Basis
from seloste.policy import DISCLOSURE, Denial, RefusalKind

# A mistake is noticed soon or it is no mistake; what fell by it is gone by then anyway.
UNDOABLE = timedelta(days=30)
RECENT = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as the page says it."""

    purpose: Choice
    matter: str
    basis: str
    opened: datetime
    ends: datetime
    why: str
    state: str
    style: str
    notice: str
    notice_url: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder as the page says it."""

    name: str
    matter: str
    live_until: datetime
    falls: datetime | None
    doom: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the page says it."""

    at: datetime
    recorded: datetime
    late: bool
    text: str
    hue: int
    voided: bool
    event: int
    undo: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """A running matter."""

    id: int
    name: str
    opened: datetime
    ends: datetime
    endable: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A consent or a refusal of the person's."""

    purpose: Choice
    channel: str
    state: str
    style: str
    since: datetime
    lift: str


@dataclass(frozen=True, slots=True)
class Limited:
    """A standing restriction."""

    id: int
    purpose: Choice
    review: datetime


def mine(seat: Seat, kind: str) -> bool:
    """Whether the purpose in use may begin and end matters of a kind."""
    purpose = seat.notice.purposes[seat.purpose]
    return kind != "request" and (kind in purpose.while_ or kind == purpose.per)


def grounds(seat: Seat, life: gate.Life) -> tuple[Ground, ...]:
    """The grounds: open ones first, then those to come, then those that ended."""
    versions = {number: notice for number, _effective, notice in seat.door.notices()}
    names = matters(seat, life)
    found = []
    for ground in life.grounds:
        key, (style, state) = ground.purpose, _state(ground, seat.now)
        notice = versions[ground.version]
        choice = seat.choice(key) if key in seat.notice.purposes else Choice(key, key, "", 0)
        url = reverse("site:version", args=[language(), notice.sha256[:12]]) + f"#purpose.{key}"
        found.append(
            Ground(
                choice, names.get(ground.matter, ""), words.basis(Basis(ground.basis)), ground.opened, ground.ends, why(ground.why), state,
                style, day(notice.dates.effective), url,
            )
        )  # fmt: skip
    order = {"open": 0, "due": 1, "ended": 2}
    return tuple(sorted(found, key=lambda row: (order[row.style], row.purpose.hue == 0, row.opened)))


def matters(seat: Seat, life: gate.Life) -> dict[int, str]:
    """Name every matter of a life with the day it began, the controller's own (a fiscal year) with its last year."""
    found = {matter.id: f"{words.matter(seat.notice, matter.kind)} {day(matter.opened)}" for matter in life.matters}
    for kind, declared in seat.notice.matters.items():
        if declared.of == "controller":
            for id, (_begun, ends) in seat.door.own_matters(kind).items():
                found[id] = f"{words.matter(seat.notice, kind)} {last_day(ends).year}"
    return found


def _state(ground: gate.LifeGround, now: datetime) -> tuple[str, str]:
    if ground.opened > now:
        return "due", _("alkaa myöhemmin")
    return ("open", _("avoinna")) if now < ground.ends else ("ended", _("päättynyt"))


def kept(seat: Seat, life: gate.Life) -> tuple[Kept, ...]:
    """The folders that stand, with the dates on which they stop being used, fall, and are gone at the latest."""
    names = matters(seat, life)
    order = {category: place for place, category in enumerate(seat.notice.data)}
    return tuple(
        Kept(
            groups.category_name(seat.notice, folder.category),
            names.get(folder.matter, ""),
            folder.live_until,
            folder.falls,
            folder.doom,
            folder.archived or folder.live_until <= seat.now,
        )
        for folder in sorted(life.folders, key=lambda folder: order.get(folder.category, len(order)))
        if folder.falls is None or folder.falls > seat.now
    )


def by_category(rows: Sequence[Kept]) -> tuple[Kept, ...]:
    """One row for each category: the one that stands longest."""
    longest: dict[str, Kept] = {}
    for row in rows:
        known = longest.get(row.name)
        if known is None or (known.falls is not None and (row.falls is None or row.falls > known.falls)):
            longest[row.name] = row
    return tuple(longest.values())


def happened(seat: Seat, life: gate.Life) -> tuple[Happened, ...]:
    """The events, newest first."""
    undone = {event.target for event in life.events if event.verb == "void"}
    return tuple(
        Happened(
            event.at,
            event.recorded,
            (event.recorded - event.at).total_seconds() > 86_400,
            words.happened(seat.notice, event.verb, event.kind) + (f" – {words.reason(event.reason).lower()}" if event.reason else ""),
            _hue(seat, event.kind),
            event.id in undone,
            event.id,
            event.verb != "void" and event.id not in undone and mine(seat, event.kind) and event.recorded > seat.now - UNDOABLE,
        )
        for event in sorted(life.events, key=lambda event: (event.at, event.recorded), reverse=True)
    )


def _hue(seat: Seat, kind: str) -> int:
    for key, purpose in seat.notice.purposes.items():
        if not purpose.builtin and (kind == purpose.per or kind in purpose.while_):
            return seat.choice(key).hue
    return 0


def running(seat: Seat, life: gate.Life) -> tuple[Matter, ...]:
    """The matters that run now; consents are said elsewhere."""
    return tuple(
        Matter(matter.id, words.matter(seat.notice, matter.kind), matter.opened, matter.ends, mine(seat, matter.kind))
        for matter in life.matters
        if matter.opened <= seat.now < matter.ends and matter.kind not in consents(seat) and matter.kind != "request"
    )


def consents(seat: Seat) -> dict[str, tuple[str, ...]]:
    """The kinds of matter that are a consent, with the purposes that each opens: none but such as rest on consent alone run on them."""
    running: dict[str, list[str]] = {}
    for key, purpose in seat.notice.purposes.items():
        for kind in () if purpose.builtin else {*purpose.while_, *((purpose.per,) if purpose.per else ())}:
            running.setdefault(kind, []).append(key)
    purposes = seat.notice.purposes
    return {kind: tuple(keys) for kind, keys in running.items() if all({*purposes[key].basis.values()} == {Basis.CONSENT} for key in keys)}


def opened_by(seat: Seat, kind: str) -> Choice | None:
    """The purpose that a kind of consent opens, of those that whoever acts may work in."""
    return next((choice for choice in seat.picker.choices if choice.key in consents(seat).get(kind, ())), None)


def said(seat: Seat, life: gate.Life) -> tuple[Said, ...]:
    """What the person has allowed and forbidden, as it stands. A consent that was given again stands once, since it was given last."""
    by_kind, rows = consents(seat), []
    given: dict[str, datetime] = {}
    refused = {row.purpose for row in life.refusals if row.lifted is None and not row.channel}
    for matter in sorted(life.matters, key=lambda matter: matter.opened):
        if matter.opened <= seat.now < matter.ends:
            given |= dict.fromkeys((purpose for purpose in by_kind.get(matter.kind, ()) if purpose not in refused), matter.opened)
    for purpose, since in given.items():
        withdraw = reverse("desk:withdraw", args=[life.subject, purpose])
        rows.append(Said(seat.choice(purpose), "", _("suostumus annettu"), "open", since, withdraw))
    for row in life.refusals:
        if row.lifted is None and (row.purpose in seat.notice.purposes or row.purpose == DISCLOSURE):
            lift = reverse("desk:lift", args=[life.subject, row.id]) if row.kind is not RefusalKind.ERASURE else ""
            channel = str(words.CHANNELS.get(row.channel, row.channel))
            rows.append(Said(_refused(seat, row.purpose), channel, str(words.REFUSALS[row.kind]), "due", row.opened, lift))
    return tuple(rows)


def _refused(seat: Seat, purpose: str) -> Choice:
    """Name what was refused: a purpose of the notice, or disclosures at our discretion, which are none."""
    return Choice(DISCLOSURE, _("Tietojen luovuttaminen"), "", 0) if purpose == DISCLOSURE else seat.choice(purpose)


def limited(seat: Seat, life: gate.Life) -> tuple[Limited, ...]:
    """The restrictions that stand."""
    return tuple(
        Limited(row.id, seat.choice(row.purpose), row.review)
        for row in life.restrictions
        if row.lifted is None and row.purpose in seat.notice.purposes
    )


def requests(seat: Seat, life: gate.Life) -> Sequence[Matter]:
    """The person's open requests."""
    return tuple(
        Matter(matter.id, words.matter(seat.notice, matter.kind), matter.opened, matter.ends, False)
        for matter in life.matters
        if matter.kind == "request" and matter.opened <= seat.now < matter.ends
    )


@require_safe
def life(request: HttpRequest, subject: int) -> HttpResponse:
    """Show a person's grounds, what is kept and what has happened."""
    seat = sit(request)
    if not seat.purpose:
        return page(request, seat, "desk/purpose.html")
    reading = seat.door.read(seat.actor, seat.purpose, subject, now=seat.now)
    found = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now)
    if isinstance(found, Denial):
        return denied(request, seat, found)
    open_grounds = grounds(seat, found)
    told = happened(seat, found)
    name = names.known_by(seat.notice, reading) if isinstance(reading, gate.Reading) else ""
    context = {
        "subject": subject,
        "name": name or names.kind_name(seat.notice, found.kind),
        "kind": names.kind_name(seat.notice, found.kind),
        "standing": [ground for ground in open_grounds if ground.style != "ended"],
        "past": [ground for ground in open_grounds if ground.style == "ended"],
        "line": draw(open_grounds, seat.now),
        "kept": kept(seat, found),
        "recent": told[:RECENT],
        "earlier": told[RECENT:],
    }
    return page(request, seat, "desk/life.html", context)
