"""How are rows made that name nobody? What a purpose opens, by category: a keyed number, years, and coarse values that enough share.

Only kinds of field that name nobody are taken, never by a list of what to leave out. Special categories and sensitive fields stay here.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from seloste.gate import Door, Reading
from seloste.law import HELSINKI
from seloste.notice import FieldType, Notice
from seloste.policy import Actor, Denial

PAGE = 200
LEAST_KEY = 32
type Row = tuple[str, ...]
type Clock = Callable[[], datetime]


def _year(value: object) -> str:
    return str(value)[:4]


def _rough(value: object) -> str:
    """One significant figure: 1250.00 becomes 1000."""
    number = Decimal(str(value))
    return f"{round(number, -number.adjusted()) if number else 0:f}"


def _same(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# The kinds of field that name nobody, each with how it is made coarse. Names, addresses, numbers that stand for somebody, codes and free
# text are no kinds of these.
KINDS: Mapping[FieldType, Callable[[object], str]] = {
    FieldType.DATE: _year,
    FieldType.MONEY: _rough,
    FieldType.INTEGER: _rough,
    FieldType.BOOLEAN: _same,
    FieldType.CHOICE: _same,
}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one category. `blanked` counts those of which so few shared anything that the number alone stands."""

    category: str
    header: Row
    rows: tuple[Row, ...]
    blanked: int


def export(door: Door, actor: Actor, purpose: str, key: bytes, *, least: int, clock: Clock) -> tuple[Table, ...] | Denial:
    """Make the tables of what a purpose opens to this actor, page by page through the gate. No row's values are shared by under `least`.

    `clock` is asked for each page: whoever withdraws while this runs isn't on a later one.
    """
    if len(key) < LEAST_KEY:
        raise ValueError("the key is too short")
    notice = door.notice_at(clock())
    taken = {category: _fields(notice, category) for category in notice.data if not notice.data[category].special}
    made: defaultdict[str, list[Row]] = defaultdict(list)
    readings = _readings(door, actor, purpose, clock)
    if isinstance(readings, Denial):
        return readings
    for reading in readings:
        number = pseudonym(key, door.register, reading.subject)
        for entry in reading.entries:
            if fields := taken.get(entry.category):
                values = (KINDS[kind](entry.values[name]) if entry.values.get(name) is not None else "" for name, kind in fields)
                written = entry.created.astimezone(HELSINKI).strftime("%Y")
                made[entry.category].append((number, reading.kind, written, *values))
    return tuple(_table(category, [name for name, _ in taken[category]], rows, least) for category, rows in sorted(made.items()))


def pseudonym(key: bytes, register: int, subject: int) -> str:
    """The number that stands for a person under this key: always the same under one, and nothing without it."""
    return hmac.new(key, f"seloste pseudonym\n{register}\n{subject}".encode(), hashlib.sha256).hexdigest()[:32]


def _fields(notice: Notice, category: str) -> tuple[tuple[str, FieldType], ...]:
    fields = notice.data[category].fields.items()
    return tuple((name, field.type) for name, field in fields if field.type in KINDS and not field.sensitive)


def _readings(door: Door, actor: Actor, purpose: str, clock: Clock) -> list[Reading] | Denial:
    found: list[Reading] = []
    after = 0
    while True:
        page = door.list(actor, purpose, now=clock(), limit=PAGE, after=after)
        if isinstance(page, Denial):
            return page
        found += page.readings
        after = page.next
        if not after:
            return found


def _table(category: str, names: list[str], rows: list[Row], least: int) -> Table:
    """Sorted by number, so that no order tells anything."""
    kept = _shared(rows, least)
    blanked = sum(not any(row[1:]) for row in kept)
    return Table(category, ("person", "kind", "written", *names), tuple(sorted(kept)), blanked)


def _shared(rows: list[Row], least: int) -> list[Row]:
    """Blank what too few persons share, one column at a time and the most telling first, until enough share what is left or nothing is.

    A row is blanked only while it is in a group too small, so no group that is large enough ever shrinks.
    """
    width = len(rows[0])
    telling = sorted(range(1, width), key=lambda column: -len({row[column] for row in rows}))
    for column in telling:
        sharing: defaultdict[Row, set[str]] = defaultdict(set)
        for row in rows:
            sharing[row[1:]].add(row[0])
        rows = [row if len(sharing[row[1:]]) >= least else (*row[:column], "", *row[column + 1 :]) for row in rows]
    return rows
