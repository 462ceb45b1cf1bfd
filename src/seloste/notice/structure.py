"""Which matters, categories and purposes does a notice name?

These are the parts that policy compiles. A purpose names categories and matters by key; whether the keys exist is a check's business.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from seloste.notice.values import Basis, Channel, FieldType, Flag, Frozen, Name, Need, PeriodField, Short, Store, TextField

EVERY_KIND = "*"
Special = Literal["origin", "politics", "belief", "union", "genetic", "biometric", "health", "sexuality"]
Exception9 = Literal[
    "explicit-consent", "employment", "vital-interest", "non-profit", "made-public", "claims", "public-interest", "health-care",
    "public-health", "research",
]  # fmt: skip
TERMS = {
    FieldType.EMAIL: "pd:EmailAddress",
    FieldType.PHONE: "pd:TelephoneNumber",
    FieldType.ADDRESS: "pd:PhysicalAddress",
    FieldType.MONEY: "pd:Transaction",
    FieldType.FI_HETU: "pd:OfficialID",
    FieldType.FI_YTUNNUS: "pd:Identifier",
}


SECRETS = frozenset({"pd:Authenticating", "pd:Password"})
"""The terms of what proves that somebody is who they say: only its hash may be held, whatever the notice calls the field."""


def _as_field(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


def _as_basis(value: Any) -> Any:
    return {EVERY_KIND: value} if isinstance(value, str) else value


class Kind(Frozen):
    """A kind of subject: who they are, whether they themselves are party to a contract with us, and who decides about their data.

    `controller` names another controller that we process for (`controllers`); without it the firm itself decides.
    """

    name: TextField
    party: Flag
    child: Flag = False
    controller: Name | None = None


class Role(Frozen):
    """A role that staff are granted by name."""

    name: TextField
    duty: TextField | None = None


class Otherwise(Frozen):
    """The bound of a matter that has no planned end."""

    idle: PeriodField | None = None
    at_most: PeriodField | None = None


class MatterKind(Frozen):
    """A kind of thing with a beginning and an end, and what bounds it."""

    name: TextField | None = None
    of: Literal["subject", "controller"] = "subject"
    end: Literal["planned"] | None = None
    idle: PeriodField | None = None
    at_most: PeriodField | None = None
    otherwise: Otherwise | None = Field(default=None, alias="else")


class DataField(Frozen):
    """One field of a category."""

    type: FieldType
    name: TextField | None = None
    need: Need = Need.VOLUNTARY
    consequence: TextField | None = None
    searchable: Flag = False
    sensitive: Flag = False
    pd: Short | None = None
    choices: tuple[Short, ...] = ()
    optional: Literal["controller"] | None = None

    @property
    def term(self) -> str:
        """The DPV term for what the field holds, the author's or that of its type."""
        return self.pd or TERMS.get(self.type, "dpv:PersonalData")

    @property
    def secret(self) -> bool:
        """Tell whether the field holds a secret of the person's, such as a password."""
        return self.pd in SECRETS


class Category(Frozen):
    """The atom of keeping and reading: fields with one clock and one sensitivity.

    `subjects` names the kinds it is for, where it isn't for all; `special` what makes it a special category of data (Art. 9(1)).
    """

    name: TextField | None = None
    of: Name | None = None
    subjects: tuple[Name, ...] = ()
    special: Special | None = None
    within: PeriodField | None = None
    fields: Mapping[Name, Annotated[DataField, BeforeValidator(_as_field)]]


class Purpose(Frozen):
    """What data are used for, on which basis, by whom, and from which matter to which."""

    name: TextField | None = None
    why: TextField | None = None
    basis: Annotated[Mapping[Annotated[str, Field(pattern=r"^(\*|[a-z][a-z0-9_]{0,47})$")], Basis], BeforeValidator(_as_basis)] = {}
    interest: TextField | None = None
    balancing: TextField | None = None
    law: Short | None = None
    uses: tuple[Name, ...] = ()
    reads: tuple[Name, ...] = ()
    keeps: tuple[Name, ...] = ()
    while_: tuple[Name, ...] = Field(default=(), alias="while")
    per: Name | None = None
    after: Name | None = None
    keep: PeriodField | None = None
    rule: Short | None = None
    store: Store = Store.LIVE
    roles: tuple[Name, ...] = ()
    marketing: tuple[Channel, ...] = ()
    despite_restriction: Flag = False
    applies: Literal["new", "all"] = "new"
    compatibility: TextField | None = None
    owner: Short | None = None
    special: Exception9 | None = None
    dpv: Short | None = None

    @property
    def builtin(self) -> bool:
        """Tell our own work (answering requests, notifying …) from what the author wrote."""
        return False

    @property
    def kept(self) -> tuple[str, ...]:
        """The categories that this purpose keeps, in the notice's order."""
        return tuple(dict.fromkeys((*self.uses, *self.keeps)))

    @property
    def seen(self) -> tuple[str, ...]:
        """The categories that this purpose lets its roles read, in the notice's order."""
        return tuple(dict.fromkeys((*self.uses, *self.reads)))


class BuiltinPurpose(Purpose):
    """A purpose of our own work: in every notice, and never written or removed by its author."""

    @property
    def builtin(self) -> bool:
        """Say that it is."""
        return True
