"""`seloste export`: rows for statistics and tests, under keyed numbers, into a folder that only its owner reads.

The key is a file that lies neither in the home nor beside the rows; where there is none yet, one is made.
"""

import csv
import os
import secrets
from pathlib import Path

import click

from seloste import gate, home
from seloste.duties import pseudonyms as duty
from seloste.faces.cli import acting
from seloste.policy import Denial

_BYTES = 32


@click.command()
@click.option("--as", "login", required=True, metavar="LOGIN", help="Whose account exports.")
@click.option("--purpose", required=True, metavar="KEY", help="The purpose it is done for; only what it opens is taken.")
@click.option(
    "--key", "key_file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file of the key; made if absent."
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder for the tables.")
@click.option("--least", type=click.IntRange(2), default=5, show_default=True, help="So many people at least share the values of a row.")
def export(login: str, purpose: str, key_file: Path, out: Path, least: int) -> None:
    """Write what a purpose opens as tables that name nobody: numbers made with a key, years, rounded sums and choices."""
    if out.exists():
        raise click.UsageError(f"{out} stands already; name a new folder")
    for place, what in ((home.current().path, "the home"), (out, "the folder of the tables")):
        if key_file.resolve().is_relative_to(place.resolve()):
            raise click.UsageError(f"the key must lie apart: {key_file} is inside {what}")
    door = gate.door()
    actor = acting.actor(door, acting.staff(login), home.now())
    tables = duty.export(door, actor, purpose, _key(key_file), least=least, clock=home.now)
    if isinstance(tables, Denial):
        raise click.ClickException(f"{tables.reason} [{tables.code}]")
    out.mkdir(mode=0o700, parents=True)
    for table in tables:
        path = out / f"{table.category}.csv"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((table.header, *table.rows))
        click.echo(f"{path}: {len(table.rows)} rows, {table.blanked} of them blank, since fewer than {least} people share anything in them")
    click.echo("Whoever has the key can tell who is who. Keep it apart from the tables, and destroy it when nobody needs to.", err=True)


def _key(path: Path) -> bytes:
    """Read the key, or make one. One that others may read, or that is too short, is refused."""
    if not path.exists():
        made = secrets.token_bytes(_BYTES)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w", encoding="ascii") as file:
            file.write(made.hex() + "\n")
        return made
    if path.stat().st_mode & 0o077:
        raise click.ClickException(f"{path}: others may read this key. Make another for a new set of numbers.")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) < _BYTES:
        raise click.ClickException(f"{path} holds no key of pseudonyms")
    return key
