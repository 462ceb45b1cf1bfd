"""Which notice does a demo run? A firm of the examples by name, or anybody's own file by its path; and how far back can its time begin?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from seloste.faces.cli.demo.lives.fates import YEARS, Era
from seloste.notice import load
from seloste.notice.tree import MAX_BYTES

EXAMPLES = Path(__file__).resolve().parents[5] / "examples"
BY_HAND = "lamisnet"
"""The firm whose lives are written by hand. Those of every other are derived from its notice."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice file and the time that its demo spans; `by_hand` when its lives are."""

    source: bytes
    file: str
    era: Era
    by_hand: bool


def names() -> dict[str, Path]:
    """Give the examples that a checkout has: each firm's notice by the firm's name, and a further register's as `firm-register`."""
    found = {}
    for path in sorted(EXAMPLES.glob("*/*.yaml")):
        if path.stem != "published":  # the firm's text as it once was
            found[path.parent.name if path.stem == "notice" else f"{path.parent.name}-{path.stem}"] = path
    return found


def find(asked: str, today: date) -> Told:
    """Read the notice of that name or path. Raises ClickException for one that isn't there, or has errors, which are then all shown."""
    known = names()
    path = known.get(asked) or Path(asked)
    try:
        with path.open("rb") as opened:
            source = opened.read(MAX_BYTES + 1)
    except OSError as error:
        listed = f"The examples are {', '.join(known)}" if known else "There are no examples outside a checkout"
        raise click.ClickException(
            f"{asked}: there is no such example, and no notice file to read there ({error.strerror}). {listed}; a path works too."
        ) from None
    file = f"{asked}.yaml" if asked in known else path.name
    return Told(source, file, _era(source, path, file, today), by_hand=asked == BY_HAND)


def _era(source: bytes, path: Path, file: str, today: date) -> Era:
    """Give the longest time, in whole years, at whose start the notice could have been published: what law it rests on stood then."""
    errors = load(source, file=file, on=today).errors
    if errors:
        for each in errors:
            click.echo(f"{path}:{each}", err=True)
        raise click.ClickException(f"{path}: a register can't keep a notice with errors. `seloste notice check` tells more.")
    for years in range(YEARS, 0, -1):
        era = Era.of(today, years)
        if not load(source, file=file, on=era.begins).errors:
            return era
    raise click.ClickException(f"{path}: the law that this notice rests on is less than a year old, so nobody can have lived under it yet.")
