"""Which folder is the home, and is it really one?  Makes homes and opens them; never repairs one silently."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MARK = "home.json"
FORMAT = 1


class HomeError(Exception):
    """The home folder can't be used. The message says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """One installation's folder and what `home.json` says of it."""

    path: Path
    id: int
    created: datetime
    demo: bool
    quarantine: str = ""
    """Why nobody may look into it yet: it comes from a backup, and hasn't been released."""

    @property
    def database(self) -> Path:
        return self.path / "seloste.sqlite3"

    @property
    def keys(self) -> Path:
        """The folder of the KEK ring. It is never part of a data backup."""
        return self.path / "keys"

    @property
    def secret_file(self) -> Path:
        return self.path / "secret"

    def secret(self) -> str:
        """Return the secret that signs sessions. Raises HomeError when it is missing, empty or open to others."""
        return _read_secret(self.secret_file)


def where(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder that SELOSTE_HOME names, or the default one; it need not exist."""
    named = environ.get("SELOSTE_HOME", "")
    if named:
        return Path(named).expanduser().absolute()
    data = environ.get("XDG_DATA_HOME", "")
    root = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local" / "share"
    return root / "seloste"


def current() -> Home:
    """Open the home that SELOSTE_HOME names."""
    return open_home(where())


def open_home(path: Path) -> Home:
    """Read a home. Raises HomeError when there is none, or when it isn't one this version understands."""
    mark = path / MARK
    try:
        said = json.loads(mark.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise HomeError(
            f"{path}: there is no register here. Make one with `seloste demo`, or set SELOSTE_HOME to the right folder."
        ) from None
    except (OSError, ValueError) as error:
        raise HomeError(f"{mark}: can't be read ({type(error).__name__}). Restore it from a backup of the home folder.") from None
    try:
        if said["format"] != FORMAT:
            raise HomeError(
                f"{mark}: format {said['format']!r} is not one this version knows. Use the version that made it, or a newer one."
            )
        created = datetime.fromisoformat(said["created"])
        if created.tzinfo is None or type(said["id"]) is not int or said["id"] <= 0 or type(said["demo"]) is not bool:
            raise ValueError
        quarantine = str(said.get("quarantine", ""))
        return Home(path=path, id=said["id"], created=created.astimezone(UTC), demo=said["demo"], quarantine=quarantine)
    except (KeyError, TypeError, ValueError):
        raise HomeError(f"{mark}: is not a home's description. Restore it from a backup of the home folder.") from None


def create(path: Path, *, demo: bool, now: datetime) -> Home:
    """Make a new home in an empty or absent folder. Raises HomeError when something stands there already."""
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise HomeError(f"{path}: the folder is not empty, and a home is only made in an empty one. Choose another SELOSTE_HOME.")
        path.chmod(0o700)
        (path / "keys").mkdir(mode=0o700)
        make_secret(path / "secret")
        make_root(path / "root")
        made = Home(path=path, id=secrets.randbelow(2**63 - 1) + 1, created=now.astimezone(UTC), demo=demo)
        # INVARIANT: the mark is written last, so a home that stopped half way is not taken for one.
        _write_new(path / MARK, described(made))
    except OSError as error:
        raise HomeError(f"{path}: can't be made ({error.strerror}). Choose another SELOSTE_HOME.") from None
    return made


def described(home: Home) -> str:
    """Give the text of a home's mark."""
    said: dict[str, object] = {"format": FORMAT, "id": home.id, "created": home.created.isoformat(), "demo": home.demo}
    if home.quarantine:
        said["quarantine"] = home.quarantine
    return json.dumps(said, indent=2) + "\n"


def make_secret(path: Path) -> None:
    """Write a fresh secret that signs sessions. Raises OSError, also when something stands there already."""
    _write_new(path, secrets.token_urlsafe(48) + "\n")


def make_root(path: Path) -> None:
    """Write a fresh root secret, which only its owner may read. Raises OSError, also when something stands there already."""
    _write_new(path, base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    path.chmod(0o400)


def _write_new(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    # INVARIANT: a root is on the disk, with its name, before anything is sealed under it.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read_secret(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise HomeError(f"{path}: others may read this file. Run `chmod 600` on it, and sign everyone out if they did.")
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise HomeError(
            f"{path}: the home's secret can't be read ({error.strerror}). Restore it from a backup of the home folder."
        ) from None
    if len(text) < 32:
        raise HomeError(f"{path}: the home's secret is too short. Restore it from a backup of the home folder.")
    return text
