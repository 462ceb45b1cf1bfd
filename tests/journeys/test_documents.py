"""The documents that the command line makes, opened in a browser: nothing that axe objects to, and nothing that runs off a small screen."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from faces.staff import LAMISNET
from seloste.notice import load, records, render
from seloste.notice.render import write_document

pytestmark = pytest.mark.journey
ON = date(2026, 11, 22)


@pytest.mark.parametrize("lang", render.LANGUAGES)
@pytest.mark.parametrize("made", ["notice", "record"])
def test_a_document_is_accessible_and_fits_a_small_screen(made: str, lang: str, browser: Browser) -> None:
    notice = load(LAMISNET.read_bytes(), file="notice.yaml", on=ON).notice
    assert notice
    document = render.build(notice, lang=lang, on=ON) if made == "notice" else records.document(notice, "controller", lang=lang)
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.set_content(write_document(document, "html").decode())
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
