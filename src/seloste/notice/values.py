"""What are the small values a notice is written with: texts, periods, dates, names?

Every value refuses what it does not understand; nothing here guesses what an author may have meant.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema

from seloste.law.periods import Period

LANGUAGES = ("fi", "sv", "en")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Frozen(BaseModel):
    """A part of a notice: cannot change once it is read, knows no key but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Basis(StrEnum):
    """The legal bases of Article 6(1); an enquiry before a contract is told apart from the contract itself."""

    CONSENT = "consent"
    CONTRACT = "contract"
    PRE_CONTRACT = "pre-contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTEREST = "vital-interest"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTEREST = "legitimate-interest"


class FieldType(StrEnum):
    """What a field can hold; the register refuses a value of any other kind."""

    TEXT = "text"
    NOTE = "note"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    DATE = "date"
    MONEY = "money"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    FI_HETU = "fi-hetu"
    FI_YTUNNUS = "fi-ytunnus"
    REFERENCE = "reference"


class Need(StrEnum):
    """Why a person must, or need not, give a field (Art. 13(2)(e))."""

    STATUTORY = "statutory"
    CONTRACTUAL = "contractual"
    PRE_CONTRACT = "pre-contract"
    VOLUNTARY = "voluntary"


class Store(StrEnum):
    """Where a purpose looks: among live folders, in the archive, or in both."""

    LIVE = "live"
    ARCHIVE = "archive"
    ANY = "any"


class Channel(StrEnum):
    """A way of sending marketing; the law asks different things of each (917/2014 s. 200)."""

    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    POST = "post"


def _as_text(value: Any) -> Any:
    return {"fi": value} if isinstance(value, str) else value


def _as_date(value: Any) -> Any:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        raise ValueError("a date is written YYYY-MM-DD")
    return date.fromisoformat(value)


def _as_period(value: Any) -> Period:
    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise ValueError("a period is written like P24M")
    return Period.parse(value)


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]


class Text(Frozen):
    fi: Words
    sv: Words | None = None
    en: Words | None = None

    def __getitem__(self, lang: str) -> str:
        """Give the words in that language, or in Finnish when that translation is missing."""
        return {"sv": self.sv, "en": self.en}.get(lang) or self.fi

    def items(self) -> Mapping[str, str]:
        """Give the languages that are written, with their words."""
        return {lang: words for lang in LANGUAGES if (words := getattr(self, lang))}


# The values an author writes otherwise than they are kept: `schema` tells their form by these names.
TextField = Annotated[Text, BeforeValidator(_as_text), WithJsonSchema({"x-seloste": "TextField"})]
PeriodField = Annotated[Period, PlainValidator(_as_period), WithJsonSchema({"x-seloste": "Period"})]
Day = Annotated[date, BeforeValidator(_as_date), WithJsonSchema({"x-seloste": "Day"})]
Flag = Annotated[bool, Field(strict=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
# An address on the web, its scheme left out or not; nothing in it can end a link or begin markup.
WebAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=300,
        pattern=r"^(https?://)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(:[0-9]{1,5})?(/[A-Za-z0-9._~/%@:+,;=&?#-]*)?$",
    ),
]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
