"""What can happen in a demo's lives? Values only: each step says when, to whom, by which role, for which purpose, and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from seloste.policy import Change

OWN = -1
"""Stands in a step for the controller itself, whose fiscal years and campaigns are nobody's."""

type Right = Literal["access", "erasure", "portability", "rectification", "restriction"]


@dataclass(frozen=True, slots=True)
class Visit:
    """Something is recorded about a person in one unit of work; `looks`: whoever does it reads the person's card first.

    `kind` is what a newcomer becomes; it is empty for who is known. `keeps` is a label for the last record it makes, and `amends` one
    that its last record takes the place of.
    """

    changes: tuple[Change, ...]
    kind: str = ""
    looks: bool = False
    keeps: str = ""
    amends: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody reads what a purpose opens of a person."""


@dataclass(frozen=True, slots=True)
class Give:
    """A recipient of the notice is given what it may have of a person."""

    recipient: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A person uses one of their rights: the label of the request, which right, and what they write."""

    label: str
    right: Right
    text: str
    channel: str = "email"


@dataclass(frozen=True, slots=True)
class Answer:
    """The request with this label is answered."""

    label: str


@dataclass(frozen=True, slots=True)
class Year:
    """A matter of the controller's own begins that lasts for a calendar year, such as a fiscal year."""

    kind: str
    year: int


@dataclass(frozen=True, slots=True)
class Survey:
    """Somebody goes through all whom a purpose opens, as for a campaign; those who refuse its channel are left out."""

    categories: tuple[str, ...]
    channel: str = ""


type Act = Visit | Look | Give | Ask | Answer | Year | Survey


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    at: datetime
    person: int
    role: str
    purpose: str
    act: Act

    @property
    def changes(self) -> tuple[Change, ...]:
        """What a visit records; nothing for all else."""
        return self.act.changes if isinstance(self.act, Visit) else ()


def own_matter(kind: str, year: int) -> str:
    """Name the controller's own matter of a kind in a calendar year."""
    return f"{kind}-{year}"
