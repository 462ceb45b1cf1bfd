"""The reading verbs: each decides, reads by one set-based query and leaves its leaf, in one transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Listing, Reading
from seloste.gate.writing import lookup_token
from seloste.policy import Actor, Code, Denial
from seloste.register.sql import rows


def read(
    house: House, actor: Actor, purpose: str, subject: int, now: datetime, categories: Iterable[str] | None, locked: bool
) -> Answer[Reading]:
    """One subject, and which other categories stand there locked."""
    with transaction.atomic():
        found = house.may(actor, purpose, "read", now)
        if isinstance(found, Denial):
            return found
        sight = house.sight(found, now)
        opened = reading.unseal(sight, reading.open_rows(sight, reading.one(subject), categories=categories))
        entries = tuple(opened.get(subject, ()))
        if not entries and (why := reading.is_open(sight, subject)) != "open":
            house.log(actor, "read", purpose, f"denied-{why}", (), () if why == "unknown" else (subject,), now)
            return Denial(Code.NOT_OPEN, purpose, found.line)
        seen = {entry.category for entry in entries}
        shut = reading.locked(house.policy_at(now), subject, seen, now) if locked else ()
        kind = reading.kinds((subject,))[subject] if locked else ""
        role = house.policy_at(now).role_for(kind) if locked else None
        leaf = house.log(actor, "read", purpose, "allowed", seen, (subject,), now)
        return Reading(subject, kind, entries, shut, leaf, role)


def list_page(
    house: House, actor: Actor, purpose: str, now: datetime, categories: Iterable[str] | None, limit: int, after: int, channel: str
) -> Answer[Listing]:
    """A page of the subjects that a purpose opens."""
    with transaction.atomic():
        found = house.may(actor, purpose, "list", now)
        if isinstance(found, Denial):
            return found
        sight = house.sight(found, now)
        scope = reading.page(sight, after, limit)
        listing = replace(_listing(house, sight, scope, categories, channel), next=reading.last_of(scope, limit))
        return _logged(house, actor, "list", sight, listing)


def search(house: House, actor: Actor, purpose: str, now: datetime, email: str, name: str, limit: int) -> Answer[Listing]:
    """Subjects by exact e-mail address or by part of a name; the hits pass the gate like any list."""
    with transaction.atomic():
        found = house.may(actor, purpose, "search", now)
        if isinstance(found, Denial):
            return found
        sight = house.sight(found, now)
        hits = _by_email(house, email) if email else _by_name(house, name, now)
        listing = _listing(house, sight, reading.these(hits), None, "")
        return _logged(house, actor, "search", sight, replace(listing, readings=listing.readings[:limit]))


def locate(house: House, actor: Actor, purpose: str, now: datetime, email: str) -> Answer[tuple[int, ...]]:
    """The subjects with an e-mail address on file, as ids only, for our own work: to file a request of someone nobody may read now."""
    with transaction.atomic():
        found = house.may(actor, purpose, "locate", now)
        if isinstance(found, Denial):
            return found
        if not found.builtin:
            return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, "locate")
        hits = tuple(_by_email(house, email))
        house.log(actor, "locate", purpose, "allowed", (), hits, now)
        return hits


def _listing(house: House, sight: reading.Sight, scope: reading.Scope, categories: Iterable[str] | None, channel: str) -> Listing:
    opened = reading.unseal(sight, reading.open_rows(sight, scope, categories=categories, channel=channel))
    kinds = reading.kinds(tuple(opened))
    policy = house.policy_at(sight.now)
    return Listing(tuple(Reading(s, kinds[s], tuple(entries), role=policy.role_for(kinds[s])) for s, entries in opened.items()))


def _logged(house: House, actor: Actor, verb: str, sight: reading.Sight, listing: Listing) -> Listing:
    seen = {entry.category for r in listing.readings for entry in r.entries}
    leaf = house.log(actor, verb, sight.purpose.key, "allowed", seen, [r.subject for r in listing.readings], sight.now)
    return replace(listing, leaf=leaf)


def _by_email(house: House, email: str) -> list[int]:
    token = lookup_token(house.keyring, house.controller, "email", email)
    sql = "SELECT DISTINCT subject_id FROM lookup WHERE register_id=%s AND field='email' AND token=%s LIMIT 100"
    return [int(r[0]) for r in rows(sql, (house.register, token))]


def _by_name(house: House, name: str, now: datetime) -> list[int]:
    purposes = house.policy_at(now).purposes
    return house.names.find(name, house.policy_at(now), house.sight(purposes["indexing"], now))
