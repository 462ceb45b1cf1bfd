"""When something fails: plain words, what was and wasn't done, and nothing of what went wrong inside."""

from pathlib import Path

import pytest
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
