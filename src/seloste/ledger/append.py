"""Writes down what a call at the gate did, in the caller's own transaction: what isn't on record hasn't happened.

This is on the path of every read, so it is two plain statements, or with PostgreSQL one, which may be the reading itself; the tree is left
to the sequencer (seal).
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from json import dumps
from typing import Any, Literal

from seloste.home.statements import Query, on_postgresql, run_many, together
from seloste.ledger import batching, leaves

_MARKS = ", ".join(["%s"] * len(leaves.Written.__slots__))
_LEAF = f"INSERT INTO ledger_leaf ({leaves.COLUMNS}) VALUES ({_MARKS})"  # noqa: S608
_SIDE = "INSERT INTO ledger_side (leaf, ordinal, subject, unit, r) "
_SIDES_SQLITE = f"{_SIDE} SELECT %s, key, value, %s, CASE WHEN key=0 THEN %s END FROM json_each(%s)"  # noqa: S608
_SIDE_OF_ONE = f"{_SIDE} VALUES (%s, 0, %s, %s, %s)"
_SIDES = (
    f"{_SIDE} SELECT %s, n - 1, s, %s, CASE WHEN n = 1 THEN %s::bytea END"  # noqa: S608
    " FROM unnest(%s::bigint[]) WITH ORDINALITY AS u (s, n)"
)
# The columns that a call tells beforehand (`_before`).
_BEFORE = f"%s, {leaves.VERSION}, %s, %s, %s, %s, %s, %s, 'allowed'"
_NOTING = f"WITH leaf AS (INSERT INTO ledger_leaf ({leaves.COLUMNS}) VALUES ({_BEFORE}, '', 0, '', %s)) "  # noqa: S608
# What a reading opened, its leaf and its side rows, in one statement. The rest says of whom: one person known beforehand, or all found.
_READING = f"""
WITH opened AS MATERIALIZED ({{query}}),
{{seen}}leaf AS (INSERT INTO ledger_leaf ({leaves.COLUMNS})
  SELECT {_BEFORE}, {{categories}}, {{commitment}}, %s{{from}}),
side AS ({_SIDE}{{side}})
SELECT * FROM opened{{order}}
"""  # noqa: S608
_ORDER = " ORDER BY subject_id, created, id"
_NAMES = 'string_agg(DISTINCT category::text COLLATE "C", \',\' ORDER BY category::text COLLATE "C")'
_SIDE_OF_OPENED = "SELECT %s, 0, %s::bigint, %s, %s::bytea"
_ONE = {
    "seen": "",
    "categories": "names",
    "commitment": "1, %s",
    "from": f" FROM (SELECT {_NAMES} AS names FROM opened HAVING count(*) > 0) n",  # noqa: S608
    "side": f"{_SIDE_OF_OPENED} WHERE EXISTS (SELECT 1 FROM opened)",  # noqa: S608
    "order": _ORDER,
}
# Where one row is found at most, it is what the leaf is made of.
_LONE = _ONE | {"categories": "category", "from": " FROM opened", "side": f"{_SIDE_OF_OPENED} FROM opened", "order": ""}
# HMAC-SHA256, since PostgreSQL has no HMAC of its own: the two padded keys come from here and stay here.
_SUBJECTS = "array_agg(DISTINCT subject_id ORDER BY subject_id) AS subjects"
_MANY = {
    "seen": f"seen AS MATERIALIZED (SELECT {_SUBJECTS}, {_NAMES} AS names FROM opened),\n",  # noqa: S608
    "categories": "COALESCE(names, '')",
    "commitment": (
        "COALESCE(cardinality(subjects), 0), COALESCE(sha256(%s::bytea || sha256(%s::bytea || convert_to(%s::text"
        " || array_to_string(subjects, ',') || ']]', 'UTF8'))), '')"
    ),
    "from": " FROM seen",
    "side": (
        "SELECT %s, n - 1, subject, %s, CASE WHEN n = 1 THEN %s::bytea END"
        " FROM seen CROSS JOIN unnest(subjects) WITH ORDINALITY AS u (subject, n)"
    ),
    "order": _ORDER,
}
_FORMS = {"lone": _LONE, "one": _ONE, "many": _MANY}
# What a statement changed, its leaf and its side rows. All of it hangs on a condition; what it says is whether that held.
_CHANGING = f"""
WITH provided AS MATERIALIZED (SELECT 1 WHERE {{provided}}),
opened AS ({{query}}),
seen AS MATERIALIZED (SELECT {_SUBJECTS} FROM opened),
leaf AS (INSERT INTO ledger_leaf ({leaves.COLUMNS})
  SELECT {_BEFORE}, %s, {_MANY["commitment"]}, %s FROM provided CROSS JOIN seen),
side AS ({_SIDE}{_MANY["side"]})
SELECT (SELECT count(*) FROM provided), (SELECT count(*) FROM opened)
"""  # noqa: S608

# The same of one subject, who is known beforehand.
_CHANGING_ONE = f"""
WITH provided AS MATERIALIZED ({{provided}}),
changed AS ({{query}}),
leaf AS (INSERT INTO ledger_leaf ({leaves.COLUMNS})
  SELECT {_BEFORE}, '', 1, %s, %s FROM provided),
