"""The open review tasks: rows of law that no longer stand as when somebody looked. Closing one is a person's word, not a machine's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from seloste.duties.lawwatch.citing import Place, cited, digest, standing
from seloste.duties.lawwatch.models import LawSeen
from seloste.gate import Check, Door
from seloste.law import civil_date


@dataclass(frozen=True, slots=True)
class Touched:
    """A notice and the places of it that lean on the row."""

    version: int
    since: datetime
    notice: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One row to look at: what changed in it, when it was last looked at (or first leaned on), and what it touches."""

    row: str
    changed: tuple[str, ...]
    since: datetime
    touched: tuple[Touched, ...]

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints of it."""
        return {
            "row": self.row,
            "changed": list(self.changed),
            "seen_at": self.since.isoformat().replace("+00:00", "Z"),
            "notices": [
                {
                    "version": each.version,
                    "sha256": each.notice,
                    "name": each.name,
                    "clauses": sorted({place.clause for place in each.places}),
                    "places": [{"path": place.path, "line": place.line} for place in each.places],
                }
                for each in self.touched
            ],
        }


def review(door: Door, *, now: datetime) -> tuple[Task, ...]:
    """The open tasks. Writes nothing. A row not written down yet is held against how it stood when the notice took effect."""
    seen = {each.row: each for each in LawSeen.objects.filter(register_id=door.register)}
    tasks = []
    for row, touched in _leaning(door, now).items():
        stands, known = standing(row, civil_date(now)), seen.get(row)
        since = known.seen_at if known else touched[0].since
        was = known.was if known else standing(row, civil_date(since))
        if digest(was) != digest(stands):
            tasks.append(Task(row, tuple(_differences(was, stands)), since, touched))
    return tuple(tasks)


def note(door: Door, *, now: datetime) -> int:
    """Write down the rows that are leaned on for the first time, as they stood on the notice's first day: it was checked against them."""
    made = 0
    known = set(LawSeen.objects.filter(register_id=door.register).values_list("row", flat=True))
    for row, touched in _leaning(door, now).items():
        if row not in known:
            _write(door, row, touched[0].since)
            made += 1
    return made


def reviewed(door: Door, row: str, *, now: datetime) -> bool:
    """Close the task of a row: somebody has looked at the notice in its light. False when no such task is open."""
    if not any(task.row == row for task in review(door, now=now)):
        return False
    _write(door, row, now)
    return True


def law_reviewed(door: Door, *, now: datetime) -> Check:
    """For the promise board: no row waits for a look. `oldest` is when the longest-waiting one was last seen."""
    tasks = review(door, now=now)
    return Check(len(tasks), len(_leaning(door, now)), oldest=min((task.since for task in tasks), default=None))


def _write(door: Door, row: str, now: datetime) -> None:
    stands = standing(row, civil_date(now))
    wanted = {"digest": digest(stands), "was": stands, "seen_at": now}
    LawSeen.objects.update_or_create(register_id=door.register, row=row, defaults=wanted)


def _leaning(door: Door, now: datetime) -> dict[str, tuple[Touched, ...]]:
    """Every row that the notice in force, or one still to come, leans on."""
    found: dict[str, list[Touched]] = {}
    versions = door.notices()
    current = max((number for number, effective, _ in versions if effective <= now), default=0)
    for number, effective, notice in versions:
        if number >= current:
            for row, places in cited(notice, civil_date(now)).items():
                found.setdefault(row, []).append(Touched(number, min(effective, now), notice.sha256, notice.register.name.fi, places))
    return {row: tuple(touched) for row, touched in sorted(found.items())}


def _differences(was: Mapping[str, object], stands: Mapping[str, object]) -> Iterator[str]:
    """What differs, in a few words."""
    before, after = _versions(was), _versions(stands)
    for start in sorted({*before, *after}):
        if start not in before:
            yield f"a new row from {start}"
        elif start not in after:
            yield f"the row from {start} is gone"
        else:
            old, new = before[start], after[start]
            yield from (f"{key}: {old.get(key, '–')} → {new.get(key, '–')}" for key in sorted({*old, *new}) if old.get(key) != new.get(key))
    if was.get("in_force") != stands.get("in_force"):
        yield f"in force: {was.get('in_force') or 'none'} → {stands.get('in_force') or 'none'}"


def _versions(stands: Mapping[str, object]) -> dict[str, dict[str, object]]:
    versions = stands.get("versions")
    return {str(each["valid_from"]): each for each in versions} if isinstance(versions, list) else {}
