"""What kinds of rows are the law written in? One frozen model for each kind, with its validity, source and when it was last checked.

A row is data: it computes nothing. A row that doesn't fit its model is refused where it is read (`law.shelf`).
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator, StringConstraints, model_validator

from seloste.law.periods import Period

type Language = Literal["fi", "sv", "en"]
type Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
type Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
type Length = Annotated[Period, PlainValidator(lambda raw: Period.parse(str(raw))), PlainSerializer(str)]


def _frozen(raw: object) -> object:
    return tuple(raw) if isinstance(raw, list) else raw


class Model(BaseModel):
    """The manners of every model here: nothing extra, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Text(Model):
    """Words in Finnish, and in Swedish and English where we are sure of them."""

    fi: Words
    sv: Words | None = None
    en: Words | None = None

    def __getitem__(self, language: str) -> str:
        """Give the words in a language, or in Finnish where that language is missing."""
        return {"sv": self.sv, "en": self.en}.get(language) or self.fi


class Row(Model):
    """What every row says of itself: its name, from when to when it holds (both days included), and how well we know it."""

    id: Words
    name: Text
    valid_from: date
    valid_to: date | None = None
    source: Words
    checked_at: date
    evidence: Literal["text", "secondary", "memory"]
    """How it was last checked: against the text itself, against somebody's summary of it, or not at all."""
    note: Words | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self

    def holds(self, on: date) -> bool:
        """Say whether the row is in force on a date."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Statute(Row):
    """An act, a regulation, or one of their sections or articles."""

    of: Words | None = None
    """The Finnish genitive of an act's name, for citing its sections."""
    successor: Words | None = None


class Rule(Row):
    """A retention rule: from which event, for how long, and whether the law demands it or only allows it."""

    statute: Words
    trigger: Words
    anchor: Literal["event", "end-of-calendar-year"]
    period: Length | None = None
    force: Literal["minimum", "maximum", "advice"]
    until: Words | None = None
    scope: Annotated[tuple[Words, ...], BeforeValidator(_frozen), Field(min_length=1)]

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.period is None and self.until is None:
            raise ValueError("a rule without period must say until what it lasts")
        return self


class Authority(Row):
    """A supervisory authority and how to reach it."""

    visiting: Text
    post: Text
    phone: Words
    email: Words
    web: Text


class Duty(Row):
    """Something the law wants done in time, and whether its last day moves over week-ends and holidays."""

    statute: Words
    period: Length
    extended: Length | None = None
    rolls: bool
    trigger: Words


class Area(Row):
    """A group of countries, by ISO 3166 codes."""

    members: Annotated[tuple[Code, ...], BeforeValidator(_frozen), Field(min_length=1)]


class Adequacy(Row):
    """A decision that a country or an organisation protects personal data well enough."""

    id: Code
    decision: Words
    scope: Literal["all", "certified"]


class Holiday(Row):
    """A public holiday and how its date is found in a year: ``MM-DD``, ``easter+N`` or ``saturday MM-DD``."""

    rule: Annotated[str, StringConstraints(pattern=r"^((saturday )?\d\d-\d\d|easter[+-]\d{1,2})$")]
