"""Looking into the ledger: the office's page by page, and a person's own part. Whoever asks has passed the gate already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seloste.home.statements import Query, rows
from seloste.ledger.leaves import instant, microseconds


@dataclass(slots=True)  # not frozen, which makes making one cost twice as much: a page of them is long
class Entry:
    """A leaf as the office reads it: no person is in it. It reads itself out of its row as it is asked."""

    row: tuple[Any, ...]

    @property
    def leaf(self) -> int:
        """The leaf's id."""
        return int(self.row[0])

    @property
    def position(self) -> int | None:
        """Its place in the tree, if it has been sealed."""
        return None if self.row[1] is None else int(self.row[1])

    @property
    def at(self) -> datetime:
        """When the call was made."""
        return instant(self.row[2])

    @property
    def controller(self) -> int:
        """Whose register."""
        return int(self.row[3])

    @property
    def verb(self) -> str:
        """What was asked."""
        return str(self.row[4])

    @property
    def actor(self) -> int:
        """Whose account."""
        return int(self.row[5])

    @property
    def purpose(self) -> str:
        """For what."""
        return str(self.row[6])

    @property
    def notice(self) -> str:
        """The notice in force, by its SHA-256 in hex."""
        return bytes(self.row[7]).hex()

    @property
    def outcome(self) -> str:
        """Allowed, or why not."""
        return str(self.row[8])

    @property
    def categories(self) -> tuple[str, ...]:
        """Of what."""
        return _names(self.row[9])

    @property
    def count(self) -> int:
        """How many persons it saw."""
        return int(self.row[10])

    @property
    def falls(self) -> datetime:
        """When its side rows fall."""
        return instant(self.row[11])

    @property
    def fallen(self) -> bool:
        """Whether they have."""
        return bool(self.row[12])


@dataclass(frozen=True, slots=True)
class Look:
    """A person's part of one call: when, which unit, for what, which categories. Never who: C-579/21 leaves that to the controller."""

    at: datetime
    unit: str
    verb: str
    purpose: str
    outcome: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to leave out; empty leaves out nothing."""

    controller: int | None = None
    verb: str = ""
    purpose: str = ""
    outcome: str = ""
    actor: int | None = None
    since: datetime | None = None
    until: datetime | None = None


_ENTRY = "id, position, at, controller, verb, actor, purpose, notice, outcome, categories, count, falls, fallen"


def browse(*, limit: int = 50, after: int = 0, filters: Filters | None = None) -> tuple[Entry, ...]:
    """Give leaves, newest first; `after` is the last leaf of the page before."""
    return entries(rows(*browsing(limit=limit, after=after, filters=filters)))


def browsing(*, limit: int = 50, after: int = 0, filters: Filters | None = None) -> Query:
    """The query of a page, whose rows are `entries`."""
    where, values = _conditions(filters or Filters())
    if after:
        where.append("(at, id) < (SELECT at, id FROM ledger_leaf WHERE id = %s)")
        values.append(after)
    condition = f"WHERE {' AND '.join(where)} " if where else ""
    # Only the fixed words of _conditions are put together here; every value is a parameter.
    return f"SELECT {_ENTRY} FROM ledger_leaf {condition}ORDER BY at DESC, id DESC LIMIT %s", [*values, limit]  # noqa: S608


def entries(found: Iterable[tuple[Any, ...]]) -> tuple[Entry, ...]:
    """A page of what its query found."""
    return tuple(map(Entry, found))


def looks(subject: int, *, controller: int | None = None, since: datetime | None = None, limit: int = 10_000) -> tuple[Look, ...]:
    """Give the calls that saw this person, newest first, as far as their rows still stand; of one controller where it is named."""
    found = rows(
        "SELECT l.at, s.unit, l.verb, l.purpose, l.outcome, l.categories FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf "
        "WHERE s.subject = %s AND l.at >= %s AND (%s OR l.controller = %s) ORDER BY l.at DESC, l.id DESC LIMIT %s",
        (subject, microseconds(since) if since else 0, controller is None, controller, limit),
    )
    return tuple(Look(instant(at), unit, verb, purpose, outcome, _names(names)) for at, unit, verb, purpose, outcome, names in found)


def _conditions(filters: Filters) -> tuple[list[str], list[Any]]:
    asked: list[tuple[str, Any]] = [
        ("controller = %s", filters.controller),
        ("verb = %s", filters.verb or None),
        ("purpose = %s", filters.purpose or None),
        ("outcome = %s", filters.outcome or None),
        ("actor = %s", filters.actor),
        ("at >= %s", microseconds(filters.since) if filters.since else None),
        ("at < %s", microseconds(filters.until) if filters.until else None),
    ]
    used = [(words, value) for words, value in asked if value is not None]
    return [words for words, _ in used], [value for _, value in used]


def _names(categories: str) -> tuple[str, ...]:
    return tuple(categories.split(",")) if categories else ()
