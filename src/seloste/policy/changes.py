"""What one unit of work may ask of the register: begin and end matters, put records, refuse, restrict, hold. Values only.

A change may name a matter begun in the same unit by the `ref` that began it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from seloste.policy.history import RefusalKind

type MatterRef = int | str

DISCLOSURE = "disclosure"
"""What a person refuses who forbids discretionary disclosures: no purpose of the notice, so it ends no ground."""


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A person not yet in the register, of one kind of the notice."""

    kind: str


@dataclass(frozen=True, slots=True)
class Begin:
    """A matter begins; `planned` is its last day where its kind has a planned end."""

    kind: str
    ref: str = ""
    at: datetime | None = None
    planned: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """A matter ends, for a reason in one of the notice's words (never free text)."""

    matter: MatterRef
    reason: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Replan:
    """A running matter gets another last day."""

    matter: MatterRef
    planned: date


@dataclass(frozen=True, slots=True)
class Touch:
    """Something happened in the matter: its idle bound counts from here."""

    matter: MatterRef
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """An event was a mistake."""

    event: int


@dataclass(frozen=True, slots=True)
class Put:
    """A record is stored, or amended where `record` names it. `source` is a key of the notice's sources.

    `seen`: when the record that is amended had last been changed, as whoever amends it saw it. One changed since is left as it is.
    """

    category: str
    values: Mapping[str, object]
    matter: MatterRef = 0
    source: str = "person"
    record: int = 0
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """The person says no to purposes, or to one channel of them."""

    kind: RefusalKind
    purposes: tuple[str, ...]
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Lift:
    """The person takes a refusal back."""

    refusal: int


@dataclass(frozen=True, slots=True)
class Restrict:
    """Art. 18: the purposes are closed for every folder, or for one; reviewed by a date, lifted only by decision."""

    purposes: tuple[str, ...]
    reason: str
    review: date
    folder: int = 0


@dataclass(frozen=True, slots=True)
class Unrestrict:
    """A restriction is lifted (the person having been told before, Art. 18(3))."""

    restriction: int


@dataclass(frozen=True, slots=True)
class PlaceHold:
    """What stands is kept while a decision is pending."""

    code: str
    review: date


@dataclass(frozen=True, slots=True)
class Release:
    """A hold ends."""

    hold: int


type Change = Begin | End | Replan | Touch | Void | Put | Refuse | Lift | Restrict | Unrestrict | PlaceHold | Release
