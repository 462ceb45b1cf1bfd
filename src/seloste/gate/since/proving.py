"""Proving: is a register from a backup what it was, and is nobody in it who was erased?  Asked of the rows, not of those who applied.

It opens one record of each category, through the vault like any reading, and shows none; that it did is in the ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seloste import ledger, vault
from seloste.gate import reading, searching
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.gate.settling import PURPOSE
from seloste.gate.since.pieces import STANDING, Piece
from seloste.home import Home, wall
from seloste.ledger import tail
from seloste.policy import SYSTEM
from seloste.register import notices
from seloste.register.keyring import Keyring
from seloste.register.models import Register
from seloste.register.sql import rows, stamp


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: the ledger's size and whether it is whole, the categories of which a record opened, and those of which none did."""

    size: int
    whole: bool
    problem: str
    opened: tuple[str, ...]
    shut: tuple[str, ...]
    terms: int

    @property
    def holds(self) -> bool:
        """Whether the register may be opened."""
        return self.whole and not self.shut


def resurrected(pieces: Iterable[Piece]) -> int:
    """How many stand here who were erased: people who are gone by their last word, and folders and records that it doesn't name."""
    last: dict[int, list[object]] = {}
    for piece in pieces:
        last |= {said[0]: said[1:] for kind, said in piece.lines() if kind == STANDING}
    found = 0
    for register in list(Register.objects.order_by("id")):
        wall.stand_for(register.controller_id)
        for table, place in (("subject", None), ("folder", 2), ("record", 3), ("archived_record", 3)):
            owner = "id" if place is None else "subject_id"
            for subject, id in rows(f"SELECT {owner}, id FROM {table} WHERE register_id=%s", (register.id,)):  # noqa: S608
                found += subject in last and not _is_named(last[subject], place, id)
    return found


def _is_named(said: list[object], place: int | None, id: int) -> bool:
    if not said or place is None:
        return bool(said)
    named = said[place]
    return id in named if isinstance(named, list) else isinstance(named, dict) and str(id) in named


def prove(home: Home, now: datetime) -> Proof:
    """Verify the ledger, make the search index anew, and open a record of each category in each register."""
    verdict = ledger.verify(now, home=home)
    held, witnessed = tail.set_back(home)
    opened: set[str] = set()
    shut: set[str] = set()
    terms = 0
    for register in list(Register.objects.order_by("id")):
        wall.stand_for(register.controller_id)
        house = House(home, notices.read(register.id), Keyring.open(home), Names())
        for category, subject in _one_each(house, now):
            opens = _opens(house, category, subject, now)
            if opens is not None:
                (opened if opens else shut).add(category)
        if not shut:
            terms += sum(batch.terms for batch in searching.rebuild(house, now))
    if held < witnessed:
        problem = f"a checkpoint kept elsewhere was signed over {witnessed} entries, and the copies hold {held}"
    else:
        problem = str(verdict.first_bad or "") if not verdict.ok else ""
    return Proof(held, verdict.ok and held >= witnessed, problem, tuple(sorted(opened)), tuple(sorted(shut)), terms)


def _one_each(house: House, now: datetime) -> list[tuple[str, int]]:
    """Of each category somebody who has a record of it that hasn't fallen."""
    sql = (
        "SELECT f.category, MIN(f.subject_id) FROM folder f WHERE f.register_id=%s AND f.marked IS NULL AND (f.falls IS NULL OR f.falls>%s)"
        " AND (EXISTS (SELECT 1 FROM record r WHERE r.subject_id=f.subject_id AND r.folder=f.id)"
        " OR EXISTS (SELECT 1 FROM archived_record a WHERE a.subject_id=f.subject_id AND a.folder=f.id))"
        " GROUP BY f.category ORDER BY f.category"
    )
    return [(category, subject) for category, subject in rows(sql, (house.register, stamp(now)))]


def _opens(house: House, category: str, subject: int, now: datetime) -> bool | None:
    """Whether what one person has of a category opens; None where no record of it stands."""
    with house.work(subject):
        sight = house.sight(house.policy_at(now).purposes[PURPOSE], now)
        found = reading.standing_rows(sight, reading.these([subject]), [category])
        if not found:
            return None
        try:
            reading.unseal(sight, found)
        except vault.Refused:
            return False
        house.log(SYSTEM, "prove", PURPOSE, "allowed", (category,), (subject,), now)
    return True
