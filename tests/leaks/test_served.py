"""A served register, asked with canaries in every part of a request: none of them is on its terminal or in a list of processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from gate.firms import EXAMPLES
from leaks.canaries import HETU, PLAIN, WORDS, found
from seloste.home import Home

SERVE = [sys.executable, "-m", "seloste.faces.cli", "serve", "--port"]
# An application whose exception nobody inside catches: only the server is left to tell of it.
ESCAPING = """
import sys
from seloste.faces.cli import start
start()
from seloste.config import wsgi
from seloste.faces.cli.serve import listen
def application(environ, begin):
    raise RuntimeError("kanarialintu 010190-900P")
wsgi.application = application
listen(int(sys.argv[1]))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Home, out: Path, command: list[str]) -> Iterator[int]:
    """Serve a home until the block ends, with what it says going to a file."""
    environ = {**os.environ, "SELOSTE_HOME": str(home.path)}
    port = free_port()
    with out.open("wb") as said:
        process = subprocess.Popen([*command, str(port)], env=environ, stdout=said, stderr=said, start_new_session=True)
        try:
            until = time.monotonic() + 60
            while not _answers(port):
                assert process.poll() is None and time.monotonic() < until, out.read_text()  # noqa: PT018
                time.sleep(0.1)
            yield port
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
    """Ask once, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body.encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def command_lines() -> list[bytes]:
    """What the list of processes tells anyone of those that serve."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            lines.append((process / "cmdline").read_bytes())
    return [line for line in lines if b"seloste" in line and b"serve" in line and b"-c\0" not in line]


@pytest.mark.sqlite
def test_a_served_register_tells_nothing_of_what_it_was_asked(fresh_home: Home, tmp_path: Path) -> None:
    notice = tmp_path / "notice.yaml"
    notice.write_bytes((EXAMPLES / "lamisnet/notice.yaml").read_bytes())
    environ = {**os.environ, "SELOSTE_HOME": str(fresh_home.path)}
    for words in (["db", "migrate"], ["notice", "publish", str(notice), "--yes"]):
        done = subprocess.run([sys.executable, "-m", "seloste.faces.cli", *words], env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    out, typed = tmp_path / "said", f"login={quote(WORDS)}&password={quote(WORDS)}&q={HETU}"
    with served(fresh_home, out, SERVE) as port:
        statuses = [
            ask(port, "GET", f"/desk/{PLAIN}/?q={quote(WORDS)}"),
            ask(port, "POST", f"/staff/sign-in/?next=/desk/{PLAIN}/", typed, Referer=f"http://localhost/{PLAIN}"),
            ask(port, "POST", "/desk/", typed, Cookie=f"seloste_session={PLAIN}"),
            ask(port, "GET", "/", Host=f"{PLAIN}.example"),
            ask(port, "DELETE", f"/tietosuojaseloste/?q={quote(WORDS)}", **{"User-Agent": PLAIN}),
        ]
        lines = command_lines()
        assert [status for status, _ in statuses] == [404, 403, 403, 400, 403]
        assert not any(found(page) for _, page in statuses)
    assert lines
    assert not any(found(line) for line in lines)
    assert b"django" in out.read_bytes()
    assert found(out.read_bytes()) == frozenset()


@pytest.mark.sqlite
def test_an_exception_that_only_the_server_sees_is_told_without_its_message(fresh_home: Home, tmp_path: Path) -> None:
    out = tmp_path / "said"
    with served(fresh_home, out, [sys.executable, "-c", ESCAPING]) as port:
        status, page = ask(port, "GET", "/")
        assert status == 500
        assert not found(page)
        time.sleep(0.5)
    assert b"_granian" in out.read_bytes()
    assert found(out.read_bytes()) == frozenset()
