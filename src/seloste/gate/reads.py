"""The reading verbs: each decides, reads by one set-based query and leaves its leaf, in one transaction.

On PostgreSQL that is one statement: the leaf is written of what the query in it opened. On SQLite it is three between BEGIN and COMMIT.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from seloste import ledger
from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Listing, Locked, Only, Reading
from seloste.policy import Actor, Code, Denial
from seloste.register.sql import on_postgresql, rows


def read(
    house: House, actor: Actor, purpose: str, subject: int, now: datetime, categories: Iterable[str] | None, locked: bool, record: int = 0
) -> Answer[Reading]:
    """One subject or one record of it, and which other categories stand there locked."""
    house.stand()
    found = house.may(actor, purpose, "read", now)
    if isinstance(found, Denial):
        return found
    sight = house.sight(found, now)
    named = None if categories is None else tuple(categories)
    query = reading.Query(reading.one(subject, record) if record else reading.person(subject), named, standing_of=subject if locked else 0)
    if on_postgresql() and len(reading.tables(sight)) == 1:
        # The whole of it is one statement, and a transaction by itself.
        call = house.call(actor, "read", purpose, now)
        leaf, sql, params = ledger.reading(*reading.opening(sight, query, "record"), call, subject, lone=bool(record))
        if opened := rows(sql, params):
            return _reading(house, sight, opened, locked, leaf)
    with house.look(sparing=True):
        if opened := reading.find(sight, query):
            seen = {row[reading.CATEGORY] for row in opened}
            leaf = house.log(actor, "read", purpose, "allowed", seen, (subject,), now)
            return _reading(house, sight, opened, locked, leaf)
        return _nothing(house, actor, sight, subject, locked)


def _reading(house: House, sight: reading.Sight, opened: list[tuple[Any, ...]], locked: bool, leaf: int) -> Reading:
    [(subject, entries)] = reading.unseal(sight, opened).items()
    kind, policy = opened[0][reading.KIND], house.policy_at(sight.now)
    shut: tuple[Locked, ...] = ()
    if locked:
        shut = reading.locked(policy, opened[0][reading.STANDING], {entry.category for entry in entries})
    return Reading(subject, kind, tuple(entries), shut, leaf, policy.role_for(kind))


def _nothing(house: House, actor: Actor, sight: reading.Sight, subject: int, locked: bool) -> Answer[Reading]:
    """Nothing was opened: the purpose is closed on the subject, or open and empty."""
    purpose, now = sight.purpose, sight.now
    if (why := reading.is_open(sight, subject)) != "open":
        house.log(actor, "read", purpose.key, f"denied-{why}", (), () if why == "unknown" else (subject,), now)
        return Denial(Code.NOT_OPEN, purpose.key, purpose.line)
    kind, standing = reading.standing(subject, now)
    policy = house.policy_at(now)
    leaf = house.log(actor, "read", purpose.key, "allowed", (), (subject,), now)
    return Reading(subject, kind, (), reading.locked(policy, standing, ()) if locked else (), leaf, policy.role_for(kind))


def list_page(
    house: House,
    actor: Actor,
    purpose: str,
    now: datetime,
    categories: Iterable[str] | None,
    limit: int,
    after: int,
    channel: str,
    matter: int = 0,
    only: Only | None = None,
) -> Answer[Listing]:
    """A page of the subjects that a purpose opens, or of what it opens in one matter."""
    house.stand()
    found = house.may(actor, purpose, "list", now)
    if isinstance(found, Denial):
        return found
    if only is not None and (strange := reading.no_such(found, only)):
        return house.deny(actor, strange, "denied-matter", (), now, "list")
    if (closed := reading.no_way(found, channel)) is not None:
        return house.deny(actor, closed, "denied-channel", (), now, "list")
    sight = house.sight(found, now)
    scope = reading.of_matter(sight, matter, after, limit) if matter else reading.page(sight, after, limit, only)
    query = reading.Query(scope, None if categories is None else tuple(categories), channel)
    if on_postgresql() and len(reading.tables(sight)) == 1:
        leaf, sql, params = ledger.reading(*reading.opening(sight, query, "record"), house.call(actor, "list", purpose, now), None)
        opened = rows(sql, params)
    else:
        with house.look(sparing=True):
            opened = reading.find(sight, query)
            seen = dict.fromkeys(row[0] for row in opened)
            leaf = house.log(actor, "list", purpose, "allowed", {row[reading.CATEGORY] for row in opened}, tuple(seen), now)
    return Listing(readings(house, sight, opened), reading.next_after(scope, opened), leaf)


def readings(house: House, sight: reading.Sight, opened: list[tuple[Any, ...]]) -> tuple[Reading, ...]:
    """Unseal what a query opened, by subject."""
    kinds, policy = {row[0]: row[reading.KIND] for row in opened}, house.policy_at(sight.now)
    found = reading.unseal(sight, opened).items()
    return tuple(Reading(s, kinds[s], tuple(entries), role=policy.role_for(kinds[s])) for s, entries in found)


def logged(house: House, actor: Actor, verb: str, sight: reading.Sight, found: Listing) -> Listing:
    """Leave the leaf of a listing, with a side row for each subject seen."""
    seen = {entry.category for r in found.readings for entry in r.entries}
    leaf = house.log(actor, verb, sight.purpose.key, "allowed", seen, [r.subject for r in found.readings], sight.now)
    return replace(found, leaf=leaf)
