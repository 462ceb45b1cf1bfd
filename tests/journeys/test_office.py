"""A morning in the office, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from faces.staff import Office
from journeys.test_accessible import objections

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


def test_a_request_is_written_down_answered_and_its_data_handed_over(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/office/", "privacy")
    page.get_by_role("link", name="Pyynnöt").click()
    page.get_by_role("link", name="Kirjaa pyyntö").first.click()
    page.fill("#email", "veikko.mallikas@posti.example")
    page.fill("#received", "20.11.2026")
    page.fill("#text", "Haluan nähdä tietoni.")
    page.get_by_role("button", name="Kirjaa pyyntö").click()
    expect(page.locator("main")).to_contain_text("Haluan nähdä tietoni.")
    assert objections(page) == []
    with page.expect_download() as handed:
        page.click("text=Lataa annettavat tiedot")
    assert handed.value.suggested_filename == "pyynto-2026-0001.zip"
    page.reload()
    page.click("text=Vastaa näin")
    expect(page.locator("main")).to_contain_text("vastattu")
    page.get_by_role("link", name="Lupaukset").click()
    expect(page.locator("h1")).to_have_text("Pidämmekö lupauksemme?")


def test_the_officer_narrows_the_board_and_follows_a_promise_to_its_clause(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/office/", "privacy")
    page.locator(".tally").get_by_role("link", name="vahvistettu").click()
    expect(page.locator(".chip.kept")).to_have_count(0)
    page.locator(".promise .refs a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
