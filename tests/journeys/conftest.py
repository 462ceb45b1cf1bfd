"""A browser, a running register, and staff who can sign in to it.

Without Chromium the journeys are skipped with a sentence that says what to install; where CI says it is CI, they fail instead.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from faces.staff import LAMISNET, Office
from seloste import gate
from seloste import home as homes
from seloste.home import Home

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
MISSING = "No Chromium: install it (apt install chromium) or name it in SELOSTE_CHROMIUM to run the journeys."
PASSWORD = "kolme-pitkää-sanaa"


def chromium() -> str | None:
    """Find the browser: the one that is named, else the system's."""
    for path in (os.environ.get("SELOSTE_CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser"):
        if path and Path(path).exists():
            return path
    return None


def is_complaint(message: ConsoleMessage) -> bool:
    """Tell a fault of the page from a refusal, which a browser also writes to its console."""
    return message.type == "error" and not any(status in message.text for status in ("status of 403", "status of 404", "status of 422"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all journeys."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    # Playwright's loop runs in this thread, where the tests also write to the register.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS.split())
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def office(browser: Browser, transactional_db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Open a register with a few customers, on a clock that starts at `now`."""
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    began = time.monotonic()
    monkeypatch.setattr(homes, "now", lambda: now + timedelta(seconds=time.monotonic() - began))
    assert gate.publish(fresh_home, LAMISNET.read_bytes(), file="notice.yaml", now=datetime(2026, 11, 16, tzinfo=UTC)).number == 1
    found = Office(fresh_home, gate.door(fresh_home), now)
    for first, last in (("Aino", "Esimerkki"), ("Veikko", "Mallikas"), ("Helmi", "Näyte")):
        found.customer(first, last, planned=date(2027, 6, 30), at=now - timedelta(days=3))
    return found


@pytest.fixture
def visit(browser: Browser, live_server: object, office: Office) -> Iterator[Callable[..., Page]]:
    """Open a page as someone who holds these roles; a page that logs an error to the console fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str, *roles: str, purpose: str = "", **options: object) -> Page:
        # Chromium asks for English unless told otherwise.
        options.setdefault("locale", "fi-FI")
        context = browser.new_context(base_url=live_server.url, **options)  # type: ignore[attr-defined,arg-type]
        contexts.append(context)
        if roles:
            client = office.client(*roles, purpose=purpose)
            cookie = client.cookies["seloste_session"].value
            context.add_cookies([{"name": "seloste_session", "value": cookie, "url": live_server.url}])  # type: ignore[attr-defined]
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
