"""What can go wrong when the law is asked: one small tree, so that a caller can catch the whole of it.

LawError
├── BadPeriod            a text that is not a period           (law.periods)
├── BadInstant           a time without its zone               (law.instants)
├── BadRow               the law data themselves are broken    (law.shelf)
├── Unknown              no row has this name                  (law.shelf)
└── NotInForce           a row has it, but not on this date    (law.shelf)
"""


class LawError(ValueError):
    """The law cannot answer; the message says why and what to do, and never holds a personal value."""
