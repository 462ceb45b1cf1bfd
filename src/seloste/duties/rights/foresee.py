"""What will stand of a person's data once a request is answered? A fold of what the gate tells, with the answer in it; nothing is stored.

An open request holds the data, so the dates on file say nothing while it is open. This says when each folder falls afterwards.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from seloste.gate import Door, Life
from seloste.policy import Fold, RefusalKind, Version, compile_notice, fold
from seloste.policy.history import Event, Folder, History, OwnMatter, Refusal, Verb

_NEW = -1


def after_answer(door: Door, life: Life, *, matter: int, number: str, now: datetime, refusing: Iterable[str] = ()) -> Fold:
    """Fold a life as it will be when this request has been answered at `now` and an erasure refused these purposes."""
    timeline = tuple(Version(version, effective, compile_notice(notice)) for version, effective, notice in door.notices())
    return fold(_history(door, life, matter, number, now, tuple(refusing)), timeline)


def _history(door: Door, life: Life, matter: int, number: str, now: datetime, refusing: tuple[str, ...]) -> History:
    end = Event(_NEW, matter, "request", Verb.END, now, now, reason="answered")
    refused = tuple(Refusal(_NEW - place, key, RefusalKind.ERASURE, now) for place, key in enumerate(refusing))
    return History(
        life.kind,
        events=(*life.events, end),
        refusals=(*life.refusals, *refused),
        restrictions=life.restrictions,
        holds=tuple(replace(hold, released=now) if hold.code == number and hold.released is None else hold for hold in life.holds),
        folders=tuple(Folder(each.id, each.category, each.matter, each.arrived, each.generation) for each in life.folders),
        own=_own(door),
    )


def _own(door: Door) -> tuple[OwnMatter, ...]:
    kinds = {key for _, _, notice in door.notices() for key, kind in notice.matters.items() if kind.of == "controller"}
    return tuple(OwnMatter(id, kind, begun, ends) for kind in sorted(kinds) for id, (begun, ends) in door.own_matters(kind).items())
