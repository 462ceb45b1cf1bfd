"""Does the notice say who decides, who else does, and whom to ask?"""

from collections.abc import Iterator, Mapping
from typing import get_args

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.parts import Controller, Term
from seloste.notice.values import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_TERMS: Mapping[Term, Text] = {
    "instructions": Text(fi="ohjeet (a)", sv="instruktioner (a)", en="instructions (a)"),
    "confidentiality": Text(fi="salassapito (b)", sv="konfidentialitet (b)", en="confidentiality (b)"),
    "security": Text(fi="turvatoimet (c)", sv="säkerhetsåtgärder (c)", en="security (c)"),
    "sub-processors": Text(fi="alikäsittelijät (d)", sv="underbiträden (d)", en="sub-processors (d)"),
    "rights-help": Text(fi="apu pyyntöihin vastaamisessa (e)", sv="hjälp med begäranden (e)", en="help with requests (e)"),
    "duties-help": Text(fi="apu velvoitteissa (f)", sv="hjälp med skyldigheter (f)", en="help with duties (f)"),
    "return-or-erase": Text(fi="palautus tai poisto (g)", sv="återlämnande eller radering (g)", en="return or erasure (g)"),
    "audits": Text(fi="tarkastukset (h)", sv="granskningar (h)", en="audits (h)"),
}
_OFFICER = ("tietosuojavastaava", "dataskyddsombud", "data protection officer", "dpo")


def business_id_is_right(text: str) -> bool:
    """Check a Finnish business id's form and check digit."""
    number, dash, digit = text.partition("-")
    if not (
        dash and len(number) == 7 and number.isascii() and number.isdigit() and len(digit) == 1 and digit.isascii() and digit.isdigit()
    ):
        return False
    rest = sum(int(n) * weight for n, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return rest != 1 and int(digit) == (0 if rest == 0 else 11 - rest)


def controller_is_reachable(asking: Asking) -> Iterator[Finding]:
    """Identity and contact details of the controller, and of its representative in the Union."""
    if not asking.has("controller"):
        return
    who = asking.notice.controller
    if who.business_id and not business_id_is_right(who.business_id):
        yield asking.find("controller-business-id", "controller.business_id")
    if not (who.email or who.phone):
        yield asking.find("controller-unreachable", "controller", key=True)
    if not who.address and not (who.sole_trader and who.details):
        yield asking.find("controller-address", "controller", key=True)
    if who.country not in law.area("EEA", asking.on) and not who.representative:
        yield asking.find("representative-missing", "controller.country")
    yield from _officer(asking, who)


def _officer(asking: Asking, who: Controller) -> Iterator[Finding]:
    present = who.dpo is not None and who.dpo.present
    if who.contact is None and not present:
        yield asking.find("contact-missing", "controller", key=True)
    if who.dpo is None:
        yield asking.find("dpo-untold", "controller", key=True)
    elif present and not (who.dpo.email or who.dpo.phone):
        yield asking.find("dpo-unreachable", "controller.dpo", key=True)
    elif present and not who.dpo.notified:
        yield asking.find("dpo-unnotified", "controller.dpo", key=True)
    elif not present and not who.dpo.reason:
        yield asking.find("dpo-reason", "controller.dpo", key=True)
    if not present and who.contact:
        for lang, title in who.contact.title.items().items():
            if any(word in title.casefold() for word in _OFFICER):
                yield asking.find("contact-called-dpo", f"controller.contact.title.{lang}")


def others_are_told(asking: Asking) -> Iterator[Finding]:
    """Joint controllers with the essence of what was agreed; controllers we process for with the whole of Article 28(3)."""
    for name, party in asking.notice.controllers.items() if asking.has("controllers") else ():
        at = f"controllers.{name}"
        if party.kind == "joint":
            if not party.essence:
                yield asking.find("joint-essence", at, key=True, name=name)
            if not party.contact:
                yield asking.find("joint-unreachable", at, key=True, name=name)
        elif missing := tuple(_TERMS[term] for term in get_args(Term) if term not in party.terms):
            yield asking.find("processing-terms", at, key=True, name=name, missing=missing)


def dates_follow(asking: Asking) -> Iterator[Finding]:
    """Created, updated, in force: in that order."""
    if asking.has("dates"):
        dates = asking.notice.dates
        if dates.updated < dates.created:
            yield asking.find("dates-order", "dates.updated")
        if dates.effective < dates.updated:
            yield asking.find("dates-early", "dates.effective")


CHECKS: tuple[Check, ...] = (controller_is_reachable, others_are_told, dates_follow)