side AS ({_SIDE}{_SIDE_OF_OPENED} FROM provided)
SELECT 1 FROM provided
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Call:
    """What a leaf says of a call, but for what it saw. `notice` is the notice's SHA-256 in hex, or empty before there is one."""

    at: datetime
    controller: int
    verb: str
    actor: int
    unit: str
    purpose: str
    notice: str
    side_falls: datetime


def new_leaf() -> int:
    """Draw a leaf's id: positive, 63 bits, telling nothing."""
    return (int.from_bytes(os.urandom(8), "big") >> 1) or 1


def append(
    *,
    leaf: int,
    at: datetime,
    controller: int,
    verb: str,
    actor: int,
    unit: str,
    purpose: str,
    notice: str,
    outcome: str,
    categories: Sequence[str],
    subjects: Sequence[int],
    side_falls: datetime,
) -> None:
    """Add one leaf and a side row for each subject. `notice` is the notice's SHA-256 in hex, or empty before there is one."""
    r = os.urandom(32)
    row = (
        leaf,
        leaves.VERSION,
        leaves.microseconds(at),
        controller,
        verb,
        actor,
        purpose,
        bytes.fromhex(notice),
        outcome,
        ",".join(categories),
        len(subjects),
        leaves.commit(r, unit, subjects),
        leaves.microseconds(side_falls),
    )
    with together():
        run_many(_LEAF, [row])
        if len(subjects) == 1:
            run_many(_SIDE_OF_ONE, [(leaf, subjects[0], unit, r)])
        elif subjects and on_postgresql():
            run_many(_SIDES, [(leaf, unit, r, list(subjects))])
        elif subjects:
            run_many(_SIDES_SQLITE, [(leaf, unit, r, dumps(list(subjects)))])


def noting(query: str, params: Sequence[Any], call: Call) -> Query:
    """For PostgreSQL: one statement that runs a query about nobody and writes down that it was asked."""
    return _NOTING + query, [*_before(new_leaf(), call), leaves.microseconds(call.side_falls), *params]


def reading(query: str, params: Sequence[Any], call: Call, subject: int | None, *, lone: bool = False) -> tuple[int, str, list[Any]]:
    """For PostgreSQL: the leaf's id, and one statement that runs a query of records and writes down what it opened.

    The query gives subject_id, category, created and id among its columns. With a `subject` the reading is of that one, and there is no
    leaf when nothing was found; `lone` says that it finds one row at most. Without, it is of all that were found.
    """
    leaf, r = new_leaf(), os.urandom(32)
    falls = leaves.microseconds(call.side_falls)
    if subject is None:
        form: Literal["lone", "one", "many"] = "many"
        bound: tuple[Any, ...] = (*leaves.commit_in_sql(r, call.unit), falls, leaf, call.unit, r)
    else:
        form = "lone" if lone else "one"
        bound = (leaves.commit(r, call.unit, (subject,)), falls, leaf, subject, call.unit, r)
    return leaf, _reading(query, form, batching.batched()), [*params, *_before(leaf, call), *bound]


def changing(provided: Query, query: Query, call: Call) -> Query:
    """For PostgreSQL: one statement that changes rows of some subjects and writes down whose, if a condition holds.

    The query gives subject_id of each row it changed, and names `provided` among its tables. The statement's row says whether the
    condition held, and how many rows were changed. Never batched: what changes anything is on the disk before it is said.
    """
    (condition, asked), (change, params) = provided, query
    leaf, r = new_leaf(), os.urandom(32)
    bound = (*leaves.commit_in_sql(r, call.unit), leaves.microseconds(call.side_falls), leaf, call.unit, r)
    return _CHANGING.format(provided=condition, query=change), (*asked, *params, *_before(leaf, call), "", *bound)


def changing_one(provided: Query, query: Query, call: Call, subject: int) -> tuple[int, Query]:
    """For PostgreSQL: the leaf's id, and one statement that changes something of one subject and writes that down, if a row is found.

    The query names `provided`, where the row is found, among its tables. The statement gives a row if it was. Never batched.
    """
    leaf, r = new_leaf(), os.urandom(32)
    of = (leaves.commit(r, call.unit, (subject,)), leaves.microseconds(call.side_falls), leaf, subject, call.unit, r)
    return leaf, (_changing_one(provided[0], query[0]), (*provided[1], *query[1], *_before(leaf, call), *of))


@lru_cache(maxsize=16)
def _changing_one(provided: str, query: str) -> str:
    return _CHANGING_ONE.format(provided=provided, query=query)


def _before(leaf: int, call: Call) -> tuple[Any, ...]:
    """A leaf's columns as far as a call tells them beforehand."""
    return leaf, leaves.microseconds(call.at), call.controller, call.verb, call.actor, call.purpose, bytes.fromhex(call.notice)


@lru_cache(maxsize=256)
def _reading(query: str, form: Literal["lone", "one", "many"], batched: bool) -> str:
    words = dict(_FORMS[form])
    if batched:
        words["from"] += f" WHERE {batching.RELAXED} <> ''"
    return _READING.format(query=query, **words)
