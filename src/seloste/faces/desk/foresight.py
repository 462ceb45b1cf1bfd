"""What would follow?  Folds a person's life with changes that nobody has made yet, so that a page can say what falls before it does.

Nothing is written and no value is read; the gate folds again when the act is done, and its answer is the one that counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seloste import gate
from seloste.faces.desk.groups import category_name
from seloste.faces.desk.seat import Seat, choices
from seloste.faces.ui.frame import Choice
from seloste.law import day_after
from seloste.policy import (
    Begin,
    Change,
    Denial,
    End,
    Fold,
    Lift,
    Refuse,
    Restrict,
    Timeline,
    Unrestrict,
    Version,
    compile_notice,
    fold,
    taking_effect,
)
from seloste.policy.history import Event, Folder, History, OwnMatter, Refusal, Restriction, Verb

MADE_UP = -1


@dataclass(frozen=True, slots=True)
class Falls:
    """A folder whose end moves."""

    name: str
    doom: datetime | None
    at_once: bool
    archived_from: datetime | None


@dataclass(frozen=True, slots=True)
class Follows:
    """What an act would do to what is kept and to what is open."""

    sooner: Sequence[Falls]
    later: Sequence[Falls]
    closes: Sequence[Choice]


def foresee(seat: Seat, subject: int, changes: Sequence[Change]) -> Follows | Denial:
    """Say what the changes would move, or why this person's life may not be looked at."""
    life = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now)
    if isinstance(life, Denial):
        return life
    timeline = taking_effect([Version(number, effective, compile_notice(notice)) for number, effective, notice in seat.door.notices()])
    history = _history(seat, life)
    return compare(seat, history, fold(history, timeline), _with(history, changes, seat.now), timeline)


def compare(seat: Seat, history: History, before: Fold, changed: History, timeline: Timeline) -> Follows:
    """Compare two folds of one person, folder by folder and purpose by purpose."""
    after, now = fold(changed, timeline), seat.now
    sooner: list[Falls] = []
    later: list[Falls] = []
    order = {category: place for place, category in enumerate(seat.notice.data)}
    for folder in sorted(history.folders, key=lambda folder: (order.get(folder.category, len(order)), folder.arrived)):
        old, new = before.fates[folder.id], after.fates[folder.id]
        if old.falls == new.falls and old.live_until == new.live_until:
            continue
        archived = new.live_until if new.falls is None or new.falls > new.live_until else None
        row = Falls(category_name(seat.notice, folder.category), new.doom, new.doom is not None and new.doom <= now, archived)
        (later if _end(new.falls) > _end(old.falls) else sooner).append(row)
    was, stays = _open(before, now), _open(after, now)
    return Follows(tuple(sooner), tuple(later), choices(seat.notice, [key for key in seat.notice.purposes if key in was - stays]))


def _end(falls: datetime | None) -> float:
    return float("inf") if falls is None else falls.timestamp()


def _open(found: Fold, now: datetime) -> set[str]:
    return {ground.purpose for ground in found.grounds if ground.open_at(now)}


def _history(seat: Seat, life: gate.Life) -> History:
    folders = tuple(Folder(f.id, f.category, f.matter, f.arrived, f.generation) for f in life.folders)
    own = tuple(
        OwnMatter(id, kind, begun, ends)
        for kind, found in seat.notice.matters.items()
        if found.of == "controller"
        for id, (begun, ends) in seat.door.own_matters(kind).items()
    )
    return History(life.kind, life.events, life.refusals, life.restrictions, life.holds, folders, own)


def _with(history: History, changes: Sequence[Change], now: datetime) -> History:
    """The history with the changes in it. Changes that move no folder are left out."""
    kinds = {event.matter: event.kind for event in history.events}
    for place, change in enumerate(changes):
        made_up = MADE_UP - place
        match change:
            case Begin(kind=kind, planned=planned):
                event = Event(made_up, made_up, kind, Verb.BEGIN, now, now, day_after(planned) if planned else None)
                history = replace(history, events=(*history.events, event))
            case End(matter=int(matter), reason=reason):
                event = Event(made_up, matter, kinds.get(matter, ""), Verb.END, now, now, reason=reason)
                history = replace(history, events=(*history.events, event))
            case Refuse(kind=refused, purposes=purposes, channel=channel):
                rows = tuple(Refusal(made_up, purpose, refused, now, None, channel) for purpose in purposes)
                history = replace(history, refusals=(*history.refusals, *rows))
            case Lift(refusal=id):
                history = replace(history, refusals=tuple(replace(r, lifted=now) if r.id == id else r for r in history.refusals))
            case Restrict(purposes=purposes, reason=reason, review=review, folder=folder):
                limits = tuple(Restriction(made_up, purpose, now, day_after(review), folder, None, reason) for purpose in purposes)
                history = replace(history, restrictions=(*history.restrictions, *limits))
            case Unrestrict(restriction=id):
                history = replace(history, restrictions=tuple(replace(r, lifted=now) if r.id == id else r for r in history.restrictions))
            case _:
                pass
    return history
