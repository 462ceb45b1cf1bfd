"""A notice written from scratch for a firm that is in no seed: it checks, renders and is compared without a line of code for it."""

import json
import re
from functools import cache
from io import BytesIO

import html5lib
import pytest
from pypdf import PdfReader

from notice.firms import EXAMPLES, ON
from seloste.notice import Loaded, Notice, clauses, load, records, render
from seloste.notice.diff import compare
from seloste.notice.findings import Lang
from seloste.notice.render import LANGUAGES

CLINIC = EXAMPLES / "hammasasema"


@cache
def read(name: str) -> Loaded:
    return load((CLINIC / f"{name}.yaml").read_bytes(), file=f"{name}.yaml", on=ON)


def clinic(name: str = "notice") -> Notice:
    told = read(name).notice
    assert told
    return told


@pytest.mark.parametrize("name", ["notice", "next"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_versions_check_clean_in_every_language(name: str, lang: Lang) -> None:
    assert [each.told(lang) for each in read(name).findings if each.severity != "info"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_is_made_and_says_every_promise(lang: str) -> None:
    html5lib.HTMLParser(strict=True).parse(render.document(clinic(), lang=lang, on=ON))
    text = " ".join(render.write(clinic(), "txt", lang=lang, on=ON).decode().split())
    assert [
        each.anchor for each in clauses(clinic()) if not each.anchor.startswith(("retention.", "right.")) and each.text[lang] not in text
    ] == []
    assert "(#" in render.write(clinic(), "md", lang=lang, on=ON).decode()
    assert json.loads(render.write(clinic(), "json", lang=lang, on=ON))["document"]["lang"] == lang
    assert json.loads(render.write(clinic(), "jsonld", lang=lang, on=ON))["@context"]
    pdf = PdfReader(BytesIO(render.write(clinic(), "pdf", lang=lang, on=ON)))
    assert str(pdf.root_object["/Lang"]).startswith(lang)
    assert len(pdf.pages) > 5


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", ("Erityinen henkilötietoryhmä: terveystiedot.", "terveydenhuolto (9 art. 2 h)", "niin kauan kuin tämä on voimassa: "
                "potilaskertomus, ja sen jälkeen 12 vuotta", "markkinointi, vain suostumuksella", "(ulkopuolinen, tietojen vastaanottaja)",
                "EU:n ja Yhdysvaltojen tietosuojakehys", "Lapselle ja nuorelle", "ylläpitäjä: Potilasjärjestelmän toimittaja",
                "päättyy, kun suostumus peruutetaan")),
        ("sv", ("Särskild kategori av personuppgifter: uppgifter om hälsa.", "patientjournal, och därefter 12 år", "utomstående",
                "marknadsföring, bara med samtycke", "För barn och unga", "Förenta staterna", "upphör när samtycket återkallas")),
        ("en", ("Special category of data: data concerning health.", "patient record, and 12 years after that",
                "EU–US Data Privacy Framework", "marketing, only with consent", "For children and young people",
                "ends when the consent is withdrawn")),
    ],
)  # fmt: skip
def test_what_is_special_about_a_clinic_is_told(lang: str, words: tuple[str, ...]) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", render.html(clinic(), lang=lang, on=ON)))
    for each in words:
        assert each in page, each


def test_its_data_on_health_never_leave_the_country() -> None:
    transfers = [each.text["en"] for each in clauses(clinic()) if each.anchor.startswith("transfers.")]
    assert any("United States" in each for each in transfers)
    record = records.table(clinic(), "controller", lang="en")
    care = next(line for line in record.splitlines() if "Keeping the patient record" in line)
    assert "United States" not in care
    assert "United States" in next(line for line in record.splitlines() if ";Newsletter;" in line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_next_version_tells_a_good_story(lang: str) -> None:
    changes = compare(clinic(), clinic("next"))
    material = {each.code for each in changes if each.material}
    assert {"recipient-new", "purpose-new", "matter-longer", "right"} <= material
    slight = [each for each in changes if not each.material]
    assert any(each.code == "words" for each in slight)
    assert all(each.code not in material for each in slight if each.code in ("words", "category-new"))
