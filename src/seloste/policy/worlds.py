"""What a subject's matters and grounds are when some events were mistakes: one world for each set of voids that count.

INVARIANT: a void changes nothing before it was recorded. What a voided event had let happen did happen, until then (invariant 11).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from seloste.policy.cover import Covers
from seloste.policy.grounds import Ground, grounds
from seloste.policy.history import Event, Folder, History, Verb
from seloste.policy.matters import VOIDED, Span, spans
from seloste.policy.tables import Timeline


@dataclass(frozen=True, slots=True)
class World:
    """The spans and grounds of one subject."""

    spans: Sequence[Span]
    grounds: Sequence[Ground]
    _keeping: dict[str, dict[int, list[Ground]]] = field(default_factory=dict)

    def keeping(self, folder: Folder, covers: Covers) -> Sequence[Ground]:
        """The grounds that keep a folder's category and reach its matter, looked up once for all folders of a category."""
        if folder.category not in self._keeping:
            self._keeping[folder.category] = self._by_matter(folder.category, covers)
        found = self._keeping[folder.category]
        if folder.matter == 0:
            return [ground for grounds in found.values() for ground in grounds]
        return [*found.get(0, ()), *found.get(folder.matter, ())]

    def _by_matter(self, category: str, covers: Covers) -> dict[int, list[Ground]]:
        found: dict[int, list[Ground]] = defaultdict(list)
        for ground in self.grounds:
            cover = covers.get((ground.version, ground.purpose, category))
            if cover is not None and cover.keeps:
                found[ground.matter].append(ground)
        return found


class Worlds:
    """One subject's worlds, each made once."""

    def __init__(self, history: History, timeline: Timeline) -> None:
        self.history, self.timeline = history, timeline
        self._events = tuple({event.id: event for event in history.events}.values())
        self.voids: tuple[Event, ...] = tuple(sorted((e for e in self._events if e.verb is Verb.VOID), key=_when))
        self._made: dict[tuple[tuple[int, ...], datetime | None], World] = {}

    def world(self, counting: tuple[int, ...], until: datetime | None = None) -> World:
        """The world in which these voids count, in their order; `until`: as it was known at an instant."""
        key = (counting, until)
        if key not in self._made:
            self._made[key] = self._make(counting, until)
        return self._made[key]

    def _make(self, counting: tuple[int, ...], until: datetime | None) -> World:
        known = [e for e in self._events if until is None or e.recorded <= until]
        ran = spans(known, self.timeline, counting)
        found = grounds(self.history, self.timeline, ran)
        if counting:
            recorded = {v.id: v.recorded for v in self.voids}
            last = recorded[counting[-1]]
            before = self.world(tuple(v for v in counting if recorded[v] < last), until=last)
            found = with_remnants(found, [_cut(g, last) for g in before.grounds if g.opened < last])
        return World(ran, found)


def _when(event: Event) -> tuple[datetime, int]:
    return event.recorded, event.id


def _cut(ground: Ground, at: datetime) -> Ground:
    return ground if ground.ends <= at else replace(ground, ends=at, why=VOIDED, cut=True)


def with_remnants(found: Iterable[Ground], others: Iterable[Ground]) -> list[Ground]:
    """These grounds, and of the others what these do not already span."""
    made = {ground.key: ground for ground in found}
    for other in others:
        if any(_spans(ground, other) for ground in made.values()):
            continue
        same = made.get(other.key)
        made[other.key] = other if same is None else replace(same, ends=other.ends, why=other.why, cut=other.cut)
    return list(made.values())


def _spans(ground: Ground, other: Ground) -> bool:
    same = (ground.purpose, ground.matter, ground.version) == (other.purpose, other.matter, other.version)
    return same and ground.opened <= other.opened and other.ends <= ground.ends
