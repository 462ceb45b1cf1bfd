"""What the gate gives back: values, never rows. A no is a `policy.Denial`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from seloste.policy import Denial, Role

AS_STORED: Mapping[str, str] = MappingProxyType({})


class Entry(NamedTuple):
    """One record that the purpose opens. `falls` is None while a hold or a restriction keeps it without a known end.

    `values` are in stored form; `given` are those of them that were written otherwise, exactly as they were written.
    A tuple, because a page makes hundreds of them, and a frozen dataclass takes five times as long to make.
    """

    record: int
    category: str
    matter: int
    folder: int
    values: Mapping[str, object]
    source: str
    created: datetime
    updated: datetime
    live_until: datetime
    falls: datetime | None
    archived: bool
    notice: str
    given: Mapping[str, str] = AS_STORED


@dataclass(frozen=True, slots=True)
class Locked:
    """A category that stands there but that this purpose does not open: the purposes and roles that may."""

    category: str
    purposes: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one purpose opens of one subject. `kind` and `role` (ours towards that kind) are given wherever they were asked for."""

    subject: int
    kind: str
    entries: tuple[Entry, ...]
    locked: tuple[Locked, ...] = ()
    leaf: int = 0
    role: Role | None = None

    def of(self, category: str) -> tuple[Entry, ...]:
        """The entries of one category."""
        return tuple(entry for entry in self.entries if entry.category == category)


@dataclass(frozen=True, slots=True)
class Only:
    """Whom a list or a count keeps to: those with a matter of this kind, the purpose's own, that runs now or has ended."""

    kind: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of subjects. `next` is what to give as `after` for the next page, 0 on the last."""

    readings: tuple[Reading, ...]
    next: int = 0
    leaf: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """A unit of work that was done: the subject, and the ids that its refs, events, records and decisions were given.

    `erased` counts the records that fell at once.
    """

    subject: int
    leaf: int
    ids: Mapping[str, int] = field(default_factory=dict)
    events: tuple[int, ...] = ()
    records: tuple[int, ...] = ()
    decisions: tuple[int, ...] = ()
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """The subjects that were linked or parted, the one asked about among them."""

    subjects: tuple[int, ...]
    leaf: int


class Rule(StrEnum):
    """The rule by which something may or may not be read. All but OPEN are a no."""

    OPEN = "open"
    NO_PURPOSE = "no-purpose"
    ROLE = "role"
    NO_CATEGORY = "no-category"
    NO_FIELD = "no-field"
    NOT_COVERED = "not-covered"
    UNKNOWN = "unknown"
    NO_GROUND = "no-ground"
    RESTRICTED = "restricted"
    CHANNEL = "channel"
    FIELD_OFF = "field-off"
    KIND = "kind"
    NOTHING = "nothing"
    RESTRICTED_FOLDER = "restricted-folder"
    FALLEN = "fallen"
    ARCHIVED = "archived"
    NOT_ARCHIVED = "not-archived"
    OTHER_MATTER = "other-matter"
    OTHER_NOTICE = "other-notice"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether an actor may read that of a subject, the rule that decides, its line of the notice, and the roles or channel it is about."""

    allowed: bool
    rule: Rule
    line: int
    detail: str = ""


type Answer[T] = T | Denial
