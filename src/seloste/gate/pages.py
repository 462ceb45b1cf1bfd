"""Which records does a page of people open, or one person?  On PostgreSQL, by a statement that decides of each once, not of each record.

It gives what reading's own statement would, in the same columns: that one asks after grounds, restrictions and refusals for every row.
"""

from functools import lru_cache

# `covers`: what the purpose may read under which notice, found once, as every ground asks for it. `opens`: of each person of the page, the
# categories that the purpose's open grounds cover, in which matters, and the folders that are restricted for it. Lists in a row, and the
# records asked for each person apart (OFFSET 0), because a plain join is planned badly: PostgreSQL can't know how few there will be, and
# would rather go through all the records.
_PAGE = """
WITH people AS MATERIALIZED ({people}),
covers AS MATERIALIZED (SELECT v.version, v.category FROM cover v
  WHERE v.register_id=%s AND v.purpose=%s AND v.reads AND (v.reads_until IS NULL OR v.reads_until>%s){named}),
opens AS MATERIALIZED (
  SELECT o.subject_id, o.category, o.matters, (SELECT s.kind FROM subject s WHERE s.id=o.subject_id) AS kind,
    (SELECT array_agg(x.folder) FROM restriction x WHERE x.subject_id=o.subject_id AND x.purpose=%s
      AND x.opened<=%s AND (x.lifted IS NULL OR x.lifted>%s)) AS shut
  FROM (SELECT g.subject_id, v.category, array_agg(g.matter) AS matters
      FROM people p JOIN ground g ON g.subject_id=p.subject_id JOIN covers v ON v.version=g.version
      WHERE g.register_id=%s AND g.purpose=%s AND g.opened<=%s AND g.ends>%s{hanging}
      GROUP BY g.subject_id, v.category) o{willing})
SELECT r.*, o.kind{more}
FROM opens o CROSS JOIN LATERAL (
  SELECT {columns} FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder
  WHERE {own}r.subject_id=o.subject_id AND r.category=o.category AND r.register_id=%s AND f.marked IS NULL AND {store}
    AND (r.matter=0 OR 0=ANY(o.matters) OR r.matter=ANY(o.matters))
    AND (o.shut IS NULL OR NOT o.shut && ARRAY[0, r.folder])
  OFFSET 0) r
"""
# Whoever refuses the purpose, or that channel of it, isn't on the page. NOT EXISTS would become a join, and go through everyone's refusals.
_WILLING = """
  WHERE (SELECT 1 FROM refusal n WHERE n.subject_id=o.subject_id AND n.purpose=%s AND n.channel IN ('', %s)
    AND n.opened<=%s AND (n.lifted IS NULL OR n.lifted>%s) LIMIT 1) IS NULL"""


# The page of one person.
ONE = "SELECT %s::bigint AS subject_id"
# Of a matter's own records: what opens only another matter needn't be gone through.
_HANGING = " AND g.matter IN (0, %s)"


@lru_cache(maxsize=256)
def statement(table: str, columns: str, more: str, people: str, own: str, store: str, named: str, matter: bool, channel: bool) -> str:
    """The statement, without an order. `own` is a condition on the records, `named` one on the categories.

    Its parameters, each with the instant where it stands: the people's; the register and the purpose; those of `named`; the purpose; the
    register, the purpose and the matter, if there is one; the purpose and the channel, if there is one; those of `more`, `own`; the
    register; those of `store`.
    """
    return _PAGE.format(
        table=table, columns=columns, more=more, people=people, own=own, store=store, named=named,
        hanging=_HANGING if matter else "", willing=_WILLING if channel else "",
    )  # fmt: skip
