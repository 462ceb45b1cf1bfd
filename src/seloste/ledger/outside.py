"""Where do checkpoints go that nobody who can write here should reach?  Copies in a folder that SELOSTE_CHECKPOINTS_TO names.

A history rewritten by somebody with the database, the home and its keys fits itself; only a checkpoint out of reach shows it. So
each sealing copies there, verifying reads there, and nothing is signed that isn't a growth of what stands there.
"""

from pathlib import Path

from django.conf import settings

from seloste.home import Home
from seloste.home.ring import replace_durably
from seloste.ledger import notary


def folder(home: Home) -> Path | None:
    """Return this home's folder of copies, or None when no place is set. It need not exist."""
    named: Path | None = settings.CHECKPOINTS_TO
    return named / str(home.id) if named else None


def copies(home: Home) -> list[Path]:
    """Give the copies, smallest tree first."""
    place = folder(home)
    return notary.numbered(place) if place else []


def absent(home: Home) -> bool:
    """Tell whether a place is set and can't be seen: then its copies can't bear witness."""
    place = folder(home)
    return place is not None and not place.parent.is_dir()


def copy(home: Home) -> str:
    """Copy the checkpoints that aren't there yet; give what hindered it, in words, or nothing. The next sealing tries again."""
    place = folder(home)
    if place is None:
        return ""
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        there = {path.name for path in copies(home)}
        for path in notary.files(home):
            if path.name not in there:
                replace_durably(place / path.name, path.read_bytes())
    except OSError as error:
        return f"The checkpoints could not be copied to {place} ({error.strerror}). The next sealing tries again."
    return ""
