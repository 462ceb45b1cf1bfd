"""The notice as files: each format in each language, the same bytes for the same version, and its own source."""

import json
from hashlib import sha256
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from faces.site.versions import publish_second, tell
from faces.staff import LAMISNET, Office
from seloste.faces.site import documents
from seloste.notice import load

SLUGS = {"fi": "tietosuojaseloste", "sv": "dataskyddsbeskrivning", "en": "privacy-notice"}
TITLES = {"fi": "Tietosuojaseloste", "sv": "Dataskyddsbeskrivning", "en": "Privacy notice"}
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
}


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize("lang", SLUGS)
def test_the_notice_in_force_is_given_in_each_format_and_language(office: Office, lang: str, form: str) -> None:
    response = Client().get(f"/{SLUGS[lang]}.{form}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == TYPES[form]
    assert response.headers["Content-Language"] == lang
    assert response.headers["ETag"] == f'"{sha256(response.content).hexdigest()}"'
    assert f'filename="{SLUGS[lang]}-' in response.headers["Content-Disposition"]
    assert not response.cookies
    version = office.door.notice_at(office.now).sha256[:12]
    assert Client().get(f"/{SLUGS[lang]}/{version}.{form}").content == response.content


@pytest.mark.parametrize("lang", SLUGS)
def test_the_pdf_can_be_read_back_in_its_language(office: Office, lang: str) -> None:
    found = PdfReader(BytesIO(Client().get(f"/{SLUGS[lang]}.pdf").content))
    assert TITLES[lang] in found.pages[0].extract_text()
    assert str(found.root_object["/Lang"]).startswith(lang)


def test_who_has_the_file_already_is_told_that_it_is_the_same(office: Office) -> None:
    tag = Client().get("/tietosuojaseloste.pdf").headers["ETag"]
    again = Client(headers={"if-none-match": tag}).get("/tietosuojaseloste.pdf")
    assert (again.status_code, again.content) == (304, b"")
    publish_second(office)
    assert Client(headers={"if-none-match": tag}).get("/tietosuojaseloste.pdf").status_code == 200


def test_a_pdf_is_made_once(office: Office) -> None:
    documents._make.cache_clear()
    for _ in range(3):
        Client().get("/privacy-notice.pdf")
    assert documents._make.cache_info().misses == 1


def test_the_source_is_the_published_file_byte_for_byte(office: Office) -> None:
    response = Client().get("/notice.yaml")
    assert response.content == LAMISNET.read_bytes()
    assert response.headers["Content-Type"] == "application/yaml; charset=utf-8"
    assert response.headers["ETag"] == f'"{sha256(response.content).hexdigest()}"'


def test_each_published_version_keeps_its_source(office: Office) -> None:
    first = office.door.notice_at(office.now)
    second = publish_second(office)
    assert Client().get(f"/notice/{first.sha256[:12]}.yaml").content == LAMISNET.read_bytes()
    assert sha256(Client().get(f"/notice/{second.sha256[:12]}.yaml").content).hexdigest() == second.sha256
    assert Client().get("/notice/000000000000.yaml").status_code == 404
    with pytest.raises(LookupError):
        office.door.source(3)


def test_programs_read_which_version_is_in_force_and_what_it_says(office: Office) -> None:
    told = json.loads(Client().get("/notice.json").content)
    notice = load(LAMISNET.read_bytes(), file="notice.yaml", on=office.now.date()).notice
    assert notice
    assert (told["version"], told["sha256"], told["effective"]) == (1, notice.sha256, "2026-11-16")
    assert told["notice"]["register"]["name"]["sv"] == "Kundregister"
    assert set(told["notice"]["purposes"]) == {key for key, purpose in notice.purposes.items() if not purpose.builtin}
    for address in (told["source"], *told["pages"].values(), *(url for files in told["files"].values() for url in files.values())):
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200, address


def test_a_coming_version_can_be_taken_home_too_but_has_no_published_source(office: Office) -> None:
    coming = tell(office)
    assert Client().get(f"/dataskyddsbeskrivning/{coming.sha256[:12]}.pdf").status_code == 200
    assert Client().get(f"/notice/{coming.sha256[:12]}.yaml").status_code == 404
    assert "notice/" not in Client().get(f"/dataskyddsbeskrivning/{coming.sha256[:12]}/").content.decode().replace("privacy-notice/", "")


@pytest.mark.parametrize(
    "path",
    ["/tietosuojaseloste.html", "/tietosuojaseloste.exe", "/tietosuojaseloste.csv", "/tietosuojaseloste/000000000000.pdf", "/records.pdf"],
)
def test_nothing_else_is_given(office: Office, path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/tietosuojaseloste.pdf", "/notice.yaml", "/notice.json"])
def test_the_files_take_no_posts(office: Office, path: str) -> None:
    assert Client().post(path).status_code == 405
