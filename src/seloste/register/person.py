"""What a unit of work on one person reads of them, in one journey: as much as its changes can move, and no more.

Asked once the person is locked. With it comes what every unit must know: the newest notice, and whether its purpose is open on them.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from seloste.policy.part import Apart
from seloste.register import records, state
from seloste.register.sql import Query, listed, on_postgresql, rows_of, stamp

type Scope = Literal["whole", "part", "lone", "beside", "decisions"]
"""All of the person; what hangs on the whole of them and on the matters named; what hangs on these alone (both policy.part), or on the
matters of the records named; or what was decided on them, the folders of the records named, which nobody folds, and the grounds of the
purpose."""


_NAME = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a person: how much, for which purpose at which instant, and the matters and records that are named."""

    scope: Scope
    purpose: str
    now: datetime
    matters: Collection[int] = ()
    records: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as found: as much of their state as was asked, the newest notice's number, and whether the purpose is open on them."""

    scope: Scope
    held: state.State
    newest: int
    open: bool
    beside: Mapping[int, Sequence[tuple[records.Row, bytes]]] = field(default_factory=dict)
    """Of each record named the records of its folder, itself among them, as they lie there."""


def asking(register: int, subject: int, asked: Asked, stands: Apart) -> list[Query]:
    """The statements that read one person of a register. `stands`: what stands apart by its notices."""
    known = {
        "subject": subject,
        "register": register,
        "purpose": asked.purpose,
        "now": stamp(asked.now),
        "matters": listed(sorted(asked.matters)),
        "records": listed(sorted(asked.records)),
        **_words(stands, on_postgresql()),
    }
    sql, names = _reading(on_postgresql(), asked.scope, bool(asked.records))
    return [(sql, [known[name] for name in names]), *(records.lying_beside(subject, record) for record in sorted(asked.records))]


def found(results: Sequence[list[tuple[Any, ...]]], register: int, subject: int, asked: Asked, stands: Apart) -> Person | None:
    """The person that the statements found, or None."""
    read_rows, *beside = results
    held = state.assembled(read_rows, ()).get(subject)
    if held is None:
        return None
    (told,) = (row for row in read_rows if row[0] == "subject")
    if asked.scope == "part":
        some = state.part_of(held, asked.matters, stands)
        if some is None:
            return read(register, subject, replace(asked, scope="whole"), stands)
        held = some
    lying = {record: records.lying(there) for record, there in zip(sorted(asked.records), beside, strict=True)}
    return Person(asked.scope, replace(held, whole=asked.scope == "whole"), told[3], bool(told[16]), lying)


def read(register: int, subject: int, asked: Asked, stands: Apart) -> Person | None:
    """Read one person of a register, or None."""
    return found(rows_of(asking(register, subject, asked, stands)), register, subject, asked, stands)


@lru_cache(maxsize=16)
def _words(stands: Apart, postgresql: bool) -> dict[str, str]:
    found = {"kinds": stands.kinds, "purposes": stands.purposes, "categories": stands.categories}
    return {name: _list(sorted(words), postgresql) for name, words in found.items()}


def _list(words: list[str], postgresql: bool) -> str:
    return "{" + ",".join(words) + "}" if postgresql else json.dumps(words)


# The subject's row, with the newest notice's number where a folder has its matter, and whether the purpose is open where one is archived.
_SUBJECT = (
    "SELECT 'subject', id, COALESCE(person, 0), (SELECT COALESCE(MAX(number), 0) FROM notice_version WHERE register_id=%(register)s){big},"
    " 0{big}, 0, 0{big}, kind, '', '', {n}, {n}, {n}, {n}, {n}, {b}, EXISTS (SELECT 1 FROM ground WHERE subject_id=%(subject)s"
    " AND purpose=%(purpose)s AND opened<=%(now)s AND ends>%(now)s), {no} FROM subject WHERE id=%(subject)s AND register_id=%(register)s"
)
_NAMED = "SELECT 'own', %(subject)s{big}, id, 0, 0, 0, 0, kind, '', '', begun, ends, {n}, {n}, {n}, {b}, {no}, {no} FROM {own} "
_OWN = "own_matter WHERE id IN {these} AND register_id=%(register)s"
# One by one, as PostgreSQL would rather read every matter there is.
_OWN_EACH = (
    "unnest({these}) AS n (named) CROSS JOIN LATERAL"
    " (SELECT id, kind, begun, ends FROM own_matter WHERE id=n.named AND register_id=%(register)s LIMIT 1) o"
)


