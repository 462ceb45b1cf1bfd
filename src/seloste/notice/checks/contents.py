"""Does the notice say what Articles 13 and 14 ask, besides purposes: who, from where, how decided, how changed?"""

from collections.abc import Iterator

from seloste.law.periods import add_period
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.parts import Controller

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


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
    """Identity and contact details of the controller."""
    if not asking.has("controller"):
        return
    who = asking.notice.controller
    if who.business_id and not business_id_is_right(who.business_id):
        yield asking.error("N13-1a", "controller.business_id", "Y-tunnuksen tarkistusnumero ei täsmää.", "Tarkista Y-tunnus.", "13(1)(a)")
    if not (who.email or who.phone):
        yield asking.error(
            "N13-1a",
            "controller",
            "Rekisterinpitäjälle ei ole sähköpostia eikä puhelinta.",
            "Lisää `email` tai `phone`.",
            "13(1)(a)",
            key=True,
        )
    if not who.address and not (who.sole_trader and who.details):
        yield asking.warning(
            "N13-1a", "controller", "Rekisterinpitäjän postiosoite puuttuu.",
            "Lisää `address`; toiminimelle riittää `sole_trader: true` ja `details` (mistä osoite löytyy).", "13(1)(a)", key=True,
        )  # fmt: skip
    yield from _officer(asking, who)


def _officer(asking: Asking, who: Controller) -> Iterator[Finding]:
    if who.contact is None:
        yield asking.warning("N13-1b", "controller", "Tietosuoja-asioiden yhteyshenkilö puuttuu.", "Lisää `contact`.", "13(1)(b)", key=True)
    if who.dpo is None:
        yield asking.error(
            "N13-1b",
            "controller",
            "Kerro, onko tietosuojavastaava nimetty.",
            "Lisää `dpo: {present: false, reason: …}`.",
            "13(1)(b), 37",
            key=True,
        )
    elif who.dpo.present and not ((who.dpo.email or who.dpo.phone) and who.dpo.notified):
        yield asking.error(
            "N13-1b", "controller.dpo", "Tietosuojavastaavan yhteystieto ja ilmoitus valvontaviranomaiselle puuttuvat.",
            "Lisää `email` ja `notified` (ilmoituspäivä).", "37(7)", key=True,
        )  # fmt: skip
    elif not who.dpo.present and not who.dpo.reason:
        yield asking.warning("N13-1b", "controller.dpo", "Miksi tietosuojavastaavaa ei ole?", "Lisää `reason`.", "37(1)", key=True)
    if who.dpo and not who.dpo.present and who.contact:
        for lang, title in who.contact.title.items().items():
            if any(word in title.casefold() for word in ("tietosuojavastaava", "dataskyddsombud", "data protection officer", "dpo")):
                yield asking.error(
                    "N13-1b",
                    f"controller.contact.title.{lang}",
                    "Yhteyshenkilö ei ole tietosuojavastaava.",
                    "Kutsu häntä yhteyshenkilöksi.",
                    "37–39",
                )


def dates_follow(asking: Asking) -> Iterator[Finding]:
    """Created, updated, in force: in that order."""
    if asking.has("dates"):
        dates = asking.notice.dates
        if dates.updated < dates.created:
            yield asking.error("NX-ver", "dates.updated", "Seloste on päivitetty ennen kuin se on luotu.", "Tarkista päivät.", "12(1)")
        if dates.effective < dates.updated:
            yield asking.error(
                "NX-ver",
                "dates.effective",
                "Seloste tulisi voimaan ennen kuin se on päivitetty.",
                "Anna päivitystä myöhempi päivä.",
                "12(1)",
            )


