"""Counting: on how many people does a purpose open something, and how much? One query, decided as a list is.

A count shows nobody, so that its leaf has no side rows: it says who counted, for which purpose and in which categories.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Only
from seloste.policy import Actor, Denial
from seloste.register.sql import rows


@dataclass(frozen=True, slots=True)
class Counted:
    """How many subjects a list would give on all its pages, with how many records."""

    subjects: int
    records: int
    leaf: int


def count(
    house: House, actor: Actor, purpose: str, now: datetime, categories: Iterable[str] | None, channel: str, only: Only | None
) -> Answer[Counted]:
    """Count what `list` would show."""
    with house.look(sparing=True):
        found = house.may(actor, purpose, "count", now)
        if isinstance(found, Denial):
            return found
        if only is not None and (strange := reading.no_such(found, only)):
            return house.deny(actor, strange, "denied-matter", (), now, "count")
        if (closed := reading.no_way(found, channel)) is not None:
            return house.deny(actor, closed, "denied-channel", (), now, "count")
        sight, named = house.sight(found, now), None if categories is None else tuple(categories)
        query = reading.Query(reading.everyone(sight, only), named, channel)
        parts = [reading.opening(sight, query, table) for table in reading.tables(sight)]
        opened = " UNION ALL ".join(sql for sql, _ in parts)
        sql = f"SELECT COUNT(DISTINCT o.subject_id), COUNT(*) FROM ({opened}) o"  # noqa: S608
        [(subjects, records)] = rows(sql, [value for _, params in parts for value in params])
        seen = sorted(c for c in house.policy_at(now).categories if found.may_read(c) and (named is None or c in named))
        return Counted(subjects, records, house.log(actor, "count", purpose, "allowed", seen, (), now))
