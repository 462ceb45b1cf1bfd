"""Who receives data, in which country, and what makes that lawful?"""

from collections.abc import Iterator

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.parts import Processor, Recipient

LIVING = ("scc-2021/914", "bcr", "dpf", "code-of-conduct", "certification")
DEAD = {
    "privacy-shield": "Privacy Shield kumottiin 16.7.2020 (Schrems II).",
    "safe-harbour": "Safe Harbour kumottiin 6.10.2015.",
    "scc-2010/87": "Vuoden 2010 vakiolausekkeet lakkasivat kelpaamasta 27.12.2022.",
    "scc-2001/497": "Vuoden 2001 vakiolausekkeet lakkasivat kelpaamasta 27.12.2022.",
}


def outside(country: str, asking: Asking) -> bool:
    """Tell whether a country is outside the European Economic Area."""
    return country not in law.area("EEA", asking.on)


def _safe(asking: Asking, country: str, safeguard: str | None) -> bool:
    decision = law.adequacy(country, asking.on)
    if decision is None:
        return safeguard in LIVING and safeguard != "dpf"
    return decision.scope == "all" or safeguard in LIVING


def _transfer(asking: Asking, at: str, countries: tuple[str, ...], given: Recipient | Processor) -> Iterator[Finding]:
    far = [country for country in countries if outside(country, asking)]
    if given.safeguard in DEAD:
        fix = "Siirto on lopetettava tai sille on löydettävä voimassa oleva peruste, esimerkiksi `scc-2021/914`."
        yield asking.error("N13-1f", f"{at}.safeguard", DEAD[given.safeguard], fix, "44–46")
    elif given.safeguard and given.safeguard not in LIVING:
        yield asking.error("N13-1f", f"{at}.safeguard", "Siirtoperustetta ei tunneta.", f"Tunnetut: {', '.join(LIVING)}.", "46")
    for country in far:
        if given.safeguard not in DEAD and not _safe(asking, country, given.safeguard):
            yield asking.error(
                "N13-1f", at, f"Maahan {country} ei saa siirtää ilman siirtoperustetta.",
                "Lisää `safeguard` (esimerkiksi `scc-2021/914`) ja `copy_from` (mistä siitä saa jäljennöksen).", "13(1)(f), 44", key=True,
            )  # fmt: skip
    if far and given.safeguard and not given.copy_from:
        yield asking.error("N13-1f", at, "Mistä siirtoperusteesta saa jäljennöksen?", "Lisää `copy_from`.", "13(1)(f)", key=True)


def recipients_are_told(asking: Asking) -> Iterator[Finding]:
    """Who may get what; and for those we choose ourselves, why it fits the purpose the data were got for."""
    for name, each in asking.notice.recipients.items() if asking.has("recipients") else ():
        at = f"recipients.{name}"
        if not each.data:
            yield asking.warning("N13-1e", at, f"Mitä tietoja `{name}` saa?", "Lisää `data`.", "13(1)(e)", key=True)
        if each.discretionary and not each.compatibility:
            yield asking.error(
                "N13-3", at, f"Harkinnanvarainen luovutus (`{name}`) tarvitsee arvion siitä, sopiiko se alkuperäiseen tarkoitukseen.",
                "Lisää `compatibility`.", "6(4)", key=True,
            )  # fmt: skip
        if each.kind == "research" and not each.anonymised:
            yield asking.warning(
                "N13-1e",
                at,
                "Tutkimukseen luovutetaan tunnistettavia tietoja.",
                "Lisää `anonymised: true`, jos tarkoitat niin.",
                "89(1)",
                key=True,
            )
        yield from _transfer(asking, at, (each.country,), each)


def processors_are_bound(asking: Asking) -> Iterator[Finding]:
    """A processor has countries, a contract, and no use of its own (Art. 28)."""
    for name, each in asking.notice.processors.items() if asking.has("processors") else ():
        at = f"processors.{name}"
        if not each.countries:
            yield asking.error(
                "N13-1f", at, f"Missä maissa `{name}` käsittelee tietoja?", "Lisää `countries`, esimerkiksi `[FI]`.", "13(1)(f)", key=True
            )
        if not each.no_own_use:
            yield asking.error(
                "N28-3",
                at,
                f"Käsittelijä `{name}` ei saa käyttää tietoja omiin tarkoituksiinsa.",
                "Lisää `no_own_use: true`.",
                "28(3)(a)",
                key=True,
            )
        if not each.contract:
            yield asking.error(
                "N28-3",
                at,
                f"Käsittelijän `{name}` sopimus on vahvistettava.",
                "Lisää `contract: {by: …, on: …, valid: P1Y}`.",
                "28(3)",
                key=True,
            )
        yield from _transfer(asking, at, each.countries, each)


def places_are_near(asking: Asking) -> Iterator[Finding]:
    """Storage outside the EEA is a transfer, and belongs to a processor with its safeguard."""
    for name, place in asking.notice.storage.places.items() if asking.has("storage") else ():
        if outside(place.country, asking) and not law.adequacy(place.country, asking.on):
            yield asking.error(
                "N13-1f", f"storage.places.{name}.country", f"Säilytyspaikka on ETA-alueen ulkopuolella ({place.country}).",
                "Ilmoita siirto käsittelijän kohdalla siirtoperusteineen tai vaihda paikkaa.", "44",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (recipients_are_told, processors_are_bound, places_are_near)
