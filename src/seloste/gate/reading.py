"""Reading: one set-based query decides, for one subject or for a page of them. Purpose, grounds, cover, folders, restrictions and
refusals of a channel are all in the SQL; nothing is fetched first and judged afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, cast

from seloste.gate import pages
from seloste.gate.shapes import AS_STORED, Entry, Locked, Only
from seloste.notice.values import Store
from seloste.policy import Code, Denial
from seloste.policy.tables import Policy, Purpose
from seloste.policy.values import GIVEN
from seloste.register import records
from seloste.register.keyring import Keyring
from seloste.register.sql import among, kept, listed, marks, on_postgresql, rows, stamp

_ROW = (
    "r.subject_id, r.id, r.folder, r.category, r.matter, r.version, r.source, {0}r.created, {0}r.updated, r.ciphertext,"
    " f.key_version, f.wrapped, {0}f.live_until, {0}f.falls"
)
# By whether it is PostgreSQL. From SQLite instants come as the text they are kept as (+): its driver makes them of columns, and slowly.
_COLUMNS = {True: _ROW.format(""), False: _ROW.format("+")}
# The records of {table} that a purpose opens at an instant. {store} says which folders it looks into, {scope} whose.
_OPEN = """
SELECT {columns}, s.kind{more}
FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder JOIN subject s ON s.id=r.subject_id
WHERE {scope} AND r.register_id=%s AND f.marked IS NULL AND {store}
  AND EXISTS (SELECT 1 FROM ground g JOIN cover v
        ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose AND v.category=r.category
      WHERE g.subject_id=r.subject_id AND g.register_id=r.register_id AND g.purpose=%s
        AND (r.matter=0 OR g.matter=0 OR g.matter=r.matter)
        AND g.opened<=%s AND g.ends>%s AND v.reads AND (v.reads_until IS NULL OR v.reads_until>%s))
  AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id=r.subject_id AND x.purpose=%s AND x.folder IN (0, r.folder)
        AND x.opened<=%s AND (x.lifted IS NULL OR x.lifted>%s))
"""
_ORDER = " ORDER BY r.subject_id, r.created, r.id"
# Beside each row, the categories that stand in the subject's live folders: asked with the records, so that a card is one query.
_STANDING = (
    ", (SELECT {joined} FROM (SELECT DISTINCT l.category FROM folder l"
    " WHERE l.subject_id=%s AND l.marked IS NULL AND l.live_until>%s) standing)"
)
_ON_PAGE = "r.subject_id IN (SELECT subject_id FROM people)"
# Whom the next page comes after; nobody (0) when this is the last.
_NEXT = "SELECT CASE WHEN COUNT(*)=%s THEN MAX(subject_id) ELSE 0 END FROM"
# Where some columns of a row that was found are; the last of a card and of a page.
CATEGORY, KIND, STANDING, NEXT = 3, 14, 15, 15
_STORES = {
    Store.LIVE: "f.live_until>%s",
    Store.ARCHIVE: "f.live_until<=%s AND (f.falls IS NULL OR f.falls>%s)",
    Store.ANY: "(f.live_until>%s OR f.falls IS NULL OR f.falls>%s)",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """From where a query looks: the register, its keys and notices, the purpose, and the instant."""

    register: int
    keyring: Keyring
    hashes: Mapping[int, str]
    purpose: Purpose
    now: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records: an SQL condition on them, and its parameters.

    `people`: a query of the subjects, at most `limit` if it is a page; `matter`: the one that all of the records hang on, if there is one.
    """

    sql: str
    params: tuple[Any, ...]
    people: str = ""
    people_params: tuple[Any, ...] = ()
    limit: int = 0
    matter: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: whose records, of which categories, whom a channel's refusal leaves out, and what stands beside them."""

    scope: Scope
    categories: tuple[str, ...] | None = None
    channel: str = ""
    standing_of: int = 0


def one(subject: int, record: int = 0) -> Scope:
    """One subject, or one record of it."""
    return Scope("r.subject_id=%s AND r.id=%s", (subject, record)) if record else Scope("r.subject_id=%s", (subject,))


def person(subject: int) -> Scope:
    """One subject, decided of once: PostgreSQL asks as of a page of one."""
    return Scope("", (), pages.ONE, (subject,)) if on_postgresql() else one(subject)


def these(subjects: Sequence[int]) -> Scope:
    """Some subjects, such as the hits of a search."""
    return Scope(among("r.subject_id"), (listed(subjects),))


def page(sight: Sight, after: int, limit: int, only: Only | None = None) -> Scope:
    """The next subjects on whom the purpose has an open ground."""
    people, params = _people(sight, after, only)
    return Scope("", (), f"SELECT DISTINCT {people} ORDER BY g.subject_id LIMIT %s", (*params, limit), limit)


def everyone(sight: Sight, only: Only | None = None) -> Scope:
    """All subjects on whom the purpose has an open ground."""
    people, params = _people(sight, 0, only)
    return Scope(f"r.subject_id IN (SELECT {people})", params)


