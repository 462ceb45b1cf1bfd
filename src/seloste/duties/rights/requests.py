"""How does a request begin, and which ones are there? Opening it files the person's words, begins its matter and holds their data.

The verbs give values: a request, the gate's denial, or a `Refused` that says why this can't be done. Nothing here answers a request.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from seloste import law
from seloste.duties.rights.access import OWN_FILE, PURPOSE
from seloste.duties.rights.decide import Due, Right, State, ban_marketing, due, may_become, withdraw
from seloste.duties.rights.models import Request, RequestNumber
from seloste.gate import Door, Reading
from seloste.home import turns
from seloste.notice.model import Notice
from seloste.policy import DISCLOSURE, Actor, Begin, Change, Denial, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Release, Role, decide
from seloste.policy import Code as Denied

FILED = "accountability"
CHANNELS = ("portal", "email", "letter", "phone", "visit")
_REF = "request"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a verb couldn't be done on this request, as it stands. `reason` is in Finnish; the faces say it in the reader's language.

    `values` fill the places of the sentence: numbers of requests and days, never a person or what they wrote.
    """

    code: str
    reason: str
    values: Mapping[str, str | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A request with its words, for whoever handles it."""

    request: Request
    due: Due
    file: tuple[tuple[str, str], ...]
    """The file's fields in order of time: (text | channel | answer, words). Empty once the file has fallen on its day."""


def open_request(
    door: Door,
    actor: Actor,
    subject: int | NewSubject,
    right: Right,
    *,
    text: str,
    channel: str,
    now: datetime,
    received: datetime | None = None,
    marketing_channel: str = "",
) -> Request | Denial | Refused:
    """File a request. Its clock starts when it was received; a no that needs no decision (withdrawal, bans) stops things at once.

    Of somebody whose data we hold for another controller nothing is decided here, at once or later: answering passes the request on.
    """
    arrived, notice = received or now, door.notice_at(now)
    refused = _senseless(notice, channel, arrived, now, marketing_channel)
    if refused is not None:
        return refused
    with transaction.atomic():
        kind = _kind(door, actor, subject, now)
        if isinstance(kind, Denial):
            return kind
        number, last = _next_number(arrived), due(notice, right, arrived)
        changes: list[Change] = [
            Begin("request", ref=_REF, at=arrived),
            Put(OWN_FILE, {"text": text, "channel": channel}, matter=_REF, source=person_source(notice)),
            PlaceHold(number, review=max(last.due, law.civil_date(now))),
            *(at_once(notice, kind, right, marketing_channel) if door.policy_at(now).role_for(kind) is Role.CONTROLLER else ()),
        ]
        applied = door.apply(actor, PURPOSE, subject, changes, now=now)
        if isinstance(applied, Denial):
            return applied
        matter = applied.ids[_REF]
        RequestNumber.objects.create(number=number, subject_id=applied.subject, request=matter)
        return Request.objects.create(
            subject_id=applied.subject, id=matter, number=number, right=right.value, state=State.RECEIVED.value,
            channel=channel, matter=matter, received=arrived, due=last.due,
        )  # fmt: skip


def _senseless(notice: Notice, channel: str, arrived: datetime, now: datetime, marketing_channel: str) -> Refused | None:
    if channel not in CHANNELS:
        return Refused("SEL-R001", "Valitse, miten pyyntö tuli.")
    if arrived > now:
        return Refused("SEL-R002", "Pyyntö ei voi olla saapunut myöhemmin kuin se kirjataan.")
    if marketing_channel and not any(marketing_channel in purpose.marketing for purpose in notice.purposes.values()):
        return Refused("SEL-R011", "Tietosuojaseloste ei nimeä suoramarkkinointia tätä kautta.")
    return None


def at_once(notice: Notice, kind: str, right: Right, marketing_channel: str = "") -> list[Change]:
    """Give what a right stops the moment it is used, without anybody deciding."""
    if right is Right.MARKETING_BAN:
        stopped = tuple(said.purpose for said in ban_marketing(notice, kind, marketing_channel))
        return [Refuse(RefusalKind.BAN, stopped, marketing_channel)] if stopped else []
    if right is Right.WITHDRAWAL:
        consents = tuple(said.purpose for said in withdraw(notice, kind, notice.purposes) if said.stops)
        return [Refuse(RefusalKind.WITHDRAWAL, consents)] if consents else []
    if right is Right.DISCLOSURE_BAN:
        return [Refuse(RefusalKind.BAN, (DISCLOSURE,))]
    return []


def list_requests(door: Door, actor: Actor, *, now: datetime, states: Iterable[State] | None = None) -> tuple[Request, ...] | Denial:
    """The requests, the most urgent first; those that still wait for an answer unless states are named."""
    denial = decide(door.policy_at(now), actor, PURPOSE)
    if denial is not None:
        return denial
    wanted = [state.value for state in (states or [state for state in State if state.open])]
    return tuple(Request.objects.filter(state__in=wanted).order_by("due", "number"))


def find_request(number: str) -> Request | None:
    """The request with this number, as people know it (2026-0142)."""
    known = RequestNumber.objects.filter(number=number).first()
    return Request.objects.filter(subject_id=known.subject_id, id=known.request).first() if known else None


def show_request(door: Door, actor: Actor, number: str, *, now: datetime) -> Shown | Denial | Refused:
    """A request and its file, which the gate opens while it waits and, for accountability, afterwards."""
    request = find_request(number)
    if request is None:
        return unknown(number)
    purpose = PURPOSE if State(request.state).open else FILED
    reading = door.read(actor, purpose, request.subject_id, now=now, categories=(OWN_FILE,))
    if isinstance(reading, Denial) and (reading.code is not Denied.NOT_OPEN or purpose is PURPOSE):
        return reading
    return Shown(
        request,
        due(door.notice_at(now), Right(request.right), request.received, suspended_days=request.suspended_days),
        () if isinstance(reading, Denial) else _file(reading, request.matter),
    )


def moves(state: State) -> tuple[State, ...]:
    """The states that a request may be moved to by hand."""
    return tuple(to for to in State if to.open and State.VERIFYING not in (to, state) and may_become(state, to))


def move_request(door: Door, actor: Actor, number: str, to: State, *, now: datetime) -> Request | Denial | Refused:
    """Say that an open request is in work or waits for somebody. Proving who one is has verbs of its own (`verifying`)."""
    denial = decide(door.policy_at(now), actor, PURPOSE)
    if denial is not None:
        return denial
    with transaction.atomic():
        request = locked(number)
        if request is None:
            return unknown(number)
        if to not in moves(State(request.state)):
            return Refused("SEL-R004", "Pyyntö ei voi siirtyä tähän tilaan siitä, jossa se nyt on.")
        request.state = to.value
        request.save(update_fields=["state"])
        return request


def hold_again(door: Door, actor: Actor, request: Request, *, now: datetime, also: Sequence[Change] = ()) -> Denial | None:
    """Let the hold of an open request be reviewed on its new last day, in one unit of work with what else is done."""
    life = door.life(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(life, Denial):
        return life
    standing = [Release(hold.id) for hold in life.holds if hold.code == request.number and hold.released is None]
    again = PlaceHold(request.number, review=max(request.due, law.civil_date(now)))
    applied = door.apply(actor, PURPOSE, request.subject_id, [*also, again, *standing], now=now)
    return applied if isinstance(applied, Denial) else None


def locked(number: str) -> Request | None:
    """The request with this number, locked until the transaction ends."""
    known = RequestNumber.objects.filter(number=number).first()
    return Request.objects.select_for_update().filter(subject_id=known.subject_id, id=known.request).first() if known else None


def unknown(number: str) -> Refused:
    """Say that there is no such request."""
    return Refused("SEL-R003", "Pyyntöä %(number)s ei löydy.", {"number": number[:12]})


def person_source(notice: Notice) -> str:
    """The source that stands for the person themselves."""
    return next((key for key, source in notice.sources.items() if source.kind == "person"), next(iter(notice.sources)))


def _kind(door: Door, actor: Actor, subject: int | NewSubject, now: datetime) -> str | Denial:
    if isinstance(subject, NewSubject):
        return subject.kind
    life = door.life(actor, PURPOSE, subject, now=now)
    return life if isinstance(life, Denial) else life.kind


def _file(reading: Reading, matter: int) -> tuple[tuple[str, str], ...]:
    entries = sorted((entry for entry in reading.of(OWN_FILE) if entry.matter == matter), key=lambda entry: (entry.created, entry.record))
    return tuple((key, str(entry.values[key])) for entry in entries for key in ("channel", "text", "answer") if key in entry.values)


def _next_number(received: datetime) -> str:
    """The next number of the year in which a request arrived. The transaction that draws it also uses it, and nobody draws meanwhile."""
    turns.alone("request numbers")
    year = law.civil_date(received).year
    last = RequestNumber.objects.filter(number__startswith=f"{year}-").order_by("-number").values_list("number", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:04}"
