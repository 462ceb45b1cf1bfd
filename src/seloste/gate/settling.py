"""Settling: what is stored of some subjects is made to follow their histories, and what has no time left to wait falls with it.

In the caller's transaction and under its locks, by sets: one statement for all subjects, not some for each. Keys and rows go together
here, since the transaction leaves either both or neither.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seloste.gate.house import House
from seloste.policy import SYSTEM, fold
from seloste.policy.fold import Fold
from seloste.register import differences, records, state
from seloste.register.sql import together

PURPOSE = "accountability"


type Lost = tuple[int, int, str]  # subject, folder, category


@dataclass(frozen=True, slots=True)
class Settled:
    """Which folders went, and how many records and subjects."""

    lost: tuple[Lost, ...] = ()
    records: int = 0
    subjects: int = 0


@dataclass(frozen=True, slots=True)
class Settling:
    """Which folders go; and how many records and subjects, which is known when the transaction has ended."""

    lost: tuple[Lost, ...] = ()
    records: Callable[[], int] = int
    gone: Callable[[], list[int]] = list

    def done(self) -> Settled:
        """What it came to. To be asked after the transaction: within it this is a journey of its own."""
        return Settled(self.lost, self.records(), len(self.gone()))


def settle(
    house: House,
    states: Iterable[state.State],
    now: datetime,
    *,
    due: Collection[int] | None = None,
    gone: Collection[int] = (),
    keyless: Iterable[Lost] = (),
) -> Settling:
    """Refold subjects that are locked, whole or in part, and let what is due of them fall.

    `due`: which folders may fall because they are; none named, any may. `gone`: folders that go whatever keeps them, since their last
    record was erased. `keyless`: folders whose keys are destroyed already.
    """
    kept: list[tuple[state.State, Fold]] = []
    lost = list(keyless)
    losing = {owner for owner, _, _ in lost}
    bare: list[int] = []
    for held in states:
        rest, folded, fallen = _settled(house, held, now, due, gone)
        lost += fallen
        kept.append((rest, folded))
        if (fallen or held.subject in losing) and is_bare(rest, folded, now):
            bare.append(held.subject)
    with together():
        differences.store_many(house.controller, house.register, kept)
        return remove(house, lost, bare, now) if lost else Settling()


def remove(house: House, lost: Sequence[Lost], bare: Sequence[int], now: datetime) -> Settling:
    """Remove folders with their records and what leads to them, from memory too, and those of whom nothing is left."""
    owners = sorted({owner for owner, _, _ in lost})
    house.names.forget(set(owners))
    house.log(SYSTEM, "erase", PURPOSE, "allowed", {category for _, _, category in lost}, owners, now)
    # Where a part is bare, the rest of the subject says whether anything stands there still.
    count = records.remove_folders([(owner, folder) for owner, folder, _ in lost])
    return Settling(tuple(lost), count, state.remove_bare(bare, now))


def _settled(
    house: House, held: state.State, now: datetime, due: Collection[int] | None, gone: Collection[int]
) -> tuple[state.State, Fold, list[Lost]]:
    """A subject without what has fallen, its fold then, and what fell. A ground opened by a record goes with the record's folder."""
    folded = fold(held.history, house.notices.timeline, house.notices.covers)
    rest, lost = without(held, folded, now, due, gone)
    return rest, (fold(rest.history, house.notices.timeline, house.notices.covers) if lost else folded), lost


def without(
    held: state.State, folded: Fold, now: datetime, due: Collection[int] | None = None, gone: Collection[int] = ()
) -> tuple[state.State, list[Lost]]:
    """A subject without the folders that have fallen by a fold, and these."""
    lost = {
        id: folder.category
        for folder in held.history.folders
        if (id := folder.id) in gone or ((due is None or id in due) and _is_due(folded, id, now))
    }
    if not lost:
        return held, []
    folders = tuple(f for f in held.folders if f.folder.id not in lost)
    rest = replace(held, folders=folders, history=replace(held.history, folders=tuple(f.folder for f in folders)))
    return rest, [(held.subject, id, category) for id, category in lost.items()]


def is_bare(rest: state.State, folded: Fold, now: datetime) -> bool:
    """Whether nothing is left of a subject, as far as it was read."""
    return not rest.folders and all(ground.ends <= now for ground in folded.grounds)


def _is_due(folded: Fold, folder: int, now: datetime) -> bool:
    doom = folded.fates[folder].doom
    return doom is not None and doom <= now
