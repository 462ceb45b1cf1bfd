"""What does a reading look like on the card?  Field groups in the notice's order, and locked rows that say who may open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from seloste import gate
from seloste.faces.desk import values
from seloste.faces.desk.seat import choices
from seloste.faces.ui.frame import Choice
from seloste.faces.ui.templatetags.ui import text
from seloste.notice import FieldType, Notice

SHOWN = 3
WIDTHS: dict[FieldType, Literal["", "long", "wide"]] = {FieldType.EMAIL: "long", FieldType.ADDRESS: "long", FieldType.NOTE: "wide"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of an entry."""

    label: str
    value: str
    width: Literal["", "long", "wide"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a category."""

    record: int
    pairs: Sequence[Pair]
    source: str
    created: datetime
    updated: datetime
    live_until: datetime
    falls: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One category that the purpose opens."""

    category: str
    name: str
    items: Sequence[Item]
    writes: bool
    adds: bool

    @property
    def first(self) -> Sequence[Item]:
        """The newest, shown at once."""
        return self.items[:SHOWN]

    @property
    def rest(self) -> Sequence[Item]:
        """The older ones, folded away."""
        return self.items[SHOWN:]


@dataclass(frozen=True, slots=True)
class Lock:
    """One category that stands there and that this purpose doesn't open."""

    name: str
    purposes: Sequence[Choice]
    roles: str


def category_name(notice: Notice, category: str) -> str:
    """Name a category as the notice does."""
    found = notice.data.get(category)
    return (text(found.name) if found else "") or category


def groups(notice: Notice, purpose: str, reading: gate.Reading) -> tuple[Group, ...]:
    """Group the entries by category; a category that the purpose may fill is there also when it is empty."""
    chosen = notice.purposes[purpose]
    by_category: dict[str, list[gate.Entry]] = {}
    for entry in reading.entries:
        by_category.setdefault(entry.category, []).append(entry)
    locked = {row.category for row in reading.locked}
    found = []
    for category in notice.data:
        writes = (
            category in chosen.uses and _begins(notice, category) and reading.kind in (notice.data[category].subjects or (reading.kind,))
        )
        entries = by_category.get(category, [])
        if entries or (writes and category in chosen.seen and category not in locked):
            items = tuple(_item(notice, entry) for entry in sorted(entries, key=lambda entry: entry.created, reverse=True))
            # One entry of the person themselves is mended, not doubled; of a matter there may be many.
            adds = writes and (not entries or notice.data[category].of is not None)
            found.append(Group(category, category_name(notice, category), items, writes, adds))
    return tuple(found)


def _begins(notice: Notice, category: str) -> bool:
    """A category of the software's own work is filled by its duty, not by hand."""
    return notice.data[category].of != "request"


def _item(notice: Notice, entry: gate.Entry) -> Item:
    fields = notice.data[entry.category].fields
    pairs = tuple(
        Pair(values.label(key, field), values.shown(field, entry.values[key]), WIDTHS.get(field.type, ""))
        for key, field in fields.items()
        if entry.values.get(key) not in (None, "")
    )
    source = notice.sources.get(entry.source)
    name = text(source.name) if source else entry.source
    return Item(entry.record, pairs, name, entry.created, entry.updated, entry.live_until, entry.falls, entry.archived)


def locks(notice: Notice, reading: gate.Reading) -> tuple[Lock, ...]:
    """Say of each locked category which purposes open it and which roles hold them."""
    return tuple(_lock(notice, row) for row in reading.locked)


def _lock(notice: Notice, row: gate.Locked) -> Lock:
    # What no purpose of the firm's opens is our own work's, such as the file of a request.
    ours = [key for key, purpose in notice.purposes.items() if purpose.builtin and row.category in purpose.uses]
    purposes = row.purposes or ours
    roles = row.roles or {role for key in ours for role in notice.purposes[key].roles}
    names = ", ".join(text(notice.roles[role].name).lower() for role in roles if role in notice.roles)
    return Lock(category_name(notice, row.category), choices(notice, purposes), names)
