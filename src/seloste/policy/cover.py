"""Which version of the notice covers what: `cover(version, purpose, category)`, which the gate joins on.

A later notice that narrows a purpose binds everyone from its effective date; one that widens it covers only what began after.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from seloste.notice.values import Store
from seloste.policy.tables import Policy, Timeline, later_than


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
                later = [(v.effective, v.policy) for v in later_than(timeline, version)]
                found[(version.number, purpose.key, category)] = Cover(
                    version.number,
                    purpose.key,
                    category,
                    _reads(version.policy, purpose.key, category),
                    _keeps(version.policy, purpose.key, category),
                    reads_until=_first_without(later, purpose.key, category, _reads),
                    keeps_until=_first_without(later, purpose.key, category, _keeps),
                )
    return found


def for_kind(found: Covers, timeline: Timeline, kind: str) -> Covers:
    """The rows as they stand for one kind of subject. What a notice doesn't collect of that kind it neither keeps: not at all by the
    grounds of that notice, and by those of earlier ones until it takes effect.
    """
    shut = {(v.number, key) for v in timeline for key, category in v.policy.categories.items() if not category.is_for(kind)}
    return {place: _narrowed(cover, timeline, shut) for place, cover in found.items()} if shut else found


def _narrowed(cover: Cover, timeline: Timeline, shut: set[tuple[int, str]]) -> Cover:
    if (cover.version, cover.category) in shut:
        return replace(cover, reads=False, keeps=False)
    for version in timeline:
        if version.number > cover.version and (version.number, cover.category) in shut:
            return replace(cover, keeps_until=min(cover.keeps_until or version.effective, version.effective))
    return cover


def _reads(policy: Policy, key: str, category: str) -> bool:
    purpose = policy.purposes.get(key)
    return purpose is not None and purpose.may_read(category)


def _keeps(policy: Policy, key: str, category: str) -> bool:
    """An archive keeps nothing that the purpose before it does not: what leaves that purpose leaves its archive too."""
    purpose = policy.purposes.get(key)
    if purpose is None or not purpose.may_keep(category):
        return False
    return purpose.store is not Store.ARCHIVE or purpose.after is None or _keeps(policy, purpose.after, category)


def _first_without(
    later: Iterable[tuple[datetime, Policy]], key: str, category: str, covered: Callable[[Policy, str, str], bool]
) -> datetime | None:
    return next((effective for effective, policy in later if not covered(policy, key, category)), None)
