"""Is it time for a copy, and where does it go?  As often as the notice in force says, into the two places that the settings name.

The data go to one, the keys with what has been decided since to the other; without both nothing is copied here. A place that isn't there
is an unmounted one: nothing is made in its stead. What hinders one copy hinders neither the other nor any other duty. Never removes data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from seloste.duties.operations.alone import alone
from seloste.duties.operations.backups import noting
from seloste.duties.operations.backups.keeping import Kept, keep
from seloste.duties.operations.backups.making import Made, make
from seloste.gate import Door
from seloste.home import Home, HomeError
from seloste.law import Period
from seloste.law.instants import cap_at

# Where the notice doesn't say how often.
EVERY = Period.parse("P1D")
# What was decided since the last copy of the keys is known to no machine after a disaster.
KEYS_EVERY = timedelta(hours=1)
DATA_PLACE, KEYS_PLACE = "SELOSTE_BACKUPS_TO", "SELOSTE_BACKUP_KEYS_TO"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was copied, and what hindered a copy that was due, in words."""

    data: Made | None = None
    keys: Kept | None = None
    hindered: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        copies = {"data": self.data.as_json() if self.data else None, "keys": self.keys.as_json() if self.keys else None}
        return copies | {"hindered": list(self.hindered)}


def take(door: Door, *, now: datetime) -> Taken:
    """Make the copies that are due. The keys are copied after each backup too, so that the two fit."""
    home, data_to, keys_to = door.home, settings.BACKUPS_TO, settings.BACKUP_KEYS_TO
    if data_to is None or keys_to is None:
        return Taken()
    with alone(home, "backing-up") as mine:
        if not mine:
            return Taken()
        hindered: list[str] = []
        data = _tried(hindered, DATA_PLACE, data_to, lambda: make(home, data_to, now=now)) if _due(door, home, now) else None
        kept = noting.noted(home).kept
        keys_due = data is not None or kept is None or kept + KEYS_EVERY <= now
        keys = _tried(hindered, KEYS_PLACE, keys_to, lambda: keep(home, keys_to, now=now)) if keys_due else None
    return Taken(data, keys, tuple(hindered))


def _due(door: Door, home: Home, now: datetime) -> bool:
    """Whether the day has come on which the notice wants the next backup: from its first hours, so that there is time to try again."""
    policy, made = door.notice_at(now).storage.backups, noting.noted(home).made
    every = (policy and policy.every) or EVERY
    return made is None or cap_at(made, every) <= now


def _tried[T](hindered: list[str], name: str, place: Path, copy: Callable[[], T]) -> T | None:
    if not place.is_dir():
        hindered.append(f"Nothing was copied to {place}: the folder that {name} names is not there. The next tick tries again.")
        return None
    try:
        return copy()
    except HomeError as error:
        hindered.append(f"A backup was due and could not be made: {error} The next tick tries again.")
        return None
