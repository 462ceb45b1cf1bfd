"""How do accounts use the gate? Counts by account, hour and verb, and how many persons each saw in a time. No person is told."""

from dataclasses import dataclass
from datetime import datetime

from seloste.home.statements import rows
from seloste.ledger.leaves import instant, microseconds

_HOUR = 3_600_000_000
_HOURS = (
    f"SELECT actor, at / {_HOUR}, verb, CASE WHEN outcome = 'allowed' THEN 1 ELSE 0 END, COUNT(*), SUM(count) FROM ledger_leaf"  # noqa: S608
    " WHERE controller = %s AND at >= %s AND at < %s AND actor <> 0 GROUP BY 1, 2, 3, 4 ORDER BY 2, 1, 3, 4"
)
_SEEN = (
    "SELECT l.actor, COUNT(DISTINCT s.subject) FROM ledger_leaf l JOIN ledger_side s ON s.leaf = l.id"
    " WHERE l.controller = %s AND l.at >= %s AND l.at < %s AND l.actor <> 0 AND l.outcome = 'allowed' GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Hour:
    """What one account did by one verb within an hour: how many calls, and how many persons they saw, counted once a call."""

    actor: int
    at: datetime
    verb: str
    allowed: bool
    calls: int
    persons: int


def hours(controller: int, since: datetime, until: datetime) -> tuple[Hour, ...]:
    """Count what people's accounts did, from one instant to before another. The software's own work isn't in it."""
    found = rows(_HOURS, (controller, microseconds(since), microseconds(until)))
    return tuple(
        Hour(int(actor), instant(int(hour) * _HOUR), str(verb), bool(allowed), int(calls), int(persons))
        for actor, hour, verb, allowed, calls, persons in found
    )


def seen(controller: int, since: datetime, until: datetime) -> dict[int, int]:
    """How many different persons each account saw, as far as the side rows still stand."""
    return {int(actor): int(persons) for actor, persons in rows(_SEEN, (controller, microseconds(since), microseconds(until)))}
