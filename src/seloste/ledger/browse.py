"""Looking into the ledger: the office's page by page, and a person's own part. Whoever asks has passed the gate already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from seloste.ledger.leaves import instant, microseconds


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf as the office reads it: no person is in it."""

    leaf: int
    position: int | None
    at: datetime
    controller: int
    verb: str
    actor: int
    purpose: str
    notice: str
    outcome: str
    categories: tuple[str, ...]
    count: int
    falls: datetime
    fallen: bool


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
    where, values = _conditions(filters or Filters())
    if after:
        where.append("(at, id) < (SELECT at, id FROM ledger_leaf WHERE id = %s)")
        values.append(after)
    condition = f"WHERE {' AND '.join(where)} " if where else ""
    with connection.cursor() as cursor:
        # Only the fixed words of _conditions are put together here; every value is a parameter.
        cursor.execute(f"SELECT {_ENTRY} FROM ledger_leaf {condition}ORDER BY at DESC, id DESC LIMIT %s", [*values, limit])  # noqa: S608
        return tuple(_entry(row) for row in cursor.fetchall())


def looks(subject: int, *, controller: int | None = None, since: datetime | None = None, limit: int = 10_000) -> tuple[Look, ...]:
    """Give the calls that saw this person, newest first, as far as their rows still stand; of one controller where it is named."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.at, s.unit, l.verb, l.purpose, l.outcome, l.categories FROM ledger_side s JOIN ledger_leaf l ON l.id = s.leaf "
            "WHERE s.subject = %s AND l.at >= %s AND (%s OR l.controller = %s) ORDER BY l.at DESC, l.id DESC LIMIT %s",
            (subject, microseconds(since) if since else 0, controller is None, controller or 0, limit),
        )
        rows = cursor.fetchall()
    return tuple(Look(instant(at), unit, verb, purpose, outcome, _names(names)) for at, unit, verb, purpose, outcome, names in rows)


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


def _entry(row: Sequence[Any]) -> Entry:
    leaf, position, at, controller, verb, actor, purpose, notice, outcome, categories, count, falls, fallen = row
    return Entry(
        leaf=leaf,
        position=position,
        at=instant(at),
        controller=controller,
        verb=verb,
        actor=actor,
        purpose=purpose,
        notice=bytes(notice).hex(),
        outcome=outcome,
        categories=_names(categories),
        count=count,
        falls=instant(falls),
        fallen=bool(fallen),
    )


def _names(categories: str) -> tuple[str, ...]:
    return tuple(categories.split(",")) if categories else ()
