"""How does a copy lie on its medium?  A folder named by its instant, whole or not there, with a manifest that has the digest of each file.

Names hold dates only, and manifests hold no person: a medium may be looked through by whoever carries it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from seloste.home import HomeError

MANIFEST = "manifest.json"
DATA, KEYS = "seloste/backup/1", "seloste/keys/1"
_STAMP = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: where it lies, when it was made, and all that its manifest says."""

    path: Path
    form: str
    at: datetime
    said: dict[str, Any]

    @property
    def home(self) -> int:
        """The id of the home it was made of."""
        return int(self.said["home"]["id"])

    def check(self) -> None:
        """Raise HomeError unless every file is there and is what was written."""
        # A manifest's names lie in this very folder, and none of them leads out of it.
        files, there = self.said["files"], {path.name for path in self.path.iterdir()}
        for name in sorted({*files, *there} - {MANIFEST}):
            path = self.path / name
            if name not in files or name not in there or not path.is_file() or digest(path) != files[name]["sha256"]:
                raise HomeError(f"{path}: is not what was written when the copy was made. Nothing of it is used; take another copy.")


def stamp(now: datetime) -> str:
    """Name an instant as files are named."""
    return now.astimezone(UTC).strftime(_STAMP)


def digest(path: Path) -> str:
    """Give a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def whole(into: Path, now: datetime) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Make a copy in a folder beside its place, and put it there when it and its manifest are on the disk; a stopped one is thrown away."""
    place, part = into / stamp(now), into / f".{stamp(now)}.part"
    said: dict[str, Any] = {}
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        for unfinished in into.glob(".*.part"):
            shutil.rmtree(unfinished)
        if place.exists():
            raise HomeError(f"{place}: there is a copy of this second already.")
        part.mkdir(mode=0o700)
        yield part, said
        said["files"] = {path.name: {"bytes": path.stat().st_size, "sha256": digest(path)} for path in sorted(part.iterdir())}
        written = json.dumps(said, indent=2, sort_keys=True).encode()
        # The digest of the rest guards the manifest itself: a bit that changed there must not send anyone astray either.
        body = {**said, "manifest": hashlib.sha256(written).hexdigest()}
        _write(part / MANIFEST, json.dumps(body, indent=2, sort_keys=True).encode() + b"\n")
        sync(part)
        part.rename(place)
        sync(into)
    except OSError as error:
        raise HomeError(f"{into}: the copy can't be written there ({error.strerror}).") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def copies(into: Path, form: str) -> list[Copy]:
    """The copies of a form in a folder, oldest first. A folder that holds none gives none; one that is harmed is refused."""
    if not into.is_dir():
        return []
    found = [read(path) for path in sorted(into.iterdir()) if not path.name.startswith(".") and (path / MANIFEST).is_file()]
    return [copy for copy in found if copy.form == form]


def read(path: Path) -> Copy:
    """Read one copy's manifest. Raises HomeError when it is none, or harmed."""
    file = path / MANIFEST
    try:
        said = json.loads(file.read_bytes())
        own = said.pop("manifest")
        if hashlib.sha256(json.dumps(said, indent=2, sort_keys=True).encode()).hexdigest() != own:
            raise ValueError
        return Copy(path, str(said["form"]), datetime.fromisoformat(said["at"]), said)
    except OSError as error:
        raise HomeError(f"{file}: can't be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise HomeError(f"{file}: is not what was written when the copy was made. Nothing of it is used; take another copy.") from None


def newest(place: Path, form: str) -> Copy:
    """The copy that a path names: itself, or the newest in it. Raises HomeError when there is none."""
    if (place / MANIFEST).is_file():
        return read(place)
    found = copies(place, form)
    if not found:
        raise HomeError(f"{place}: there is no {'backup' if form == DATA else 'copy of the keys'} here.")
    return found[-1]


def remove(copy: Copy) -> None:
    """Remove a copy; its manifest first, so that a half removed one is taken for none."""
    (copy.path / MANIFEST).unlink()
    shutil.rmtree(copy.path)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Let the disk have the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
