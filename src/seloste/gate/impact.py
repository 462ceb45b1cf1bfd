"""What would a coming notice do to the people in the register? A dry run: everyone is refolded under it, and nothing is written.

Gives counts by category and purpose only; no person, no value, no identifier.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from seloste.gate.house import House
from seloste.notice import Notice
from seloste.notice.values import Store
from seloste.policy import Fold, Version, compile_notice, fold, taking_effect
from seloste.policy.cover import Covers, covers
from seloste.policy.folders import Fate
from seloste.policy.history import Folder, History
from seloste.policy.tables import Policy, Timeline
from seloste.register import state

BATCH = 500


@dataclass(frozen=True, slots=True)
class Impact:
    """How many of each: people in the register and those touched; folders by category that are due earlier or later, or that fall as
    the notice takes effect; and by (purpose, category) the people whose data a purpose no longer opens, or opens from then on."""

    effective: datetime
    people: int = 0
    touched: int = 0
    earlier: Mapping[str, int] = field(default_factory=dict)
    later: Mapping[str, int] = field(default_factory=dict)
    fall: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    opened: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints of it."""
        return {
            "effective": self.effective.isoformat().replace("+00:00", "Z"),
            "people": self.people,
            "touched": self.touched,
            "folders": {name: dict(sorted(getattr(self, name).items())) for name in ("earlier", "later", "fall")},
            "closed": _pairs(self.closed),
            "opened": _pairs(self.opened),
        }


def _pairs(found: Mapping[tuple[str, str], int]) -> list[dict[str, object]]:
    return [{"purpose": purpose, "category": category, "people": count} for (purpose, category), count in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class _Law:
    """The notices under which people are folded."""

    timeline: Timeline
    covers: Covers

    @property
    def policy(self) -> Policy:
        return self.timeline[-1].policy


@dataclass(slots=True)
class _Tally:
    people: int = 0
    touched: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in ("earlier", "later", "fall")})
    closed: Counter[tuple[str, str]] = field(default_factory=Counter)
    opened: Counter[tuple[str, str]] = field(default_factory=Counter)


def impact(house: House, notice: Notice, *, effective: datetime, step: Callable[[int], object] = lambda done: None) -> Impact:
    """Fold everyone as now and as under the coming notice, and count what differs. `step` hears how many were done in each batch."""
    house.stand()
    published = house.notices.published
    effective = max(effective, published[-1].effective)
    before = _Law(house.notices.timeline, house.notices.covers)
    coming = taking_effect([*before.timeline, Version(published[-1].number + 1, effective, compile_notice(notice))])
    after = _Law(coming, covers(coming))
    tally = _Tally()
    for batch in _batches(house):
        for held in batch:
            _weigh(tally, held.history, before, after, effective)
        step(len(batch))
    earlier, later, fall = (dict(tally.counts[name]) for name in ("earlier", "later", "fall"))
    return Impact(effective, tally.people, tally.touched, earlier, later, fall, dict(tally.closed), dict(tally.opened))


def _batches(house: House) -> Iterator[list[state.State]]:
    after = 0
    while subjects := state.subjects_of(house.register, after, BATCH):
        yield list(state.load_many(house.register, subjects).values())
        after = subjects[-1]


def _weigh(tally: _Tally, history: History, before: _Law, after: _Law, effective: datetime) -> None:
    was, will = (fold(history, law.timeline, law.covers) for law in (before, after))
    moved = False
    for folder in history.folders:
        old, new = was.fates[folder.id], will.fates[folder.id]
        moved |= _count(tally, folder, old, new, effective)
    open_before, open_after = (_open(history, folded, law, effective) for folded, law in ((was, before), (will, after)))
    tally.closed.update(open_before - open_after)
    tally.opened.update(open_after - open_before)
    tally.people += 1
    tally.touched += moved or open_before != open_after


def _count(tally: _Tally, folder: Folder, old: Fate, new: Fate, effective: datetime) -> bool:
    """Count a folder whose due date moved, and one that falls because the notice takes effect. None is an end that nobody knows yet."""
    if new.falls is not None and new.falls <= effective and (old.falls is None or old.falls > effective):
        tally.counts["fall"][folder.category] += 1
    if old.doom == new.doom:
        return False
    earlier = new.doom is not None and (old.doom is None or new.doom < old.doom)
    tally.counts["earlier" if earlier else "later"][folder.category] += 1
    return True


def _open(history: History, folded: Fold, law: _Law, at: datetime) -> set[tuple[str, str]]:
    """What is open of this person at an instant, as (purpose, category): the gate's own query, in memory, roles and restrictions apart."""
    found: set[tuple[str, str]] = set()
    for ground in folded.grounds:
        purpose = law.policy.purposes.get(ground.purpose)
        if purpose is None or purpose.builtin or not ground.open_at(at):
            continue
        for folder in history.folders:
            cover = law.covers.get((ground.version, ground.purpose, folder.category))
            reads = cover is not None and cover.reads and (cover.reads_until is None or cover.reads_until > at)
            reached = folder.matter == 0 or ground.matter in (0, folder.matter)
            if reads and reached and _stands(folded.fates[folder.id], purpose.store, at):
                found.add((ground.purpose, folder.category))
    return found


def _stands(fate: Fate, store: Store, at: datetime) -> bool:
    live = fate.live_until > at
    kept = fate.falls is None or fate.falls > at
    return live if store is Store.LIVE else kept and not live if store is Store.ARCHIVE else live or kept
