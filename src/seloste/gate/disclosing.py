"""Disclosing: data leave to a recipient the notice names, and only what it names for them. A ban stops every discretionary one.

An authority receives only on a named provision in force, with the privacy officer's approval. A buyer of the business and research
need an assessment that no one can yet file here, so they are refused rather than waved through.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seloste import law, ledger
from seloste.gate import reading
from seloste.gate.house import House
from seloste.gate.shapes import Answer, Reading
from seloste.notice.builtin import PRIVACY_ROLE
from seloste.notice.parts import Recipient
from seloste.policy import Actor, Code, Denial, decide
from seloste.policy.changes import DISCLOSURE
from seloste.register.ids import new_id
from seloste.register.sql import insert, instant, maybe_instant, on_postgresql, rows, stamp


@dataclass(frozen=True, slots=True)
class Order:
    """A disclosure asked for. `provision` and `approver` are for authorities only."""

    recipient: str
    provision: str = ""
    approver: Actor | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One that was made: to whom, what, when, on which provision if law demanded it, and when the recipient was told of changes since."""

    id: int
    recipient: str
    purpose: str
    categories: tuple[str, ...]
    at: datetime
    provision: str
    told: datetime | None = None


def disclose(house: House, actor: Actor, purpose: str, subject: int, order: Order, now: datetime) -> Answer[Reading]:
    """Give what a recipient may have of one subject, and write down that it was given."""
    with house.work(subject):
        found = house.may(actor, purpose, "disclose", now)
        if isinstance(found, Denial):
            return found
        recipient = house.notice_at(now).recipients.get(order.recipient)
        why = _unlawful(recipient, order, now)
        if recipient is None or why:
            return house.deny(actor, Denial(Code.RECIPIENT, purpose, found.line, why), f"denied-{why}", (), now, "disclose")
        sight = house.sight(found, now)
        opened = reading.unseal(sight, reading.open_rows(sight, reading.person(subject), categories=recipient.data))
        entries = tuple(opened.get(subject, ()))
        if not entries:
            state = reading.is_open(sight, subject)
            seen = () if state == "unknown" else (subject,)
            return house.deny(actor, Denial(Code.NOT_OPEN, purpose, found.line), f"denied-{state}", seen, now, "disclose")
        if recipient.discretionary and banned(subject, now):
            return house.deny(actor, Denial(Code.BANNED, purpose, found.line), "denied-banned", (subject,), now, "disclose")
        given = sorted({entry.category for entry in entries})
        leaf = house.log(actor, "disclose", purpose, "allowed", given, (subject,), now)
        _write(house, subject, order, purpose, given, now)
        kind = reading.standing(subject, now)[0]
        return Reading(subject, kind, entries, leaf=leaf, role=house.policy_at(now).role_for(kind))


def _unlawful(recipient: Recipient | None, order: Order, now: datetime) -> str:
    """Why a disclosure may not be made to this recipient, whoever the person is; empty when it may."""
    if recipient is None:
        return "recipient"
    if recipient.kind == "authority":
        if order.approver is None or PRIVACY_ROLE not in order.approver.roles:
            return "approver"
        try:
            law.statute(order.provision, law.civil_date(now))
        except law.LawError:
            return "provision"
        return ""
    if recipient.kind in ("acquirer", "research"):
        return "assessment"
    return "" if recipient.compatibility else "compatibility"


def banned(subject: int, now: datetime) -> bool:
    """Whether the person has forbidden discretionary disclosures."""
    sql = "SELECT 1 FROM refusal WHERE subject_id=%s AND purpose=%s AND opened<=%s AND (lifted IS NULL OR lifted>%s)"
    return bool(rows(sql, (subject, DISCLOSURE, stamp(now), stamp(now))))


def _write(house: House, subject: int, order: Order, purpose: str, categories: Iterable[str], now: datetime) -> None:
    columns = ("subject_id", "id", "controller_id", "register_id", "recipient", "purpose", "categories", "at", "provision")
    row = (subject, new_id(), house.controller, house.register, order.recipient, purpose, ",".join(categories), stamp(now), order.provision)
    insert("disclosure", columns, [row])


def disclosures(subject: int) -> tuple[Disclosure, ...]:
    """Who has actually received a subject's data (Art. 15(1)(c), C-154/21)."""
    sql = "SELECT id, recipient, purpose, categories, at, provision, told FROM disclosure WHERE subject_id=%s ORDER BY at, id"
    return tuple(
        Disclosure(r[0], r[1], r[2], tuple(r[3].split(",")), instant(r[4]), r[5], maybe_instant(r[6])) for r in rows(sql, (subject,))
    )


_TELL = "UPDATE disclosure SET told=%s WHERE register_id=%s AND recipient=%s AND at=%s{provided} RETURNING subject_id"


def told(house: House, actor: Actor, purpose: str, recipient: str, given: datetime, now: datetime) -> Answer[int]:
    """Write down that a recipient has been told what has changed in what it was given at an instant (Art. 19): of how many disclosures."""
    params = (stamp(now), house.register, recipient, stamp(given))
    if on_postgresql() and (of := _told_at_once(house, actor, purpose, params, now)) is not None:
        return of
    with house.work():
        found = house.may(actor, purpose, "write", now)
        if isinstance(found, Denial):
            return found
        if not found.builtin:
            return house.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now)
        told = [int(row[0]) for row in rows(_TELL.format(provided=""), params)]
        house.log(actor, "write", purpose, "allowed", (), sorted(set(told)), now)
        return len(told)


def _told_at_once(house: House, actor: Actor, purpose: str, params: Sequence[Any], now: datetime) -> int | None:
    """The same as one statement, which is a transaction by itself. None where there is more to do: to deny, or to take up a new notice."""
    house.stand()
    policy = house.policy_at(now)
    if decide(policy, actor, purpose) is not None or not policy.purposes[purpose].builtin:
        return None
    change = _TELL.format(provided=" AND EXISTS (SELECT 1 FROM provided)")
    call = house.call(actor, "write", purpose, now)
    ((by_newest, of),) = rows(*ledger.changing(house.knowing_newest(), (change, params), call))
    return int(of) if by_newest else None
