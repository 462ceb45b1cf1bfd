"""What happened to one subject, as values: the whole input of the fold. Random ids, kinds and instants only.

Every entry carries the instant it was recorded, since nothing may take effect before it was known.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    """What an event does to its matter."""

    BEGIN = "begin"
    END = "end"
    REPLAN = "replan"
    TOUCH = "touch"
    VOID = "void"


class RefusalKind(StrEnum):
    """Why the person refuses a purpose. An erasure ends what had begun; the others stand until lifted."""

    OBJECTION = "objection"
    BAN = "ban"
    WITHDRAWAL = "withdrawal"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a matter. `planned` is an exclusive end (begin, replan); `target` the event that a void undoes."""

    id: int
    matter: int
    kind: str
    verb: Verb
    at: datetime
    recorded: datetime
    planned: datetime | None = None
    target: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The person's no to one purpose, or to one channel of it (which ends no ground)."""

    id: int
    purpose: str
    kind: RefusalKind
    opened: datetime
    lifted: datetime | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Art. 18: closes reading for one purpose and keeps what would fall. `folder` 0 is every folder."""

    id: int
    purpose: str
    opened: datetime
    review: datetime
    folder: int = 0
    lifted: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A keeping by decision, such as an open request of the person. It has a review date, no end."""

    id: int
    code: str
    opened: datetime
    review: datetime
    released: datetime | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """What the fold must know of a folder: its place and the instant its first record arrived."""

    id: int
    category: str
    matter: int
    arrived: datetime
    generation: int = 1


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """A matter of the controller's own, such as a fiscal year; `ends` is exclusive."""

    id: int
    kind: str
    begun: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class History:
    """All of one subject: the fold of this, and of the notices, gives its grounds and falls."""

    subject_kind: str
    events: tuple[Event, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    holds: tuple[Hold, ...] = ()
    folders: tuple[Folder, ...] = ()
    own: tuple[OwnMatter, ...] = field(default=())
