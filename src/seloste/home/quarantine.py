"""May anybody look into this home yet?  One that comes from a backup stands in quarantine until it has been proved and released.

The word stands in the home's own mark, which is read before anything else is, so that no process can miss it. A restore that was stopped
leaves a home that is never opened.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from seloste.home.folder import MARK, Home, HomeError, described, make_secret
from seloste.home.ring import replace_durably

RESTORING = "restoring"
RESTORED = "restored"
_WHY = {
    RESTORING: "a restore began here and did not finish. Remove the folder (and its database), and restore anew",
    RESTORED: "it comes from a backup and stands in quarantine. Prove it and open it with `seloste backup release`",
}


def settle(path: Path, *, id: int, created: datetime, demo: bool, keys: dict[str, bytes], root: bytes | None) -> Home:
    """Make a home of an earlier one's id and keys in an empty or absent folder, in quarantine. Raises HomeError when something stands."""
    home = Home(path=path, id=id, created=created, demo=demo, quarantine=RESTORING)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise HomeError(f"{path}: the folder is not empty, and a home is only restored into an empty one. Choose another.")
        path.chmod(0o700)
        home.keys.mkdir(mode=0o700)
        for name, data in keys.items():
            replace_durably(home.keys / name, data)
        make_secret(home.secret_file)
        if root is not None:
            replace_durably(path / "root", root, mode=0o400)
        # INVARIANT: the mark comes last, and says that nobody may look.
        replace_durably(path / MARK, described(home).encode())
    except OSError as error:
        raise HomeError(f"{path}: can't be made ({error.strerror}). Choose another folder.") from None
    return home


def move_on(home: Home, quarantine: str) -> Home:
    """Write how far a restored home has come; the empty word lets everybody in."""
    moved = replace(home, quarantine=quarantine)
    replace_durably(home.path / MARK, described(moved).encode())
    return moved


def refuse(home: Home) -> None:
    """Raise HomeError for a home in quarantine: nothing is read, written, swept or mailed there."""
    if home.quarantine:
        raise HomeError(f"{home.path}: nobody may look into this home: {_WHY.get(home.quarantine, _WHY[RESTORING])}.")
