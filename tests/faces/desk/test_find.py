"""Finding a customer: by name or whole e-mail address, within the purpose, and never in an address."""

import pytest

from faces.staff import Office, main, words
from seloste.policy import Begin


def test_a_name_finds_the_customer(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/", {"q": "esim"})
    assert "Aino Esimerkki" in words(response)
    assert f'href="/desk/{aino}/"' in response.content.decode()


def test_a_whole_address_finds_the_customer(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/", {"q": "Aino.Esimerkki@posti.example"})
    assert "1 osuma" in words(response)


def test_part_of_an_address_finds_nobody(office: Office, aino: int) -> None:
    said = words(office.client("sales", purpose="customer_care").post("/desk/", {"q": "aino@posti.example"}))
    assert "Ei osumia tässä käyttötarkoituksessa" in said


def test_a_customer_whom_the_purpose_does_not_open_is_not_found(office: Office, aino: int) -> None:
    said = words(office.client("marketing", purpose="newsletter").post("/desk/", {"q": "Esimerkki"}))
    assert "Ei osumia tässä käyttötarkoituksessa" in said
    assert "Aino" not in said


def test_a_result_shows_no_more_than_the_purpose_opens(office: Office, aino: int) -> None:
    office.do("newsletter", aino, Begin("consent"), roles="marketing")
    found = office.client("marketing", purpose="newsletter").post("/desk/", {"q": "Esimerkki"})
    assert "Aino Esimerkki" in words(found)
    assert "Verkkosivut" not in found.content.decode()


@pytest.mark.parametrize("short", ["", " ", "a"])
def test_too_short_a_term_is_said_beside_the_field(office: Office, aino: int, short: str) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/", {"q": short})
    assert response.status_code == 422
    assert "Virhe:" in response.content.decode().split("</title>")[0]
    assert 'href="#q"' in main(response)


def test_a_term_in_the_address_is_not_looked_at(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").get("/desk/?q=Esimerkki")
    assert "Aino" not in words(response)


def test_the_term_is_nowhere_but_in_the_field(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/", {"q": "Tuntematon"})
    assert response.content.decode().count("Tuntematon") == 1


def test_markup_in_a_term_stays_text(office: Office) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.content.decode()


def test_the_list_turns_a_page_at_a_time(office: Office) -> None:
    for number in range(27):
        office.customer("Veikko", f"Numero{chr(97 + number % 26)}{number}")
    client = office.client("sales", purpose="customer_care")
    first = client.get("/desk/all/")
    following = first.content.decode().split("?after=")[1].split('"')[0]
    second = client.get(f"/desk/all/?after={following}")
    assert first.content.decode().count('<th scope="row">') == 25
    assert second.content.decode().count('<th scope="row">') == 2


def test_a_list_that_is_not_a_number_begins_from_the_start(office: Office, aino: int) -> None:
    assert "Aino Esimerkki" in words(office.client("sales", purpose="customer_care").get("/desk/all/?after=x';--"))


def test_an_empty_list_says_what_would_be_there(office: Office) -> None:
    assert "Ei vielä ketään" in words(office.client("sales", purpose="customer_care").get("/desk/all/"))
