"""What does the law say, and when? Statutes, rules, authorities, adequacy, holidays and deadlines as dated data, with their arithmetic.

Pure: no clock, no network, no Django. It never says what a firm has promised (that is `notice`) or what a promise permits (`policy`).
"""

from seloste.law.errors import LawError
from seloste.law.instants import HELSINKI, NEVER, cap_at, civil_date, day_after, day_start, hours_after, keep_until, last_day
from seloste.law.periods import BadPeriod, Period, add_months, add_period

__all__ = [
    "HELSINKI",
    "NEVER",
    "BadPeriod",
    "LawError",
    "Period",
    "add_months",
    "add_period",
    "cap_at",
    "civil_date",
    "day_after",
    "day_start",
    "hours_after",
    "keep_until",
    "last_day",
]
