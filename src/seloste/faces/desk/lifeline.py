"""How do grounds lie in time?  A drawing of plain numbers for the template: one row for each purpose, one bar for each ground.

Archives may reach far ahead, so what lies after today is drawn paler. The table under it says the same in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from seloste.faces.ui.frame import Choice
from seloste.law import NEVER

WIDTH, SIDE, TOP, ROW = 960, 275, 26, 22
LONGEST_YEARS = 15


class Stretch(Protocol):
    """What the drawing needs of a ground."""

    @property
    def purpose(self) -> Choice: ...
    @property
    def opened(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Year:
    """One line of the calendar."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """One bar."""

    x: int
    width: int
    hue: int
    later: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One purpose."""

    label: str
    y: int
    text_y: int
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Line:
    """The whole drawing."""

    rows: Sequence[Row]
    years: Sequence[Year]
    now: int
    width: int
    height: int


def draw(stretches: Iterable[Stretch], now: datetime) -> Line:
    """Lay the stretches out between the first year and the last."""
    found = list(stretches)
    if not found:
        return Line((), (), 0, WIDTH, 0)
    first = min(min(s.opened for s in found), now).year
    last = min(max(max(min(s.ends, NEVER) for s in found).year, now.year) + 1, first + LONGEST_YEARS + 1, 9998)
    begin, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)

    def x(at: datetime) -> int:
        share = (min(max(at, begin), end) - begin) / (end - begin)
        return SIDE + round(share * (WIDTH - SIDE - 20))

    purposes: dict[str, list[Stretch]] = {}
    for stretch in found:
        purposes.setdefault(stretch.purpose.key, []).append(stretch)
    rows = tuple(_row(place, group, x, now) for place, group in enumerate(purposes.values()))
    years = tuple(Year(x(datetime(year, 1, 1, tzinfo=UTC)), str(year)) for year in range(first, last + 1))
    return Line(rows, years, x(now), WIDTH, TOP + len(rows) * ROW + 4)


def _row(place: int, group: Sequence[Stretch], x: "_Scale", now: datetime) -> Row:
    runs = []
    for stretch in group:
        for start, stop, later in ((stretch.opened, min(stretch.ends, now), False), (max(stretch.opened, now), stretch.ends, True)):
            if start < stop:
                runs.append(Run(x(start), max(x(stop) - x(start), 2), stretch.purpose.hue, later))
    y = TOP + place * ROW
    return Row(group[0].purpose.name, y, y + 9, runs)


class _Scale(Protocol):
    def __call__(self, at: datetime) -> int: ...
