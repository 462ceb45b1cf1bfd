"""Which folders should have fallen? Asked of the grounds, holds and restrictions as stored, not of the dates that the fold wrote.

Any instant since a folder arrived at which nothing kept it is a break of its run: it fell then at the latest, whatever the folder says
and whatever ground was opened later. The other way round this proves nothing, which is why the board also asks the dates themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from seloste.gate.house import House
from seloste.policy.folders import doom_of
from seloste.register.sql import instant, marks, rows, stamp


@dataclass(frozen=True, slots=True)
class Broken:
    """A folder and the first instant at which nothing kept it. `readable`: its stored date still lets live purposes read it."""

    folder: int
    fell: datetime
    doom: datetime
    readable: bool


# Where a run can break: as the folder arrives, as something that kept it ends, as a notice takes a category away. Materialised, since the
# planner would otherwise ask the dear questions before the cheap ones.
_MOMENTS = """
WITH moment AS MATERIALIZED (
  SELECT f.subject_id, f.id, f.category, f.matter, f.live_until, {at} AS at FROM folder f {among}
  WHERE f.register_id=%s AND f.marked IS NULL AND {at}>=f.arrived AND {at}<=%s
)
"""
_AMONG = (
    ("f.arrived", ""),
    (
        "g.ends",
        "JOIN ground g ON g.subject_id=f.subject_id AND (f.matter=0 OR g.matter=0 OR g.matter=f.matter) JOIN cover v"
        " ON v.register_id=g.register_id AND v.version=g.version AND v.purpose=g.purpose AND v.category=f.category AND v.keeps",
    ),
    ("n.effective", "JOIN notice_version n ON n.register_id=f.register_id"),
    ("u.released", "JOIN hold u ON u.subject_id=f.subject_id"),
    ("u.lifted", "JOIN restriction u ON u.subject_id=f.subject_id AND u.origin IS NULL"),
)
_BREAKS = """
SELECT m.id, m.category, m.live_until, m.at FROM moment m
WHERE NOT EXISTS (SELECT 1 FROM ground k JOIN cover w
        ON w.register_id=k.register_id AND w.version=k.version AND w.purpose=k.purpose AND w.category=m.category
      WHERE k.subject_id=m.subject_id AND w.keeps AND (m.matter=0 OR k.matter=0 OR k.matter=m.matter)
        AND k.opened<=m.at AND k.ends>m.at AND (w.keeps_until IS NULL OR w.keeps_until>m.at))
  AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id=m.subject_id AND x.folder IN (0, m.id)
        AND x.origin IS NULL AND x.opened<=m.at AND (x.lifted IS NULL OR x.lifted>m.at))
  AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.subject_id=m.subject_id AND m.category NOT IN ({capped})
        AND h.opened<=m.at AND (h.released IS NULL OR h.released>m.at))
"""


def broken(house: House, now: datetime) -> tuple[Broken, ...]:
    """The folders whose run has broken by now, each with the first break found."""
    timeline = house.notices.timeline
    capped = sorted({key for v in timeline for key, category in v.policy.categories.items() if category.capped}) or [""]
    first: dict[int, tuple[datetime, str, datetime]] = {}
    for at, among in _AMONG:
        sql = _MOMENTS.format(at=at, among=among) + _BREAKS.format(capped=marks(len(capped)))
        for id, category, live_until, when in rows(sql, (house.register, stamp(now), *capped)):
            fell = instant(when)
            if id not in first or fell < first[id][0]:
                first[id] = (fell, category, instant(live_until))
    return tuple(
        Broken(id, fell, doom_of(category, fell, timeline), readable=live_until > max(fell, now))
        for id, (fell, category, live_until) in first.items()
    )
