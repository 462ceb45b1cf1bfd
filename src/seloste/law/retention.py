"""Until when does a rule of law want something kept? The last day, and the first on which it must be gone.

A statutory minimum and the privacy maximum meet: the day after the minimum is the day of erasure, unless another ground still keeps.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seloste.law.errors import LawError
from seloste.law.instants import NEVER, day_after, last_day
from seloste.law.periods import add_period
from seloste.law.rows import Rule
from seloste.law.shelf import row


@dataclass(frozen=True, slots=True)
class Retention:
    """What a rule says of one event; for a rule that ends at once, both dates are the event's own."""

    rule: Rule
    keep_through: date
    erase_on: date
    source: str


def retention(rule_id: str, event: date) -> Retention:
    """Apply the rule in force on the event's date. Raises LawError if it has no period of its own or wasn't in force."""
    rule = row(Rule, rule_id, event)
    if rule.period is None:
        raise LawError(f"{rule.id} ({rule.name.fi}) has no period of its own: it lasts until {rule.until}")
    anchor = date(event.year, 12, 31) if rule.anchor == "end-of-calendar-year" else event
    if rule.period.is_zero:
        return Retention(rule, anchor, anchor, rule.source)
    through = add_period(anchor, rule.period)
    return Retention(rule, through, through + timedelta(days=1) if through < date.max else date.max, rule.source)


def keep_by_rule(rule_id: str, instant: datetime) -> datetime:
    """Give the instant until which a rule keeps what ended at an exclusive instant; no known end keeps without end."""
    if instant >= NEVER:
        return NEVER
    found = retention(rule_id, last_day(instant))
    return instant if found.keep_through == found.erase_on else day_after(found.keep_through)
