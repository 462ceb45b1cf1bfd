"""The choice of language: a form that works without scripts, remembered in a cookie, and back on the same page."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from faces.staff import Office, main, words
from seloste.duties.rights.requests import Refused
from seloste.faces.ui.dates import read_day
from seloste.faces.ui.words import refused, wrong
from seloste.policy.values import Problem

SAYS = {"fi": "Etsi henkilö", "sv": "Sök en person", "en": "Find a person"}
PAGES = ("/desk/", "/desk/all/", "/desk/new/", "/desk/{subject}/", "/desk/{subject}/life/", "/desk/{subject}/ban/")


@pytest.mark.parametrize("lang", SAYS)
def test_a_chosen_language_is_remembered_and_leads_back(office: Office, lang: str) -> None:
    client = office.client("sales", purpose="customer_care")
    chosen = client.post("/language/", {"language": lang, "next": "/desk/"})
    assert chosen.headers["Location"] == "/desk/"
    cookie = chosen.cookies["seloste_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (lang, True, "Lax")
    page = client.get("/desk/")
    assert SAYS[lang] in words(page)
    assert f'<html lang="{lang}">' in page.content.decode()
    assert page.headers["Content-Language"] == lang


def test_the_frame_offers_each_language_in_its_own_words_and_marks_the_one_in_use(office: Office) -> None:
    client = office.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = "sv"
    body = client.get("/desk/all/?after=3").content.decode()
    for code, name, pressed in (("fi", "Suomi", "false"), ("sv", "Svenska", "true"), ("en", "English", "false")):
        assert f'<button name="language" value="{code}" lang="{code}" aria-pressed="{pressed}">{name}</button>' in body
    assert '<input type="hidden" name="next" value="/desk/all/?after=3">' in body


def test_the_sign_in_page_offers_them_too_and_remembers_where_one_was_going(office: Office) -> None:
    body = Client(headers={"accept-language": "sv"}).get("/staff/sign-in/?next=/desk/new/").content.decode()
    assert "Logga in" in body
    assert '<input type="hidden" name="next" value="/staff/sign-in/?next=/desk/new/">' in body


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(office: Office, elsewhere: str) -> None:
    assert Client().post("/language/", {"language": "sv", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.parametrize("unknown", ["de", "", "fi-FI; secure", "<script>"])
def test_a_language_that_nobody_offered_is_not_spoken(office: Office, unknown: str) -> None:
    client = Client()
    client.post("/language/", {"language": unknown, "next": "/"})
    page = client.get("/staff/sign-in/")
    assert '<html lang="fi">' in page.content.decode()
    assert "Kirjaudu sisään" in words(page)


def test_a_language_is_not_chosen_by_following_a_link(office: Office) -> None:
    assert "seloste_language" not in Client().get("/language/?language=sv").cookies


def test_after_a_form_with_errors_one_comes_back_to_the_page_of_the_form(office: Office) -> None:
    client = office.client("privacy")
    body = client.post("/office/requests/new/", {}, headers={"referer": "http://testserver/office/requests/new/"}).content.decode()
    assert re.search(r'name="next" value="([^"]+)"', body)[1] == "/office/requests/new/"  # type: ignore[index]
    from_elsewhere = client.post("/office/requests/new/", {}, headers={"referer": "http://evil.example/x/"}).content.decode()
    assert 'value="/x/"' not in from_elsewhere


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_desk_speaks_one_language_at_a_time(office: Office, aino: int, path: str, lang: str) -> None:
    """The words of the screens and the names of the notice are in the reader's language: no Finnish is left over."""
    client = office.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = lang
    shown = main(client.get(path.format(subject=aino)))
    for left_over in ("Asiakaspalvelu", "Yhteystiedot", "käyttötarkoitus", "Tiedot ", "Sähköposti", "Tallenna", "päättyy", "alkoi"):
        assert left_over not in shown, left_over


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", ("Du ser inte dessa uppgifter", "Du valde: Nyhetsbrev", "användningsloggen")),
        ("en", ("You cannot see these data", "You chose: Newsletter", "access log")),
    ],
)
def test_a_no_of_the_gate_is_said_in_the_readers_language(office: Office, aino: int, lang: str, said: tuple[str, ...]) -> None:
    client = office.client("sales", "marketing", purpose="newsletter")
    client.cookies["seloste_language"] = lang
    refused = client.get(f"/desk/{aino}/")
    assert refused.status_code == 403
    for each in said:
        assert each in words(refused), each


@pytest.mark.parametrize(("lang", "said"), [("sv", "Kontrollera e-postadressen."), ("en", "Check the email address.")])
def test_what_is_wrong_with_a_value_is_said_in_the_readers_language(office: Office, aino: int, lang: str, said: str) -> None:
    client = office.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = lang
    refused = client.post(f"/desk/{aino}/add/contact/", {"email": "ei osoite", "source": "person"})
    assert refused.status_code == 422
    assert said in words(refused)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_board_says_promise_and_evidence_in_the_readers_language(office: Office, aino: int, lang: str) -> None:
    client = office.client("privacy")
    finnish = words(client.get("/office/"))
    client.cookies["seloste_language"] = lang
    shown = words(client.get("/office/"))
    evidence = ("Julkaistu tietosuojaseloste sanoo", "Kansioita on", "Käyttölokissa on", "voimassa", "Vahvistanut", "Tietueita on")
    for told in evidence:
        assert told in finnish, told
        assert told not in shown, told


@pytest.mark.parametrize("lang", SAYS)
def test_what_is_typed_into_a_field_can_be_read_back_in_every_language(office: Office, aino: int, lang: str) -> None:
    client = office.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = lang
    body = client.get(f"/desk/{aino}/restrict/").content.decode()
    review = re.search(r'name="review" value="([^"]+)"', body)
    assert review is not None
    assert read_day(review[1]) is not None


def test_a_text_that_is_too_long_says_how_long_it_may_be() -> None:
    for lang, said in (("fi", "enintään 300 merkkiä"), ("sv", "högst 300 tecken"), ("en", "at most 300 characters")):
        with override(lang):
            assert said in wrong(Problem("note", "SEL-P005", "Teksti on liian pitkä: enintään 300 merkkiä."))


def test_a_duties_no_writes_its_days_as_the_language_does() -> None:
    late = Refused("SEL-R010", "Pidentämisestä piti kertoa viimeistään %(day)s.", {"day": date(2026, 11, 16)})
    for lang, said in (("fi", "viimeistään 16.11.2026."), ("sv", "senast 16.11.2026."), ("en", "by 16 November 2026.")):
        with override(lang):
            assert refused(late).endswith(said)
