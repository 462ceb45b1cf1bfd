"""What may a person ask, and what happens then? The promises about rights, wider than the law where the notice is."""

from collections.abc import Callable, Iterator

from seloste.law.periods import Period
from seloste.notice import finnish, naming
from seloste.notice.clauses.clause import Clause, ClauseKind, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Right
from seloste.notice.values import Basis

SECTION = 14
MONTH = Period.parse("P1M")
TITLES = {
    "access": "Oikeus tarkastaa tiedot",
    "rectification": "Oikeus oikaista tiedot",
    "erasure": "Oikeus poistaa tiedot",
    "restriction": "Oikeus rajoittaa käsittelyä",
    "objection": "Oikeus vastustaa käsittelyä",
    "portability": "Oikeus siirtää tiedot",
    "withdrawal": "Oikeus peruuttaa suostumus",
    "marketing_ban": "Oikeus kieltää suoramarkkinointi",
    "disclosure_ban": "Oikeus kieltää luovutukset",
    "complaint": "Oikeus tehdä kantelu",
}
_EXCEPT = {
    "law": "joita laki velvoittaa säilyttämään",
    "contract": "joita voimassa oleva sopimus edellyttää",
    "service": "joita ilman palvelua ei voi tuottaa",
    "claims": "joita tarvitaan oikeusvaateen käsittelyssä",
}


def in_use(notice: Notice) -> list[str]:
    """The rights a person has under this notice, by the bases it uses (law of each basis), and those it promises besides."""
    purposes = notice.purposes.values()
    bases = {basis for purpose in purposes for basis in purpose.basis.values()}
    has = {
        "objection": bool(bases & {Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK}),
        "portability": bool(bases & {Basis.CONSENT, Basis.CONTRACT, Basis.PRE_CONTRACT}),
        "withdrawal": Basis.CONSENT in bases,
        "marketing_ban": any(purpose.marketing for purpose in purposes),
        "disclosure_ban": bool(discretionary(notice)),
    }
    return [name for name in TITLES if has.get(name, True) or name in notice.rights]


def discretionary(notice: Notice) -> list[str]:
    """The recipients that a ban on disclosure stops, by name."""
    return [each.name.fi for each in notice.recipients.values() if each.discretionary and not each.anonymised]


