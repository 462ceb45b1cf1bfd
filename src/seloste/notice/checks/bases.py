"""Has every purpose a legal basis that can carry it, and every piece of data a purpose?"""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis, Channel, FieldType, Need

_NEEDS_PARTY = frozenset({Basis.CONTRACT, Basis.PRE_CONTRACT})
_ELECTRONIC = frozenset({Channel.EMAIL, Channel.SMS})


def purposes_have_a_basis(asking: Asking) -> Iterator[Finding]:
    """One basis of Article 6(1) for each purpose, with what that basis needs."""
    for name, purpose in asking.purposes().items():
        if not purpose.basis:
            yield asking.error(
                "N13-1c", f"purposes.{name}", f"Käyttötarkoituksella `{name}` ei ole käsittelyperustetta.",
                "Lisää `basis`, esimerkiksi `basis: {customer: contract, contact_person: legitimate-interest}`.",
                "6(1), 13(1)(c)", key=True,
            )  # fmt: skip
        yield from _party(asking, name, purpose)
        yield from _needs_of_basis(asking, name, purpose)


def _party(asking: Asking, name: str, purpose: Purpose) -> Iterator[Finding]:
    for kind, basis in purpose.basis.items():
        subject = asking.notice.subjects.get(kind)
        if basis in _NEEDS_PARTY and subject and not subject.party:
            yield asking.error(
                "N13-1c", f"purposes.{name}.basis.{kind}",
                f"Sopimus ei voi olla peruste ryhmälle `{kind}`, joka ei ole sopimuksen osapuoli.",
                "Anna ryhmälle oma peruste, tavallisesti `legitimate-interest`.", "6(1)(b)",
            )  # fmt: skip


def _needs_of_basis(asking: Asking, name: str, purpose: Purpose) -> Iterator[Finding]:
    at, bases = f"purposes.{name}", set(purpose.basis.values())
    if Basis.LEGAL_OBLIGATION in bases and not purpose.law:
        yield asking.error(
            "N13-1c",
            at,
            f"Lakisääteinen velvoite (`{name}`) tarvitsee säädöksen.",
            "Lisää `law`, esimerkiksi `law: fi/1336-1997/2:10`.",
            "6(1)(c)",
            key=True,
        )
    if Basis.LEGITIMATE_INTEREST in bases and not purpose.interest:
        yield asking.error(
            "N13-1d", at, f"Oikeutettu etu on kerrottava (`{name}`); kertomatta siihen ei voi vedota.",
            "Lisää `interest`: mikä etu ja kenen.", "13(1)(d), 6(1)(f)", key=True,
        )  # fmt: skip
    if Basis.PUBLIC_TASK in bases:
        yield asking.warning(
            "N13-1c", f"{at}.basis", "Yleinen etu tai julkinen valta sopii harvoin yritykselle.", "Tarkista peruste ja sen laki.", "6(1)(e)"
        )


def archive_is_argued(asking: Asking) -> Iterator[Finding]:
    """Keeping on after the end, on legitimate interest, is balanced in words."""
    for name, purpose in asking.purposes().items():
        if purpose.after and Basis.LEGITIMATE_INTEREST in purpose.basis.values() and not purpose.balancing:
            yield asking.warning(
                "N13-1d", f"purposes.{name}", f"Miksi tietoja säilytetään vielä tarkoitukseen `{name}`, kun muu tarve on päättynyt?",
                "Lisää `balancing`: miksi juuri näin kauan ja miksi se on rekisteröidylle kohtuullista.", "6(1)(f)", key=True,
            )  # fmt: skip


def data_and_purposes_meet(asking: Asking) -> Iterator[Finding]:
    """Every category has a purpose that keeps it; every purpose has data."""
    if asking.whole("data", "purposes"):
        kept = {category for purpose in asking.notice.purposes.values() for category in purpose.kept}
        for name in asking.notice.data:
            if name not in kept:
                yield asking.error(
                    "N13-1c", f"data.{name}", f"Mikään käyttötarkoitus ei säilytä tietoryhmää `{name}`.",
                    "Lisää se jonkin tarkoituksen kohtaan `uses` tai `keeps`, tai poista se.", "5(1)(c)", key=True,
                )  # fmt: skip
    for name, purpose in asking.purposes().items():
        if not (purpose.kept or purpose.seen):
            yield asking.error(
                "N13-1c",
                f"purposes.{name}",
                f"Käyttötarkoitus `{name}` ei käytä mitään tietoja.",
                "Lisää `uses`, `reads` tai `keeps`, tai poista se.",
                key=True,
            )


def marketing_has_permission(asking: Asking) -> Iterator[Finding]:
    """Electronic marketing to people needs consent, but for a narrow exception (917/2014 s. 200)."""
    for name, purpose in asking.purposes().items():
        sent = _ELECTRONIC & set(purpose.marketing)
        if sent and any(basis is not Basis.CONSENT for basis in purpose.basis.values()):
            yield asking.warning(
                "NX-marketing", f"purposes.{name}.marketing", "Sähköinen suoramarkkinointi ihmisille vaatii yleensä suostumuksen.",
                "Vaihda perusteeksi `consent` tai poista sähköiset kanavat.", "917/2014 200 §",
            )  # fmt: skip


def fields_say_what_follows(asking: Asking) -> Iterator[Finding]:
    """What must be given, and what happens if it isn't; and the identity code stands alone."""
    for name, category in asking.notice.data.items():
        for key, field in category.fields.items():
            at = f"data.{name}.fields.{key}"
            if field.need is not Need.VOLUNTARY and not field.consequence:
                yield asking.error(
                    "N13-2e", at, f"Mitä seuraa, jos kenttää `{key}` ei anneta?", "Lisää `consequence`.", "13(2)(e)", key=True
                )
            if field.type is FieldType.CHOICE and not field.choices:
                yield asking.error("NX-value", at, f"Valintakentältä `{key}` puuttuvat vaihtoehdot.", "Lisää `choices: [ … ]`.", key=True)
            if field.type is FieldType.FI_HETU and len(category.fields) > 1:
                yield asking.error(
                    "NX-hetu", at, "Henkilötunnuksen on oltava oma tietoryhmänsä, jotta sen voi poistaa erikseen.",
                    "Siirrä se omaan ryhmäänsä.",
                    "1050/2018 29 §", key=True,
                )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    purposes_have_a_basis, archive_is_argued, data_and_purposes_meet, marketing_has_permission, fields_say_what_follows,
)  # fmt: skip
