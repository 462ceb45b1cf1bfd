"""What do the gate's queries say about what we hold? Their counts, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, ngettext

from seloste import gate
from seloste.promises import told
from seloste.promises.evidence import Asked, Check, Checks, Evidence


@dataclass(frozen=True, slots=True)
class Words:
    """A check's sentences: none to look at, all in order, and what is wrong. `{n}`, `{bad}`, `{when}` and names of params are filled in."""

    none: str
    fine: str
    wrong: str
    sample: str


WORDS: Mapping[str, Words] = {
    "records_have_ground": Words(
        gettext_noop("Rekisterissä ei ole tietoja."),
        gettext_noop("Kansioita on {n}. Jokaisella on voimassa oleva peruste, tai se odottaa poistoaan ajallaan."),
        gettext_noop("{bad} on ilman voimassa olevaa perustetta, vaikka poistoaika on jo ohi. Aja poisto: seloste retention run."),
        "kansio",
    ),
    "overdue_folders": Words(
        gettext_noop("Näitä tietoja ei ole nyt yhtään."),
        gettext_noop("Kansioita on {n}, eikä yksikään ole yli poistoaikansa."),
        gettext_noop("{bad} on yli poistoaikansa; vanhin piti poistaa {when}. Aja poisto: seloste retention run."),
        "kansio",
    ),
    "category_only_while_matter_open": Words(
        gettext_noop("Yhtään asiaa ei ole avoinna, eikä tietoa ole missään."),
        gettext_noop("Avoinna nyt: {matter} ({n}), vanhin avattu {when}. Muualla tätä tietoa ei ole."),
        gettext_noop("{bad} on tallessa, vaikka asia ei ole avoinna: {matter}. Aja poisto: seloste retention run."),
        "kansio",
    ),
    "archive_separate": Words(
        gettext_noop("Arkistossa ei ole nyt mitään."),
        gettext_noop("Arkistossa on kansioita {n}. Kaikki ovat erillään käytössä olevista tiedoista."),
        gettext_noop("{bad} on sekaisin käytössä olevien tietojen kanssa."),
        "kansio",
    ),
    "statutory_keeps": Words(
        gettext_noop("Lain vaatiman säilytyksen alaisia tietoja ei ole nyt."),
        gettext_noop("Lain vaatimia kansioita on {n}. Yksikään ei poistu etuajassa; ensimmäisen aika päättyy {when}."),
        gettext_noop("{bad} poistuisi ennen kuin laki sallii."),
        "kansio",
    ),
    "undeclared_fields": Words(
        gettext_noop("Rekisterissä ei ole tietoja."),
        gettext_noop("Tietueita on {n}. Jokainen kuuluu tietosuojaselosteessa nimettyyn tietoryhmään."),
        gettext_noop("{bad} kuuluu tietoryhmään, jota tietosuojaseloste ei nimeä."),
        "tietue",
    ),
    "sources_declared": Words(
        gettext_noop("Rekisterissä ei ole tietoja."),
        gettext_noop("Tietueita on {n}. Jokaisen lähde on nimetty tietosuojaselosteessa."),
        gettext_noop("{bad} on saatu lähteestä, jota tietosuojaseloste ei nimeä."),
        "tietue",
    ),
    "ended_matters_have_reason": Words(
        gettext_noop("Yhtään asiaa ei ole vielä päätetty."),
        gettext_noop("Päätettyjä asioita on {n}. Jokaisesta on kirjattu, miten se päättyi."),
        gettext_noop("{bad} on päätetty kirjaamatta, miten."),
        "asia",
    ),
    "refusals_respected": Words(
        gettext_noop("Voimassa olevia kieltoja, vastustuksia tai peruutuksia ei ole."),
        gettext_noop("Voimassa olevia kieltoja, vastustuksia ja peruutuksia on {n}. Mitään niiden vastaista perustetta ei ole auki."),
        gettext_noop("{bad} on auki, vaikka henkilö on kieltänyt käsittelyn."),
        "perustemerkintä",
    ),
    "restriction_closes": Words(
        gettext_noop("Käsittelyn rajoituksia ei ole."),
        gettext_noop("Rajoitettuja käyttötarkoituksia on {n}. Rajoitettuja tietoja ei ole luettu kielletyssä tarkoituksessa."),
        gettext_noop("{bad} koski rajoitettuja tietoja."),
        "käyttölokin merkintä",
    ),
    "reviews_in_time": Words(
        gettext_noop("Rajoituksia tai säilytysvaatimuksia ei ole."),
        gettext_noop("Arvioitavia merkintöjä on {n}. Yhdenkään arviointipäivä ei ole ohi."),
        gettext_noop("{bad} odottaa arviointia, jonka päivä oli {when}. Arvioi ja kirjaa päätös."),
        "merkintä",
    ),
    "disclosures_allowed": Words(
        gettext_noop("Tietoja ei ole luovutettu."),
        gettext_noop("Luovutuksia on {n}. Jokainen on tietosuojaselosteen mukainen, eikä yksikään ole kiellon vastainen."),
        gettext_noop("{bad} on vastoin tietosuojaselostetta tai henkilön kieltoa; ensimmäinen {when}."),
        "luovutus",
    ),
    "reads_have_purpose": Words(
        gettext_noop("Käyttölokissa ei ole vielä merkintöjä."),
        gettext_noop("Käyttölokissa on merkintöjä {n}. Jokaisella on tietosuojaselosteen mukainen käyttötarkoitus."),
        gettext_noop("{bad} on ilman tietosuojaselosteen mukaista käyttötarkoitusta."),
        "käyttölokin merkintä",
    ),
    "purpose_reads_within_notice": Words(
        gettext_noop("Tietoja ei ole katsottu eikä kirjattu tässä tarkoituksessa."),
        gettext_noop("Käyttölokissa on tästä tarkoituksesta merkintöjä {n}. Kaikki pysyvät tietosuojaselosteen rajoissa."),
        gettext_noop("{bad} koski tietoja, joita tietosuojaseloste ei anna tähän tarkoitukseen."),
        "käyttölokin merkintä",
    ),
    "access_log_falls": Words(
        gettext_noop("Käyttölokissa ei ole vielä merkintöjä."),
        gettext_noop("Käyttölokissa on merkintöjä {n}. Yksikään henkilöön liittyvä merkintä ei ole yli aikansa."),
        gettext_noop("{bad} on yli aikansa. Aja ajastetut tehtävät: seloste tick."),
        "käyttölokin merkintä",
    ),
    "records_sealed": Words(
        gettext_noop("Rekisterissä ei ole tietoja."),
        gettext_noop("Tietueita on {n}, ja jokainen on salattu."),
        gettext_noop("{bad} on tallessa salaamatta."),
        "tietue",
    ),
}
_NOUNS: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "kansio": (gettext_noop("kansio"), lambda n: ngettext("{n} kansio", "{n} kansiota", n)),
    "tietue": (gettext_noop("tietue"), lambda n: ngettext("{n} tietue", "{n} tietuetta", n)),
    "asia": (gettext_noop("asia"), lambda n: ngettext("{n} asia", "{n} asiaa", n)),
    "perustemerkintä": (gettext_noop("perustemerkintä"), lambda n: ngettext("{n} perustemerkintä", "{n} perustemerkintää", n)),
    "käyttölokin merkintä": (
        gettext_noop("käyttölokin merkintä"),
        lambda n: ngettext("{n} käyttölokin merkintä", "{n} käyttölokin merkintää", n),
    ),
    "luovutus": (gettext_noop("luovutus"), lambda n: ngettext("{n} luovutus", "{n} luovutusta", n)),
    "merkintä": (gettext_noop("merkintä"), lambda n: ngettext("{n} merkintä", "{n} merkintää", n)),
}


