"""Where do the rows of law come from? YAML files in this package, read when first asked for, checked whole, and kept.

A bad row stops everything that needs its file: a register must not count dates by half a law. Nothing here is written.
"""

from collections.abc import Hashable
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from seloste.law.errors import LawError
from seloste.law.rows import Adequacy, Area, Authority, Duty, Holiday, Row, Rule, Statute

FILES: dict[type[Row], str] = {
    Statute: "statutes.yaml",
    Rule: "retention.yaml",
    Authority: "authorities.yaml",
    Duty: "deadlines.yaml",
    Area: "areas.yaml",
    Adequacy: "adequacy.yaml",
    Holiday: "holidays.yaml",
}


class BadRow(LawError):
    """The law data themselves are broken."""


class Unknown(LawError):
    """No row has this name."""


class NotInForce(LawError):
    """The row exists, but does not hold on the date asked; `row` is the one that did or will."""

    def __init__(self, row: Row, on: date) -> None:
        self.row = row
        when = f"only from {row.valid_from}" if on < row.valid_from else f"only until {row.valid_to}"
        successor = row.successor if isinstance(row, Statute) else None
        super().__init__(
            f"{row.id} ({row.name.fi}) was not in force on {on}: it holds {when}" + (f"; see {successor}" if successor else "")
        )


def parse[R: Row](kind: type[R], text: str, *, file: str) -> tuple[R, ...]:
    """Read one file of rows of one kind.

    Raises BadRow, naming file and row, if anything in it doesn't fit: a wrong field, a double key, two rows in force at once.
    """
    raw = _plain(text, file)
    if not isinstance(raw, list) or not raw:
        raise BadRow(f"{file}: a file of law is a list of rows")
    read = tuple(_row(kind, item, place, file) for place, item in enumerate(raw, start=1))
    for earlier, later in _pairs(read):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise BadRow(f"{file}: {later.id} has two rows in force on {later.valid_from}")
    return read


@cache
def rows[R: Row](kind: type[R]) -> tuple[R, ...]:
    """Give every row of a kind, past ones included."""
    file = FILES[kind]
    return parse(kind, resources.files("seloste.law").joinpath("data", file).read_text(encoding="utf-8"), file=file)


def row[R: Row](kind: type[R], name: str, on: date) -> R:
    """Give the row of this name that is in force on a date. Raises Unknown or NotInForce."""
    versions: tuple[R, ...] | None = _by_name(kind).get(name)
    if not versions:
        raise Unknown(f"there is no {kind.__name__.lower()} {name[:60]!r} in the law data; `seloste law list` shows what there is")
    for version in versions:
        if version.holds(on):
            return version
    nearest = [version for version in versions if version.valid_from <= on] or versions[:1]
    raise NotInForce(nearest[-1], on)


@cache
def _by_name[R: Row](kind: type[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for each in rows(kind):
        found.setdefault(each.id, []).append(each)
    return {name: tuple(sorted(versions, key=lambda each: each.valid_from)) for name, versions in found.items()}


def _pairs[R: Row](read: tuple[R, ...]) -> list[tuple[R, R]]:
    ordered = sorted(read, key=lambda each: (each.id, each.valid_from))
    return [(a, b) for a, b in pairwise(ordered) if a.id == b.id]


def _row[R: Row](kind: type[R], item: object, place: int, file: str) -> R:
    try:
        fitting: R = kind.model_validate(item)
    except ValidationError as broken:
        name = item.get("id", "") if isinstance(item, dict) else ""
        what = "; ".join(f"{'.'.join(str(part) for part in error['loc']) or 'row'}: {error['msg']}" for error in broken.errors())
        raise BadRow(f"{file}: row {place} {name}: {what}") from broken
    return fitting


def _plain(text: str, file: str) -> Any:
    import yaml  # only here: most of the house never reads a file of law

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Careful(base):  # type: ignore[misc, valid-type]
        """A safe loader that refuses a key written twice, where plain YAML would quietly keep the last."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
            keys = [key.value for key, _ in node.value]
            if len(keys) != len(set(keys)):
                raise BadRow(f"{file}:{node.start_mark.line + 1}: a key is written twice")
            return dict(super().construct_mapping(node, deep))

    try:
        return yaml.load(text, Loader=Careful)  # noqa: S506 (a safe loader, with one more refusal)
    except BadRow:
        raise
    except (yaml.YAMLError, ValueError) as broken:  # ValueError: a date such as 2020-02-30
        raise BadRow(f"{file}: not YAML: {broken}") from broken
