"""What does the law say, and when? Statutes, rules, authorities, adequacy, holidays and deadlines as dated data, with their arithmetic.

Pure: no clock, no network, no Django. It never says what a firm has promised (that is `notice`) or what a promise permits (`policy`).
"""

from seloste.law.deadlines import Deadline, deadline
from seloste.law.errors import LawError
from seloste.law.holidays import day_off, easter, holidays
from seloste.law.instants import HELSINKI, NEVER, BadInstant, cap_at, civil_date, day_after, day_start, hours_after, keep_until, last_day
from seloste.law.periods import BadPeriod, Period, add_months, add_period
from seloste.law.reading import adequacy, area, authority, cite, cite_as_published, statute
from seloste.law.retention import Retention, keep_by_rule, retention
from seloste.law.rows import Adequacy, Area, Authority, Duty, Holiday, Row, Rule, Statute, Text
from seloste.law.shelf import BadRow, NotInForce, Unknown, row, rows

__all__ = [
    "HELSINKI",
    "NEVER",
    "Adequacy",
    "Area",
    "Authority",
    "BadInstant",
    "BadPeriod",
    "BadRow",
    "Deadline",
    "Duty",
    "Holiday",
    "LawError",
    "NotInForce",
    "Period",
    "Retention",
    "Row",
    "Rule",
    "Statute",
    "Text",
    "Unknown",
    "add_months",
    "add_period",
    "adequacy",
    "area",
    "authority",
    "cap_at",
    "cite",
    "cite_as_published",
    "civil_date",
    "day_after",
    "day_off",
    "day_start",
    "deadline",
    "easter",
    "holidays",
    "hours_after",
    "keep_by_rule",
    "keep_until",
    "last_day",
    "retention",
    "row",
    "rows",
    "statute",
]
