"""What goes into the answer to an access request? The person's records with a concrete day of erasure for each, and all that Art. 15 asks.

Read through the gate for the purpose of answering, archive included; a record of somebody else's is never in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from seloste import law
from seloste.duties.rights.decide import Right
from seloste.duties.rights.foresee import Answer, after_answer
from seloste.duties.rights.models import Request
from seloste.gate import Door, Entry, Life, Look, Reading
from seloste.notice.model import Notice
from seloste.policy import Actor, Denial, Fold

PURPOSE = "requests"
OWN_FILE = "request_file"


@dataclass(frozen=True, slots=True)
class Held:
    """One record: its values by field, and what becomes of it. `falls` is None while a restriction keeps it without a known day."""

    entry: Entry
    falls: date | None
    kept_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """The whole answer. `held` leaves out the request itself, which the person wrote."""

    number: str
    right: Right
    made: datetime
    notice: Notice
    kind: str
    held: tuple[Held, ...]
    used_for: tuple[str, ...]
    looks: tuple[Look, ...]
    life: Life

    @property
    def on(self) -> date:
        """The day on which it was made."""
        return law.civil_date(self.made)

    @property
    def nothing(self) -> bool:
        """Whether we hold nothing about the person but the request."""
        return not self.held


def gather(door: Door, actor: Actor, request: Request, *, now: datetime) -> Package | Denial:
    """Gather the package of an open request. Three gate calls, each with its leaf."""
    reading = door.read(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(reading, Denial):
        return reading
    life = door.life(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(life, Denial):
        return life
    looks = door.looks(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(looks, Denial):
        return looks
    then = after_answer(door, life, Answer(request.matter, request.number, now))
    return _package(door.notice_at(now), request, reading, life, looks, then, now)


def _package(notice: Notice, request: Request, reading: Reading, life: Life, looks: Iterable[Look], then: Fold, now: datetime) -> Package:
    held = tuple(_held(notice, entry, then, now) for entry in reading.entries if entry.category != OWN_FILE)
    return Package(
        number=request.number,
        right=Right(request.right),
        made=now,
        notice=notice,
        kind=life.kind,
        held=tuple(sorted(held, key=lambda each: (_place(notice, each.entry.category), each.entry.created, each.entry.record))),
        used_for=_used_for(notice, life, now),
        looks=tuple(looks),
        life=life,
    )


def _place(notice: Notice, category: str) -> int:
    """Where the notice names a category; one of an earlier notice comes last."""
    return list(notice.data).index(category) if category in notice.data else len(notice.data)


def _held(notice: Notice, entry: Entry, then: Fold, now: datetime) -> Held:
    fate = then.fates[entry.folder]
    falls = None if fate.falls is None else law.civil_date(max(fate.falls, now))
    return Held(entry, falls, _kept_by(notice, entry, then, now))


def _kept_by(notice: Notice, entry: Entry, then: Fold, now: datetime) -> tuple[str, ...]:
    """The purposes that keep a record, now or after another, in the notice's order."""
    keeping = {ground.purpose for ground in then.grounds if ground.ends > now and (entry.matter == 0 or ground.matter in (0, entry.matter))}
    return tuple(key for key, purpose in notice.purposes.items() if key in keeping and entry.category in purpose.kept)


def _used_for(notice: Notice, life: Life, now: datetime) -> tuple[str, ...]:
    """The purposes that stand for the person now or will, in the notice's order, without those of a request just made."""
    standing = {ground.purpose for ground in life.grounds if ground.ends > now}
    return tuple(key for key in notice.purposes if key in standing)


def until(life: Life, now: datetime) -> Mapping[str, datetime]:
    """Say until when each standing purpose lasts, by its last ground."""
    found: dict[str, datetime] = {}
    for ground in life.grounds:
        if ground.ends > now:
            found[ground.purpose] = max(ground.ends, found.get(ground.purpose, ground.ends))
    return found
