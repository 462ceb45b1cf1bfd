"""What did a check find? A verdict with a sentence or two that a reader can act on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from seloste import law
from seloste.gate import Door
from seloste.notice import Clause, Notice


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether the promise holds, and what shows it."""

    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause under check: the register, the notice in force, the page it is published as, and the instant."""

    door: Door
    notice: Notice
    page: str
    clause: Clause
    now: datetime

    @property
    def today(self) -> date:
        """The civil date in Helsinki."""
        return law.civil_date(self.now)

    def param(self, name: str) -> str:
        """A parameter of the clause's check. Raises KeyError when the clause has none of that name."""
        value = self.clause.params[name]
        if not isinstance(value, str):
            raise TypeError(f"{name} is a list")
        return value


type Check = Callable[[Asked], Evidence]
type Checks = Mapping[str, Check]
