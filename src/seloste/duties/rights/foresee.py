"""What will stand of a person's data once a request is answered? A fold of what the gate tells, with the answer in it; nothing is stored.

An open request holds the data, so the dates on file say nothing while it is open. This says when each folder falls afterwards.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from seloste.duties.rights.decide import Running
from seloste.gate import Door, Life
from seloste.policy import Fold, RefusalKind, Version, compile_notice, fold, taking_effect
from seloste.policy.history import Event, Folder, History, OwnMatter, Refusal, Verb

_NEW = -1


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer does to a life: it ends the request and lets go of its hold; an erasure refuses purposes and ends matters too."""

    matter: int
    number: str
    at: datetime
    refusing: tuple[str, ...] = ()
    ending: tuple[Running, ...] = ()


def after_answer(door: Door, life: Life, answer: Answer) -> Fold:
    """Fold a life as it will be when this answer has been given."""
    timeline = taking_effect([Version(version, effective, compile_notice(notice)) for version, effective, notice in door.notices()])
    return fold(_history(door, life, answer), timeline)


def _history(door: Door, life: Life, answer: Answer) -> History:
    at = answer.at
    ended = [(answer.matter, "request"), *((matter.id, matter.kind) for matter in answer.ending)]
    ends = tuple(Event(_NEW - place, matter, kind, Verb.END, at, at, reason="answered") for place, (matter, kind) in enumerate(ended))
    refused = tuple(Refusal(_NEW - place, key, RefusalKind.ERASURE, at) for place, key in enumerate(answer.refusing))
    return History(
        life.kind,
        events=(*life.events, *ends),
        refusals=(*life.refusals, *refused),
        restrictions=life.restrictions,
        holds=tuple(replace(hold, released=at) if hold.code == answer.number and hold.released is None else hold for hold in life.holds),
        folders=tuple(Folder(each.id, each.category, each.matter, each.arrived, each.generation) for each in life.folders),
        own=_own(door),
    )


def _own(door: Door) -> tuple[OwnMatter, ...]:
    kinds = {key for _, _, notice in door.notices() for key, kind in notice.matters.items() if kind.of == "controller"}
    return tuple(OwnMatter(id, kind, begun, ends) for kind in sorted(kinds) for id, (begun, ends) in door.own_matters(kind).items())