def interests(notice: Notice) -> list[str]:
    """The author's purposes that rest on legitimate interest or a public task, and can be objected to, by name."""
    open_to = {Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK}
    own = {key: purpose for key, purpose in notice.purposes.items() if not purpose.builtin}
    return [naming.purpose(notice, key) for key, purpose in own.items() if open_to & set(purpose.basis.values())]


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of section 14."""
    for name in in_use(notice):
        given = notice.rights.get(name) or Right()  # type: ignore[call-overload]
        kind, check, params = _CHECKS[name]
        text = " ".join(piece for piece in (_TEXTS[name](notice, given), _how(given), _time(name, given), _form(given)) if piece)
        yield clause(f"right.{name}", SECTION, TITLES[name], text, notice.line(f"rights.{name}"), kind, check, **params)
        if given.extend == "never" and given.within:
            text, line = f"{TITLES[name]}: emme pidennä vastausaikaa missään tilanteessa.", notice.line(f"rights.{name}.extend")
            yield clause(f"right.{name}.no_extension", SECTION, "Ei jatkoaikaa", text, line, "enforced", "no_extension_given", right=name)
    yield from _common(notice)


def _common(notice: Notice) -> Iterator[Clause]:
    line = notice.line("rights")
    text = (
        "Jos meillä on perusteltu syy epäillä pyytäjän henkilöllisyyttä, pyydämme lisätietoja, mutta vain niitä, jotka ovat tarpeen "
        "henkilöllisyyden vahvistamiseksi."
    )
    yield clause("rights.identity", SECTION, "Henkilöllisyyden vahvistaminen", text, line, "notice", "notice_text")
    text = "Oikeuksien käyttäminen on maksutonta. Jos pyyntö on ilmeisen perusteeton tai kohtuuton, kerromme siitä perusteluineen."
    yield clause("rights.free", SECTION, "Maksuttomuus", text, line, "said", "said")
    text = "Kun oikaisemme tai poistamme tietoja tai rajoitamme niiden käsittelyä, ilmoitamme siitä niille, joille tietoja on luovutettu."
    yield clause("rights.told_on", SECTION, "Ilmoitus tietojen saajille", text, line, "said", "said")
    text = "Rajoitukset ja säilytysvaatimukset eivät jää unohduksiin: jokaisella on päivä, jolloin se arvioidaan uudelleen."
    yield clause("rights.reviews", SECTION, "Uudelleenarviointi", text, line, "watched", "reviews_in_time")


def _how(given: Right) -> str:
    told = f"{finnish.sentence(given.how.fi)} " if given.how else ""
    if not given.channels:
        return told.strip()
    return f"{told}Voit käyttää oikeuttasi {finnish.listed((finnish.CHANNELS[channel] for channel in given.channels), 'tai')}."


def _time(name: str, given: Right) -> str:
    if name in {"withdrawal", "marketing_ban", "disclosure_ban", "complaint"} and not given.within:
        return ""
    text = f"Vastaamme viimeistään {finnish.of_length(given.within or MONTH)} kuluttua pyynnöstä."
    if given.extend == "never":
        return text
    longer = "Jos asia on monimutkainen, voimme jatkaa aikaa kahdella kuukaudella"
    return f"{text} {longer}; kerromme siitä perusteluineen ensimmäisen kuukauden aikana."


def _form(given: Right) -> str:
    if not given.electronic:
        return ""
    return "Jos teet pyynnön sähköisesti, saat vastauksen yleisesti käytetyssä sähköisessä muodossa, ellet toivo muuta."


def _access(notice: Notice, given: Right) -> str:
    return "Sinulla on oikeus tarkastaa, mitä tietoja meillä on sinusta."


def _rectification(notice: Notice, given: Right) -> str:
    return "Sinulla on oikeus vaatia virheellisten, vanhentuneiden ja puutteellisten tietojen oikaisemista."


def _erasure(notice: Notice, given: Right) -> str:
    if given.ground == "any":
        ground = "Sinulla on oikeus saada tietosi poistetuiksi pyynnöstä. Sinun ei tarvitse perustella pyyntöä."
    else:
        ground = (
            "Sinulla on oikeus saada tietosi poistetuiksi, kun niitä ei enää tarvita, kun peruutat suostumuksesi, kun vastustat käsittelyä "
            "eikä sitä saa enää jatkaa, tai kun tiedot ovat vanhentuneita tai niitä on käsitelty lainvastaisesti."
        )
    kept = given.except_ or ("law", "claims")
    return (
        f"{ground} Emme poista tietoja, {finnish.listed((_EXCEPT[key] for key in kept), 'tai')}. "
        "Kerromme aina, mitä säilytämme, miksi ja milloin se poistetaan."
    )


def _restriction(notice: Notice, given: Right) -> str:
    return (
        "Sinulla on oikeus saada käsittely rajoitetuksi, kun kiistät tietojen oikeellisuuden, kun käsittely on lainvastaista etkä "
        "halua tietojen poistamista, kun tarvitset tietoja oikeusvaateeseen tai kun odotat ratkaisua vastustamiseesi. Rajoituksen ajan "
        "säilytämme tiedot, mutta emme käytä niitä muuhun kuin mihin laki antaa luvan. Ilmoitamme sinulle, ennen kuin rajoitus päättyy."
    )


def _objection(notice: Notice, given: Right) -> str:
    return (
        "Voit vastustaa henkilökohtaiseen tilanteeseesi vedoten käsittelyä, jonka perusteena on oikeutettu etu. Tällaisia tarkoituksia "
        f"ovat: {finnish.named(interests(notice))}. Kohdasta 4 näet, mitkä niistä koskevat sinua. Lopetamme käsittelyn, ellei meillä "
        "ole siihen huomattavan tärkeää ja perusteltua syytä tai ellei sitä tarvita oikeusvaateen vuoksi. Suoramarkkinointia voit "
        "vastustaa milloin tahansa perustelematta, ja lopetamme sen heti."
    )


def _portability(notice: Notice, given: Right) -> str:
    scope = (
        "Oikeus koskee kaikkia itse antamiasi tietoja, oli niiden käsittelyperuste mikä tahansa."
        if given.ground == "any"
        else "Oikeus koskee itse antamiasi tietoja, joita käsitellään suostumuksesi tai sopimuksen perusteella."
    )
    return (
        "Sinulla on oikeus saada itse antamasi tiedot jäsennellyssä, yleisesti käytetyssä ja koneellisesti luettavassa muodossa ja siirtää "
        f"ne toiselle rekisterinpitäjälle. {scope}"
    )


def _withdrawal(notice: Notice, given: Right) -> str:
    return (
        "Voit peruuttaa antamasi suostumuksen milloin tahansa yhtä helposti kuin annoit sen. Suostumukseen perustuva käsittely päättyy "
        "heti. Peruuttaminen ei tee aiempaa käsittelyä lainvastaiseksi."
    )


def _marketing_ban(notice: Notice, given: Right) -> str:
    return (
        "Voit kieltää tietojesi käytön suoramarkkinointiin milloin tahansa, kokonaan tai yksi kanava kerrallaan. Kielto tulee voimaan heti."
    )


def _disclosure_ban(notice: Notice, given: Right) -> str:
    return (
        "Voit kieltää tietojesi luovuttamisen niille, joille luovutamme niitä oman harkintamme mukaan: "
        f"{finnish.named(discretionary(notice))}. Kielto tulee voimaan heti."
    )


def _complaint(notice: Notice, given: Right) -> str:
    return "Sinulla on oikeus tehdä kantelu tietosuojavaltuutetulle, jos katsot, että henkilötietojesi käsittelyssä rikotaan lakia."


_TEXTS: dict[str, Callable[[Notice, Right], str]] = {
    "access": _access,
    "rectification": _rectification,
    "erasure": _erasure,
    "restriction": _restriction,
    "objection": _objection,
    "portability": _portability,
    "withdrawal": _withdrawal,
    "marketing_ban": _marketing_ban,
    "disclosure_ban": _disclosure_ban,
    "complaint": _complaint,
}
_CHECKS: dict[str, tuple[ClauseKind, str, dict[str, str | tuple[str, ...]]]] = {
    "access": ("watched", "requests_answered_in_time", {"right": "access"}),
    "rectification": ("watched", "requests_answered_in_time", {"right": "rectification"}),
    "erasure": ("watched", "requests_answered_in_time", {"right": "erasure"}),
    "restriction": ("enforced", "restriction_closes", {}),
    "objection": ("enforced", "refusals_respected", {"kinds": ("objection",)}),
    "portability": ("watched", "requests_answered_in_time", {"right": "portability"}),
    "withdrawal": ("enforced", "refusals_respected", {"kinds": ("withdrawal",)}),
    "marketing_ban": ("enforced", "bans_respected", {"of": "marketing"}),
    "disclosure_ban": ("enforced", "bans_respected", {"of": "disclosure"}),
    "complaint": ("watched", "authority_current", {}),
}
