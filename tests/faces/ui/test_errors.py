"""When something fails: plain words, what was and wasn't done, and nothing of what went wrong inside."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from faces.staff import Office, words
from seloste.home import Home


def test_a_page_that_is_not_there_says_so(office: Office) -> None:
    response = office.client("sales").get("/desk/nowhere/")
    assert response.status_code == 404
    assert "Sivua ei löydy" in words(response)


def test_without_its_keys_the_register_shows_nothing_and_says_why(office: Office, aino: int, fresh_home: Home) -> None:
    for ring in Path(fresh_home.keys).rglob("*") if Path(fresh_home.keys).is_dir() else [Path(fresh_home.keys)]:
        ring.unlink()
    client = office.client("sales", purpose="customer_care")
    client.raise_request_exception = False
    response = client.get(f"/desk/{aino}/")
    assert response.status_code == 500
    assert "rekisterin avaimet puuttuvat" in words(response)
    assert "Aino" not in response.content.decode()


@pytest.mark.parametrize("path", ["/ui/theme/", "/staff/sign-in/"])
def test_a_form_without_its_token_says_that_nothing_was_stored(office: Office, path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path, {"theme": "dark"})
    assert response.status_code == 403
    assert "Mitään ei tallennettu." in words(response)


CANARY = "kanarialintu"


def test_every_refusal_has_a_page_in_words_that_holds_no_value(office: Office) -> None:
    client = office.client("sales", purpose="customer_care")
    client.raise_request_exception = False
    answers = {
        400: client.get("/desk/", headers={"host": f"{CANARY}.example"}),
        404: client.get(f"/desk/{CANARY}/?q={CANARY}"),
        405: client.get(f"/ui/theme/?q={CANARY}"),
        413: client.post("/desk/", {"q": CANARY * 200_000}, content_type="application/x-www-form-urlencoded"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert "<h1>" in answer.content.decode()
        assert CANARY not in answer.content.decode()
    assert answers[405]["Allow"] == "POST"


@pytest.mark.parametrize(("status", "heading"), [(400, "The request could not be handled"), (405, "This page can't be opened like this")])
def test_the_pages_speak_the_readers_language(status: int, heading: str, office: Office) -> None:
    client = office.client("sales")
    client.cookies["seloste_language"] = "en"
    answer = client.get("/desk/", headers={"host": "x.example"}) if status == 400 else client.get("/ui/theme/")
    assert (answer.status_code, heading in words(answer)) == (status, True)


def test_who_may_not_is_told_so_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionDenied(CANARY)

    monkeypatch.setattr("seloste.faces.desk.find.sit", refuse)
    answer = office.client("sales").get("/desk/")
    assert (answer.status_code, CANARY in answer.content.decode()) == (403, False)
    assert "Sinulla ei ole oikeutta" in words(answer)
