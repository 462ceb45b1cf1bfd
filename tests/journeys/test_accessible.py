"""Every page, in both themes, narrow and wide: nothing that axe objects to, and nothing that runs off the side."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from faces.staff import STRANGER, Office
from seloste.gate import Listing
from seloste.policy import Actor

pytestmark = pytest.mark.journey
SALES = Actor(41, frozenset({"sales"}), "Myynti")
PAGES = {
    "notice": ("/tietosuojaseloste/", (), ""),
    "notice in Swedish": ("/dataskyddsbeskrivning/", (), ""),
    "notice in English": ("/privacy-notice/", (), ""),
    "a day without a notice": ("/privacy-notice/2001-01-01/", (), ""),
    "sign-in": ("/staff/sign-in/", (), ""),
    "components": ("/ui/", (), ""),
    "purpose": ("/desk/", ("sales", "marketing"), ""),
    "no role": ("/desk/", (), "nobody"),
    "find": ("/desk/", ("sales",), "customer_care"),
    "list": ("/desk/all/", ("sales",), "customer_care"),
    "new": ("/desk/new/", ("sales",), "customer_care"),
    "card": ("/desk/{subject}/", ("sales",), "customer_care"),
    "card with a toast": ("/desk/{subject}/?done=1&undo=5", ("sales",), "customer_care"),
    "life": ("/desk/{subject}/life/", ("sales",), "customer_care"),
    "add": ("/desk/{subject}/add/contact/", ("sales",), "customer_care"),
    "act": ("/desk/{subject}/ban/", ("sales",), "customer_care"),
    "denied": (f"/desk/{STRANGER}/", ("sales", "marketing"), "newsletter"),
    "board": ("/office/", ("privacy",), ""),
    "requests, none yet": ("/office/requests/", ("privacy",), ""),
    "new request": ("/office/requests/new/", ("privacy",), ""),
    "retention": ("/office/retention/?on=31.12.2040", ("privacy",), ""),
    "ledger": ("/office/ledger/", ("privacy",), ""),
    "explain": ("/office/explain/", ("privacy",), ""),
    "same person": ("/office/linking/", ("privacy",), ""),
    "staff": ("/office/people/", ("privacy",), ""),
    "log reviews": ("/office/ledger/reviews/", ("privacy",), ""),
    "record": ("/office/people/record/", ("privacy",), ""),
    "closed office": ("/office/ledger/", ("sales",), ""),
}


def someone(office: Office) -> int:
    """Pick a customer."""
    found = office.door.list(SALES, "customer_care", now=office.now)
    assert isinstance(found, Listing)
    return found.readings[0].subject


def objections(page: Page) -> list[str]:
    """Run axe and say what it objects to, and where."""
    # Without preload: axe would copy the style sheets into the page, where their imports lead nowhere.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_both_themes_and_fits_a_small_screen(name: str, office: Office, visit: Callable[..., Page]) -> None:
    path, roles, purpose = PAGES[name]
    page = visit(path.format(subject=someone(office)), *roles, purpose=purpose)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert objections(page) == [], (scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (scheme, width)
    assert page.locator("h1").count() == 1


def test_a_failed_form_is_accessible_and_opens_at_its_errors(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/desk/new/", "sales", purpose="customer_care")
    page.fill("#contact-email", "ei osoite")
    page.fill("#identity-last_name", "Esimerkki")
    page.click("text=Tallenna henkilö")
    assert page.title().startswith("Virhe:")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    assert objections(page) == []


def test_targets_are_at_least_24_pixels_high(office: Office, visit: Callable[..., Page]) -> None:
    page = visit(f"/desk/{someone(office)}/", "sales", purpose="customer_care", viewport={"width": 320, "height": 900})
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, .nav a, summary')].filter(e => e.checkVisibility() && e.offsetHeight < 24).length"
    )
    assert small == 0
