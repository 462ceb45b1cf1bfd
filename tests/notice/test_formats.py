"""One document, every format, three languages: whole, layered, anchored, marked by language; the PDF tagged and always the same bytes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import html5lib
import pytest
from pypdf import PdfReader

import seloste
from notice.spoiling import spoilt
from seloste.notice import Loaded, Notice, clauses, render
from seloste.notice.render import LANGUAGES
from seloste.notice.render.tree import Section

ON = date(2026, 11, 22)
LAMISNET = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"


def visible(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_strict_html_and_names_its_language(lamisnet: Notice, lang: str) -> None:
    page = render.document(lamisnet, lang=lang, on=ON)
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{lang}">' in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_stands_once_at_the_same_anchor_in_every_language(lamisnet: Notice, lang: str) -> None:
    page = render.html(lamisnet, lang=lang, on=ON)
    for clause in clauses(lamisnet):
        assert page.count(f'id="{clause.anchor}"') == 1, clause.anchor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_that_the_text_proves_is_said_in_every_language(lamisnet: Notice, lang: str) -> None:
    page = unescape(visible(render.html(lamisnet, lang=lang, on=ON)))
    for clause in clauses(lamisnet):
        if not clause.anchor.startswith(("retention.", "right.")):
            assert clause.text[lang] in page, clause.anchor


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_of_ours_is_finnish_on_a_page_in_another_language(lamisnet: Notice, lang: str) -> None:
    page = render.html(lamisnet, lang=lang, on=ON)
    ours = visible(re.sub(r'<span lang="fi">.*?</span>', "", page)).lower()
    for finnish in ("tietoja", "käyttötarkoitus", "säilyt", "rekisterinpitäjä", "poistetaan", "oikeus", "seloste", "evästee"):
        assert finnish not in ours, finnish


def test_a_translated_text_is_said_in_its_language_and_not_marked(read: Callable[[str], Loaded], mini: str) -> None:
    text = mini.replace("why: Palvelemme asiakkaita.", "why: {fi: Palvelemme asiakkaita., sv: Vi betjänar kunder.}")
    notice = read(text).notice
    assert notice
    swedish, english = (render.html(notice, lang=lang, on=ON) for lang in ("sv", "en"))
    assert "<p>Vi betjänar kunder. För detta används" in swedish
    assert '<span lang="fi">Palvelemme asiakkaita.</span>' in english


def test_the_first_layer_comes_first_and_objection_apart(lamisnet: Notice) -> None:
    sections = [block.anchor for block in render.build(lamisnet, lang="sv", on=ON).blocks if isinstance(block, Section)]
    assert sections == ["lyhyesti", "vastustaminen", *(f"kohta-{number}" for number in range(1, 16))]


def test_a_child_gets_a_layer_of_its_own_where_children_are_told_of(read: Callable[[str], Loaded], mini: str) -> None:
    told = "children: {text: {fi: Kirjaamme nimesi., sv: Vi skriver upp ditt namn.}, age: 13}\n"
    notice = read(told + mini.replace("name: Asiakas, party: true", "name: Asiakas, party: true, child: true")).notice
    without = read(mini).notice
    assert notice
    assert without
    page = render.html(notice, lang="sv", on=ON)
    assert page.index('id="lyhyesti"') < page.index('id="lapsille"') < page.index('id="kohta-1"')
    assert "Vi skriver upp ditt namn." in page
    assert 'href="#valvontaviranomainen"' in page
    assert "lapsille" not in render.html(without, lang="sv", on=ON)


def test_two_transfers_to_one_country_have_two_anchors(read: Callable[[str], Loaded], mini: str) -> None:
    sent = (
        "{{name: Kirje {n}, why: Lähettää., data: [identity], countries: [CH], no_own_use: true, "
        "contract: {{by: sales, on: 2026-10-01, valid: P1Y}}}}"
    )
    both = "".join(f"  mail{n}: {sent.format(n=n)}\n" for n in (1, 2))
    loaded = read(mini.replace("recipients: {}\n", f"recipients: {{}}\nprocessors:\n{both}"))
    assert loaded.notice, loaded.findings
    anchors = [each.anchor for each in clauses(loaded.notice)]
    assert {"transfers.processor.mail1.ch", "transfers.processor.mail2.ch"} <= set(anchors)
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_tagged_embeds_its_fonts_and_says_what_it_is(lamisnet: Notice, lang: str) -> None:
    made = render.write(lamisnet, "pdf", lang=lang, on=ON)
    read = PdfReader(BytesIO(made))
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].split("-")[0] == lang
    assert read.metadata
    assert read.metadata.title == str(render.build(lamisnet, lang=lang, on=ON).name)
    assert read.metadata.author == "LamisNET"
    assert read.metadata.creation_date
    assert read.metadata.creation_date.date() == lamisnet.dates.updated
    assert b"pdfuaid:part>1<" in made or b'pdfuaid:part="1"' in made
    assert b"pdfaid:part>2<" in made or b'pdfaid:part="2"' in made
    fonts: list[Any] = [font for page in read.pages for font in _fonts(page)]
    assert fonts
    assert all(_embedded(font.get_object()) for font in fonts)
    assert read.outline


def _fonts(page: Any) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


def _embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object()))


def test_the_pdf_is_the_same_every_time_and_says_every_promise(lamisnet: Notice) -> None:
    made = render.write(lamisnet, "pdf", lang="fi", on=ON)
    assert made == render.write(lamisnet, "pdf", lang="fi", on=ON)
    words = re.sub(r"[\s\u00ad-]+", "", "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))
    missing = [
        each.anchor
        for each in clauses(lamisnet)
        if not each.anchor.startswith(("retention.", "right.", "archive.")) and re.sub(r"[\s-]+", "", each.text.fi) not in words
    ]
    # A clause that goes on over the foot of a page is broken by it.
    assert len(missing) <= 6, missing


def test_plain_text_says_every_promise_and_keeps_to_its_width(lamisnet: Notice) -> None:
    text = render.write(lamisnet, "txt", lang="en", on=ON).decode()
    told = " ".join(text.split())
    for clause in clauses(lamisnet):
        if not clause.anchor.startswith(("retention.", "right.")):
            assert clause.text["en"] in told, clause.anchor
    assert max(map(len, text.splitlines())) <= 78


def test_markdown_keeps_every_anchor_and_link(lamisnet: Notice) -> None:
    text = render.write(lamisnet, "md", lang="sv", on=ON).decode()
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert {each.anchor for each in clauses(lamisnet)} <= anchors
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_json_holds_the_tree_and_every_clause(lamisnet: Notice) -> None:
    told = json.loads(render.write(lamisnet, "json", lang="sv", on=ON))
    assert told["notice"]["sha256"] == lamisnet.sha256
    assert [each["id"] for each in told["clauses"]] == [each.anchor for each in clauses(lamisnet)]
    assert told["document"]["kind"] == "document"
    assert told["document"]["lang"] == "sv"
    untranslated = json.loads(render.write(spoilt(lamisnet, "Asiakasrekisteri"), "json", lang="sv", on=ON))
    assert {"text": "Asiakasrekisteri", "lang": "fi"} in untranslated["document"]["about"]


def test_json_ld_cites_the_vocabulary_by_its_iris(lamisnet: Notice) -> None:
    told = json.loads(render.write(lamisnet, "jsonld", lang="fi", on=ON))
    assert told["@context"]["dpv"] == "https://w3id.org/dpv#"
    assert told["@type"] == "dpv:PrivacyNotice"
    purposes = {each["@id"].partition("#")[2]: each for each in told["dpv:hasProcess"]}
    assert purposes["purpose.customer_care"]["dpv:hasPurpose"] == {"@id": "dpv:CustomerCare"}
    bases = {
        each["@id"].rpartition(".")[2]: each["dpv:hasLegalBasis"]["@id"] for each in purposes["purpose.customer_care"]["dpv:hasProcess"]
    }
    assert bases == {"customer": "eu-gdpr:A6-1-b-contract-performance", "contact_person": "eu-gdpr:A6-1-f-controller"}
    assert purposes["purpose.claims_archive"]["dpv:hasStorageCondition"]["dpv:hasDuration"]["rdf:value"]["@value"] == "P5Y"
    assert {"@id": "eu-gdpr:A15"} in told["dpv:hasRight"]


def test_typst_is_imported_only_for_a_pdf() -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from seloste.notice import load, render\n"
        f"n = load(Path({str(LAMISNET)!r}).read_bytes(), file='n', on=date(2026, 11, 22)).notice\n"
        "[render.write(n, form, lang='sv', on=date(2026, 11, 22)) for form in ('html', 'md', 'txt', 'json', 'jsonld')]\n"
        "print('typst' in sys.modules, 'django' in sys.modules)"
    )
    place = str(Path(seloste.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": place})
    assert done.stdout.split() == ["False", "False"]
