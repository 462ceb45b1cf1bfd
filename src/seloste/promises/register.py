"""What do the gate's queries say about what we hold? Their counts, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste import gate
from seloste.notice import finnish, naming
from seloste.promises import told
from seloste.promises.evidence import Asked, Check, Checks, Evidence


@dataclass(frozen=True, slots=True)
class Words:
    """A check's sentences: none to look at, all in order, and what is wrong. `{n}`, `{bad}`, `{when}` and names of params are filled in."""

    none: str
    fine: str
    wrong: str
    sample: str = "tunniste"


WORDS: Mapping[str, Words] = {
    "records_have_ground": Words(
        "Rekisterissä ei ole tietoja.",
        "Kansioita on {n}. Jokaisella on voimassa oleva peruste, tai se odottaa poistoaan ajallaan.",
        "{bad} on ilman voimassa olevaa perustetta, vaikka poistoaika on jo ohi. Aja poisto: seloste retention run.",
        "kansio",
    ),
    "overdue_folders": Words(
        "Näitä tietoja ei ole nyt yhtään.",
        "Kansioita on {n}, eikä yksikään ole yli poistoaikansa.",
        "{bad} on yli poistoaikansa; vanhin piti poistaa {when}. Aja poisto: seloste retention run.",
        "kansio",
    ),
    "category_only_while_matter_open": Words(
        "Yhtään asiaa ei ole avoinna, eikä tietoa ole missään.",
        "Avoinna nyt: {matter} ({n}), vanhin avattu {when}. Muualla tätä tietoa ei ole.",
        "{bad} on tallessa, vaikka asia ei ole avoinna: {matter}. Aja poisto: seloste retention run.",
        "kansio",
    ),
    "archive_separate": Words(
        "Arkistossa ei ole nyt mitään.",
        "Arkistossa on kansioita {n}. Kaikki ovat erillään käytössä olevista tiedoista.",
        "{bad} on sekaisin käytössä olevien tietojen kanssa.",
        "kansio",
    ),
    "statutory_keeps": Words(
        "Lain vaatiman säilytyksen alaisia tietoja ei ole nyt.",
        "Lain vaatimia kansioita on {n}. Yksikään ei poistu etuajassa; ensimmäisen aika päättyy {when}.",
        "{bad} poistuisi ennen kuin laki sallii.",
        "kansio",
    ),
    "undeclared_fields": Words(
        "Rekisterissä ei ole tietoja.",
        "Tietueita on {n}. Jokainen kuuluu tietosuojaselosteessa nimettyyn tietoryhmään.",
        "{bad} kuuluu tietoryhmään, jota tietosuojaseloste ei nimeä.",
        "tietue",
    ),
    "sources_declared": Words(
        "Rekisterissä ei ole tietoja.",
        "Tietueita on {n}. Jokaisen lähde on nimetty tietosuojaselosteessa.",
        "{bad} on saatu lähteestä, jota tietosuojaseloste ei nimeä.",
        "tietue",
    ),
    "ended_matters_have_reason": Words(
        "Yhtään asiaa ei ole vielä päätetty.",
        "Päätettyjä asioita on {n}. Jokaisesta on kirjattu, miten se päättyi.",
        "{bad} on päätetty kirjaamatta, miten.",
        "asia",
    ),
    "refusals_respected": Words(
        "Voimassa olevia kieltoja, vastustuksia tai peruutuksia ei ole.",
        "Voimassa olevia kieltoja, vastustuksia ja peruutuksia on {n}. Mitään niiden vastaista perustetta ei ole auki.",
        "{bad} on auki, vaikka henkilö on kieltänyt käsittelyn.",
        "perustemerkintä",
    ),
    "restriction_closes": Words(
        "Käsittelyn rajoituksia ei ole.",
        "Rajoitettuja käyttötarkoituksia on {n}. Rajoitettuja tietoja ei ole luettu kielletyssä tarkoituksessa.",
        "{bad} koski rajoitettuja tietoja.",
        "käyttölokin merkintä",
    ),
    "reviews_in_time": Words(
        "Rajoituksia tai säilytysvaatimuksia ei ole.",
        "Arvioitavia merkintöjä on {n}. Yhdenkään arviointipäivä ei ole ohi.",
        "{bad} odottaa arviointia, jonka päivä oli {when}. Arvioi ja kirjaa päätös.",
        "merkintä",
    ),
    "disclosures_allowed": Words(
        "Tietoja ei ole luovutettu.",
        "Luovutuksia on {n}. Jokainen on tietosuojaselosteen mukainen, eikä yksikään ole kiellon vastainen.",
        "{bad} on vastoin tietosuojaselostetta tai henkilön kieltoa; ensimmäinen {when}.",
        "luovutus",
    ),
    "reads_have_purpose": Words(
        "Käyttölokissa ei ole vielä merkintöjä.",
        "Käyttölokissa on merkintöjä {n}. Jokaisella on tietosuojaselosteen mukainen käyttötarkoitus.",
        "{bad} on ilman tietosuojaselosteen mukaista käyttötarkoitusta.",
        "käyttölokin merkintä",
    ),
    "purpose_reads_within_notice": Words(
        "Tietoja ei ole katsottu eikä kirjattu tässä tarkoituksessa.",
        "Käyttölokissa on tästä tarkoituksesta merkintöjä {n}. Kaikki pysyvät tietosuojaselosteen rajoissa.",
        "{bad} koski tietoja, joita tietosuojaseloste ei anna tähän tarkoitukseen.",
        "käyttölokin merkintä",
    ),
    "access_log_falls": Words(
        "Käyttölokissa ei ole vielä merkintöjä.",
        "Käyttölokissa on merkintöjä {n}. Yksikään henkilöön liittyvä merkintä ei ole yli aikansa.",
        "{bad} on yli aikansa. Aja ajastetut tehtävät: seloste tick.",
        "käyttölokin merkintä",
    ),
    "records_sealed": Words(
        "Rekisterissä ei ole tietoja.",
        "Tietueita on {n}, ja jokainen on salattu.",
        "{bad} on tallessa salaamatta.",
        "tietue",
    ),
}
_NOUNS = {
    "kansio": ("kansio", "kansiota"),
    "tietue": ("tietue", "tietuetta"),
    "asia": ("asia", "asiaa"),
    "perustemerkintä": ("perustemerkintä", "perustemerkintää"),
    "käyttölokin merkintä": ("käyttölokin merkintä", "käyttölokin merkintää"),
    "luovutus": ("luovutus", "luovutusta"),
    "merkintä": ("merkintä", "merkintää"),
}


