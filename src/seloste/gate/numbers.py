"""Is what was given for an identifier a number?  Asked before it reaches a statement: a database that can't take it would quote it.

The error would carry it into whatever shows errors, and PostgreSQL would write it to a log of its own. A number that no row can have is
nobody's, and is answered and written down like any other stranger's.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from seloste.policy.changes import NewSubject

LARGEST = 2**63 - 1
NUMBERS = frozenset({"subject", "other", "record", "matter", "after", "limit", "leaf", "number"})


def whole(value: object) -> None:
    """Refuse what is no whole number, without repeating it."""
    if type(value) is not int:
        raise TypeError("an identifier is a whole number")


def within(value: int) -> int:
    """A number as a database can be asked for it."""
    return max(-LARGEST, min(value, LARGEST))


def only_numbers[D](door: type[D]) -> type[D]:
    """Let every verb of a door refuse what is no number where it takes one."""
    for name, verb in inspect.getmembers(door, inspect.isfunction):
        named = [] if name.startswith("_") else list(inspect.signature(verb).parameters)
        if places := [(place, one) for place, one in enumerate(named) if one in NUMBERS]:
            setattr(door, name, _checked(verb, places))
    return door


def _checked(verb: Callable[..., Any], places: Sequence[tuple[int, str]]) -> Callable[..., Any]:
    @wraps(verb)
    def checked(*args: Any, **named: Any) -> Any:
        for place, one in places:
            value = args[place] if place < len(args) else named.get(one, 0)
            if isinstance(value, NewSubject):
                continue
            whole(value)
            if value != within(value):
                if place < len(args):
                    args = (*args[:place], within(value), *args[place + 1 :])
                else:
                    named[one] = within(value)
        return verb(*args, **named)

    return checked
