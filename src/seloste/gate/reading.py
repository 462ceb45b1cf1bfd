"""Reading: one set-based query decides, for one subject or for a page of them. Purpose, grounds, cover, folders, restrictions and
refusals of a channel are all in the SQL; nothing is fetched first and judged afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seloste.gate.shapes import Entry, Locked
from seloste.notice.values import Store
from seloste.policy.tables import Policy, Purpose
from seloste.register import records
from seloste.register.keyring import Keyring
from seloste.register.sql import instant, marks, maybe_instant, rows, stamp

# The records of {table} that a purpose opens at an instant. {store} says which folders it looks into, {scope} whose.
_OPEN = """
SELECT r.subject_id, r.id, r.folder, r.category, r.matter, r.version, r.source, r.created, r.updated, r.ciphertext,
       f.key_version, f.wrapped, f.live_until, f.falls
FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder
WHERE {scope} AND r.register_id=%s AND f.marked IS NULL AND {store}
  AND EXISTS (SELECT 1 FROM ground g JOIN cover v
        ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose AND v.category=r.category
      WHERE g.subject_id=r.subject_id AND g.register_id=r.register_id AND g.purpose=%s
        AND (r.matter=0 OR g.matter=0 OR g.matter=r.matter)
        AND g.opened<=%s AND g.ends>%s AND v.reads AND (v.reads_until IS NULL OR v.reads_until>%s))
  AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id=r.subject_id AND x.purpose=%s AND x.folder IN (0, r.folder)
        AND x.opened<=%s AND (x.lifted IS NULL OR x.lifted>%s))
"""
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
    hashes: dict[int, str]
    purpose: Purpose
    now: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records: an SQL condition on r.subject_id, and its parameters."""

    sql: str
    params: tuple[Any, ...]


def one(subject: int) -> Scope:
    """One subject."""
    return Scope("r.subject_id=%s", (subject,))


def these(subjects: Sequence[int]) -> Scope:
    """Some subjects, such as the hits of a search."""
    return Scope(f"r.subject_id IN ({marks(len(subjects))})", tuple(subjects))


def page(sight: Sight, after: int, limit: int) -> Scope:
    """The next subjects on whom the purpose has an open ground."""
    now = stamp(sight.now)
    sql = (
        "r.subject_id IN (SELECT DISTINCT g.subject_id FROM ground g WHERE g.register_id=%s AND g.purpose=%s AND g.subject_id>%s"
        " AND g.opened<=%s AND g.ends>%s ORDER BY g.subject_id LIMIT %s)"
    )
    return Scope(sql, (sight.register, sight.purpose.key, after, now, now, limit))


def open_rows(sight: Sight, scope: Scope, *, categories: Iterable[str] | None = None, channel: str = "") -> list[tuple[Any, ...]]:
    """The rows that the purpose opens, still sealed."""
    tables = ("record",) if sight.purpose.store is Store.LIVE else ("record", "archived_record")
    found: list[tuple[Any, ...]] = []
    for table in tables:
        sql, params = _query(sight, scope, table, categories, channel)
        found.extend(rows(sql, params))
    return sorted(found, key=lambda row: (row[0], row[7], row[1])) if len(tables) > 1 else found


def standing_rows(sight: Sight, scope: Scope, categories: Sequence[str]) -> list[tuple[Any, ...]]:
    """Every record that stands, whoever may read it now, still sealed: only for making the search index anew."""
    found: list[tuple[Any, ...]] = []
    for table in ("record", "archived_record"):
        sql = (
            "SELECT r.subject_id, r.id, r.folder, r.category, r.matter, r.version, r.source, r.created, r.updated, r.ciphertext,"  # noqa: S608
            f" f.key_version, f.wrapped, f.live_until, f.falls FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder"
            f" WHERE {scope.sql} AND r.register_id=%s AND f.marked IS NULL AND (f.falls IS NULL OR f.falls>%s)"
            f" AND r.category IN ({marks(len(categories))})"
        )
        found.extend(rows(sql, (*scope.params, sight.register, stamp(sight.now), *categories)))
    return found


def _query(sight: Sight, scope: Scope, table: str, categories: Iterable[str] | None, channel: str) -> tuple[str, list[Any]]:
    now = stamp(sight.now)
    store = _STORES[sight.purpose.store]
    params: list[Any] = [*scope.params, sight.register, *([now] * store.count("%s"))]
    params += [sight.purpose.key, now, now, now, sight.purpose.key, now, now]
    sql = _OPEN.format(table=table, scope=scope.sql, store=store)
    if channel:
        sql += (
            " AND NOT EXISTS (SELECT 1 FROM refusal n WHERE n.subject_id=r.subject_id AND n.purpose=%s AND n.channel IN ('', %s)"
            " AND n.opened<=%s AND (n.lifted IS NULL OR n.lifted>%s))"
        )
        params += [sight.purpose.key, channel, now, now]
    if categories is not None:
        wanted = tuple(categories)
        sql += f" AND r.category IN ({marks(len(wanted))})"
        params += wanted
    return sql + " ORDER BY r.subject_id, r.created, r.id", params


def unseal(sight: Sight, found: Iterable[tuple[Any, ...]]) -> dict[int, list[Entry]]:
    """Open the rows, by subject. Raises vault.Refused where a ciphertext or key is not what it was."""
    keys: dict[int, Any] = {}
    entries: dict[int, list[Entry]] = defaultdict(list)
    for r in found:
        subject, key_version = r[0], r[10]
        row = records.Row(r[1], r[2], r[3], r[4], r[5], r[6], instant(r[7]), instant(r[8]))
        if row.folder not in keys:
            keys[row.folder] = sight.keyring.unwrap(sight.register, subject, row.folder, key_version, bytes(r[11]))
        notice = sight.hashes[row.version]
        values = records.unseal(sight.keyring, sight.register, subject, keys[row.folder], key_version, row, notice, bytes(r[9]))
        live_until = instant(r[12])
        entries[subject].append(
            Entry(
                row.id, row.category, row.matter, row.folder, values, row.source, row.created, row.updated, live_until,
                maybe_instant(r[13]), live_until <= sight.now, notice,
            )
        )  # fmt: skip
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


def kinds(subjects: Sequence[int]) -> dict[int, str]:
    """The kinds of some subjects."""
    found = rows(f"SELECT id, kind FROM subject WHERE id IN ({marks(len(subjects))})", tuple(subjects))  # noqa: S608
    return {r[0]: r[1] for r in found}


def locked(policy: Policy, subject: int, opened: Iterable[str], now: datetime) -> tuple[Locked, ...]:
    """The categories that stand in the subject's live folders but were not opened, and who may open them."""
    sql = "SELECT DISTINCT category FROM folder WHERE subject_id=%s AND marked IS NULL AND live_until>%s"
    standing = {r[0] for r in rows(sql, (subject, stamp(now)))} - set(opened)
    found = []
    for category in policy.categories:
        if category in standing:
            may = [p for p in policy.purposes.values() if p.may_read(category) and not p.builtin]
            roles = sorted({role for p in may for role in p.roles})
            found.append(Locked(category, tuple(p.key for p in may), tuple(roles)))
    return tuple(found)


def last_of(scope: Scope, limit: int) -> int:
    """The last subject of a full page, to go on after; 0 when the page was the last."""
    sql = f"SELECT COUNT(*), MAX(r.subject_id) FROM (SELECT id AS subject_id FROM subject) r WHERE {scope.sql}"  # noqa: S608
    count, last = rows(sql, scope.params)[0]
    return int(last) if count == limit else 0
