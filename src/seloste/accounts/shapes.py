"""The values that accounts give to others, and the one exception they raise. No Django here."""

from dataclasses import dataclass
from enum import StrEnum


class AccountError(Exception):
    """An account or a grant that may not be made. The message says why, in words for the one who tried."""


class Refused(StrEnum):
    """Why a record of a training or an undertaking may not be made."""

    NOT_ASKED = "not-asked"
    FUTURE = "future"
    OVER = "over"
    CLOSED = "closed"
    NOT_OURS = "not-ours"
    ONESELF = "oneself"
    NOT_OFFICER = "not-officer"


class RecordError(AccountError):
    """A record that may not be made; the code is for a screen that speaks another language."""

    def __init__(self, code: Refused, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Check:
    """What a look at the accounts found: how many break the rule, and the ids of some. No names."""

    name: str
    count: int
    sample: tuple[int, ...]

    @property
    def passed(self) -> bool:
        return self.count == 0
