"""Counting the ledger for the promise board: how often each verb was allowed for each purpose, and what was read while closed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from seloste.ledger.leaves import microseconds

_TALLY = (
    "SELECT verb, purpose, categories, COUNT(*), MAX(id) FROM ledger_leaf WHERE controller = %s AND outcome = 'allowed'"
    " GROUP BY verb, purpose, categories ORDER BY verb, purpose, categories"
)
_READS = (
    "SELECT l.id FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf WHERE s.subject = %s AND l.purpose = %s AND l.at > %s AND l.at < %s"
    " AND l.outcome = 'allowed' AND l.verb IN ('read', 'list', 'search') AND l.categories <> ''"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one verb was allowed for one purpose on the same categories; `last` is one leaf of them."""

    verb: str
    purpose: str
    categories: tuple[str, ...]
    count: int
    last: int


def tally(controller: int) -> tuple[Tally, ...]:
    """Count a controller's allowed calls."""
    with connection.cursor() as cursor:
        cursor.execute(_TALLY, (controller,))
        return tuple(Tally(r[0], r[1], tuple(r[2].split(",")) if r[2] else (), int(r[3]), int(r[4])) for r in cursor.fetchall())


def reads_between(subject: int, purpose: str, start: datetime, end: datetime) -> list[int]:
    """The leaves by which a subject was read for a purpose strictly between two instants."""
    with connection.cursor() as cursor:
        cursor.execute(_READS, (subject, purpose, microseconds(start), microseconds(end)))
        return [int(r[0]) for r in cursor.fetchall()]
