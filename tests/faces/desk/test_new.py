"""A new customer: the matter first, then what the purpose may hold."""

from datetime import datetime

import pytest

from faces.conftest import opened
from faces.staff import EXAMPLES, Office, main, words
from seloste.home import Home

GOOD = {"kind": "customer", "matter": "relationship", "identity-first_name": "Veikko", "identity-last_name": "Esimerkki"}


def test_a_new_customer_gets_a_matter_and_a_card(office: Office) -> None:
    client = office.client("sales", purpose="customer_care")
    response = client.post("/desk/new/", GOOD | {"contact-email": "veikko@posti.example"})
    assert response.status_code == 302
    said = words(client.get(response.headers["Location"]))
    assert "Veikko Esimerkki" in said
    assert "Asiakassuhde" in said


def test_a_planned_end_is_read_as_people_write_it(office: Office) -> None:
    client = office.client("sales", purpose="customer_care")
    response = client.post("/desk/new/", GOOD | {"matter": "contract", "planned": "30.6.2027"})
    assert "päättyy viimeistään 30.6.2027" in words(client.get(response.headers["Location"]))


def test_everything_that_is_wrong_is_said_at_once(office: Office) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/new/", {"kind": "alien", "matter": "war", "planned": "joskus"})
    body = main(response)
    assert response.status_code == 422
    assert all(f'href="#{field}"' in body for field in ("kind", "matter", "planned", "identity-first_name"))


def test_a_bad_value_is_said_beside_its_field(office: Office) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/new/", GOOD | {"contact-email": "ei osoite"})
    assert response.status_code == 422
    assert 'href="#contact-email"' in main(response)
    assert 'value="Veikko"' in main(response)


def test_a_matter_of_another_purpose_does_not_begin(office: Office) -> None:
    response = office.client("sales", purpose="customer_care").post("/desk/new/", GOOD | {"matter": "credit_check"})
    assert response.status_code == 422


def test_a_purpose_that_begins_nothing_writes_nobody_down(office: Office) -> None:
    client = office.client("sales", purpose="delivery")
    assert "ei kirjata uusia henkilöitä" in words(client.get("/desk/new/"))
    assert client.post("/desk/new/", GOOD).status_code == 200


def test_the_form_has_no_field_that_the_purpose_may_not_fill(office: Office) -> None:
    body = main(office.client("sales", purpose="customer_care").get("/desk/new/"))
    assert "identity_code" not in body
    assert "Henkilötunnus" not in body


def test_a_name_that_is_kept_with_the_contract_is_asked_for_and_goes_with_the_contract_that_begins(school: Office) -> None:
    client = school.client("sales", purpose="relationship")
    form = main(client.get("/desk/new/"))
    assert "Yhteystiedot" in form
    assert "Hinta" not in form, "what else belongs to the contract is asked on the card"
    given = {"identity-first_name": "Veikko", "identity-last_name": "Esimerkki", "identity-email": "veikko@posti.example"}
    response = client.post("/desk/new/", {"kind": "private", "matter": "contract", "planned": "30.6.2027"} | given)
    assert response.status_code == 302
    card = words(client.get(response.headers["Location"]))
    assert "Veikko Esimerkki" in card
    assert "päättyy viimeistään 30.6.2027" in card


def test_a_new_contract_without_a_name_writes_nobody_down(school: Office) -> None:
    response = school.client("sales", purpose="relationship").post("/desk/new/", {"kind": "private", "matter": "contract"})
    assert response.status_code == 422
    assert 'href="#identity-last_name"' in main(response)


@pytest.mark.parametrize("purpose", ["support", "usage", "debt_collection"])
def test_a_matter_that_tells_nobody_apart_makes_no_new_person(school: Office, purpose: str) -> None:
    client = school.client("service", "finance", purpose=purpose)
    assert "ei kirjata uusia henkilöitä" in words(client.get("/desk/new/"))


def test_a_user_whose_name_is_kept_with_the_use_is_written_down(
    db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for firm in opened(fresh_home, now, monkeypatch, (EXAMPLES / "ohjelma-aitta" / "notice.yaml").read_bytes()):
        given = {"kind": "user", "matter": "use", "account-username": "veikko.e", "person-last_name": "Esimerkki"}
        client = firm.client("accounts", purpose="accounts")
        response = client.post("/desk/new/", given)
        assert response.status_code == 302, words(response)
        assert "Esimerkki" in words(client.get(response.headers["Location"]))
