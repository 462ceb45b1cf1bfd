"""Explaining: may this actor read that of this person, which rule decides, and on which line of the notice does it stand?

For the privacy officer only, who is told what the actor isn't: whether a person is unknown, without a ground or restricted. No value is
given, only whether one would have been.
"""

from datetime import datetime

from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Explanation, Rule
from seloste.notice.values import Store
from seloste.policy import Actor, Code, decide
from seloste.policy.tables import Category, Purpose
from seloste.register import state
from seloste.register.sql import rows, stamp


def explain(
    house: House, actor: Actor, purpose: str, subject: int, category: str, now: datetime, *, field: str = "", channel: str = ""
) -> Explanation:
    """Which rule decides whether `actor` may read a category, or one field of it, for a purpose, or reach the person by a channel."""
    policy, notice = house.policy_at(now), house.notice_at(now)
    denial = decide(policy, actor, purpose)
    if denial is not None:
        return _no(Rule.NO_PURPOSE if denial.code is Code.NO_PURPOSE else Rule.ROLE, denial.line, denial.detail)
    found, named = policy.purposes[purpose], policy.categories.get(category)
    if named is None:
        return _no(Rule.NO_CATEGORY, notice.line("data"))
    if field and field not in named.fields:
        return _no(Rule.NO_FIELD, named.line)
    if not found.may_read(category):
        return _no(Rule.NOT_COVERED, found.line)
    sight = house.sight(found, now)
    why = reading.is_open(sight, subject)
    if why != "open":
        return _no(Rule(why), found.line)
    if channel and (channel not in found.marketing or _refused(subject, purpose, channel, now)):
        return _no(Rule.CHANNEL, found.line, channel)
    sealed = reading.open_rows(sight, reading.one(subject), categories=(category,))
    kind = reading.standing(subject, now)[0]
    if field and not named.fields[field].is_for(kind):
        # A field that was turned off is still given where a record holds it: only the record can say.
        opened = reading.unseal(sight, sealed).get(subject, [])
        if not any(field in entry.values for entry in opened):
            return _no(Rule.FIELD_OFF, notice.line(f"data.{category}.fields.{field}") or named.line)
    if sealed:
        return Explanation(True, Rule.OPEN, found.line)
    return _shut(sight, subject, found, named, kind)


def _no(rule: Rule, line: int, detail: str = "") -> Explanation:
    return Explanation(False, rule, line, detail)


def _refused(subject: int, purpose: str, channel: str, now: datetime) -> bool:
    sql = (
        "SELECT 1 FROM refusal WHERE subject_id=%s AND purpose=%s AND channel IN ('', %s) AND opened<=%s AND (lifted IS NULL OR lifted>%s)"
    )
    return bool(rows(sql, (subject, purpose, channel, stamp(now), stamp(now))))


def _shut(sight: reading.Sight, subject: int, purpose: Purpose, category: Category, kind: str) -> Explanation:
    """The purpose is open on the person, and reads the category, but opens none of it: why not, by the folder that came closest."""
    held = state.load(sight.register, subject)
    folders = [f for f in held.folders if f.folder.category == category.key] if held else []
    if not folders:
        return _no(Rule.NOTHING, category.line) if category.is_for(kind) else _no(Rule.KIND, category.line)
    shut = {r.folder for r in held.history.restrictions if r.purpose == purpose.key and r.lifted is None} if held else set()
    now = stamp(sight.now)
    sql = "SELECT matter FROM ground WHERE subject_id=%s AND purpose=%s AND opened<=%s AND ends>%s"
    matters = {row[0] for row in rows(sql, (subject, purpose.key, now, now))}
    found = {_rule(one, purpose.store, shut, matters, sight.now) for one in folders}
    return _no(next(rule for rule in _CLOSEST if rule in found), purpose.line)


# What came closest to being opened is the answer, where several folders were shut for different reasons.
_CLOSEST = (Rule.RESTRICTED_FOLDER, Rule.OTHER_NOTICE, Rule.OTHER_MATTER, Rule.NOT_ARCHIVED, Rule.ARCHIVED, Rule.FALLEN)


def _rule(one: state.StoredFolder, store: Store, shut: set[int], matters: set[int], now: datetime) -> Rule:
    if one.fate.falls is not None and one.fate.falls <= now:
        return Rule.FALLEN
    archived = one.fate.live_until <= now
    if archived and store is Store.LIVE:
        return Rule.ARCHIVED
    if not archived and store is Store.ARCHIVE:
        return Rule.NOT_ARCHIVED
    if one.folder.id in shut:
        return Rule.RESTRICTED_FOLDER
    return Rule.OTHER_NOTICE if not one.folder.matter or matters & {0, one.folder.matter} else Rule.OTHER_MATTER
