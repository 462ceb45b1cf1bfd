"""The reading verbs: each decides, reads by one set-based query and leaves its leaf, in one transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Listing, Reading
from seloste.policy import Actor, Code, Denial


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
        page = replace(listing(house, sight, scope, categories, channel), next=reading.last_of(scope, limit))
        return logged(house, actor, "list", sight, page)


def listing(house: House, sight: reading.Sight, scope: reading.Scope, categories: Iterable[str] | None, channel: str) -> Listing:
    """What a purpose opens in a scope, by subject."""
    opened = reading.unseal(sight, reading.open_rows(sight, scope, categories=categories, channel=channel))
    kinds = reading.kinds(tuple(opened))
    policy = house.policy_at(sight.now)
    return Listing(tuple(Reading(s, kinds[s], tuple(entries), role=policy.role_for(kinds[s])) for s, entries in opened.items()))


def logged(house: House, actor: Actor, verb: str, sight: reading.Sight, found: Listing) -> Listing:
    """Leave the leaf of a listing, with a side row for each subject seen."""
    seen = {entry.category for r in found.readings for entry in r.entries}
    leaf = house.log(actor, verb, sight.purpose.key, "allowed", seen, [r.subject for r in found.readings], sight.now)
    return replace(found, leaf=leaf)
