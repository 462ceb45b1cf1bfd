"""Millä perusteella?  The grounds, the folders with their dates, and what has happened, without a value."""

from datetime import date

from faces.staff import STRANGER, Office, main, words
from seloste.policy import Begin, Void


def test_every_ground_says_its_basis_its_dates_and_the_notice_it_stands_on(office: Office, aino: int) -> None:
    said = words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/life/"))
    assert "Asiakaspalvelu sopimus 19.11.2026" in said
    assert "Suoramarkkinointi oikeutettu etu" in said
    assert "sovittu päättymispäivä" in said


def test_every_folder_says_the_day_it_is_gone_at_the_latest(office: Office, aino: int) -> None:
    said = words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/life/"))
    # The relationship's two years outlast the contract; then five years in the archive, and at most thirty days.
    assert "Nimi" in said
    assert "Tilaukset ja toimitukset Sopimus" in said


def test_a_ground_links_to_the_version_of_the_notice_that_it_stands_on(office: Office, aino: int) -> None:
    notice = office.door.notice_at(office.now)
    body = main(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/life/"))
    assert f"/tietosuojaseloste/{notice.sha256[:12]}/#purpose.customer_care" in body


def test_the_page_holds_no_value_but_the_name_in_its_heading(office: Office, aino: int) -> None:
    body = main(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/life/"))
    assert "posti.example" not in body
    assert "Verkkosivut" not in body


def test_what_happened_is_told_newest_first_and_a_void_crosses_it_out(office: Office, aino: int) -> None:
    begun = office.do("customer_care", aino, Begin("warranty", planned=date(2027, 1, 1)))
    client = office.client("sales", purpose="customer_care")
    assert "Takuu: alkoi" in words(client.get(f"/desk/{aino}/life/"))
    office.do("customer_care", aino, Void(begun.events[0]))
    assert "<s>Takuu: alkoi</s>" in main(client.get(f"/desk/{aino}/life/"))


def test_only_the_purpose_that_begins_a_matter_offers_to_undo_it(office: Office, aino: int) -> None:
    mine = main(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/life/"))
    others = main(office.client("marketing", purpose="direct_marketing").get(f"/desk/{aino}/life/"))
    assert mine.count("Peru kirjaus") == 2
    assert others.count("Peru kirjaus") == 1


def test_a_stranger_and_someone_without_a_ground_give_the_same_answer(office: Office, aino: int) -> None:
    client = office.client("marketing", purpose="newsletter")
    assert client.get(f"/desk/{aino}/life/").status_code == client.get(f"/desk/{STRANGER}/life/").status_code == 403


def test_the_privacy_officer_sees_the_grounds_of_anyone(office: Office, aino: int) -> None:
    response = office.client("privacy", purpose="requests").get(f"/desk/{aino}/life/")
    assert response.status_code == 200
    assert "Perustemerkinnät" in words(response)
