"""What is said about somebody's records: why each is kept, until when, whence it came, who got it and what was refused. Never a value.

One query for one record or for all of a subject, from which the person and the privacy officer are answered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from seloste import ledger
from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer
from seloste.policy import Actor, Code, Denial
from seloste.policy.tables import Purpose
from seloste.register.sql import instant, maybe_instant, on_postgresql, rows, stamp

# {source} holds the records; {open} leaves out those of a subject on whom the purpose isn't open. The grounds that keep are found once.
_FACTS = """
WITH keeping AS MATERIALIZED (SELECT g.purpose, g.matter, v.category FROM ground g JOIN cover v
    ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose
  WHERE g.subject_id=%s AND v.keeps AND g.opened<=%s AND g.ends>%s)
SELECT r.subject_id, r.category, r.created, r.id, r.folder, r.matter, r.source, r.updated, f.live_until, f.falls, f.archived,
  (SELECT {joined_purpose} FROM keeping g WHERE g.category=r.category AND (r.matter=0 OR g.matter=0 OR g.matter=r.matter)) AS kept,
  (SELECT {joined_refusal} FROM refusal n WHERE n.subject_id=%s AND n.opened<=%s AND (n.lifted IS NULL OR n.lifted>%s)) AS refused,
  (SELECT {joined_restriction} FROM restriction x WHERE x.subject_id=r.subject_id AND x.folder IN (0, r.folder)
    AND x.lifted IS NULL) AS shut,
  (SELECT {joined_recipient} FROM disclosure d WHERE d.subject_id=%s) AS given
FROM {source} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder
WHERE {scope} AND r.register_id=%s AND f.marked IS NULL{open}
"""
_OPEN = """
  AND EXISTS (SELECT 1 FROM ground g WHERE g.subject_id=r.subject_id AND g.purpose=%s AND g.opened<=%s AND g.ends>%s)
  AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id=r.subject_id AND x.purpose=%s AND x.folder=0
    AND x.opened<=%s AND (x.lifted IS NULL OR x.lifted>%s))
"""
_COLUMNS = "subject_id, category, created, id, folder, matter, source, updated, register_id"
# In one go where one statement must be all; PostgreSQL asks each table by its own index.
_BOTH = f"(SELECT {_COLUMNS} FROM record UNION ALL SELECT {_COLUMNS} FROM archived_record)"  # noqa: S608
_JOINED = {
    "joined_purpose": "{join}(DISTINCT g.purpose{comma})",
    "joined_refusal": "{join}(DISTINCT CASE n.channel WHEN '' THEN n.purpose ELSE n.purpose || ' ' || n.channel END{comma})",
    "joined_restriction": "{join}(DISTINCT x.purpose{comma})",
    "joined_recipient": "{join}(DISTINCT d.recipient{comma})",
}


class RecordFacts(NamedTuple):
    """Of one record: where it lies and since when, whence it came, the purposes that keep it now and those closed on it by restriction.

    A tuple, as `Entry` is: a person has many.
    """

    record: int
    category: str
    matter: int
    folder: int
    source: str
    created: datetime
    updated: datetime
    live_until: datetime
    falls: datetime | None
    archived: bool
    kept_for: tuple[str, ...]
    restricted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of a subject: its records, the purposes refused ("purpose" or "purpose channel"), and the recipients who have been given data."""

    subject: int
    records: tuple[RecordFacts, ...]
    refused: tuple[str, ...]
    given_to: tuple[str, ...]


def facts(house: House, actor: Actor, purpose: str, subject: int, now: datetime, record: int = 0) -> Answer[Facts]:
    """Tell it of one record or all, of a subject on whom the purpose is open; our own work sees any."""
    house.stand()
    found = house.may(actor, purpose, "life", now)
    if isinstance(found, Denial):
        return found
    if on_postgresql():
        both = _question(house, found, subject, record, now, _BOTH)
        _, sql, params = ledger.reading(*both, house.call(actor, "life", purpose, now), subject, lone=bool(record))
        if told := rows(sql, params):
            return _facts(subject, told)
    with house.look(sparing=True):
        told = [row for table in ("record", "archived_record") for row in rows(*_question(house, found, subject, record, now, table))]
        if not told and (why := reading.is_open(house.sight(found, now), subject)) != "open" and (why == "unknown" or not found.builtin):
            denial = Denial(Code.NOT_OPEN, purpose, found.line)
            return house.deny(actor, denial, f"denied-{why}", () if why == "unknown" else (subject,), now, "life")
        house.log(actor, "life", purpose, "allowed", {row[1] for row in told}, (subject,), now)
        return _facts(subject, told)


def _question(house: House, purpose: Purpose, subject: int, record: int, now: datetime, source: str) -> tuple[str, list[Any]]:
    scope, at = reading.one(subject, record), stamp(now)
    params = [subject, at, at, subject, at, at, subject, *scope.params, house.register]
    if not purpose.builtin:
        params += [purpose.key, at, at, purpose.key, at, at]
    return _statement(source, scope.sql, purpose.builtin, on_postgresql()), params


@lru_cache(maxsize=32)
def _statement(source: str, scope: str, builtin: bool, postgresql: bool) -> str:
    join, comma = ("string_agg", ", ','") if postgresql else ("group_concat", "")
    joined = {name: text.format(join=join, comma=comma) for name, text in _JOINED.items()}
    return _FACTS.format(source=source, scope=scope, open="" if builtin else _OPEN, **joined)


def _facts(subject: int, told: Iterable[tuple[Any, ...]]) -> Facts:
    records, refused, given = [], "", ""
    for row in told:
        (_, category, created, record, folder, matter, source, updated, live, falls, archived, kept, refused, shut, given) = row
        records.append(
            RecordFacts(
                record, category, matter, folder, source, instant(created), instant(updated), instant(live), maybe_instant(falls),
                bool(archived), _words(kept), _words(shut),
            )
        )  # fmt: skip
    return Facts(subject, tuple(records), _words(refused), _words(given))


def _words(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(joined.split(","))) if joined else ()


def stands(house: House, actor: Actor, purpose: str, subject: int, record: int, now: datetime) -> Answer[bool]:
    """Whether a record is still there, in use or archived: how it is shown that one is gone. Only for our own work."""
    house.stand()
    found = house.may(actor, purpose, "life", now)
    if isinstance(found, Denial):
        return found
    if not found.builtin:
        return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, "life")
    there = (
        "SELECT s.id AS subject_id, s.created, s.id, '' AS category,"
        " EXISTS (SELECT 1 FROM record r WHERE r.subject_id=s.id AND r.id=%s)"
        " OR EXISTS (SELECT 1 FROM archived_record a WHERE a.subject_id=s.id AND a.id=%s)"
        " FROM subject s WHERE s.id=%s AND s.register_id=%s"
    )
    params = [record, record, subject, house.register]
    if on_postgresql():
        # As a list of one or nobody, so that not having found anyone is written down in the same statement.
        _, sql, bound = ledger.reading(there, params, house.call(actor, "life", purpose, now), None)
        known = rows(sql, bound)
        return bool(known and known[0][4])
    with house.look(sparing=True):
        known = rows(there, params)
        house.log(actor, "life", purpose, "allowed", (), (subject,) if known else (), now)
        return bool(known and known[0][4])
