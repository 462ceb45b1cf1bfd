"""Takes the pictures that the docs show, of the real thing: a demo home is made, served and visited. `./dev screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
PASSWORD = "seloste-esittely"  # noqa: S105 (what the demo prints)
COMMAND = [sys.executable, "-m", "seloste.faces.cli"]


@contextmanager
def served() -> Iterator[str]:
    """Make a demo home and serve it; give its address."""
    with tempfile.TemporaryDirectory(prefix="seloste-pictures-") as folder:
        environ = dict(os.environ, SELOSTE_HOME=str(Path(folder) / "home"))
        made = subprocess.run([*COMMAND, "demo", "--no-serve", "--subjects", "60"], env=environ, stdout=subprocess.DEVNULL, check=False)
        if made.returncode not in (0, 1):
            raise SystemExit("The demo could not be made.")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environ)
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until the server listens."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign in as one of the demo's people."""
    page.goto(f"{address}/staff/sign-in/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_load_state()


def shoot(browser: Browser, address: str) -> None:
    """Visit the pages and take their pictures."""
    desk = browser.new_page(viewport={"width": 1440, "height": 900}, locale="fi-FI")
    sign_in(desk, address, "mikko.saari")
    desk.click("main button[value=online_services]")
    desk.goto(f"{address}/desk/all/")
    desk.click("tbody tr:nth-child(3) a")
    desk.wait_for_load_state()
    desk.screenshot(path=IMAGES / "desk.png")
    office = browser.new_page(viewport={"width": 1440, "height": 900}, locale="fi-FI")
    sign_in(office, address, "tiina.kallio")
    office.goto(f"{address}/office/")
    office.screenshot(path=IMAGES / "board.png")
    public = browser.new_page(viewport={"width": 1440, "height": 900}, locale="fi-FI")
    public.goto(f"{address}/tietosuojaseloste/")
    public.screenshot(path=IMAGES / "notice.png")


def main() -> int:
    """Take every picture."""
    IMAGES.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["SELOSTE_CHROMIUM"], args=["--no-sandbox"])
        shoot(browser, address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