def names_are_given(asking: Asking) -> Iterator[Finding]:
    """People read names and reasons, not keys."""
    for name, category in asking.notice.data.items():
        if not category.name:
            yield asking.warning("N14-1d", f"data.{name}", f"Tietoryhmällä `{name}` ei ole nimeä.", "Lisää `name`.", "14(1)(d)", key=True)
        for key, field in category.fields.items():
            if not field.name:
                yield asking.warning(
                    "N14-1d", f"data.{name}.fields.{key}", f"Kentällä `{key}` ei ole nimeä.", "Lisää `name`.", "14(1)(d)", key=True
                )
    for name, kind in asking.notice.matters.items():
        if not kind.name:
            yield asking.warning("N13-2a", f"matters.{name}", f"Asialla `{name}` ei ole nimeä.", "Lisää `name`.", "13(2)(a)", key=True)
    for name, purpose in asking.purposes().items():
        if not (purpose.name and purpose.why):
            yield asking.warning(
                "N13-1c", f"purposes.{name}", f"Kerro käyttötarkoitus `{name}` sanoin.", "Lisää `name` ja `why`.", "13(1)(c)", key=True
            )


def sources_cover_the_data(asking: Asking) -> Iterator[Finding]:
    """Where each category comes from."""
    if not asking.whole("sources", "data"):
        return
    told = {category for source in asking.notice.sources.values() for category in source.data}
    for name in asking.notice.data:
        if name not in told and name in asking.tree.value["data"]:
            yield asking.warning(
                "N14-2f",
                f"data.{name}",
                f"Mistä tietoryhmän `{name}` tiedot saadaan?",
                "Lisää se jonkin lähteen kohtaan `data`.",
                "14(2)(f)",
                key=True,
            )


def machines_are_reviewed(asking: Asking) -> Iterator[Finding]:
    """A decision by machine can be looked at again by a human."""
    if asking.has("automated") and (decisions := asking.notice.automated.decisions) and not decisions.review:
        yield asking.error(
            "N13-2f", "automated.decisions", "Kuka tarkistaa koneen tekemän päätöksen?", "Lisää `review`.", "22(3), 13(2)(f)", key=True
        )


def silence_is_broken(asking: Asking) -> Iterator[Finding]:
    """What a notice may not be silent about, even when the answer is no one or none."""
    said = asking.tree.value
    if "recipients" not in said:
        yield asking.error(
            "N13-1e", "recipients", "Kenelle tietoja luovutetaan?", "Lisää `recipients`; jos ei kenellekään, `recipients: {}`.", "13(1)(e)"
        )
    if "cookies" not in said:
        yield asking.warning(
            "NX-cookie", "cookies", "Evästeistä ei kerrota mitään.", "Lisää `cookies` tai `cookies: none`.", "917/2014 205 §"
        )
    if "changes" not in said:
        yield asking.warning(
            "N13-3", "changes", "Miten selosteen muutoksista ilmoitetaan?", "Lisää `changes: {channels: [site], lead: P14D}`.", "13(3)"
        )
    if "security" not in said:
        yield asking.warning("N30-1g", "security", "Miten tiedot on suojattu?", "Lisää `security`.", "32")


def confirmations_hold(asking: Asking) -> Iterator[Finding]:
    """What people have confirmed is still valid."""
    given = [
        *(
            (f"processors.{name}.contract", p.contract)
            for name, p in (asking.notice.processors.items() if asking.has("processors") else ())
        ),
        *(
            (f"security.{name}.attestation", m.attestation)
            for name, m in (asking.notice.security.items() if asking.has("security") else ())
        ),
    ]
    for path, each in given:
        if each and add_period(each.on, each.valid) < asking.on:
            yield asking.warning(
                "NX-attested", path, f"Vahvistus vanheni {add_period(each.on, each.valid):%-d.%-m.%Y}.", "Vahvista uudelleen.", "5(2)"
            )


CHECKS: tuple[Check, ...] = (
    controller_is_reachable, dates_follow, names_are_given, sources_cover_the_data,
    machines_are_reviewed, silence_is_broken, confirmations_hold,
)  # fmt: skip