def _people(sight: Sight, after: int, only: Only | None) -> tuple[str, tuple[Any, ...]]:
    now = stamp(sight.now)
    people = "g.subject_id FROM ground g WHERE g.register_id=%s AND g.purpose=%s AND g.subject_id>%s AND g.opened<=%s AND g.ends>%s"
    params = (sight.register, sight.purpose.key, after, now, now)
    if only is None:
        return people, params
    runs = "m.ends<=%s" if only.ended else "m.ends>%s"
    of_kind = f" AND EXISTS (SELECT 1 FROM matter m WHERE m.subject_id=g.subject_id AND m.kind=%s AND m.opened<=%s AND {runs})"  # noqa: S608
    return people + of_kind, (*params, only.kind, now, now)


def no_such(purpose: Purpose, only: Only) -> Denial | None:
    """The no to a filter by a kind of matter that isn't the purpose's own: whom it leaves would tell what the purpose doesn't open."""
    own = only.kind in purpose.while_ or only.kind == purpose.per
    return None if own else Denial(Code.NOT_OPEN, purpose.key, purpose.line, only.kind[:48])


def no_way(purpose: Purpose, channel: str) -> Denial | None:
    """The no to a channel by which the notice doesn't say that the purpose reaches people."""
    return Denial(Code.NOT_OPEN, purpose.key, purpose.line, channel[:48]) if channel and channel not in purpose.marketing else None


def of_matter(sight: Sight, matter: int, after: int, limit: int) -> Scope:
    """What hangs on one matter, such as the controller's fiscal year: the next subjects with a folder in it."""
    people = (
        "SELECT DISTINCT h.subject_id FROM folder h WHERE h.register_id=%s AND h.matter=%s AND h.matter<>0 AND h.subject_id>%s"
        " ORDER BY h.subject_id LIMIT %s"
    )
    return Scope("r.matter=%s", (matter,), people, (sight.register, matter, after, limit), limit, matter)


def open_rows(sight: Sight, scope: Scope, *, categories: Iterable[str] | None = None, channel: str = "") -> list[tuple[Any, ...]]:
    """The rows that the purpose opens, still sealed."""
    return find(sight, Query(scope, None if categories is None else tuple(categories), channel))


def find(sight: Sight, query: Query) -> list[tuple[Any, ...]]:
    """The rows that a query opens, still sealed, by subject and in the order they were made."""
    found: list[tuple[Any, ...]] = []
    for table in tables(sight):
        sql, params = opening(sight, query, table)
        found.extend(rows(sql + _ORDER, params))
    return sorted(found, key=lambda row: (row[0], row[7], row[1])) if len(tables(sight)) > 1 else found


def standing_rows(sight: Sight, scope: Scope, categories: Sequence[str]) -> list[tuple[Any, ...]]:
    """Every record that stands, whoever may read it now, still sealed: only for making the search index anew."""
    found: list[tuple[Any, ...]] = []
    for table in ("record", "archived_record"):
        sql = (
            f"SELECT {_COLUMNS[on_postgresql()]} FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder"  # noqa: S608
            f" WHERE {scope.sql} AND r.register_id=%s AND f.marked IS NULL AND (f.falls IS NULL OR f.falls>%s)"
            f" AND r.category IN ({marks(len(categories))})"
        )
        found.extend(rows(sql, (*scope.params, sight.register, stamp(sight.now), *categories)))
    return found


def tables(sight: Sight) -> tuple[str, ...]:
    """Where the purpose looks."""
    return ("record",) if sight.purpose.store is Store.LIVE else ("record", "archived_record")


def opening(sight: Sight, query: Query, table: str) -> tuple[str, list[Any]]:
    """The statement that decides and finds, without an order: also a part of one that writes down what it found."""
    if query.scope.people and on_postgresql():
        return _page(sight, query, table)
    now = stamp(sight.now)
    store = _STORES[sight.purpose.store]
    params: list[Any] = [*query.scope.people_params, *((query.standing_of, now) if query.standing_of else ())]
    params += [*((query.scope.limit,) if query.scope.people else ()), *query.scope.params, sight.register, *([now] * store.count("%s"))]
    params += [sight.purpose.key, now, now, now, sight.purpose.key, now, now]
    sql = _statement(table, query.scope.sql, query.scope.people, store, bool(query.standing_of), on_postgresql())
    if query.channel:
        sql += (
            " AND NOT EXISTS (SELECT 1 FROM refusal n WHERE n.subject_id=r.subject_id AND n.purpose=%s AND n.channel IN ('', %s)"
            " AND n.opened<=%s AND (n.lifted IS NULL OR n.lifted>%s))"
        )
        params += [sight.purpose.key, query.channel, now, now]
    if query.categories is not None:
        sql += f" AND {among('r.category')}"
        params.append(listed(query.categories))
    return sql, params


