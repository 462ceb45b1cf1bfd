"""Does the demo home that was asked for stand already? Only homes marked as demos are ever emptied, and only to be made anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from seloste import __version__
from seloste.home import Home, HomeError, create, open_home
from seloste.home.folder import MARK

STAMP = "demo.json"
GROWS_OLD = timedelta(days=7)
"""After a week the demo's open requests, which nobody answers, come close to their deadlines: the home is made anew."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the same wish gives the same demo."""

    notice: str
    digest: str
    subjects: int
    seed: int
    version: str = ""

    @classmethod
    def of(cls, notice: str, source: bytes, subjects: int, seed: int) -> Wish:
        """Make the wish for this notice as it reads now, with this program as it is now."""
        return cls(notice, hashlib.sha256(source).hexdigest(), subjects, seed, f"{__version__} {_schema()}")


def _schema() -> str:
    """Tell one shape of the database from another, so that a home is not reused after the tables were changed in place."""
    package = Path(__file__).resolve().parents[3]
    files = sorted(package.glob("**/migrations/[0-9]*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def find(path: Path, wish: Wish, today: date) -> tuple[Home | None, str]:
    """Return the home that fulfils the wish, or None and why it must be made. Raises HomeError for what isn't a demo home."""
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return None, "there was none"
    if not path.is_dir() or not (path / MARK).exists():
        raise HomeError(
            f"{path}: this isn't a demo home, so nothing was touched. Choose another SELOSTE_HOME, such as a folder that isn't there."
        )
    home = open_home(path)
    if not home.demo:
        raise HomeError(f"{path}: this home isn't a demo but somebody's register, so nothing was touched. Choose another SELOSTE_HOME.")
    try:
        said = json.loads((path / STAMP).read_text(encoding="utf-8"))
        made = date.fromisoformat(said.pop("made"))
    except (OSError, ValueError, KeyError, AttributeError):
        return None, "the one that stood there was unfinished"
    if said != asdict(wish):
        return None, "the one that stood there was made with other wishes"
    if not made <= today <= made + GROWS_OLD:
        return None, f"the one that stood there was made on {made.isoformat()}"
    return home, ""


def make(path: Path, now: datetime) -> Home:
    """Make an empty demo home, in place of a demo home that stands there. Call `find` before: it refuses all other folders."""
    if (path / MARK).exists():
        if not open_home(path).demo:
            raise HomeError(f"{path}: only demo homes are made anew.")
        # INVARIANT: the mark goes last, so that a home half emptied is still known as a demo's.
        (path / STAMP).unlink(missing_ok=True)
        for entry in sorted(path.iterdir(), key=lambda entry: entry.name == MARK):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
    return create(path, demo=True, now=now)


def fulfil(home: Home, wish: Wish, today: date) -> None:
    """Write down that the home is finished, and what was asked for."""
    (home.path / STAMP).write_text(json.dumps({**asdict(wish), "made": today.isoformat()}, indent=2) + "\n", encoding="utf-8")
