"""LamisNET's counter: its staff, its customers, and short ways to make its promises happen."""

from collections.abc import Iterable
from datetime import date

from gate.club import at, sql, yes
from seloste.gate import Door, Reading
from seloste.policy import Actor, Begin, Change, End, NewSubject, Put

STAFF = {role: Actor(20 + n, frozenset({role}), role) for n, role in enumerate(
    ("sales", "support", "claims", "bookkeeping", "credit", "marketing", "privacy"))}  # fmt: skip
EVERYONE = Actor(40, frozenset(STAFF), "kaikki")


def apply(door: Door, role: str, purpose: str, subject: int | NewSubject, when: str, *changes: Change) -> tuple[int, dict[str, int]]:
    done = yes(door.apply(STAFF[role], purpose, subject, changes, now=at(when)))
    return done.subject, dict(done.ids)


def customer(
    door: Door, when: str, *more: Change, kind: str = "customer", email: str = "aino@asiakas.example"
) -> tuple[int, dict[str, int]]:
    person = (Put("identity", {"first_name": "Aino", "last_name": "Testi"}), Put("contact", {"email": email, "address": "Testitie 1"}))
    return apply(door, "sales", "customer_care", NewSubject(kind), when, Begin("relationship", ref="r"), *person)


def order(door: Door, subject: int, when: str, planned: date) -> int:
    _, ids = apply(door, "sales", "customer_care", subject, when, Begin("contract", ref="c", planned=planned),
                   Put("orders", {"number": "T-1", "product": "Palvelin", "state": "tilattu"}, matter="c"))  # fmt: skip
    return ids["c"]


def invoice(door: Door, subject: int, when: str, year: int) -> None:
    own = door.begin_own("fiscal_year", begun=at(f"{year}-01-01"), planned=date(year, 12, 31), now=at(when))
    values = {"number": "1", "payer_name": "Aino Testi", "payer_address": "Testitie 1", "total": "100,00"}
    apply(door, "bookkeeping", "bookkeeping", subject, when, Put("invoices", values, matter=own, source="own_work"))


def sees(door: Door, role: str, purpose: str, subject: int, when: str) -> set[str]:
    answer = door.read(STAFF[role], purpose, subject, now=at(when))
    return {entry.category for entry in answer.entries} if isinstance(answer, Reading) else set()


def anyone_sees(door: Door, subject: int, when: str, *, but: Iterable[str] = ()) -> dict[str, set[str]]:
    """What each purpose of any role opens, those that open nothing left out."""
    purposes = [key for key in door.policy_at(at(when)).purposes if key not in but]
    found = {(key, role): sees(door, role, key, subject, when) for key in purposes for role in STAFF}
    return {key: seen for (key, _), seen in found.items() if seen}


def sweep(door: Door, when: str) -> None:
    while door.sweep(now=at(when)).more:
        pass


def standing(subject: int) -> set[str]:
    return {row[0] for row in sql("SELECT category FROM folder WHERE subject_id=%s", subject)}


def departed(door: Door) -> int:
    """A customer of 2023 and 2024 with an order, an invoice and a message, who left on 1 March 2024."""
    subject, ids = customer(door, "2023-06-01")
    order(door, subject, "2023-06-02", date(2024, 2, 15))
    apply(door, "support", "customer_care", subject, "2023-06-03", Put("messages", {"text": "Hei", "channel": "puhelu"}, matter=ids["r"]))
    invoice(door, subject, "2023-06-05", 2023)
    invoice(door, subject, "2024-01-15", 2024)
    apply(door, "sales", "customer_care", subject, "2024-03-01", End(ids["r"], "customer_left"))
    return subject
