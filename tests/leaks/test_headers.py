"""What every answer tells a browser, over every address: keep nothing of people, load nothing from elsewhere, carry nothing onwards."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gate.firms import EXAMPLES
from leaks.canaries import WORDS, found
from leaks.scene import Scene, scene
from leaks.sinks import Sinks
from leaks.walk import Forms, addresses
from seloste import home as homes

# Pages for anyone: the notice and its files, and how to sign in. Nothing about a person stands there.
PUBLIC = frozenset({"accounts:sign_in", "set_language", "ui:theme", "ui:page"})
POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"}
AWAY = re.compile(r"(?!http://testserver/)(?:[a-z]+:)?//", re.IGNORECASE)


@pytest.fixture
def worked(sinks: Sinks, tmp_path: Path) -> Any:
    """A register with somebody in it."""
    with scene(homes.current(), sinks, (EXAMPLES / "ohjelma-aitta/notice.yaml").read_text(encoding="utf-8"), tmp_path) as made:
        yield made


def is_public(name: str) -> bool:
    return name.startswith("site:") or name in PUBLIC


def test_no_page_is_kept_by_a_browser_or_loads_anything_from_elsewhere(worked: Scene) -> None:
    client = worked.client()
    worked.choose(client, worked.purposes()[0])
    for name, address in list(addresses(worked.known())):
        for answer in (client.get(address), client.post(address, {"q": WORDS})):
            if not is_public(name):
                assert "no-store" in answer["Cache-Control"], (name, answer.status_code)
            assert set(answer["Content-Security-Policy"].split("; ")) >= POLICY, name
            assert "unsafe" not in answer["Content-Security-Policy"]
            assert answer["Referrer-Policy"] == "same-origin"
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["X-Content-Type-Options"] == "nosniff"
            for cookie in [one for one in answer.cookies.values() if one.value]:
                assert (cookie["httponly"], cookie["samesite"] in {"Lax", "Strict"}) == (True, True), (name, cookie.key)
            if answer["Content-Type"].startswith("text/html"):
                page = Forms(answer.content.decode(), address)
                assert [link for link in page.loads if AWAY.match(link)] == [], name
        if name == "accounts:sign_out":
            client = worked.client()
            worked.choose(client, worked.purposes()[0])


@pytest.mark.promise("AL-60", by="behaviour")
def test_nobody_sees_a_person_without_signing_in(worked: Scene) -> None:
    for name, address in list(addresses(worked.known())):
        anyone = Client(raise_request_exception=False)
        for answer in (anyone.get(address), anyone.post(address, {"q": WORDS})):
            assert not found(answer.content), name
            if not is_public(name):
                assert answer.status_code == 302, name
                assert answer["Location"].startswith(reverse("accounts:sign_in")), name


@pytest.mark.promise("AL-60", by="behaviour")
def test_a_session_that_has_ended_opens_nothing(worked: Scene) -> None:
    client, subject = worked.client(), worked.people[0]
    worked.choose(client, worked.purposes()[0])
    assert client.get(f"/desk/{subject}/").status_code == 200
    before = client.cookies["seloste_session"].value
    client.post("/staff/sign-out/")
    client.cookies["seloste_session"] = before
    assert client.get(f"/desk/{subject}/").status_code == 302
