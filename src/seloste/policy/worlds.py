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
from seloste.policy.matters import VOIDED, Span, spans, spliced
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


type _Known = tuple[tuple[int, ...], datetime | None]  # the voids that count, and until when it was known


class Worlds:
    """One subject's worlds, each made once."""

    def __init__(self, history: History, timeline: Timeline) -> None:
        self.history, self.timeline = history, timeline
        self._events = tuple({event.id: event for event in history.events}.values())
        self.voids: tuple[Event, ...] = tuple(sorted((e for e in self._events if e.verb is Verb.VOID), key=_when))
        self._by_id = {void.id: void for void in self.voids}
        self._made: dict[_Known, World] = {}

    def world(self, counting: tuple[int, ...], until: datetime | None = None) -> World:
        """The world in which these voids count, in their order; `until`: as it was known at an instant.

        A world leans on the one before its last void, so the oldest that is wanted is made first, however many there are.
        """
        wanted: list[_Known] = [(counting, until)]
        while wanted[-1] not in self._made and wanted[-1][0]:
            wanted.append(self._before(wanted[-1][0]))
        for key in reversed(wanted):
            if key not in self._made:
                self._made[key] = self._make(*key)
        return self._made[(counting, until)]

    def _before(self, counting: tuple[int, ...]) -> tuple[tuple[int, ...], datetime]:
        last = self._by_id[counting[-1]].recorded
        return tuple(v for v in counting if self._by_id[v].recorded < last), last

    def _make(self, counting: tuple[int, ...], until: datetime | None) -> World:
        known = [e for e in self._events if until is None or e.recorded <= until]
        ran = spans(known, self.timeline, frozenset(self._by_id[v].target for v in counting))
        if not counting:
            return World(ran, grounds(self.history, self.timeline, ran))
        earlier, last = self._before(counting)
        before = self._made[(earlier, last)]
        ran = spliced(before.spans, ran, last)
        found = grounds(self.history, self.timeline, ran)
        return World(ran, with_remnants(found, [_cut(g, last) for g in before.grounds if g.opened < last]))


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
