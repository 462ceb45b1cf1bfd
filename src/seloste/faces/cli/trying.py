"""Does a backup come back?  Restores one into a throwaway place, as an operator would, and removes everything again.

Each step is a process of its own that stands on the throwaway home: this one stands on the living one, and touches nothing of it but the
note of how the test went. The root is used where it is, never copied.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from seloste.duties.operations.alone import alone
from seloste.home import Home
from seloste.home.root import NAMED, root_file

URL, OWNER, BACKUP = "SELOSTE_DATABASE_URL", "SELOSTE_DATABASE_OWNER_URL", "SELOSTE_DATABASE_BACKUP_URL"
# The throwaway place writes to nobody, and isn't held against checkpoints that grow meanwhile.
_NOT_THERE = ("SELOSTE_MAIL_URL", "SELOSTE_MAIL_FROM", "SELOSTE_CHECKPOINTS_MAIL_TO", "SELOSTE_CHECKPOINTS_TO", URL, OWNER, BACKUP)


@dataclass(frozen=True, slots=True)
class Tried:
    """How a test went: what was applied anew, what the proof found, or in words why it failed."""

    restored: dict[str, Any]
    proof: dict[str, Any]
    failed: str = ""


def try_out(home: Home, data: Path, keys: Path, server: dict[str, Any] | None) -> Tried:
    """Restore and prove in a throwaway place. `server`: on PostgreSQL, the way of the role that may make a database."""
    prefix = f"seloste-restore-{home.id}-"
    with alone(home, "trying") as mine:
        if not mine:
            return Tried({}, {}, "another test of this home's backups is running")
        # A test that was killed has left a ring there, beside the data that it opens.
        for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
            if left.lstat().st_uid == os.getuid():
                shutil.rmtree(left, ignore_errors=True)
        return _tried(home, data, keys, server, prefix)


def _tried(home: Home, data: Path, keys: Path, server: dict[str, Any] | None, prefix: str) -> Tried:
    with tempfile.TemporaryDirectory(prefix=prefix) as folder, _database(server) as addresses:
        place = Path(folder) / "home"
        left = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in _NOT_THERE}
        environment = left | addresses | {"SELOSTE_HOME": str(place), NAMED: str(root_file(home))}
        restored, failed = _run(["restore", str(data), "--keys", str(keys), "--home", str(place)], environment)
        if failed:
            return Tried({}, {}, failed)
        proof, failed = _run(["release"], environment)
        return Tried(restored, proof, failed)


def _run(words: list[str], environment: dict[str, str]) -> tuple[dict[str, Any], str]:
    """Run one command; give what it printed as JSON, and why it failed."""
    command = [sys.executable, "-m", "seloste.faces.cli", "backup", *words, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return json.loads(done.stdout), ""
    if done.stdout.startswith("{"):
        said = json.loads(done.stdout)
        return said, said.get("problem") or "no record opens of " + ", ".join(said.get("shut", ()))
    return {}, (done.stderr.strip().splitlines() or ["it said nothing"])[-1].removeprefix("seloste: ")


@contextmanager
def _database(server: dict[str, Any] | None) -> Iterator[dict[str, str]]:
    """An empty database of its own, made and removed; on SQLite there is nothing to make."""
    if server is None:
        yield {}
        return
    from seloste.home.postgres import copying

    name = f"{server['NAME']}_restore_{secrets.token_hex(4)}"
    copying.make(server, name)
    try:
        yield {URL: _other(URL, name), OWNER: _other(BACKUP, name)}
    finally:
        copying.drop(server, name)


def _other(setting: str, name: str) -> str:
    """The address that a setting holds, with another database in it."""
    file = os.environ.get(f"{setting}_FILE")
    address = Path(file).read_text(encoding="utf-8").strip() if file else os.environ[setting]
    return urlsplit(address)._replace(path=f"/{quote(name)}").geturl()
