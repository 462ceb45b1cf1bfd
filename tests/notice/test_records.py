"""The record of processing (Art. 30): every purpose, nothing that the notice doesn't tell, and none on behalf of nobody."""

import csv
from collections.abc import Callable
from io import StringIO

import html5lib
import pytest

from seloste.notice import Loaded, Notice, records
from seloste.notice.render import LANGUAGES, write_document


def rows(notice: Notice, role: records.Role, lang: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(records.table(notice, role, lang=lang).removeprefix("\ufeff")), delimiter=";"))


def test_every_purpose_is_an_activity_with_all_that_article_30_asks(lamisnet: Notice) -> None:
    told = rows(lamisnet, "controller", "fi")
    assert [row["Käyttötarkoitus"] for row in told][:2] == ["Asiakaspalvelu", "Tarjoukset"]
    assert len(told) == len(lamisnet.purposes)
    books = next(row for row in told if row["Käyttötarkoitus"] == "Kirjanpito")
    assert books["Henkilötietojen ryhmät"] == "Laskut"
    assert "lakisääteinen velvoite (6 art. 1 c, 1336/1997 2:10 §)" in books["Rekisteröityjen ryhmät ja käsittelyperusteet"]
    assert books["Poistamisen määräajat"].startswith("6 vuotta sen kalenterivuoden päättymisestä")
    assert "Toimivaltaiset viranomaiset (Suomi)" in books["Vastaanottajat"]
    assert "Tilitoimisto" in books["Henkilötietojen käsittelijät"]
    assert "salattu" in books["Turvatoimet"]
    assert "2701131-6" in books["Yhteystiedot"]


def test_a_transfer_is_told_with_its_country_and_basis(read: Callable[[str], Loaded], mini: str) -> None:
    mail = (
        "processors:\n  mail: {name: Postitus, why: Lähettää., data: [identity], countries: [CH], no_own_use: true, "
        "contract: {by: sales, on: 2026-10-01, valid: P1Y}}\n"
    )
    notice = read(mini.replace("recipients: {}\n", f"recipients: {{}}\n{mail}")).notice
    assert notice
    told = {row["Purpose"]: row["Transfers to third countries"] for row in rows(notice, "controller")}
    assert told["Asiakaspalvelu"] == "Postitus: Switzerland, adequacy decision"


def test_there_is_no_processors_record_where_nothing_is_done_for_others(lamisnet: Notice) -> None:
    with pytest.raises(records.NoSuchRole):
        records.table(lamisnet, "processor", lang="fi")
    with pytest.raises(records.NoSuchRole):
        records.document(lamisnet, "processor", lang="fi")


def test_a_processors_record_tells_on_whose_behalf(read: Callable[[str], Loaded], mini: str) -> None:
    text = mini.replace(
        "  name: Oy Esimerkki\n", "  name: Oy Esimerkki\n  processor_for: Käsittelemme koulujen oppilastietoja koulujen lukuun.\n"
    )
    notice = read(text).notice
    assert notice
    [row] = rows(notice, "processor")
    assert row["Controllers and the processing on their behalf"] == "Käsittelemme koulujen oppilastietoja koulujen lukuun."
    assert row["Processor"] == "Oy Esimerkki"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_record_is_a_page_and_a_pdf(lamisnet: Notice, lang: str) -> None:
    document = records.document(lamisnet, "controller", lang=lang)
    page = write_document(document, "html").decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{lang}">' in page
    assert write_document(document, "pdf").startswith(b"%PDF")
