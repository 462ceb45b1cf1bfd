"""The card: what the purpose opens, the rest as locked rows, and one answer for everyone it doesn't open."""

import re

import pytest

from faces.staff import STRANGER, Office, main, words
from seloste.policy import Actor, Begin, Denial, NewSubject, Put


def test_the_card_shows_what_the_purpose_opens(office: Office, aino: int) -> None:
    said = words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/"))
    assert "Aino Esimerkki" in said
    assert "aino.esimerkki@posti.example" in said
    assert "1\u00a0250,00 €" in said or "1 250,00 €" in said


def test_a_phone_number_is_written_for_people(office: Office, aino: int) -> None:
    assert "+358 50 1234567" in words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/"))


def test_the_person_is_not_named_in_the_title_that_a_browser_remembers(office: Office, aino: int) -> None:
    title = office.client("sales", purpose="customer_care").get(f"/desk/{aino}/").content.decode().split("</title>")[0]
    assert "Aino" not in title


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_is_locked_to_others_and_names_who_may_open_it(office: Office, aino: int) -> None:
    office.do(
        "credit_check", aino, Begin("credit_check", ref="k"), Put("identity_code", {"hetu": "131052-930V"}, matter="k"), roles="credit"
    )
    sales = office.client("sales", purpose="customer_care").get(f"/desk/{aino}/")
    assert "131052" not in sales.content.decode()
    assert re.search(r"Henkilötunnus lukittu Avautuu käyttötarkoituksessa Luottotietojen tarkistus", words(sales))
    assert "Saa avata: luottopäätökset" in words(sales)
    assert "131052-930V" in words(office.client("credit", purpose="credit_check").get(f"/desk/{aino}/"))


@pytest.mark.promise("LN-07", "LN-44", by="behaviour")
def test_a_role_without_a_purpose_sees_nothing_of_anyone(office: Office, aino: int) -> None:
    response = office.client("marketing", purpose="newsletter").get(f"/desk/{aino}/")
    assert response.status_code == 403
    assert "Aino" not in response.content.decode()


def test_a_denial_says_what_was_chosen_what_else_could_be_and_whom_to_ask(office: Office, aino: int) -> None:
    said = words(office.client("sales", "marketing", purpose="newsletter").get(f"/desk/{aino}/"))
    assert "Et näe näitä tietoja tässä käyttötarkoituksessa" in said
    assert "Valitsit: Uutiskirje" in said
    assert "Asiakaspalvelu Hoidamme asiakassuhdetta" in said
    assert "kysy tietosuojan yhteyshenkilöltä. Kysely on kirjattu käyttölokiin." in said


def test_a_stranger_and_someone_without_a_ground_give_the_same_answer(office: Office, aino: int) -> None:
    client = office.client("marketing", purpose="newsletter")
    known, unknown = client.get(f"/desk/{aino}/"), client.get(f"/desk/{STRANGER}/")
    assert known.status_code == unknown.status_code == 403
    assert _neutral(main(known), aino) == _neutral(main(unknown), STRANGER)


def _neutral(body: str, subject: int) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body.replace(str(subject), "ID"))


def test_the_locked_rows_hold_no_value(office: Office, aino: int) -> None:
    body = main(office.client("support", purpose="online_services").get(f"/desk/{aino}/"))
    assert "Verkkosivut" not in body


def test_someone_of_whom_the_purpose_opens_nothing_yet_gets_a_teaching_card(office: Office) -> None:
    subject = office.do("quotations", NewSubject("customer"), Begin("quotation"), Put("identity", {"last_name": "Esimerkki"})).subject
    office.do("customer_care", subject, Begin("relationship"))
    assert "Esimerkki" in words(office.client("sales", purpose="customer_care").get(f"/desk/{subject}/"))


def test_every_look_is_in_the_ledger(office: Office, aino: int) -> None:
    office.client("sales", purpose="customer_care").get(f"/desk/{aino}/")
    leaves = office.door.browse_ledger(Actor(1, frozenset({"privacy"}), "Tietosuoja"), now=office.now)
    assert not isinstance(leaves, Denial)
    assert {"read", "life"} <= {leaf.verb for leaf in leaves}
