"""Restoring: data, then the newest ring, then what was decided since; and release only when all of it has been proved.

INVARIANT: a home that is being restored, or whose restore was stopped, is opened by nobody. (seloste.home.quarantine)
"""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from seloste.duties.operations.backups import keeping, medium
from seloste.duties.operations.backups.making import DUMP, SQLITE
from seloste.gate import since
from seloste.home import Home, HomeError, quarantine, schema
from seloste.home.root import NAMED, is_named, read_root


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be put together: the data, the ring, and the pieces told since the data were copied."""

    data: medium.Copy
    ring: medium.Copy
    pieces: tuple[since.Piece, ...]

    @property
    def known_until(self) -> datetime:
        """Up to when it is known what was decided."""
        return max([self.data.at, self.ring.at, *(piece.at for piece in self.pieces)])

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        return {
            "data": str(self.data.path),
            "keys": str(self.ring.path),
            "since": [str(piece.path) for piece in self.pieces],
            "decisions_known_until": self.known_until.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Restored:
    """A home that was restored, and what was applied to it anew."""

    home: Home
    replayed: since.Replayed

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints: counts, and the random ids of those whose values must be looked at."""
        return {"home": str(self.home.path), "quarantine": self.home.quarantine, **asdict(self.replayed)}


def plan(data: Path, keys: Path) -> Plan:
    """Find the copies and check every file of them. Raises HomeError when one is harmed, or they don't belong together."""
    copy, ring = medium.newest(data, medium.DATA), medium.newest(keys / keeping.RINGS, medium.KEYS)
    if copy.form != medium.DATA:
        raise HomeError(f"{copy.path}: is not a backup of the data.")
    if copy.home != ring.home:
        raise HomeError(f"{ring.path}: the keys belong to another home than the data in {copy.path}.")
    copy.check()
    ring.check()
    size = copy.said["ledger"]["size"]
    told = [piece for piece in keeping.pieces(keys, copy.home) if piece.end > size]
    if told and told[0].start > size:
        raise HomeError(
            f"{told[0].path}: what was decided is told from entry {told[0].start} of the ledger on, and the data end at {size}: what came"
            " between isn't known, so nobody may look into these data. Take a newer backup."
        )
    return Plan(copy, ring, tuple(told))


def restore(planned: Plan, to: Path, *, root: Path | None, now: datetime, step: Callable[[str], object] = lambda what: None) -> Restored:
    """Put the copies together in a new home, in quarantine. Django stands on that home already. A failure leaves nothing there.

    `root`: the file of the root secret to be put into the home; none where SELOSTE_ROOT_FILE names its place.
    """
    said = planned.data.said
    _fits(said["engine"])
    if to.exists() and any(to.iterdir()):
        raise HomeError(f"{to}: the folder is not empty, and a home is only restored into an empty one. Choose another.")
    keys = {name: (planned.ring.path / name).read_bytes() for name in planned.ring.said["files"]}
    secret = _root(root)
    created = datetime.fromisoformat(said["home"]["created"])
    home = quarantine.settle(to, id=planned.data.home, created=created, demo=bool(said["home"]["demo"]), keys=keys, root=secret)
    try:
        since.vouch(home, planned.pieces)
        step("the data")
        _place(planned.data.path, home)
        if schema.missing():
            schema.bring_up()
        _fit_together(planned, home)
        step("what has been decided since")
        replayed = since.apply(home, planned.pieces, now)
        if back := since.resurrected(planned.pieces):
            raise HomeError(f"{back} rows of people who were erased came back. Nothing was restored: report this as a fault of Seloste.")
    except BaseException:
        connections.close_all()
        shutil.rmtree(to, ignore_errors=True)
        raise
    return Restored(quarantine.move_on(home, quarantine.RESTORED), replayed)


def release(home: Home, *, now: datetime) -> since.Proof:
    """Prove a restored home, and let everybody in when it holds. Raises HomeError for one that isn't waiting for this."""
    if home.quarantine != quarantine.RESTORED:
        if home.quarantine:
            quarantine.refuse(home)
        raise HomeError(f"{home.path}: this home doesn't stand in quarantine, so there is nothing to release.")
    proof = since.prove(home, now)
    if proof.holds:
        quarantine.move_on(home, "")
    return proof


def _fits(engine: str) -> None:
    stands = connections["default"].vendor
    if stands != engine:
        meant = "PostgreSQL: set SELOSTE_DATABASE_URL to an empty one" if engine == "postgresql" else "SQLite: unset SELOSTE_DATABASE_URL"
        raise HomeError(f"The backup is of {meant}, and restore again.")
    if engine == "postgresql" and not schema.is_empty():
        raise HomeError("The database that SELOSTE_DATABASE_URL names isn't empty, and a register is only restored into an empty one.")


def _fit_together(planned: Plan, home: Home) -> None:
    """Raise HomeError where the data hang on keys that came after the copy of the ring: what hangs on older ones is gone, these are not."""
    if planned.ring.at < planned.data.at and (newer := since.lacking(home)):
        raise HomeError(
            f"{planned.ring.path}: the copy of the keys is older than the backup, and {newer} folders hang on keys that came in between."
            " Take a newer copy of the keys, or an older backup."
        )


def _root(root: Path | None) -> bytes | None:
    if root is None:
        if not is_named():
            raise HomeError(f"Without its root secret the ring opens nothing: give its copy with --root, or set {NAMED}.")
        return None
    read_root(root)
    return root.read_bytes()


def _place(copy: Path, home: Home) -> None:
    """Put the data where the home's database is."""
    if connections["default"].vendor == "sqlite":
        with (copy / SQLITE).open("rb") as source, home.database.open("xb") as target:
            home.database.chmod(0o600)
            shutil.copyfileobj(source, target, 1 << 20)
        return
    from seloste.home.postgres import copying as postgres

    owner = settings.DATABASES.get(schema.OWNER, settings.DATABASES["default"])
    postgres.load(owner, copy / DUMP, user=settings.DATABASES["default"]["USER"])
