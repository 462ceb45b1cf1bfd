"""A morning in the office, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from faces.staff import Office

pytestmark = pytest.mark.journey


def test_the_officer_looks_at_what_falls_and_verifies_the_ledger(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/office/retention/", "privacy")
    page.click("text=10 vuotta")
    expect(page.locator("table")).to_contain_text("Arkisto oikeudellisia vaatimuksia varten")
    page.get_by_role("link", name="Käyttöloki").click()
    page.click("text=Tarkista loki")
    expect(page.locator("main")).to_contain_text("Loki on eheä")


def test_a_clause_opens_in_the_notice_at_its_place(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/office/retention/?on=31.12.2040", "privacy")
    page.locator("table a").first.click()
    assert "/tietosuojaseloste/#purpose." in page.url
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