@lru_cache(maxsize=16)
def _reading(postgresql: bool, scope: Scope, records: bool) -> tuple[str, tuple[str, ...]]:
    """A statement, and the names of what it asks for in their order."""
    parts = {part.split("'")[1]: part for part in state.PARTS} | {"subject": _SUBJECT, "named": _NAMED}
    decided = ["subject", "refusal", "restriction"]
    these = _named(scope, postgresql)
    alone = [*decided, "hold", "folder", "ground", "named"]
    everything = ["subject", *(name for name in parts if name != "subject")]
    wanted = {
        "whole": everything,
        "part": everything,
        "lone": alone,
        "beside": alone,
        "decisions": [*decided, *(["folder", "ground"] if records else [])],
    }[scope]
    narrower = {
        "whole": state.WHOLE,
        "part": _part(postgresql),
        "lone": dict.fromkeys(("of_folder", "of_ground"), f" AND {_in('matter', 'matters', postgresql)}"),
        "beside": dict.fromkeys(("of_folder", "of_ground"), f" AND matter {'= ANY({})' if postgresql else 'IN {}'}".format(these)),
        "decisions": {"of_folder": f" AND id IN {_of_records('folder', postgresql)}", "of_ground": " AND purpose=%(purpose)s"},
    }[scope]
    text = " UNION ALL ".join(parts[name] for name in wanted).format(
        **narrower,
        among="subject_id=%(subject)s",
        among_f="f.subject_id=%(subject)s",
        its_own=state.ITS_OWN_EACH if postgresql else state.ITS_OWN,
        own=(_OWN_EACH if postgresql else _OWN).format(these=these),
        n="NULL::timestamptz" if postgresql else "NULL",
        b="NULL::bytea" if postgresql else "NULL",
        no="FALSE" if postgresql else "0",
        big="::bigint" if postgresql else "",
    )
    return _NAME.sub("%s", text), tuple(_NAME.findall(text))


def _part(postgresql: bool) -> dict[str, str]:
    """What a part leaves out: what hangs on matters that stand apart, but for those named. More may be read than belongs to it."""
    named, apart = _in("matter", "matters", postgresql), _in("kind", "kinds", postgresql)
    return {
        "of_folder": f" AND ({named} OR NOT {_in('category', 'categories', postgresql)})",
        "of_event": f" AND ({named} OR verb='void' OR NOT {apart})",
        "of_ground": f" AND (matter=0 OR {named} OR NOT {_in('purpose', 'purposes', postgresql)})",
        "of_matter": f" AND ({_in('id', 'matters', postgresql)} OR NOT {apart})",
        "of_own": f" AND NOT {_in('f.category', 'categories', postgresql)}",
    }


def _named(scope: Scope, postgresql: bool) -> str:
    """The matters: those named, or those of the records."""
    if scope == "beside":
        return f"{'ARRAY' if postgresql else ''}{_of_records('matter', postgresql)}"
    return "%(matters)s::bigint[]" if postgresql else "(SELECT value FROM json_each(%(matters)s))"


def _of_records(column: str, postgresql: bool) -> str:
    return f"(SELECT {column} FROM record WHERE subject_id=%(subject)s AND {_in('id', 'records', postgresql)})"  # noqa: S608


def _in(column: str, name: str, postgresql: bool) -> str:
    if not postgresql:
        return f"{column} IN (SELECT value FROM json_each(%({name})s))"  # noqa: S608
    return f"{column} = ANY(%({name})s::{'bigint' if name in ('matters', 'records') else 'varchar'}[])"
