"""A row's number as addresses and forms give it: whatever is typed there is a number or nobody's, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.staff import Office, words
from seloste.faces.ui.numbers import LARGEST, read_number

TOO_MUCH = pytest.mark.parametrize("typed", ["9" * 5000, str(2**63), "1" * 19 + "1"], ids=["thousands", "beyond", "twenty"])


@given(st.integers(0, LARGEST))
def test_a_number_that_a_row_can_have_is_read(number: int) -> None:
    assert read_number(str(number)) == number


@given(st.integers(LARGEST + 1) | st.integers(max_value=-1) | st.text().filter(lambda text: not text.isdecimal()))
def test_anything_else_is_nobodys(typed: int | str) -> None:
    assert read_number(str(typed)) == 0


@TOO_MUCH
def test_such_a_number_in_the_address_of_the_desks_list_gives_its_first_page(office: Office, aino: int, typed: str) -> None:
    answer = office.client("sales", purpose="customer_care").get("/desk/all/", {"after": typed})
    assert answer.status_code == 200
    assert "Aino Esimerkki" in words(answer)


@TOO_MUCH
def test_such_a_number_in_the_address_of_the_ledger_gives_its_first_page(office: Office, aino: int, typed: str) -> None:
    client = office.client("privacy")
    client.get("/office/ledger/")
    answer = client.get("/office/ledger/", {"after": typed})
    assert answer.status_code == 200
    assert "selasi käyttölokia" in words(answer)


@TOO_MUCH
def test_a_card_offers_to_undo_nothing_of_such_a_number(office: Office, aino: int, typed: str) -> None:
    answer = office.client("sales", purpose="customer_care").get(f"/desk/{aino}/", {"done": "1", "undo": typed})
    assert answer.status_code == 200
    assert "Kirjattu." in words(answer)
    assert "/void/" not in answer.content.decode()


@TOO_MUCH
@pytest.mark.parametrize("path", ["", "life/", "edit/identity/1/", "end/1/", "lift/1/", "unrestrict/1/", "void/1/"])
def test_such_a_number_in_a_path_is_an_ordinary_no(office: Office, typed: str, path: str) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{typed}/{path}").status_code in (403, 404, 405)


@TOO_MUCH
@pytest.mark.parametrize("path", ["edit/identity", "end", "lift", "unrestrict", "void"])
def test_such_a_number_below_a_customer_is_answered_as_any_that_nothing_has(office: Office, aino: int, typed: str, path: str) -> None:
    client = office.client("sales", purpose="customer_care")
    for ask in (client.get, client.post):
        answer = ask(f"/desk/{aino}/{path}/{typed}/").status_code
        assert answer == (404 if len(typed) > 4300 else ask(f"/desk/{aino}/{path}/1/").status_code)


@TOO_MUCH
def test_an_entry_of_a_matter_of_such_a_number_is_not_stored(office: Office, aino: int, typed: str) -> None:
    client = office.client("sales", purpose="customer_care")
    answer = client.post(f"/desk/{aino}/add/orders/", {"matter": typed, "what": "Verkkosivut"})
    assert answer.status_code in (403, 422)


@TOO_MUCH
def test_such_an_anomaly_and_such_an_employee_are_nobodys(office: Office, typed: str) -> None:
    client = office.client("privacy")
    client.post("/office/ledger/reviews/", {"do": "begin"})
    answer = client.post("/office/ledger/reviews/", f"do=save&outcome-{typed}=work", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    answer = client.post("/office/people/record/", {"who": typed, "kind": "training", "on": "22.11.2026"})
    assert answer.status_code == 422
    assert "Valitse, kenestä on kyse." in words(answer)
