"""Which rows below a person are facts: neither folded from others nor ciphertext?  Read and put back whole, whatever their columns are.

A table that comes later is found by its foreign key, so that no decision is left out because somebody forgot it here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps

from seloste.gate.since.pieces import plain, value
from seloste.register.models import ArchivedRecord, Folder, Ground, Matter, Record, Subject
from seloste.register.sql import among, insert, listed, on_postgresql, rows, run, stamp

# Grounds and matters follow from the events; folders and records are told by id, since their content is ciphertext.
_OTHERWISE = {Folder, Record, ArchivedRecord, Ground, Matter}
type Facts = Mapping[str, Sequence[Sequence[Any]]]


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """The tables of facts with their columns, the person's first."""
    found: dict[str, tuple[str, ...]] = {}
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        below = [str(field.column) for field in fields if field.related_model is Subject]
        if below and model not in _OTHERWISE:
            others = [str(field.column) for field in fields if field.column != below[0]]
            found[model._meta.db_table] = (below[0], *others)
    return found


def read(subjects: Sequence[int]) -> dict[int, dict[str, list[list[Any]]]]:
    """The facts of some people: person → table → rows, without the person's column."""
    found: dict[int, dict[str, list[list[Any]]]] = {subject: {} for subject in subjects}
    for table, columns in tables().items():
        sql = f"SELECT {', '.join(_quoted(columns))} FROM {table} WHERE {among(columns[0])}"  # noqa: S608
        for subject, *rest in rows(sql, (listed(subjects),)):
            found[subject].setdefault(table, []).append([plain(one) for one in rest])
    return found


def put_back(told: Mapping[int, tuple[Mapping[str, Sequence[str]], Facts]]) -> None:
    """Replace the facts of some people by those told: person → (columns by table, rows by table). Columns that are gone are passed over."""
    for table, columns in tables().items():
        run(f"DELETE FROM {table} WHERE {among(columns[0])}", (listed(told),))  # noqa: S608
        for subject, (written, facts) in told.items():
            if table in facts:
                kept = [at for at, column in enumerate(written[table]) if column in columns]
                names = (columns[0], *_quoted(written[table][at] for at in kept))
                insert(table, names, [(subject, *(_stored(row[at]) for at in kept)) for row in facts[table]])


def _stored(said: Any) -> Any:
    read_back = value(said)
    if isinstance(read_back, datetime):
        return stamp(read_back)
    return read_back if on_postgresql() or not isinstance(read_back, date) else read_back.isoformat()


def _quoted(columns: Iterable[str]) -> list[str]:
    """`right` is a word of SQL's own."""
    return [f'"{column}"' for column in columns]
