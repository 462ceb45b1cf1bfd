"""Searching: who is meant by an address, a number or a name? Exact identifiers by the blind index, names by the list in memory.

A hit is only a candidate: it passes the gate like any list, and nobody learns of one that the purpose doesn't open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from seloste import ledger, vault
from seloste.gate import reading, reads
from seloste.gate.house import House
from seloste.gate.names import categories_of
from seloste.gate.shapes import Answer, Listing
from seloste.gate.terms import by_beginnings, indexed, terms
from seloste.home.ring import ring_lock
from seloste.policy import SYSTEM, Actor, Code, Denial
from seloste.policy.terms import LONGEST_PREFIX, folded, readings
from seloste.register import lookups, state
from seloste.register.sql import rows

INDEXING = "indexing"
MOST_HITS = 200
KEY_LASTS = timedelta(days=30)
"""How long one key serves the index: as long can the index in a stolen backup be asked by whoever also has a copy of the ring."""
_BATCH = 200
_LATELY = timedelta(hours=1)
_MOST_CANDIDATES = 10 * MOST_HITS


def search(house: House, actor: Actor, purpose: str, now: datetime, term: str, limit: int) -> Answer[Listing]:
    """The people whom a term may mean, as far as the purpose opens them."""
    with house.look(sparing=True):
        found = house.may(actor, purpose, "search", now)
        if isinstance(found, Denial):
            return found
        sight = house.sight(found, now)
        hits = (_exact(house, term) or _by_name(house, term, now))[:MOST_HITS]
        found_rows = reading.open_rows(sight, reading.these(hits))
        standing = {row[0] for row in found_rows}
        # Only what is shown is unsealed, so that the leaf names everyone whose values were.
        shown = {subject: place for place, subject in enumerate([hit for hit in hits if hit in standing][:limit])}
        opened = reads.readings(house, sight, [row for row in found_rows if row[0] in shown])
        best = sorted(opened, key=lambda one: shown[one.subject])
        return reads.logged(house, actor, "search", sight, Listing(tuple(best)))


def locate(house: House, actor: Actor, purpose: str, now: datetime, term: str) -> Answer[tuple[int, ...]]:
    """The subjects with an identifier on file, as ids only, for our own work: to file a request of someone nobody may read now."""
    with house.look():
        found = house.may(actor, purpose, "locate", now)
        if isinstance(found, Denial):
            return found
        if not found.builtin:
            return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, "locate")
        hits = tuple(_exact(house, term))
        house.log(actor, "locate", purpose, "allowed", (), hits, now)
        return hits


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far a rebuild has come."""

    subjects: int
    terms: int


def rebuild(house: House, now: datetime) -> Iterator[Rebuilt]:
    """Make the index anew under a fresh key, in batches, and destroy the old key. Stopped anywhere, the next run goes on."""
    house.stand()
    with ring_lock(house.home):
        if len(_keys(house)) < 2:
            house.keyring.replace(house.keyring.fresh().with_epoch(house.controller, "lookup", now=now))
    after = 0
    while subjects := house.people(after, _BATCH):
        yield _again(house, subjects, now)
        after = subjects[-1]
    newest = house.keyring.fresh().current(house.controller, "lookup")
    house.stand()
    while late := lookups.older_than(house.register, newest.epoch, limit=_BATCH):
        yield _again(house, late, now)
    with ring_lock(house.home):
        old = [kek.id for kek in _keys(house) if kek.epoch < newest.epoch]
        house.keyring.replace(house.keyring.fresh().without(old))


def renew(house: House, now: datetime) -> Iterator[Rebuilt]:
    """Make the index anew when its key has served its time, when an earlier rebuild was stopped, or when a notice has since taken
    something out of it.
    """
    held = _keys(house)
    if len(held) > 1 or now - held[0].created >= KEY_LASTS or _narrowed(house, held[0].created, now):
        yield from rebuild(house, now)


def _narrowed(house: House, since: datetime, now: datetime) -> bool:
    """Whether a notice that took effect after an instant lets less be looked for than the one before it did."""
    with house.work():  # it takes up what another process has published
        timeline = house.notices.timeline
    return any(
        since < after.effective <= now and not indexed(before.policy) <= indexed(after.policy) for before, after in pairwise(timeline)
    )


def _keys(house: House) -> list[vault.Kek]:
    """The keys of the index: one, or two while it is made anew."""
    return [kek for kek in house.keyring.fresh().keks if kek.controller == house.controller and kek.horizon == "lookup"]


def _again(house: House, subjects: list[int], now: datetime) -> Rebuilt:
    """Index some subjects anew, all that stands of them: someone whom no purpose may read now can still ask what is held."""
    count = 0
    with house.work(*subjects):
        lookups.forget(subjects)
        policy = house.policy_at(now)
        sight = house.sight(policy.purposes[INDEXING], now)
        named = categories_of(policy, names=by_beginnings(), identifiers=True)
        opened = reading.unseal(sight, reading.standing_rows(sight, reading.these(subjects), named)) if named else {}
        for subject, entries in opened.items():
            place = state.Place(subject, house.controller, house.register)
            found = [t for e in entries for t in terms(policy, e.category, dict(e.values), e.folder, e.record)]
            lookups.write(house.keyring, place, found)
            count += len(found)
        house.log(SYSTEM, "index", INDEXING, "allowed", named if opened else (), sorted(opened), now)
    return Rebuilt(len(subjects), count)


def prune(house: House, now: datetime) -> None:
    """Let the names in this process's memory forget whom another process has erased within the last hour."""
    with house.look():
        if house.names.entries and ledger.erased_since(house.controller, now - _LATELY):
            policy = house.policy_at(now)
            house.names.prune(policy, house.sight(policy.purposes[INDEXING], now))


def status(house: House) -> dict[str, int]:
    """How many terms are indexed, by kind of field."""
    house.stand()
    sql = "SELECT field, COUNT(*) FROM lookup WHERE register_id=%s GROUP BY field ORDER BY field"
    return {field: int(count) for field, count in rows(sql, (house.register,))}


def _exact(house: House, term: str) -> list[int]:
    found: list[int] = []
    for kind, form in readings(term):
        found += lookups.find(house.keyring, house.controller, house.register, str(kind), form, limit=MOST_HITS)
    return list(dict.fromkeys(found))


def _by_name(house: House, term: str, now: datetime) -> list[int]:
    if by_beginnings():
        return _by_beginnings(house, term)
    policy = house.policy_at(now)
    return house.names.find(term, policy, house.sight(policy.purposes[INDEXING], now))


def _by_beginnings(house: House, term: str) -> list[int]:
    """Those in whose names a word begins with each word that was typed, as far as the index reaches into a word."""
    words = [word[:LONGEST_PREFIX] for word in folded(term).split() if len(word) > 1]
    if not words:
        return []
    sets = [lookups.find(house.keyring, house.controller, house.register, lookups.BEGINNING, w, limit=_MOST_CANDIDATES) for w in words]
    return [subject for subject in sets[0] if all(subject in other for other in sets[1:])]
