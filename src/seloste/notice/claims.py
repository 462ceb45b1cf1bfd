"""What does a published text say in words that no part of a notice could hold?

A text as published: vague, outdated, in one heap, or right but in prose. It is kept word for word, so that the checks can name what is
wrong with it. A register never keeps a claim: a notice that has any is for checking, and for seeing what a repair has to mend.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from seloste.notice.parts import RightName
from seloste.notice.values import Basis, Day, Flag, Frozen, Name, Short, TextField


def _as_claim(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Claim(Frozen):
    """Words as published."""

    text: TextField


Said = Annotated[Claim, BeforeValidator(_as_claim)]


class ClaimedBases(Claim):
    """Legal bases named together, and the items of a repealed act that the text leans on (`fi/523-1999/8.1.5`)."""

    named: tuple[Basis, ...] = ()
    interest: TextField | None = None
    old: tuple[Short, ...] = ()


class ClaimedDates(Frozen):
    """The dates that the text shows, of those it should."""

    created: Day | None = None
    updated: Day | None = None
    effective: Day | None = None


class ClaimedRight(Claim):
    """A right as published; `apart` when it stands under a heading of its own."""

    apart: Flag = False


class ClaimedClosed(Claim):
    """That nobody outside gets at the data, but for the recipients and processors that the same sentence names."""

    except_: tuple[Name, ...] = Field(default=(), alias="except")


class ClaimedStorage(Claim):
    """Where data are said to lie, with what exception, and on whose servers."""

    area: Literal["FI", "EU", "EEA"] | None = None
    except_: TextField | None = Field(default=None, alias="except")
    servers: tuple[Literal["own", "provider"], ...] = ()


class ClaimedTransfers(Claim):
    """What is said of transfers out of the European Economic Area: that there are none, or on what they rest."""

    none: Flag = False
    safeguards: tuple[Short, ...] = ()


class ClaimedMachines(Claim):
    """What is said of decisions by machine and of profiling, each when it is said at all."""

    decisions: Literal["none"] | None = None
    profiling: Literal["none"] | None = None


class ClaimedChanges(Claim):
    """How changes are said to be told; no channel where the text only reserves the right to change."""

    channels: tuple[Literal["site", "email", "product", "letter"], ...] = ()


class Claims(Frozen):
    """The claims of a published text, by what they are about."""

    dates: ClaimedDates | None = None
    bases: ClaimedBases | None = None
    keeping: Mapping[Name, Said] = {}
    need: Said | None = None
    data: Said | None = None
    closed: Annotated[ClaimedClosed | None, BeforeValidator(_as_claim)] = None
    storage: ClaimedStorage | None = None
    transfers: ClaimedTransfers | None = None
    cookies: Said | None = None
    automated: ClaimedMachines | None = None
    rights: Mapping[RightName, Annotated[ClaimedRight, BeforeValidator(_as_claim)]] = {}
    authority: Said | None = None
    changes: ClaimedChanges | None = None