@lru_cache(maxsize=256)
def _statement(table: str, scope: str, people: str, store: str, standing: bool, postgresql: bool) -> str:
    more = _standing(postgresql=postgresql) if standing else ""
    if people:
        scope = " AND ".join(part for part in (scope, _ON_PAGE) if part)
        more += f", ({_NEXT} people)"
    page = f"WITH people AS MATERIALIZED ({people})" if people else ""
    return page + _OPEN.format(columns=_COLUMNS[postgresql], table=table, scope=scope, store=store, more=more)


def _page(sight: Sight, query: Query, table: str) -> tuple[str, list[Any]]:
    """PostgreSQL's statement of a page, or of one person: the parameters in the order that `pages.statement` says."""
    scope, register, key = query.scope, sight.register, sight.purpose.key
    now, store = stamp(sight.now), _STORES[sight.purpose.store]
    own = f"{scope.sql} AND " if scope.sql else ""
    named = "" if query.categories is None else f" AND {among('v.category')}"
    more, beside = "", []
    if scope.limit:
        more, beside = f", ({_NEXT} people)", [scope.limit]
    elif query.standing_of:
        more, beside = _standing(postgresql=True), [query.standing_of, now]
    sql = pages.statement(table, _COLUMNS[True], more, scope.people, own, store, named, bool(scope.matter), bool(query.channel))
    params = [*scope.people_params, register, key, now, *(() if query.categories is None else (listed(query.categories),))]
    params += [key, now, now, register, key, now, now, *((scope.matter,) if scope.matter else ())]
    if query.channel:
        params += [key, query.channel, now, now]
    return sql, [*params, *beside, *scope.params, register, *([now] * store.count("%s"))]


@cache
def _standing(*, postgresql: bool) -> str:
    return _STANDING.format(joined="string_agg(category, ',')" if postgresql else "group_concat(category)")


def unseal(sight: Sight, found: Iterable[Sequence[Any]]) -> dict[int, list[Entry]]:
    """Open the rows, by subject. Raises vault.Refused where a ciphertext or key is not what it was."""
    entries: dict[int, list[Entry]] = {}
    now, hashes, opened, read = sight.now, sight.hashes, sight.keyring.opener(sight.register), records.values_of
    for row in found:
        subject, id, folder, category, matter, version, source, created, updated, sealed, key_version, wrapped, live, falls, *_ = row
        notice = hashes[version]
        values = read(opened(subject, folder, key_version, wrapped, id, category, notice, sealed))
        if isinstance(created, str):  # SQLite's
            created, updated, live, falls = kept(created), kept(updated), kept(live), kept(falls) if falls else None
        given = cast(Mapping[str, str], values.pop(GIVEN, AS_STORED))
        entry = Entry(id, category, matter, folder, values, source, created, updated, live, falls, live <= now, notice, given)
        if subject in entries:
            entries[subject].append(entry)
        else:
            entries[subject] = [entry]
    return entries


def is_open(sight: Sight, subject: int) -> str:
    """Whether the purpose has an open ground on the subject: "open", or the true reason why not."""
    now = stamp(sight.now)
    if not rows("SELECT 1 FROM subject WHERE id=%s AND register_id=%s", (subject, sight.register)):
        return "unknown"
    ground = "SELECT 1 FROM ground WHERE subject_id=%s AND register_id=%s AND purpose=%s AND opened<=%s AND ends>%s"
    if not rows(ground, (subject, sight.register, sight.purpose.key, now, now)):
        return "no-ground"
    closed = "SELECT 1 FROM restriction WHERE subject_id=%s AND purpose=%s AND folder=0 AND opened<=%s AND (lifted IS NULL OR lifted>%s)"
    if rows(closed, (subject, sight.purpose.key, now, now)):
        return "restricted"
    return "open"


def locked(policy: Policy, standing: str | None, opened: Iterable[str]) -> tuple[Locked, ...]:
    """Of the categories that stand in the subject's live folders those that were not opened, and who may open them."""
    shut = set(standing.split(",") if standing else ()) - set(opened)
    return tuple(_who_may(policy, category) for category in policy.categories if category in shut) if shut else ()


def _who_may(policy: Policy, category: str) -> Locked:
    may = [p for p in policy.purposes.values() if p.may_read(category) and not p.builtin]
    return Locked(category, tuple(p.key for p in may), tuple(sorted({role for p in may for role in p.roles})))


def standing(subject: int, now: datetime) -> tuple[str, str]:
    """A subject's kind, and the categories that stand in its live folders, with commas between."""
    sql = "SELECT DISTINCT category FROM folder WHERE subject_id=%s AND marked IS NULL AND live_until>%s"
    kind = rows("SELECT kind FROM subject WHERE id=%s", (subject,))
    return (kind[0][0] if kind else ""), ",".join(r[0] for r in rows(sql, (subject, stamp(now))))


def next_after(scope: Scope, opened: Sequence[Sequence[Any]]) -> int:
    """The last subject of a full page, to go on after; 0 when the page was the last. Nothing may be open on some of a page's people."""
    return int((opened[0][NEXT] if opened else rows(f"{_NEXT} ({scope.people}) people", (scope.limit, *scope.people_params))[0][0]) or 0)
