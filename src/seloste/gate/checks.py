"""Value-free queries for the promise board: counts, ids and dates, never a value. Each is independent of what it checks.

A check reads what is stored and asks whether the promise holds, so that a row changed by hand is found.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from seloste import ledger
from seloste.gate.house import House
from seloste.gate.standing import broken
from seloste.notice.values import Store
from seloste.policy.changes import DISCLOSURE
from seloste.register.sql import instant, marks, maybe_instant, rows, stamp
from seloste.vault.box import AES_256_GCM_SIV, OVERHEAD
from seloste.vault.sealing import SEALED

SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: how many breaches among how many, some ids of them, and the oldest or next instant that matters."""

    breaches: int
    of: int
    samples: tuple[int, ...] = ()
    oldest: datetime | None = None


type Query = Callable[[House, datetime, Mapping[str, str]], Check]


def run(house: House, name: str, now: datetime, params: Mapping[str, str]) -> Check:
    """Run one check on one consistent state. Raises KeyError for an unknown name."""
    query = CHECKS[name]
    with house.look():
        return query(house, now, params)


def _count(sql: str, params: tuple[object, ...]) -> int:
    return int(rows(sql, params)[0][0])


def _records_have_ground(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Folders past their time, by a join on what keeps them or by their own dates, and those still read after their run broke."""
    late = {b.folder: b.fell for b in broken(house, now) if b.doom <= now or b.readable}
    by_falls = {
        r[0] for r in rows("SELECT id FROM folder WHERE register_id=%s AND marked IS NULL AND doom<=%s", (house.register, stamp(now)))
    }
    found = by_falls | late.keys()
    total = _count("SELECT COUNT(*) FROM folder WHERE register_id=%s", (house.register,))
    return Check(len(found), total, tuple(sorted(found))[:SAMPLES], min(late.values(), default=None))


def _overdue_folders(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Folders of a category, or of the categories that a purpose keeps, that stand past their doom."""
    wanted = _categories(house, now, params)
    scope = f"register_id=%s AND marked IS NULL AND category IN ({marks(len(wanted))})"
    late = rows(
        f"SELECT id, doom FROM folder WHERE {scope} AND doom<=%s ORDER BY doom",  # noqa: S608
        (house.register, *wanted, stamp(now)),
    )
    total = _count(f"SELECT COUNT(*) FROM folder WHERE {scope}", (house.register, *wanted))  # noqa: S608
    return Check(len(late), total, tuple(r[0] for r in late[:SAMPLES]), instant(late[0][1]) if late else None)


def _categories(house: House, now: datetime, params: Mapping[str, str]) -> tuple[str, ...]:
    if "category" in params:
        return (params["category"],)
    purpose = house.policy_at(now).purposes[params["purpose"]]
    return tuple(sorted(purpose.uses | purpose.keeps))


def _category_only_while_matter_open(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Folders of a category whose matter is not open, and the open matters themselves with the oldest of them."""
    late = rows(
        "SELECT f.id FROM folder f WHERE f.register_id=%s AND f.category=%s AND NOT EXISTS (SELECT 1 FROM matter m"
        " WHERE m.subject_id=f.subject_id AND m.id=f.matter AND m.kind=%s AND m.opened<=%s AND m.ends>%s)",
        (house.register, params["category"], params["matter"], stamp(now), stamp(now)),
    )
    running = rows(
        "SELECT COUNT(*), MIN(opened) FROM matter WHERE register_id=%s AND kind=%s AND opened<=%s AND ends>%s",
        (house.register, params["matter"], stamp(now), stamp(now)),
    )[0]
    return Check(len(late), int(running[0]), tuple(r[0] for r in late[:SAMPLES]), maybe_instant(running[1]))


def _archive_separate(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Archived records among those in use, or the other way round; and what lies in the archive though it is in use."""
    mixed = rows(
        "SELECT f.id FROM folder f WHERE f.register_id=%s AND ("
        " (f.archived=%s AND EXISTS (SELECT 1 FROM record r WHERE r.subject_id=f.subject_id AND r.folder=f.id))"
        " OR (f.archived=%s AND EXISTS (SELECT 1 FROM archived_record a WHERE a.subject_id=f.subject_id AND a.folder=f.id)))",
        (house.register, True, False),
    )
    live = rows(
        "SELECT f.id FROM folder f WHERE f.register_id=%s AND f.archived=%s AND f.live_until>%s", (house.register, True, stamp(now))
    )
    total = _count("SELECT COUNT(*) FROM folder WHERE register_id=%s AND archived=%s", (house.register, True))
    found = list(dict.fromkeys(r[0] for r in (*mixed, *live)))
    return Check(len(found), total, tuple(found[:SAMPLES]))


def _statutory_keeps(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Folders that would fall before the statute lets them, and the next date on which one may.

    A ground that opened after a folder's run had broken doesn't keep it: what fell with a first contract isn't revived by a second.
    """
    sql = (
        "SELECT f.id, g.ends, f.falls FROM folder f JOIN ground g ON g.subject_id=f.subject_id AND g.purpose=%s"
        " AND g.opened<=%s AND g.ends>%s AND (f.matter=0 OR g.matter=0 OR g.matter=f.matter)"
        " JOIN cover v ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose AND v.category=f.category"
        " WHERE f.register_id=%s AND v.keeps AND (g.opened<=f.arrived"
        " OR (g.store=%s AND f.live_until>g.opened) OR (g.store<>%s AND (f.falls IS NULL OR f.falls>g.opened)))"
    )
    found = rows(sql, (params["purpose"], stamp(now), stamp(now), house.register, Store.LIVE, Store.LIVE))
    early = [id for id, ends, falls in found if falls is not None and instant(falls) < instant(ends)]
    return Check(len(early), len(found), tuple(early[:SAMPLES]), min((instant(r[1]) for r in found), default=None))


def _undeclared_categories(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Records of a category that no version of the notice names. (A field within one cannot be stored at all: policy.values.)"""
    known = sorted({key for v in house.notices.timeline for key in v.policy.categories})
    return _not_among(house, "category", known)


def _sources_declared(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Records whose source no version of the notice names."""
    return _not_among(house, "source", sorted({key for v in house.notices.timeline for key in v.policy.sources}))


def _not_among(house: House, column: str, known: list[str]) -> Check:
    stray, total = [], 0
    for table in ("record", "archived_record"):
        sql = f"SELECT id FROM {table} WHERE register_id=%s AND {column} NOT IN ({marks(len(known))})"  # noqa: S608
        stray += [r[0] for r in rows(sql, (house.register, *known))]
        total += _count(f"SELECT COUNT(*) FROM {table} WHERE register_id=%s", (house.register,))  # noqa: S608
    return Check(len(stray), total, tuple(stray[:SAMPLES]))


def _ended_matters_have_reason(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Matters of a kind that someone ended without saying how."""
    scope = "register_id=%s AND kind=%s AND why='ended' AND ends<=%s"
    bound = (house.register, params["matter"], stamp(now))
    bare = rows(f"SELECT id FROM matter WHERE {scope} AND reason=''", bound)  # noqa: S608
    return Check(len(bare), _count(f"SELECT COUNT(*) FROM matter WHERE {scope}", bound), tuple(r[0] for r in bare[:SAMPLES]))  # noqa: S608


def _refusals_respected(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Grounds open under a standing refusal of their purpose."""
    purpose, bound = ("AND n.purpose=%s", (params["purpose"],)) if "purpose" in params else ("", ())
    sql = (
        "SELECT g.id FROM refusal n JOIN ground g ON g.subject_id=n.subject_id AND g.purpose=n.purpose"  # noqa: S608
        f" WHERE n.register_id=%s AND n.channel='' AND n.kind<>'erasure' AND n.lifted IS NULL AND n.opened<=%s {purpose}"
        " AND g.opened<=%s AND g.ends>%s"
    )
    at = stamp(now)
    bad = rows(sql, (house.register, at, *bound, at, at))
    total = _count(
        f"SELECT COUNT(*) FROM refusal n WHERE n.register_id=%s AND n.lifted IS NULL {purpose}",  # noqa: S608
        (house.register, *bound),
    )
    return Check(len(bad), total, tuple(r[0] for r in bad[:SAMPLES]))


def _restriction_closes(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Reads that the ledger allowed for a purpose while it was restricted for that subject as a whole."""
    restricted = rows(
        "SELECT subject_id, purpose, opened, lifted FROM restriction WHERE register_id=%s AND folder=0 AND opened<=%s",
        (house.register, stamp(now)),
    )
    bad: list[int] = []
    for subject, purpose, opened, lifted in restricted:
        until = maybe_instant(lifted) or now
        bad += ledger.reads_between(subject, purpose, instant(opened), until)
    return Check(len(bad), len(restricted), tuple(bad[:SAMPLES]))


def _reviews_in_time(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Restrictions and holds that stand past their review date: they never lapse, so someone must look.

    One that has reached a linked subject is looked at where it was decided, as long as that one is there.
    """
    late, total = [], 0
    own = "AND (origin IS NULL OR NOT EXISTS (SELECT 1 FROM subject o WHERE o.id=origin))"
    for table, column, which in (("restriction", "lifted", own), ("hold", "released", "")):
        found = rows(f"SELECT id, review FROM {table} WHERE register_id=%s AND {column} IS NULL {which}", (house.register,))  # noqa: S608
        total += len(found)
        late += [(r[0], instant(r[1])) for r in found if instant(r[1]) <= now]
    return Check(len(late), total, tuple(id for id, _ in late[:SAMPLES]), min((at for _, at in late), default=None))


def _disclosures_allowed(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Disclosures to a recipient that a ban forbade, that no notice names, or that held more than it names for the recipient.

    Where a notice promises that nobody is given anything, no recipient is asked about: then those to anyone that no notice names.
    """
    if "recipient" not in params:
        return _disclosed_to_others(house)
    key = params["recipient"]
    named = [p.notice.recipients[key] for p in house.notices.published if key in p.notice.recipients]
    given = {category for recipient in named for category in recipient.data}
    sql = (
        "SELECT d.id, d.at, d.categories, EXISTS (SELECT 1 FROM refusal n WHERE n.subject_id=d.subject_id AND n.purpose=%s"
        " AND n.opened<=d.at AND (n.lifted IS NULL OR n.lifted>d.at)) FROM disclosure d WHERE d.register_id=%s AND d.recipient=%s"
    )
    found = rows(sql, (DISCLOSURE, house.register, key))
    optional = any(recipient.discretionary for recipient in named)
    bad = [(r[0], instant(r[1])) for r in found if not named or (optional and r[3]) or set(r[2].split(",")) - given]
    return Check(len(bad), len(found), tuple(id for id, _ in bad[:SAMPLES]), min((at for _, at in bad), default=None))


def _disclosed_to_others(house: House) -> Check:
    known = {key for p in house.notices.published for key in p.notice.recipients}
    found = rows("SELECT id, at, recipient FROM disclosure WHERE register_id=%s", (house.register,))
    bad = [(r[0], instant(r[1])) for r in found if r[2] not in known]
    return Check(len(bad), len(found), tuple(id for id, _ in bad[:SAMPLES]), min((at for _, at in bad), default=None))


def _reads_have_purpose(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Allowed calls in the ledger whose purpose no version of the notice names."""
    known = {key for v in house.notices.timeline for key in v.policy.purposes}
    bad: list[int] = []
    total = breaches = 0
    for row in ledger.tally(house.controller):
        total += row.count
        if row.purpose not in known:
            breaches += row.count
            bad.append(row.last)
    return Check(breaches, total, tuple(bad[:SAMPLES]))


def _purpose_reads_within_notice(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Allowed calls for a purpose that saw a category which no version of the notice gives it."""
    purpose = params["purpose"]
    named = [v.policy.purposes[purpose] for v in house.notices.timeline if purpose in v.policy.purposes]
    given = {c for p in named for c in p.uses | p.reads | p.keeps}
    bad: list[int] = []
    total = breaches = 0
    for row in ledger.tally(house.controller):
        # `erase` and `explain` touch every category under our own purpose, and read none
        if row.purpose == purpose and row.verb in {"read", "list", "search", "write", "disclose"}:
            total += row.count
            if set(row.categories) - given:
                breaches += row.count
                bad.append(row.last)
    return Check(breaches, total, tuple(bad[:SAMPLES]))


def _records_sealed(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Records that aren't ciphertext of ours: another header, or shorter than an empty record would be."""
    open_, total = [], 0
    for table in ("record", "archived_record"):
        scope = f"FROM {table} WHERE register_id=%s"
        wrong = "AND (substr(ciphertext, 1, 3)<>%s OR length(ciphertext)<%s)"
        open_ += [r[0] for r in rows(f"SELECT id {scope} {wrong}", (house.register, SEALED.mark + bytes((AES_256_GCM_SIV,)), OVERHEAD))]
        total += _count(f"SELECT COUNT(*) {scope}", (house.register,))
    return Check(len(open_), total, tuple(open_[:SAMPLES]))


def _access_log_falls(house: House, now: datetime, params: Mapping[str, str]) -> Check:
    """Side rows of the access log that should have fallen a day ago and more: the tick that lets them fall is daily."""
    total = sum(row.count for row in ledger.tally(house.controller))
    return Check(ledger.overdue(now - timedelta(days=1)), total)


CHECKS: Mapping[str, Query] = {
    "records_have_ground": _records_have_ground,
    "overdue_folders": _overdue_folders,
    "category_only_while_matter_open": _category_only_while_matter_open,
    "archive_separate": _archive_separate,
    "statutory_keeps": _statutory_keeps,
    "undeclared_categories": _undeclared_categories,
    "undeclared_fields": _undeclared_categories,
    "sources_declared": _sources_declared,
    "ended_matters_have_reason": _ended_matters_have_reason,
    "refusals_respected": _refusals_respected,
    "restriction_closes": _restriction_closes,
    "records_sealed": _records_sealed,
    "access_log_falls": _access_log_falls,
    "reviews_in_time": _reviews_in_time,
    "disclosures_allowed": _disclosures_allowed,
    "reads_have_purpose": _reads_have_purpose,
    "purpose_reads_within_notice": _purpose_reads_within_notice,
}
