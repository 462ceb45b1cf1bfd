"""What does one sale of the demo's firm leave in the register? An order and its invoice; sometimes a credit check or a warranty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from seloste.faces.cli.demo.lives.lamisnet.scene import CARE, Scene
from seloste.faces.cli.demo.lives.lamisnet.shop import COMPLAINTS, Ware
from seloste.policy import Begin, Change, End, Put, Touch

CHECK_TAKES = (timedelta(minutes=4), timedelta(minutes=9), timedelta(minutes=25), timedelta(hours=26), timedelta(days=3))


def deal(scene: Scene, day: date, ware: Ware, first: Sequence[Change]) -> None:
    """Write a sale; `first` goes with the visit that makes it."""
    rng, diary = scene.rng, scene.diary
    contract, price = diary.label("contract"), rng.randrange(*ware.euros)
    ends = scene.until(day + timedelta(days=rng.randint(*ware.contract_days)))
    order = {"number": scene.number("T", day), "product": ware.name, "ordered_on": day, "price": price}
    # What has to be made or sent is delivered at the end; a service is there the same day.
    state = {"state": "tilattu"} if ware.warranty_months else {"state": "toimitettu", "delivered_on": day}
    begin, about = Begin("contract", ref=contract, planned=ends), [scene.relationship, contract]
    placed = Put("orders", {**order, **state}, matter=contract, source="own_work")
    if not diary.visit(day, "sales", CARE, *first, begin, placed, about=about, keeps=contract if ware.warranty_months else ""):
        return
    if ware.credit and not scene.one.company and rng.random() < 0.6:
        check_credit(scene, day, about)
    if ware.credit and ends > day + timedelta(days=6):
        diary.give("support", "delivery", "suppliers", about, day + timedelta(days=1))
    _bill(scene, day, ends, ware, price, contract)
    if rng.random() < 0.05 and ends > day + timedelta(days=4):
        complaint = {"received_on": day + timedelta(days=2), "text": rng.choice(COMPLAINTS[scene.one.language])}
        diary.visit(day + timedelta(days=2), "support", CARE, Put("complaints", complaint, matter=contract), about=about)
    if ware.warranty_months and ends > day + timedelta(days=4):
        _deliver(scene, ware, ends - timedelta(days=3), order, contract)


def check_credit(scene: Scene, day: date, about: Sequence[str], *, closed: bool = True) -> None:
    """Ask for the identity code, look, decide, and close the check: the code goes in that very moment."""
    diary, check = scene.diary, scene.diary.label("credit_check")
    code = Put("identity_code", {"hetu": scene.one.identity_code}, matter=check)
    if not diary.visit(day, "credit", "credit_check", Begin("credit_check", ref=check), code, about=[*about, check]):
        return
    diary.give("credit", "credit_check", "credit_bureau", [check])
    if not closed:
        return
    took = scene.rng.choice(CHECK_TAKES)
    decision = "myönnetty" if scene.rng.random() < 0.9 else "ennakkomaksu"
    result = Put("credit_results", {"checked_on": day, "decision": decision}, matter=check, source="credit_company")
    if diary.visit(day, "credit", "credit_decision", result, about=[check], later=took):
        diary.visit(day, "credit", "credit_check", End(check, "completed"), about=[check], later=timedelta(minutes=1))


def _bill(scene: Scene, ordered: date, ends: date, ware: Ware, price: int, contract: str) -> None:
    """The invoice, some days after the order; whoever makes it looks at the order, while the contract runs."""
    day = min(ordered + timedelta(days=scene.rng.randint(6, 20)), scene.last)
    if ends > day + timedelta(days=4):
        scene.diary.look(day, "bookkeeping", "invoicing", [scene.relationship, contract])
    number, due = scene.number("L", day), day + timedelta(days=14)
    values = {
        "number": number,
        "invoiced_on": day,
        "payer_name": scene.one.company or scene.one.name,
        "payer_address": scene.one.address,
        "product": ware.name,
        "total": price,
        "due_on": due,
    }
    invoice = Put("invoices", values, source="own_work")
    scene.diary.book(day, "bookkeeping", "bookkeeping", "fiscal_year", invoice, about=[contract])
    if scene.rng.random() < 0.04:
        _collect(scene, due + timedelta(days=20), {"invoice": number, "open": price, "due_on": due, "reminders": 1}, contract)


def _collect(scene: Scene, day: date, values: dict[str, object], contract: str) -> None:
    """A bill that was forgotten: it is reminded of, and paid in the end."""
    late, diary = scene.diary.label("receivable"), scene.diary
    reminder = Put("receivables", values, matter=late, source="own_work")
    if day < scene.last and diary.visit(
        day, "bookkeeping", "debt_collection", Begin("receivable", ref=late), reminder, about=[contract, late]
    ):
        paid = scene.until(day + timedelta(days=scene.rng.randint(3, 45)))
        diary.visit(paid, "bookkeeping", "debt_collection", End(late, "paid"), about=[late])


def _deliver(scene: Scene, ware: Ware, day: date, order: dict[str, object], contract: str) -> None:
    """What was ordered is delivered, a few days before the contract's last, and the warranty begins unless the stint ends soon."""
    changes: list[Change] = [Touch(scene.relationship)]
    about = [scene.relationship, contract]
    until = scene.until(day + timedelta(days=30 * ware.warranty_months))
    if until > day + timedelta(days=14):
        warranty = scene.diary.label("warranty")
        values = {"product": ware.name, "serial": scene.number("S", day), "until": until}
        changes += [Begin("warranty", ref=warranty, planned=until), Put("warranties", values, matter=warranty, source="own_work")]
        about.append(warranty)
    delivered = {**order, "state": "toimitettu", "delivered_on": day}
    changes.append(Put("orders", delivered, matter=contract, source="own_work"))
    scene.diary.visit(day, "support", CARE, *changes, about=about, amends=contract)
