"""Who receives data, where do they lie, how are they protected? The promises about the world around the register."""

from collections.abc import Iterator

from seloste import law
from seloste.notice import finnish, naming
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Processor, Recipient


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 9 to 13."""
    yield from _recipients(notice)
    yield from _processors(notice)
    yield from _places(notice)
    yield from _cookies(notice)
    yield from _security(notice)
    yield from _automated(notice)


def _recipients(notice: Notice) -> Iterator[Clause]:
    if not notice.recipients:
        text = "Emme luovuta tietoja kenellekään."
        yield clause("recipients.none", 9, "Luovutukset", text, notice.line("recipients"), "watched", "disclosures_allowed")
    for key, each in notice.recipients.items():
        text, line = _recipient(notice, each), notice.line(f"recipients.{key}")
        yield clause(f"recipient.{key}", 9, each.name.fi, text, line, "enforced", "disclosures_allowed", recipient=key)


def _recipient(notice: Notice, each: Recipient) -> str:
    data = finnish.named(naming.all_of(notice.data, each.data))
    said = [finnish.sentence(each.why.fi)]
    if each.anonymised:
        said.append("Tiedoista on ensin poistettu kaikki, mistä henkilön voisi tunnistaa.")
    elif data:
        said.append(f"Saaja voi saada vain nämä: {data}.")
    if each.discretionary and not each.anonymised:
        said.append("Luovutus on meidän harkinnassamme, ja voit kieltää sen.")
    if each.compatibility:
        said.append(finnish.sentence(each.compatibility.fi))
    return " ".join(said)


def _processors(notice: Notice) -> Iterator[Clause]:
    for key, each in notice.processors.items():
        line, measure = notice.line(f"processors.{key}"), f"processors.{key}.contract"
        yield clause(f"processor.{key}", 9, each.name.fi, _processor(notice, each), line, "attested", "attestation", measure=measure)


def _processor(notice: Notice, each: Processor) -> str:
    where = finnish.listed(finnish.country(country) for country in each.countries)
    bound = "Sopimus velvoittaa käsittelemään tietoja vain meidän lukuumme ja ohjeidemme mukaan."
    own = " Käsittelijä ei saa käyttää tietoja omiin tarkoituksiinsa eikä omissa rekistereissään." if each.no_own_use else ""
    return f"{finnish.sentence(each.why.fi)} {bound}{own} Käsittelymaa: {where}."


def far(notice: Notice) -> list[tuple[str, str, Recipient | Processor]]:
    """The transfers out of the European Economic Area: who, which country, and the entry that tells more."""
    inside = law.area("EEA", notice.dates.effective)
    found: list[tuple[str, str, Recipient | Processor]] = []
    for processor in notice.processors.values():
        found += [(processor.name.fi, country, processor) for country in processor.countries if country not in inside]
    for recipient in notice.recipients.values():
        if recipient.country not in inside:
            found.append((recipient.name.fi, recipient.country, recipient))
    return found


def _places(notice: Notice) -> Iterator[Clause]:
    transfers, line = far(notice), notice.line("processors")
    if not transfers:
        text = (
            "Emme siirrä tietoja Euroopan talousalueen ulkopuolelle. Jos siirto käy tarpeelliseksi, kerromme ennen sitä tässä selosteessa, "
            "mihin maahan, kenelle ja millä siirtoperusteella tietoja siirretään."
        )
        yield clause("transfers", 10, "Siirrot", text, line, "notice", "notice_text")
    for name, country, each in transfers:
        basis = each.safeguard or "riittävyyspäätös"
        text = f"{name}: tietoja siirretään tähän maahan: {finnish.country(country)}. Siirtoperuste: {basis}."
        if each.copy_from:
            text += f" Jäljennös: {each.copy_from.fi}"
        yield clause(f"transfers.{country.lower()}", 10, f"Siirto: {name}", finnish.sentence(text), line, "notice", "notice_text")
    places = "; ".join(f"{finnish.lowered(each.name.fi)} ({finnish.country(each.country)})" for each in notice.storage.places.values())
    text = f"Tietoja säilytetään näissä paikoissa: {places}."
    yield clause("storage", 10, "Säilytyspaikat", text, notice.line("storage"), "said", "said")


def _cookies(notice: Notice) -> Iterator[Clause]:
    if not notice.cookies:
        return
    line = notice.line("cookies")
    yield clause("cookies.about", 11, "Mitä evästeet ovat", finnish.sentence(notice.cookies.about.fi), line, "notice", "notice_text")
    yield clause("cookies.choice", 11, "Suostumus evästeisiin", finnish.sentence(notice.cookies.choice.fi), line, "said", "said")
    text = "Sivuilla on vain tässä luettelossa olevat evästeet."
    yield clause("cookies.inventory", 11, "Evästeluettelo", text, notice.line("cookies.inventory"), "said", "said")


def _security(notice: Notice) -> Iterator[Clause]:
    text = (
        "Tietoihin pääsevät vain nimetyt henkilöt, jotka tarvitsevat niitä työssään. Rekisterinpitäjä myöntää jokaisen käyttöoikeuden "
        "nimetylle henkilölle, perustellusta syystä ja määräajaksi."
    )
    yield clause("access.named", 12, "Nimetyt henkilöt", text, notice.line("roles"), "enforced", "roles_granted_by_name")
    for key, measure in notice.security.items():
        title, line, anchor = measure.name.fi, notice.line(f"security.{key}"), f"security.{key}"
        text = finnish.sentence(measure.what.fi if measure.what else measure.name.fi)
        if measure.probe:
            yield clause(anchor, 12, title, text, line, "watched", "probe", name=measure.probe)
        elif measure.attestation:
            yield clause(anchor, 12, title, text, line, "attested", "attestation", measure=f"security.{key}.attestation")
        else:
            yield clause(anchor, 12, title, text, line, "said", "said")


def _automated(notice: Notice) -> Iterator[Clause]:
    line = notice.line("automated")
    if notice.automated.decisions is None:
        text = "Emme tee automaattisia yksittäispäätöksiä (tietosuoja-asetuksen 22 artikla)."
        if notice.automated.about:
            text += f" {finnish.sentence(notice.automated.about.fi)}"
        yield clause("automated.decisions", 13, "Päätökset", text, line, "watched", "automated_decisions_none")
    for anchor, title, told in (
        ("automated.decisions", "Automaattiset päätökset", notice.automated.decisions),
        ("automated.profiling", "Profilointi", notice.automated.profiling),
    ):
        if told:
            said = [told.logic.fi, told.effect.fi, *([told.review.fi] if told.review else [])]
            yield clause(anchor, 13, title, " ".join(finnish.sentence(each) for each in said), line, "notice", "notice_text")
    if notice.automated.profiling is None:
        yield clause("automated.profiling", 13, "Profilointi", "Emme profiloi ihmisiä.", line, "said", "said")
