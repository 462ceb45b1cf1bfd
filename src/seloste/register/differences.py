"""What must be written so that what is stored of some subjects equals their folds?  Differences only, one statement of each sort."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seloste.policy.fold import Fold
from seloste.policy.grounds import Ground
from seloste.policy.history import Event, Verb
from seloste.policy.matters import Span
from seloste.register.sql import delete, insert, stamp, update
from seloste.register.state import Place, State, StoredGround, StoredMatter, ground_id

_KEY = ("subject_id", "id")
_GROUND = ("subject_id", "id", "controller_id", "register_id", "purpose", "matter", "basis", "opened", "ends", "why", "version", "store")
_MATTER = {"kind": "varchar", "opened": "timestamptz", "ends": "timestamptz", "why": "varchar", "reason": "varchar"}


def store(place: Place, held: State, fold: Fold, events: Sequence[Event] | None = None) -> None:
    """Make the stored consequences of a subject equal a fold's. `events`: with those that are about to be stored."""
    differences = Differences()
    differences.add(place, held, fold, held.history.events if events is None else events)
    differences.write()


def store_many(controller: int, register: int, found: Iterable[tuple[State, Fold]]) -> None:
    """The same for some subjects, by one statement of each sort."""
    differences = Differences()
    for held, fold in found:
        differences.add(Place(held.subject, controller, register), held, fold, held.history.events)
    differences.write()


@dataclass(slots=True)
class Differences:
    """What has to be written so that the stored grounds, matters and fates of some subjects equal their folds."""

    grounds_gone: list[tuple[int, int]] = field(default_factory=list)
    grounds_changed: list[tuple[Any, ...]] = field(default_factory=list)
    grounds_new: list[tuple[Any, ...]] = field(default_factory=list)
    matters_gone: list[tuple[int, int]] = field(default_factory=list)
    matters_changed: list[tuple[Any, ...]] = field(default_factory=list)
    matters_new: list[tuple[Any, ...]] = field(default_factory=list)
    fates_changed: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, place: Place, held: State, fold: Fold, events: Sequence[Event]) -> None:
        """Compare one subject."""
        self._grounds(place, fold.grounds, held.grounds)
        self._matters(place, fold.spans, events, held.matters)
        for stored in held.folders:
            id = stored.folder.id
            if (fate := fold.fates[id]) != stored.fate:
                dates = (stamp(fate.live_until), stamp(fate.falls), stamp(fate.doom), stamp(fate.gone_live))
                self.fates_changed.append((*dates, place.subject, id))

    def _grounds(self, place: Place, grounds: Sequence[Ground], stored: Mapping[int, StoredGround]) -> None:
        wanted = {ground_id(place.subject, g): g for g in grounds}
        self.grounds_gone += [(place.subject, id) for id in stored if id not in wanted]
        for id, g in wanted.items():
            if (old := stored.get(id)) is None:
                self.grounds_new.append(
                    (place.subject, id, place.controller, place.register, g.purpose, g.matter, str(g.basis), stamp(g.opened),
                     stamp(g.ends), g.why, g.version, str(g.store))
                )  # fmt: skip
            elif (old.ends, old.why) != (g.ends, g.why):
                self.grounds_changed.append((stamp(g.ends), g.why, place.subject, id))

    def _matters(self, place: Place, spans: Iterable[Span], events: Sequence[Event], stored: Mapping[int, StoredMatter]) -> None:
        """Of each matter its last span."""
        last: dict[int, Span] = {}
        for span in spans:
            if span.matter not in last or span.opened >= last[span.matter].opened:
                last[span.matter] = span
        ended = {e.matter: e.reason for e in sorted(events, key=lambda e: (e.recorded, e.id)) if e.verb is Verb.END}
        wanted = {
            id: StoredMatter(id, s.kind, s.opened, s.ends, s.why, ended.get(id, "") if s.why == "ended" else "") for id, s in last.items()
        }
        self.matters_gone += [(place.subject, id) for id in stored if id not in wanted]
        for m in wanted.values():
            row = (m.kind, stamp(m.opened), stamp(m.ends), m.why, m.reason, place.subject, m.matter)
            if (old := stored.get(m.matter)) is None:
                self.matters_new.append((*row, place.controller, place.register))
            elif old != m:
                self.matters_changed.append(row)

    def write(self) -> None:
        """Write them, no row twice: they may go as one statement."""
        delete("ground", _KEY, self.grounds_gone)
        update("ground", {"ends": "timestamptz", "why": "varchar"}, _KEY, self.grounds_changed)
        insert("ground", _GROUND, self.grounds_new)
        delete("matter", _KEY, self.matters_gone)
        update("matter", _MATTER, _KEY, self.matters_changed)
        insert("matter", (*_MATTER, *_KEY, "controller_id", "register_id"), self.matters_new)
        update("folder", dict.fromkeys(("live_until", "falls", "doom", "gone_live"), "timestamptz"), _KEY, self.fates_changed)
