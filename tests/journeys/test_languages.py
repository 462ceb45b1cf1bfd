"""The languages in a browser: chosen by keyboard alone, without scripts too, and every firm's notice whole in all three."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from faces.staff import LAMISNET, Office
from journeys.test_accessible import objections
from seloste import gate
from seloste.home import Home

pytestmark = pytest.mark.journey
EXAMPLES = LAMISNET.parents[1]
OTHERS = sorted({path.parent.name for path in EXAMPLES.glob("*/notice.yaml")} - {"lamisnet"})
ADDRESSES = {"fi": "/tietosuojaseloste/", "sv": "/dataskyddsbeskrivning/", "en": "/privacy-notice/"}


@pytest.fixture
def firm(request: pytest.FixtureRequest, live_server: object, transactional_db: None, fresh_home: Home, now: datetime) -> str:
    """Open a register on the notice of another firm."""
    request.getfixturevalue("monkeypatch").setenv("SELOSTE_HOME", str(fresh_home.path))
    source = (EXAMPLES / request.param / "notice.yaml").read_bytes()
    assert gate.publish(fresh_home, source, file="notice.yaml", now=now - timedelta(days=1)).number == 1
    return str(live_server.url)  # type: ignore[attr-defined]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent")).strip()


def tab_to(page: Page, words: str, most: int = 30) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            return
    raise AssertionError(f"{words} can't be reached by keyboard")


def test_a_reader_changes_the_language_of_the_notice_by_keyboard(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/tietosuojaseloste/")
    tab_to(page, "Svenska")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/dataskyddsbeskrivning/$"))
    expect(page.locator("h1")).to_have_text("Dataskyddsbeskrivning")
    tab_to(page, "English")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Privacy notice")
    assert page.context.cookies() == []


@pytest.mark.parametrize("scripts", [True, False])
def test_staff_change_the_language_of_the_screens_by_keyboard_and_stay_on_the_page(
    scripts: bool, office: Office, visit: Callable[..., Page]
) -> None:
    page = visit("/desk/all/", "sales", purpose="customer_care", java_script_enabled=scripts)
    page.locator("details.who summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Svenska").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("link", name="Personer")).to_be_visible()
    expect(page).to_have_url(re.compile("/desk/all/$"))


@pytest.mark.parametrize("firm", OTHERS, indirect=True)
def test_another_firms_notice_is_accessible_in_three_languages_and_fits_a_small_screen(firm: str, browser: object) -> None:
    page = browser.new_page(base_url=firm)  # type: ignore[attr-defined]
    for lang, address in ADDRESSES.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == lang
        for scheme, width in (("light", 320), ("dark", 1440)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            assert objections(page) == [], (lang, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (lang, scheme, width)
    page.close()


def test_the_notice_prints_without_its_frame(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/privacy-notice/")
    page.emulate_media(media="print")
    for hidden in (".shell-head", ".shell-foot", ".notice > nav", ".notice-foot"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
