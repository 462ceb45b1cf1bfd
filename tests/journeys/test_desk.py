"""A day at the desk, in a real browser: with the mouse, with the keyboard alone, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from faces.staff import Office
from journeys.conftest import PASSWORD
from journeys.test_accessible import someone

pytestmark = pytest.mark.journey


def test_a_customer_is_written_down_served_and_ended_and_the_end_undone(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/desk/", "sales", purpose="customer_care")
    page.click("text=Uusi henkilö")
    page.fill("#identity-first_name", "Siiri")
    page.fill("#identity-last_name", "Uusikas")
    page.fill("#contact-email", "siiri.uusikas@posti.example")
    page.click("text=Tallenna henkilö")
    expect(page.locator("h1")).to_have_text("Siiri Uusikas")
    page.click("text=Asiakaspalvelun viestit")
    page.fill("#text", "Soitti ja kysyi toimitusaikaa.")
    page.click("text=Tallenna")
    expect(page.locator("main")).to_contain_text("Soitti ja kysyi toimitusaikaa.")
    page.locator(".rail").get_by_role("link", name="Päätä").click()
    expect(page.locator("main")).to_contain_text("Tämä poistetaan")
    page.get_by_role("button", name="Päätä").click()
    expect(page.locator("main")).to_contain_text("ei enää avaa tämän henkilön tietoja")
    page.click("text=Peru")
    expect(page.locator("h1")).to_have_text("Siiri Uusikas")
    assert "uusikas" not in page.url.lower()


def test_changing_the_purpose_changes_what_is_open(office: Office, visit: Callable[..., Page]) -> None:
    page = visit(f"/desk/{someone(office)}/", "sales", "bookkeeping", purpose="customer_care")
    expect(page.locator(".group").first).to_contain_text("Nimi")
    page.click(".picker summary")
    page.get_by_role("button", name="Kirjanpito").click()
    expect(page.locator("h1")).to_have_text("Et näe näitä tietoja tässä käyttötarkoituksessa")
    page.locator(".picker-page").get_by_role("button", name="Asiakaspalvelu").click()
    expect(page.locator(".group").first).to_contain_text("Nimi")


def test_the_whole_way_by_keyboard(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/desk/", "sales", "marketing", purpose="newsletter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    picker = page.locator(".picker summary")
    while not picker.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".picker-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".picker-panel")).to_be_hidden()
    assert picker.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".picker summary")).to_contain_text("Asiakaspalvelu")
    page.keyboard.press("/")
    page.keyboard.type("Mallikas")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Veikko Mallikas")
    expect(link).to_be_visible()
    while not link.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    outline = link.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Veikko Mallikas")


def test_everything_works_without_javascript(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/desk/", "sales", "marketing", purpose="newsletter", java_script_enabled=False)
    page.click(".picker summary")
    page.locator(".picker-panel").get_by_role("button", name="Asiakaspalvelu").click()
    page.fill("#q", "Esimerkki")
    page.get_by_role("button", name="Etsi").click()
    page.click("text=Aino Esimerkki")
    page.click("text=Miksi näemme nämä?")
    expect(page.locator(".why-body")).to_contain_text("Käsittelyperuste: sopimus")
    page.click(".who summary")
    page.get_by_role("button", name="Tumma").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("h1")).to_have_text("Aino Esimerkki")


def test_signing_in_leads_to_where_one_was_going(office: Office, visit: Callable[..., Page]) -> None:
    office.client("sales")
    person = office.staff["sales"]
    person.set_password(PASSWORD)
    person.save()
    page = visit("/desk/new/")
    page.fill("#id_login", person.login)
    page.fill("#id_password", "väärä")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_contain_text("Käyttäjätunnus tai salasana on väärin.")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/new/")
    page.click(".who summary")
    page.click("text=Kirjaudu ulos")
    page.goto("/desk/new/")
    expect(page.locator("h1")).to_have_text("Kirjaudu sisään")


def test_a_touched_form_asks_before_it_is_left(office: Office, visit: Callable[..., Page]) -> None:
    page = visit("/desk/new/", "sales", purpose="customer_care")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.fill("#identity-last_name", "Kesken")
    page.click("text=Hakuun")
    page.wait_for_url("**/desk/")
    assert asked == ["beforeunload"]


def test_a_card_is_printed_without_the_frame(office: Office, visit: Callable[..., Page]) -> None:
    page = visit(f"/desk/{someone(office)}/", "sales", purpose="customer_care")
    page.emulate_media(media="print")
    expect(page.locator(".shell-head")).to_be_hidden()
    expect(page.locator(".group").first).to_be_visible()
