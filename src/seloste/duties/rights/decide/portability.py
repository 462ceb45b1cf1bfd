"""Which records may a person take along, and why not the rest (Art. 20)? The wider of the law and the notice's promise.

Portable is what the person gave, or what their dealings with us left, by machine; what we derived or got elsewhere is not, and the answer
says so: access still shows it. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from seloste.duties.rights.decide.codes import Code
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis

_LAWFUL = frozenset({Basis.CONSENT, Basis.CONTRACT, Basis.PRE_CONTRACT})


class Held(Protocol):
    """A record, as the gate tells it."""

    @property
    def record(self) -> int: ...
    @property
    def category(self) -> str: ...
    @property
    def source(self) -> str: ...


class OnBasis(Protocol):
    """An open ground, as the gate tells it."""

    @property
    def purpose(self) -> str: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """One record's answer."""

    record: int
    category: str
    code: Code

    @property
    def portable(self) -> bool:
        """Say whether the person may take it along."""
        return self.code is Code.POR_OK


def carry(notice: Notice, entries: Iterable[Held], grounds: Iterable[OnBasis]) -> tuple[Carried, ...]:
    """Decide every record. `grounds` are the person's open ones."""
    any_basis = (notice.rights.get("portability") or Promise()).ground == "any"
    lawful = {
        category
        for ground in grounds
        if ground.basis in _LAWFUL and isinstance(purpose := notice.purposes.get(ground.purpose), Purpose)
        for category in purpose.seen
    }
    return tuple(
        Carried(entry.record, entry.category, _code(notice, entry, based=any_basis or entry.category in lawful))
        for entry in entries
        if entry.category in notice.data
    )


def _code(notice: Notice, entry: Held, *, based: bool) -> Code:
    source = notice.sources.get(entry.source)
    kind = source.kind if source else "company"
    if kind == "register":  # our own entry of what the person did with us is observed; of what only we know, derived
        if not any(entry.category in each.data for each in notice.sources.values() if each.kind == "person"):
            return Code.POR_DERIV
    elif kind != "person":
        return Code.POR_SRC
    return Code.POR_OK if based else Code.POR_BASIS
