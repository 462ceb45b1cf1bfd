"""Other controllers, children, sources that people are told of, promised areas, special categories: said, anchored, and in the record."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import StringIO

import pytest

from seloste.notice import Loaded, Notice, clauses, records, render
from seloste.notice.render import LANGUAGES

ON = date(2026, 11, 22)
RICH = (
    (
        "roles: {sales",
        """\
controllers:
  schools:
    name: {fi: Koulut, sv: Skolor}
    kind: customer
    what: Oppilaiden tiedot palvelussa.
    terms: [instructions, confidentiality, security, sub-processors, rights-help, duties-help, return-or-erase, audits]
    breach: Ilmoitamme tietoturvaloukkauksesta koululle viipymättä.
    audit: {lead: P21D, terms: Tarkastus on maksuton.}
  sister: {name: Sisaryritys Oy, kind: joint, what: Yhteinen asiakasluettelo., essence: Vastaamme pyyntöihin., contact: tieto@sisar.example}
children: {text: {fi: Kirjaamme vain nimesi., en: We only write down your name.}, age: 13, consent: Huoltaja suostuu nuoremman puolesta.}
transfers: none
related: {jobs: {name: Työnhakijat, url: www.yritys.example/tyonhakijat}}
roles: {sales""",
    ),
    ("party: false}}", "party: false}, pupil: {name: Oppilas, party: false, child: true, controller: schools}}"),
    ("places: {home: {name: Oma palvelin, country: FI}}", "places: {home: {name: Oma palvelin, country: FI, owner: own}}, area: FI"),
    (
        "sources: {person: {name: Rekisteröity itse, data: [identity, orders]}}",
        "sources: {person: {name: Rekisteröity itse, data: [identity, orders]}, "
        "web: {name: Kotisivut, kind: web, public: true, data: [identity], informed: {within: P1M, how: Kirjoitamme sinulle.}}}",
    ),
    (
        "recipients: {}",
        "recipients: {bank: {name: Pankki, kind: controller, why: Maksu., data: [orders], "
        "own_notice: true, notice_url: www.pankki.example/seloste, compatibility: Sama maksu.}}",
    ),
)


@pytest.fixture
def rich(read: Callable[[str], Loaded], mini: str) -> Notice:
    """Give the small notice with everything that a few have besides."""
    text = mini
    for old, new in RICH:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    loaded = read(text)
    assert loaded.notice, [str(each) for each in loaded.findings]
    return loaded.notice


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_of_them_stands_once_on_every_page(rich: Notice, lang: str) -> None:
    page = render.html(rich, lang=lang, on=ON)
    anchors = [each.anchor for each in clauses(rich)]
    assert len(anchors) == len(set(anchors))
    assert {"controllers.schools", "controllers.schools.breach", "controllers.schools.audit", "controllers.sister", "children"} <= set(
        anchors
    )
    assert {"children.consent", "source.web.informed", "storage.area"} <= set(anchors)
    assert [anchor for anchor in anchors if page.count(f'id="{anchor}"') != 1] == []


def test_a_processor_says_who_decides_and_in_which_groups(rich: Notice) -> None:
    text = {each.anchor: each.text for each in clauses(rich)}
    assert text["controllers.schools"]["sv"].startswith("En annan är personuppgiftsansvarig för dessa uppgifter: Skolor.")
    assert text["controllers.schools"]["fi"].endswith("Ryhmät: oppilas.")
    assert text["controllers.schools.audit"]["en"] == "An audit is agreed at least 21 days beforehand. Tarkastus on maksuton."
    assert "Voit käyttää oikeuksiasi kumman tahansa rekisterinpitäjän kautta." in text["controllers.sister"]["fi"]
    assert "Järjestelyn keskeinen sisältö: Vastaamme pyyntöihin." in text["controllers.sister"]["fi"]


def test_what_is_promised_of_sources_places_and_recipients_is_said(rich: Notice) -> None:
    page = unescape(re.sub(r"<[^>]+>", "", render.html(rich, lang="en", on=ON)))
    for words in (
        "We tell you about data from this source within one month. Kirjoitamme sinulle.",
        "Data are stored only in this area: Finland.",
        "The recipient's own privacy notice: www.pankki.example/seloste",
        "A person who has turned 13 gives consent alone.",
        "We only write down your name.",
        "Työnhakijat: Its own privacy notice: www.yritys.example/tyonhakijat",
    ):
        assert words in page, words


def test_the_processors_record_lists_each_controller(rich: Notice) -> None:
    rows = list(csv.DictReader(StringIO(records.table(rich, "processor", lang="fi").removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 1
    assert "Koulut" in rows[0]["Rekisterinpitäjät ja niiden lukuun tehtävä käsittely"]


def test_the_controllers_record_leaves_out_whom_another_decides_about(rich: Notice) -> None:
    rows = list(csv.DictReader(StringIO(records.table(rich, "controller", lang="fi").removeprefix("\ufeff")), delimiter=";"))
    assert not [row for row in rows if "Oppilas" in row["Rekisteröityjen ryhmät ja käsittelyperusteet"]]


def test_linked_data_names_the_other_controller_and_the_children(rich: Notice) -> None:
    told = json.loads(render.write(rich, "jsonld", lang="fi", on=ON))
    pupil = next(each for each in told["dpv:hasDataSubject"] if each["@id"].endswith("#subject.pupil"))
    assert "dpv:Child" in pupil["@type"]
    assert pupil["dpv:hasDataController"]["@id"].endswith("#controllers.schools")
