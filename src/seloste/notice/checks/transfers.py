"""Who receives data, in which country, and what makes that lawful on the day?"""

from collections.abc import Iterator

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.parts import Processor, Recipient
from seloste.notice.safeguards import CERTIFIED, NAMES, row_of


def outside(country: str, asking: Asking) -> bool:
    """Tell whether a country is outside the European Economic Area."""
    return country not in law.area("EEA", asking.on)


def safeguard_holds(asking: Asking, at: str, safeguard: str) -> Iterator[Finding]:
    """The tool that a transfer leans on is known, and in force on the day."""
    if safeguard not in NAMES:
        yield asking.find("safeguard-unknown", at, safeguard=safeguard[:60], known=NAMES)
        return
    row = row_of(safeguard, asking.on)
    if row and not row.holds(asking.on):
        if row.valid_from > asking.on or row.valid_to is None:
            yield asking.find("safeguard-early", at, safeguard=safeguard, day=row.valid_from)
        else:
            yield asking.find("safeguard-dead", at, safeguard=safeguard, day=row.valid_to)


def _dead(asking: Asking, safeguard: str) -> bool:
    row = row_of(safeguard, asking.on)
    return row is not None and not row.holds(asking.on)


def _safe(asking: Asking, country: str, safeguard: str | None) -> bool:
    decision = law.adequacy(country, asking.on)
    carried = safeguard in NAMES
    if decision is None:
        return carried and safeguard not in CERTIFIED
    return decision.scope == "all" or carried


def _transfer(asking: Asking, at: str, countries: tuple[str, ...], given: Recipient | Processor) -> Iterator[Finding]:
    far = [country for country in countries if outside(country, asking)]
    if given.safeguard:
        yield from safeguard_holds(asking, f"{at}.safeguard", given.safeguard)
    for country in far:
        if not (given.safeguard and _dead(asking, given.safeguard)) and not _safe(asking, country, given.safeguard):
            yield asking.find("safeguard-missing", at, key=True, country=country)
    if far and given.safeguard and not given.copy_from:
        yield asking.find("safeguard-copy", at, key=True)


def recipients_are_told(asking: Asking) -> Iterator[Finding]:
    """Who may get what; and for those we choose ourselves, why it fits the purpose the data were got for.

    One that gets only what its own cookie sees gets nothing of the register.
    """
    cookies = asking.notice.cookies if asking.has("cookies") else None
    setters = {each.by for each in cookies.inventory.values()} if cookies else set()
    for name, each in asking.notice.recipients.items() if asking.has("recipients") else ():
        at = f"recipients.{name}"
        if not each.data and name not in setters:
            yield asking.find("recipient-data", at, key=True, name=name)
        if each.discretionary and not each.compatibility:
            yield asking.find("recipient-fit", at, key=True, name=name)
        if each.kind == "research" and not each.anonymised:
            yield asking.find("research-identified", at, key=True)
        if each.own_notice and not each.notice_url:
            yield asking.find("recipient-notice", at, key=True, name=name)
        yield from _transfer(asking, at, (each.country,), each)


def processors_are_bound(asking: Asking) -> Iterator[Finding]:
    """A processor has countries, a contract, and no use of its own (Art. 28)."""
    near = bool(asking.claims and asking.claims.transfers and asking.claims.transfers.none)
    for name, each in asking.notice.processors.items() if asking.has("processors") else ():
        at = f"processors.{name}"
        if not each.countries and not near:
            yield asking.find("processor-country", at, key=True, name=name)
        if not each.no_own_use:
            yield asking.find("processor-own-use", at, key=True, name=name)
        if not each.contract:
            yield asking.find("processor-contract", at, key=True, name=name)
        yield from _transfer(asking, at, each.countries, each)


def places_are_near(asking: Asking) -> Iterator[Finding]:
    """Storage outside the EEA is a transfer, and belongs to a processor with its safeguard; whoever owns a hired server is listed."""
    for name, place in asking.notice.storage.places.items() if asking.has("storage") else ():
        if outside(place.country, asking) and not law.adequacy(place.country, asking.on) and not _covered(asking, place.by, place.country):
            yield asking.find("place-far", f"storage.places.{name}.country", country=place.country)
        if place.owner == "provider" and not place.by:
            yield asking.find("place-provider", f"storage.places.{name}", key=True, name=name)


def _covered(asking: Asking, by: str | None, country: str) -> bool:
    processor = asking.notice.processors.get(by or "") if asking.has("processors") else None
    return bool(processor and country in processor.countries and _safe(asking, country, processor.safeguard))


CHECKS: tuple[Check, ...] = (recipients_are_told, processors_are_bound, places_are_near)
