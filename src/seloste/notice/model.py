"""What has a firm promised? The notice as a value.

A `Notice` comes only out of `load`, whole and checked; nothing here reads a file, a clock or a setting.
"""

import warnings
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from seloste.law.periods import Period
from seloste.notice.claims import Claims
from seloste.notice.parts import (
    Automated,
    Changes,
    Children,
    Controller,
    Cookies,
    Dates,
    Measure,
    Party,
    Processor,
    Recipient,
    Register,
    Related,
    Right,
    RightName,
    Series,
    Source,
    Storage,
    Transfers,
)
from seloste.notice.structure import Category, Kind, MatterKind, Purpose, Role
from seloste.notice.values import Frozen, Name, PeriodField

# The register is called `register` in the file and in the law's words; `register` on a class is a method of Python's ABCs, nothing of ours.
warnings.filterwarnings("ignore", message='Field name "register" in "Notice" shadows', category=UserWarning)


class Notice(Frozen):
    """One register's privacy notice."""

    format: Literal[1] = Field(default=1, alias="schema")
    # Written as a field: the class inherits a method of this name, which a required part must not default to.
    register: Register = Field()
    dates: Dates
    controller: Controller
    controllers: Mapping[Name, Party] = {}
    roles: Mapping[Name, Role]
    subjects: Mapping[Name, Kind] = Field(min_length=1)
    within: PeriodField
    matters: Mapping[Name, MatterKind]
    data: Mapping[Name, Category]
    purposes: Mapping[Name, Purpose]
    sources: Mapping[Name, Source] = Field(min_length=1)
    recipients: Mapping[Name, Recipient] = {}
    processors: Mapping[Name, Processor] = {}
    storage: Storage
    transfers: Annotated[Transfers | None, BeforeValidator(lambda value: {"none": True} if value == "none" else value)] = None
    rights: Mapping[RightName, Right] = {}
    security: Mapping[Name, Measure] = {}
    cookies: Annotated[Cookies | None, BeforeValidator(lambda value: None if value == "none" else value)] = None
    automated: Automated
    children: Annotated[Children | None, BeforeValidator(lambda value: None if value == "none" else value)] = None
    paper: Annotated[Mapping[Name, Series], BeforeValidator(lambda value: {} if value == "none" else value)] = {}
    changes: Changes | None = None
    related: Mapping[Name, Related] = {}
    claims: Claims | None = None
    access_log: PeriodField = Period.parse("P2Y")

    _sha256: str = PrivateAttr(default="")
    _file: str = PrivateAttr(default="")
    _lines: Mapping[str, int] = PrivateAttr(default={})

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes: the notice's identity."""
        return self._sha256

    @property
    def file(self) -> str:
        """The name of the file it was read from."""
        return self._file

    def line(self, path: str) -> int:
        """Give the line where that part begins, or where the part around it does; 0 for what is built in."""
        parts = path.split(".")
        if len(parts) > 1 and parts[0] in {"matters", "data", "purposes"} and ".".join(parts[:2]) not in self._lines:
            return 0
        while parts:
            if found := self._lines.get(".".join(parts)):
                return found
            parts.pop()
        return 0
