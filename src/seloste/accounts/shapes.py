"""The values that accounts give to others, and the one exception they raise. No Django here."""

from dataclasses import dataclass


class AccountError(Exception):
    """An account or a grant that may not be made. The message says why, in words for the one who tried."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a look at the accounts found: how many break the rule, and the ids of some. No names."""

    name: str
    count: int
    sample: tuple[int, ...]

    @property
    def passed(self) -> bool:
        return self.count == 0
