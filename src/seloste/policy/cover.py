"""Which version of the notice covers what: `cover(version, purpose, category)`, which the gate joins on.

A later notice that narrows a purpose binds everyone from its effective date; one that widens it covers only what began after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seloste.policy.tables import Purpose, Timeline, later_than


@dataclass(frozen=True, slots=True)
class Cover:
    """One row: under this version the purpose reads or keeps the category, until a later notice took that away (None: it stands)."""

    version: int
    purpose: str
    category: str
    reads: bool
    keeps: bool
    reads_until: datetime | None = None
    keeps_until: datetime | None = None


type Covers = dict[tuple[int, str, str], Cover]


def covers(timeline: Timeline) -> Covers:
    """Every row of every version."""
    found: Covers = {}
    for version in timeline:
        for purpose in version.policy.purposes.values():
            for category in purpose.uses | purpose.reads | purpose.keeps:
                later = [(v.effective, v.policy.purposes.get(purpose.key)) for v in later_than(timeline, version)]
                found[(version.number, purpose.key, category)] = Cover(
                    version.number,
                    purpose.key,
                    category,
                    purpose.may_read(category),
                    purpose.may_keep(category),
                    reads_until=_first_without(later, category, reading=True),
                    keeps_until=_first_without(later, category, reading=False),
                )
    return found


def _first_without(later: Iterable[tuple[datetime, Purpose | None]], category: str, *, reading: bool) -> datetime | None:
    for effective, purpose in later:
        if purpose is None or not (purpose.may_read(category) if reading else purpose.may_keep(category)):
            return effective
    return None
