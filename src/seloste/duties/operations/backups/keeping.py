"""Keeping: the newest ring of keys, and what has been decided since, apart from the data and young.

A copy of the ring opens whatever was alive when it was made, so a copy may not outlive the keys in it: it goes as soon as one of them has
come to the date on which the living ring destroys it, and after a horizon in any case. The newest stays, since without it nothing opens.
Pieces of what was decided hold no key; they stay for as long as the access log that they repeat, and nothing is added to one that this home
didn't write.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from seloste import gate
from seloste.duties.operations.backups import medium, noting
from seloste.gate import since
from seloste.home import Home, HomeError
from seloste.home.ring import replace_durably, ring_file, ring_lock

HORIZON = timedelta(days=7)
RINGS, SINCE = "keys", "since"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run did: the copy, the piece (None when nothing had happened), how many people it tells of, what was removed."""

    ring: Path
    piece: Path | None
    people: int
    removed: tuple[Path, ...]

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        piece = str(self.piece) if self.piece else None
        return {"ring": str(self.ring), "piece": piece, "people": self.people, "removed": [str(path) for path in self.removed]}


def keep(home: Home, into: Path, *, now: datetime) -> Kept:
    """Copy the ring and tell what has happened since the last piece; then remove the copies whose time is over."""
    _apart(home, into)
    door = gate.door(home)
    try:
        door.seal_ledger(now=now)
    except gate.LedgerError as error:
        raise HomeError(str(error)) from None
    piece, people = _tell(home, into, now)
    with medium.whole(into / RINGS, now) as (part, said):
        until = _ring(home, part)
        said |= {
            "form": medium.KEYS,
            "at": now.astimezone(UTC).isoformat(),
            "home": {"id": home.id, "created": home.created.isoformat(), "demo": home.demo},
            "until": until.astimezone(UTC).isoformat() if until else None,
        }
    removed = outlived(home, into, now)
    for path in removed:
        if path.is_dir():
            medium.remove(medium.read(path))
        else:
            path.unlink()
    noting.note(home, kept=now, keys=into)
    return Kept(into / RINGS / medium.stamp(now), piece, people, removed)


def outlived(home: Home, into: Path, now: datetime) -> tuple[Path, ...]:
    """The copies whose time is over: rings older than a key in them may be, and pieces of what the access log no longer has."""
    rings = medium.copies(into / RINGS, medium.KEYS)
    over = [copy.path for copy in rings[:-1] if _is_over(copy, now)]
    for piece in _own(home, into)[:-1]:
        if piece.falls > now:
            break  # a chain is cut from its old end only
        over.append(piece.path)
    return tuple(over)


def lingering(into: Path, now: datetime) -> tuple[Path, ...]:
    """The copies of the ring that open more than the ring does: older than a key in them may be. The newest too."""
    return tuple(copy.path for copy in medium.copies(into / RINGS, medium.KEYS) if _is_over(copy, now))


def pieces(into: Path, home: int) -> list[since.Piece]:
    """The pieces in a folder, oldest first. Raises HomeError when one is harmed or missing between two others.

    Who wrote them is not asked here: that needs the ring (since.vouch).
    """
    found = [since.read(path, home) for path in sorted((into / SINCE).glob("*.jsonl"))]
    since.follow(found)
    return found


def _own(home: Home, into: Path) -> list[since.Piece]:
    """The pieces that this home has written there."""
    found = pieces(into, home.id)
    since.vouch(home, found)
    return found


def _is_over(copy: medium.Copy, now: datetime) -> bool:
    until = copy.said["until"]
    return copy.at <= now - HORIZON or (until is not None and datetime.fromisoformat(until) <= now)


def _apart(home: Home, into: Path) -> None:
    """Refuse a place where data backups lie: together with the keys, each would open the other."""
    data = noting.noted(home).into
    if medium.copies(into, medium.DATA) or (data and (data == into or data in into.parents or into in data.parents)):
        raise HomeError(f"{into}: backups of the data lie there. Keep the keys in a place of their own: together they open everything.")


def _tell(home: Home, into: Path, now: datetime) -> tuple[Path | None, int]:
    told_before = _own(home, into)
    before = told_before[-1] if told_before else None
    place, part = into / SINCE / f"{medium.stamp(now)}.jsonl", into / SINCE / f".{medium.stamp(now)}.part"
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for unfinished in place.parent.glob(".*.part"):
            unfinished.unlink()
        with part.open("xb") as file:
            part.chmod(0o600)
            told = since.tell(home, file, before, noting.noted(home).size, now=now)
        if before and told.start == told.end:
            part.unlink()
            return None, 0
        part.rename(place)
        medium.sync(place.parent)
    except OSError as error:
        raise HomeError(f"{into}: what was decided can't be written there ({error.strerror}).") from None
    return place, told.people


def _ring(home: Home, part: Path) -> datetime | None:
    """Copy the keys folder's files as they are, sealed under the root; say when the first key in them is destroyed."""
    with ring_lock(home):
        for name in (ring_file(home).name, "ledger.pem"):
            replace_durably(part / name, (home.keys / name).read_bytes())
        return gate.keys_until(home)
