"""More kinds of people than customers: the notice's own word for each, and only the matters that are theirs."""

import re
from datetime import date

import pytest

from faces.staff import Office, main, words
from seloste.policy import Begin, NewSubject, Put

END = date(2027, 6, 30)


@pytest.fixture
def pupil(school: Office) -> int:
    """Write down a pupil, whose school gave them access and whose name the login purpose doesn't hold."""
    begun = (Begin("access", planned=END), Put("login", {"username": "oppilas.yksi"}))
    return school.do("login", NewSubject("pupil"), *begun, roles="service").subject


@pytest.fixture
def private(school: Office) -> int:
    """Write down a private customer."""
    begun = (Begin("contract", ref="c", planned=END), Put("login", {"username": "aino.e"}))
    return school.do("login", NewSubject("private"), *begun, roles="service").subject


def test_a_row_without_a_name_shows_the_user_name_that_the_purpose_opens(school: Office, pupil: int) -> None:
    client = school.client("service", purpose="login")
    for answer in (client.get("/desk/all/"), client.post("/desk/", {"q": "oppilas.yksi"})):
        assert f'<a href="/desk/{pupil}/">oppilas.yksi</a>' in main(answer)
        assert "Oppilas" in words(answer)
        assert "Nimi ei kuulu" not in words(answer)


def test_a_row_of_which_nothing_tells_apart_says_so(school: Office) -> None:
    used = Put("usage", {"material": "Murtoluvut"}, matter="u", source="own_work")
    school.do("usage", NewSubject("private"), Begin("usage_period", ref="u"), used, roles="service")
    assert "Nimi ei kuulu tähän käyttötarkoitukseen" in words(school.client("service", purpose="usage").get("/desk/all/"))


def test_the_card_of_a_pupil_never_calls_them_a_customer(school: Office, pupil: int) -> None:
    card = school.client("service", purpose="login").get(f"/desk/{pupil}/")
    assert "<title>Oppilas –" in card.content.decode().replace("\n", "")
    assert "<h1>oppilas.yksi</h1>" in main(card)
    assert not re.search(r"asiakas\b(?!-)", words(card), re.IGNORECASE)


def test_without_anything_to_tell_them_apart_the_heading_is_the_kind(school: Office) -> None:
    nobody = school.do("login", NewSubject("pupil"), Begin("access", planned=END), roles="service").subject
    client = school.client("service", purpose="login")
    for path in (f"/desk/{nobody}/", f"/desk/{nobody}/life/"):
        assert "<h1>Oppilas</h1>" in main(client.get(path))


def test_only_matters_of_their_own_kind_are_offered(school: Office, pupil: int, private: int) -> None:
    client = school.client("service", purpose="login")
    theirs, customers = main(client.get(f"/desk/{pupil}/")), main(client.get(f"/desk/{private}/"))
    assert (f"/desk/{pupil}/begin/access/" in theirs, f"/desk/{pupil}/begin/contract/" in theirs) == (True, False)
    assert (f"/desk/{private}/begin/access/" in customers, f"/desk/{private}/begin/contract/" in customers) == (False, True)


def test_a_new_person_begins_only_what_is_for_them(school: Office) -> None:
    client = school.client("service", purpose="login")
    given = {"kind": "private", "matter": "access", "planned": "30.6.2027", "login-username": "aino.e"}
    refused = client.post("/desk/new/", given)
    assert refused.status_code == 422
    assert "Tämä asia ei koske valitsemaasi ryhmää" in words(refused)
    assert client.post("/desk/new/", {**given, "kind": "pupil"}).status_code == 302