def _query(name: str) -> Check:
    def check(asked: Asked) -> Evidence:
        params = {key: value for key, value in asked.clause.params.items() if isinstance(value, str) and key != "name"}
        return say(asked, name, asked.door.check(name, now=asked.now, **params))

    return check


def say(asked: Asked, name: str, found: gate.Check) -> Evidence:
    """Put what a query found into words."""
    words = WORDS[name]
    noun, counted = _NOUNS[words.sample]
    matter = asked.clause.params.get("matter")
    filled = {
        "n": told.number(found.of),
        "bad": counted(found.breaches).format(n=told.number(found.breaches)),
        "when": told.day(found.oldest) if found.oldest else "–",
        "matter": str(told.tongue().name(asked.notice.matters, matter).lowered()) if isinstance(matter, str) else "",
    }
    if found.breaches:
        return Evidence(False, gettext(words.wrong).format(**filled) + told.samples(found.samples, gettext(noun)))
    return Evidence(True, gettext(words.fine if found.of else words.none).format(**filled))


def bans(asked: Asked) -> Evidence:
    """Bans on marketing and on disclosure: the same queries, for every purpose or recipient that such a ban stops."""
    if asked.param("of") == "marketing":
        stopped = [key for key, purpose in asked.notice.purposes.items() if purpose.marketing]
        return _all(asked, "refusals_respected", [asked.door.check("refusals_respected", now=asked.now, purpose=key) for key in stopped])
    given = [key for key, each in asked.notice.recipients.items() if each.discretionary]
    found = [asked.door.check("disclosures_allowed", now=asked.now, recipient=key) for key in given]
    if not any(each.of for each in found):
        return Evidence(True, gettext("Harkinnanvaraisia luovutuksia ei ole tehty."))
    return _all(asked, "disclosures_allowed", found)


def _all(asked: Asked, name: str, found: list[gate.Check]) -> Evidence:
    oldest = min((each.oldest for each in found if each.oldest), default=None)
    samples = tuple(sample for each in found for sample in each.samples)
    return say(asked, name, gate.Check(sum(each.breaches for each in found), sum(each.of for each in found), samples, oldest))


CHECKS: Checks = {**{name: _query(name) for name in WORDS}, "bans_respected": bans}
