"""What are data used for, and which data? The promises about purposes, categories and sources."""

from collections.abc import Iterator

from seloste.notice import finnish, naming
from seloste.notice.builtin import SYSTEM_ROLE
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis, Need, Store


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 4 to 7."""
    yield from _purposes(notice)
    yield from _data(notice)
    yield from _sources(notice)


def _purposes(notice: Notice) -> Iterator[Clause]:
    text = "Käytämme tietoja vain tässä lueteltuihin tarkoituksiin. Jokaisesta katselusta kirjataan, mihin tarkoitukseen se tehtiin."
    yield clause("purposes.only", 4, "Vain nimetyt käyttötarkoitukset", text, notice.line("purposes"), "enforced", "reads_have_purpose")
    for key, purpose in notice.purposes.items():
        name = naming.purpose(notice, key)
        text, line = _purpose(notice, purpose), notice.line(f"purposes.{key}")
        yield clause(f"purpose.{key}", 4, name, text, line, "enforced", "purpose_reads_within_notice", purpose=key)
    text = "Jokaiselle tarkoitukselle ja rekisteröityjen ryhmälle on kerrottu yksi käsittelyperuste."
    yield clause("bases", 4, "Käsittelyperusteet", text, notice.line("purposes"), "notice", "notice_text")
    if any(Basis.LEGITIMATE_INTEREST in purpose.basis.values() for purpose in notice.purposes.values()):
        text = "Kun peruste on oikeutettu etu, kerromme, mikä etu se on ja miten sitä on punnittu."
        yield clause("interests", 5, "Oikeutetut edut", text, notice.line("purposes"), "notice", "notice_text")


def _purpose(notice: Notice, purpose: Purpose) -> str:
    said = [finnish.sentence(purpose.why.fi)] if purpose.why else []
    seen = naming.all_of(notice.data, purpose.seen)
    roles = naming.all_of(notice.roles, (role for role in purpose.roles if role != SYSTEM_ROLE))
    if purpose.builtin and len(seen) > len(notice.data) / 2:
        said.append("Tarkoitukseen luetaan pyynnön tekijän tiedot.")
    elif seen:
        said.append(f"Tarkoitukseen luetaan vain nämä: {finnish.named(seen)}.")
    elif purpose.kept and purpose.store is Store.ARCHIVE:
        said.append("Tässä tarkoituksessa tietoja ei lue kukaan.")
    if roles:
        said.append(f"Tiedot {'näkee vain tämä rooli' if len(roles) == 1 else 'näkevät vain nämä roolit'}: {finnish.named(roles)}.")
    elif SYSTEM_ROLE in purpose.roles:
        said.append("Työn tekee ohjelmisto, ei ihminen.")
    return " ".join(said)


def _data(notice: Notice) -> Iterator[Clause]:
    text = "Tallennamme vain tässä luetellut tiedot. Ohjelmisto ei ota vastaan kenttää, jota tässä ei ole."
    yield clause("data.only", 6, "Vain luetellut tiedot", text, notice.line("data"), "enforced", "undeclared_fields")
    for key in dict.fromkeys(kind for purpose in notice.purposes.values() if not purpose.builtin for kind in purpose.while_):
        name = naming.matter(notice, key)
        text, line = f"{name}: kirjaamme, milloin se alkoi, milloin se päättyi ja millä tavalla.", notice.line(f"matters.{key}")
        yield clause(f"matter.{key}", 6, name, text, line, "watched", "ended_matters_have_reason", matter=key)
    if any(field.need is not Need.VOLUNTARY for category in notice.data.values() for field in category.fields.values()):
        text = "Kerromme jokaisesta tiedosta, jonka antaminen ei ole vapaaehtoista, miksi se tarvitaan ja mitä sen puuttumisesta seuraa."
        yield clause("data.need", 6, "Mitä tietoja on annettava", text, notice.line("data"), "notice", "notice_text")


def _sources(notice: Notice) -> Iterator[Clause]:
    text = "Jokaisesta tiedosta kirjataan, mistä se on saatu. Muista kuin tässä luetelluista lähteistä tietoja ei oteta."
    yield clause("sources.only", 7, "Vain luetellut lähteet", text, notice.line("sources"), "enforced", "sources_declared")
    for key, source in notice.sources.items():
        if source.kind == "analytics":
            text = finnish.sentence(source.how.fi if source.how else source.name.fi)
            yield clause(f"source.{key}", 7, source.name.fi, text, notice.line(f"sources.{key}"), "said", "said")
    text = "Kerromme jokaisesta lähteestä, mitä tietoja siitä saadaan, ja sanomme erikseen, jos lähde on julkinen."
    yield clause("sources.named", 7, "Lähteet nimeltä", text, notice.line("sources"), "notice", "notice_text")