def _query(name: str) -> Check:
    def check(asked: Asked) -> Evidence:
        params = {key: value for key, value in asked.clause.params.items() if isinstance(value, str) and key != "name"}
        return say(asked, name, asked.door.check(name, now=asked.now, **params))

    return check


def say(asked: Asked, name: str, found: gate.Check) -> Evidence:
    """Put what a query found into words."""
    words = WORDS[name]
    matter = asked.clause.params.get("matter")
    filled = {
        "n": told.number(found.of),
        "bad": told.counted(found.breaches, *_NOUNS[words.sample]),
        "when": told.day(found.oldest) if found.oldest else "–",
        "matter": finnish.lowered(naming.matter(asked.notice, matter)) if isinstance(matter, str) else "",
    }
    if found.breaches:
        return Evidence(False, words.wrong.format(**filled) + told.samples(found.samples, words.sample))
    return Evidence(True, (words.fine if found.of else words.none).format(**filled))


def bans(asked: Asked) -> Evidence:
    """Bans on marketing and on disclosure: the same queries, for every purpose or recipient that such a ban stops."""
    if asked.param("of") == "marketing":
        stopped = [key for key, purpose in asked.notice.purposes.items() if purpose.marketing]
        return _all(asked, "refusals_respected", [asked.door.check("refusals_respected", now=asked.now, purpose=key) for key in stopped])
    given = [key for key, each in asked.notice.recipients.items() if each.discretionary]
    found = [asked.door.check("disclosures_allowed", now=asked.now, recipient=key) for key in given]
    if not any(each.of for each in found):
        return Evidence(True, "Harkinnanvaraisia luovutuksia ei ole tehty.")
    return _all(asked, "disclosures_allowed", found)


def _all(asked: Asked, name: str, found: list[gate.Check]) -> Evidence:
    oldest = min((each.oldest for each in found if each.oldest), default=None)
    samples = tuple(sample for each in found for sample in each.samples)
    return say(asked, name, gate.Check(sum(each.breaches for each in found), sum(each.of for each in found), samples, oldest))


CHECKS: Checks = {**{name: _query(name) for name in WORDS}, "bans_respected": bans}
