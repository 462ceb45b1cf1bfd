"""What else does a notice tell: who we are, where data come from and go to, rights, security, cookies, changes?

Each part is what the author declared. Whether it is lawful or complete is a check's business, never a part's.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from seloste.notice.people import LogReview, Requires
from seloste.notice.values import Day, Flag, Frozen, Name, PeriodField, Short, TextField, WebAddress

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}\.[a-z][a-z0-9_]{0,47}$")]
RightName = Literal[
    "access",
    "rectification",
    "erasure",
    "restriction",
    "objection",
    "portability",
    "withdrawal",
    "marketing_ban",
    "disclosure_ban",
    "complaint",
]


def _as_none(value: Any) -> Any:
    return None if value == "none" else value


class Register(Frozen):
    """The register this notice is about, and what makes a person belong to it."""

    key: Name
    name: TextField
    criterion: TextField | None = None


class Dates(Frozen):
    """When the notice was made, last changed, and from when it binds."""

    created: Day
    updated: Day
    effective: Day


class Contact(Frozen):
    """The contact person for register matters: a task, never a person's name, and not a data protection officer."""

    title: TextField
    email: Short | None = None
    phone: Short | None = None


class Dpo(Frozen):
    """Whether there is a data protection officer, and if not, why not (Art. 37)."""

    present: Flag
    email: Short | None = None
    phone: Short | None = None
    notified: Day | None = None
    reason: TextField | None = None


class Controller(Frozen):
    """The firm that decides why and how (Art. 13(1)(a), (b)); outside the EEA it has a representative in the Union (Art. 27)."""

    name: Short
    country: Country = "FI"
    representative: Contact | None = None
    business_id: Short | None = None
    sole_trader: Flag = False
    details: Short | None = None
    address: Short | None = None
    email: Short | None = None
    phone: Short | None = None
    website: Short | None = None
    place: Short | None = None
    contact: Contact | None = None
    dpo: Dpo | None = None
    processor_for: TextField | None = None


class Audit(Frozen):
    """How a controller that we process for may look at our work: how long before, and at whose cost."""

    lead: PeriodField
    terms: TextField


Term = Literal[
    "instructions", "confidentiality", "security", "sub-processors", "rights-help", "duties-help", "return-or-erase", "audits",
]  # fmt: skip


class Party(Frozen):
    """Another controller: one that decides together with us (Art. 26), or one that we only process for (Art. 28).

    `chosen` are the optional fields that it has told us to use (`profile.email`); the others are off.
    """

    name: TextField
    kind: Literal["joint", "customer"]
    what: TextField | None = None
    essence: TextField | None = None
    contact: Short | None = None
    terms: tuple[Term, ...] = ()
    chosen: tuple[FieldPath, ...] = ()
    annex: Flag = False
    breach: TextField | None = None
    audit: Audit | None = None


class Informing(Frozen):
    """How soon, and how, a person is told of data that came from elsewhere (Art. 14(3))."""

    within: PeriodField
    how: TextField | None = None


class Source(Frozen):
    """Where data come from (Art. 14(2)(f)), and when people are told of what didn't come from themselves."""

    name: TextField
    kind: Literal["person", "organisation", "authority", "company", "web", "analytics", "register"] = "person"
    data: tuple[Name, ...] = ()
    public: Flag = False
    how: TextField | None = None
    informed: Informing | None = None
    exempt: Literal["already-has", "impossible", "disproportionate", "law", "secrecy"] | None = None


class Recipient(Frozen):
    """Who may be given data, for their own purposes (Art. 13(1)(e))."""

    name: TextField
    kind: Literal["controller", "authority", "acquirer", "research"]
    why: TextField
    data: tuple[Name, ...] = ()
    purposes: tuple[Name, ...] = ()
    country: Country = "FI"
    safeguard: Short | None = None
    copy_from: TextField | None = None
    discretionary: Flag = False
    anonymised: Flag = False
    law: Short | None = None
    compatibility: TextField | None = None
    own_notice: Flag = False
    notice_url: WebAddress | None = None


class Attestation(Frozen):
    """A person's confirmation, by role, that holds for a stated time."""

    by: Name
    on: Day
    valid: PeriodField


