"""The living page and the choice of theme."""

import pytest
from django.test import Client

from faces.staff import Office


def test_the_living_page_shows_every_component_in_a_demo_home(office: Office) -> None:
    response = Client().get("/ui/")
    assert response.status_code == 200
    assert "Komponentit" in response.content.decode()


def test_outside_demo_homes_there_is_no_living_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seloste.faces.ui.views.home.open_home", lambda _path: type("Home", (), {"demo": False}))
    assert Client().get("/ui/").status_code == 404


def test_a_theme_is_remembered_in_a_cookie_and_drawn_by_the_server(office: Office) -> None:
    client = Client()
    assert client.post("/ui/theme/", {"theme": "dark", "next": "/ui/"}).headers["Location"] == "/ui/"
    assert 'data-theme="dark"' in client.get("/ui/").content.decode()


def test_following_the_device_forgets_the_cookie(office: Office) -> None:
    client = Client()
    client.post("/ui/theme/", {"theme": "dark"})
    client.post("/ui/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/ui/").content.decode()


@pytest.mark.parametrize("unknown", ["pink", '"><script>', "light dark"])
def test_a_theme_that_nobody_offered_is_not_remembered(office: Office, unknown: str) -> None:
    client = Client()
    client.post("/ui/theme/", {"theme": unknown})
    client.cookies["seloste_theme"] = unknown
    assert "data-theme" not in client.get("/ui/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(office: Office, elsewhere: str) -> None:
    assert Client().post("/ui/theme/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_a_theme_is_not_chosen_by_following_a_link(office: Office) -> None:
    assert Client().get("/ui/theme/?theme=dark").status_code == 405