class Processor(Frozen):
    """Who handles data for us and on our instructions only (Art. 28)."""

    name: TextField
    why: TextField
    data: tuple[Name, ...] = ()
    purposes: tuple[Name, ...] = ()
    countries: tuple[Country, ...] = ()
    safeguard: Short | None = None
    copy_from: TextField | None = None
    no_own_use: Flag = False
    contract: Attestation | None = None


class Place(Frozen):
    """Where data lie."""

    name: TextField
    country: Country
    owner: Literal["own", "provider"] | None = None
    by: Name | None = None


class Backups(Frozen):
    """How long an erased record may still stand, unreadable, in a backup; how often backups are taken, and tried out."""

    name: TextField
    horizon: PeriodField
    every: PeriodField | None = None
    tested: PeriodField | None = None


class Storage(Frozen):
    """The places of storage, the backups, and the area that data are promised to stay in, but for what named processors do elsewhere."""

    places: Mapping[Name, Place] = Field(min_length=1)
    backups: Backups | None = None
    area: Literal["FI", "EU", "EEA"] | None = None
    except_: tuple[Name, ...] = Field(default=(), alias="except")


class Transfers(Frozen):
    """What is promised of transfers out of the EEA: none at all, or only on the tools named."""

    none: Flag = False
    only: tuple[Short, ...] = ()
    about: TextField | None = None


class Right(Frozen):
    """What we promise for one right, beyond what the law says by itself."""

    within: PeriodField | None = None
    roll: Literal["never", "law"] = "law"
    extend: Literal["never", "law"] = "law"
    channels: tuple[Literal["portal", "email", "letter", "phone", "visit"], ...] = ()
    electronic: Flag = False
    ground: Literal["any", "law"] = "law"
    except_: tuple[Literal["law", "contract", "service", "claims"], ...] = Field(default=(), alias="except")
    how: TextField | None = None


class Measure(Frozen):
    """A security measure: kept by the software, proved by a probe, or confirmed by a person for a time."""

    name: TextField
    what: TextField | None = None
    requires: Requires | None = None
    review: LogReview | None = None
    probe: Name | None = None
    attestation: Attestation | None = None


class Cookie(Frozen):
    """One cookie, or one family of them (917/2014 s. 205)."""

    name: Short
    why: TextField
    kind: Literal["necessary", "analytics", "personalisation", "marketing"]
    provider: Short
    duration: Annotated[PeriodField | None, BeforeValidator(lambda value: None if value == "session" else value)]
    third_party: Flag = False
    by: Name | None = None


class Cookies(Frozen):
    """What is stored on a visitor's device, and how one says yes or no to it."""

    about: TextField
    choice: TextField
    inventory: Mapping[Name, Cookie] = {}


class Profiling(Frozen):
    """Decisions or profiling by machine: the logic, its effect, and who looks at it again (Art. 13(2)(f))."""

    logic: TextField
    effect: TextField
    review: TextField | None = None


class Automated(Frozen):
    """Whether machines decide about people, and whether they profile them: `none`, or what."""

    decisions: Annotated[Profiling | None, BeforeValidator(_as_none)]
    profiling: Annotated[Profiling | None, BeforeValidator(_as_none)]
    about: TextField | None = None


class Children(Frozen):
    """What children are told, in words of theirs; from what age they consent alone, and who does for the younger (Art. 8, 12(1))."""

    text: TextField
    age: Annotated[int, Field(strict=True, ge=13, le=16)] | None = None
    consent: TextField | None = None


class Related(Frozen):
    """What this notice doesn't cover, whom that concerns, and where to read of it."""

    name: TextField
    about: TextField | None = None
    url: WebAddress | None = None
    subjects: tuple[Name, ...] = ()


class Series(Frozen):
    """A series of paper documents, where it stands and how it is destroyed."""

    name: TextField
    place: TextField
    destruction: TextField


class Changes(Frozen):
    """How people are told before the notice changes."""

    channels: tuple[Literal["site", "email", "product", "letter"], ...] = Field(min_length=1)
    every: Flag = False
    lead: PeriodField
    law_watch: TextField | None = None
    advice: TextField | None = None
