"""Can the register be brought back?  `seloste backup make`, `keys`, `restore`, `release` and `test`; no value and no key is ever shown.

A restore makes a home before it looks into one, so Django starts only when it is known on which: this module imports none of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seloste import home

if TYPE_CHECKING:
    from seloste.duties.operations import backups

FOLDER = click.Path(file_okay=False, path_type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
keys_option = click.option("--keys", "keys_from", type=FOLDER, required=True, help="The folder that `seloste backup keys` writes into.")


@click.group()
def backup() -> None:
    """Copy the register, and bring it back without those who were erased."""


@backup.command()
@click.argument("into", type=FOLDER)
@as_json
def make(into: Path, as_json: bool) -> None:
    """Copy the data into a new folder in INTO, while the register is in use. No key is in it, and no search index."""
    _start()
    from seloste.duties.operations import backups

    made = backups.make(home.current(), into.expanduser().absolute(), now=home.now(), step=_step)
    if as_json:
        click.echo(json.dumps(made.as_json(), indent=2))
        return
    click.echo(f"{made.path}  {made.bytes:,} bytes, {made.size} entries of the ledger")
    click.echo("The keys are not in it: run `seloste backup keys` into another place, and keep a copy of the root by itself.", err=True)


@backup.command()
@click.argument("into", type=FOLDER)
@click.option("--dry-run", is_flag=True, help="Only tell which old copies would be removed.")
@as_json
def keys(into: Path, dry_run: bool, as_json: bool) -> None:
    """Copy the ring of keys, and what has been decided since the last time, into INTO; remove copies whose time is over.

    A copy of the ring, with the root, opens what was alive when it was made. It is removed when the first of its keys has been destroyed
    in the living ring, and after a week at the latest. Only then does an erasure reach every backup; so copy INTO nowhere where it stays.
    """
    _start()
    from seloste.duties.operations import backups

    place, at, now = home.current(), into.expanduser().absolute(), home.now()
    if dry_run:
        over = backups.outlived(place, at, now)
        click.echo("\n".join(map(str, over)) if over else "No copy's time is over.")
        return
    kept = backups.keep(place, at, now=now)
    if as_json:
        click.echo(json.dumps(kept.as_json(), indent=2))
        return
    click.echo(f"{kept.ring}")
    told = f"{kept.piece.name} tells how {kept.people} people stand" if kept.piece else "nothing had happened since the last time"
    click.echo(f"Copied the ring; {told}. Removed {len(kept.removed)} copies whose time was over.", err=True)


@backup.command()
@click.argument("data", metavar="FROM", type=FOLDER)
@keys_option
@click.option("--home", "to", type=FOLDER, required=True, help="The new home: an empty folder, or one that isn't there.")
@click.option("--root", type=click.Path(dir_okay=False, path_type=Path), help="The copy of the root secret, to be put into the new home.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="Only check every file of the copies (not who wrote them, which needs the root), and tell what would be put together.",
)
@as_json
def restore(data: Path, keys_from: Path, to: Path, root: Path | None, dry_run: bool, as_json: bool) -> None:
    """Put a backup, the newest ring and what was decided since together in a new home, which nobody may look into yet.

    FROM is one backup, or a folder of them: then the newest. On PostgreSQL the data go into the empty database that SELOSTE_DATABASE_URL
    names. Afterwards `seloste backup release` proves the home and opens it.
    """
    place = to.expanduser().absolute()
    _start(place)
    from seloste.duties.operations import backups

    planned = backups.plan(data.expanduser().absolute(), keys_from.expanduser().absolute())
    if dry_run:
        click.echo(json.dumps(planned.as_json(), indent=2) if as_json else _planned(planned))
        return
    done = backups.restore(planned, place, root=root, now=home.now(), step=_step)
    if as_json:
        click.echo(json.dumps(done.as_json() | planned.as_json(), indent=2))
        return
    told = done.replayed
    click.echo(_planned(planned))
    click.echo(
        f"Applied anew how {told.people} people stand: {told.erased_people} people, {told.erased_folders} folders and"
        f" {told.erased_records} records erased since are gone; {told.closed} folders whose values were changed since are closed.\n"
        f"{told.keyless} folders hung on keys that are no more, and are gone. The ledger has {told.size} entries."
    )
    if told.outdated:
        click.echo(f"Put these people's values right, then lift the restriction: {', '.join(map(str, told.outdated))}")
    click.echo("Staff accounts and roles are those of the backup: look through them first.", err=True)
    click.echo(f"Then prove and open it: SELOSTE_HOME={place} seloste backup release", err=True)


@backup.command()
@as_json
def release(as_json: bool) -> int:
    """Prove the restored home (ledger, search, a record of each category), and open it when the proof holds. Exits 1 when not."""
    _start()
    from seloste.duties.operations import backups

    proof = backups.release(home.current(), now=home.now())
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps(asdict(proof) | {"holds": proof.holds}, indent=2))
        return 0 if proof.holds else 1
    click.echo(f"The ledger has {proof.size} entries and is {'whole' if proof.whole else 'NOT whole: ' + proof.problem}.")
    click.echo(f"A record of each of these opened: {', '.join(proof.opened) or 'none'}.")
    if proof.shut:
        click.echo(f"No record of these opens: {', '.join(proof.shut)}.", err=True)
    click.echo("The home is open." if proof.holds else "The home stays in quarantine.", err=not proof.holds)
    return 0 if proof.holds else 1


@backup.command()
@click.argument("data", metavar="[FROM]", type=FOLDER, required=False)
@click.option("--keys", "keys_from", type=FOLDER, help="Where the keys' copies are; by default where they went last.")
@as_json
def test(data: Path | None, keys_from: Path | None, as_json: bool) -> int:
    """Restore the newest backup into a throwaway place, prove it there, remove everything, and write down how it went.

    FROM is by default where the last backup went. Exits 1 when the register would not come back whole and without those who were erased.
    """
    _start()
    from django.db import connection

    from seloste.duties.operations import backups
    from seloste.faces.cli.trying import try_out

    place, known = home.current(), backups.noted(home.current())
    data, keys_from = data or known.into, keys_from or known.keys
    if data is None or keys_from is None:
        raise click.UsageError("make a backup and a copy of the keys first, or say where they are: FROM and --keys")
    server = backups.backup_server() if connection.vendor == "postgresql" else None
    tried = try_out(place, data.expanduser().absolute(), keys_from.expanduser().absolute(), server)
    backups.note(place, tested=home.now(), whole=not tried.failed)
    if as_json:
        click.echo(
            json.dumps({"whole": not tried.failed, "failed": tried.failed, "restored": tried.restored, "proof": tried.proof}, indent=2)
        )
    elif tried.failed:
        click.echo(f"The register would NOT come back: {tried.failed}", err=True)
    else:
        opened = ", ".join(tried.proof["opened"]) or "nothing, since nothing is stored"
        click.echo(f"The register comes back. The ledger is whole ({tried.proof['size']} entries), nobody who was erased is in it.")
        click.echo(f"A record of each of these opened: {opened}. Everything has been removed again.")
    return 1 if tried.failed else 0


def _planned(planned: backups.Plan) -> str:
    told = f"{len(planned.pieces)} pieces" if planned.pieces else "nothing"
    return (
        f"data  {planned.data.path}\nkeys  {planned.ring.path}\nsince {told}\n"
        f"What was decided is known until {planned.known_until:%Y-%m-%d %H:%M} UTC; what came later must be asked for and done again."
    )


def _start(place: Path | None = None) -> None:
    """Set up Django, on a home that is to be made when one is named."""
    from seloste.faces.cli import start

    if place is not None:
        os.environ["SELOSTE_HOME"] = str(place)
    start()


def _step(what: str) -> None:
    """Say on a terminal what is being worked on."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{what}", nl=False, err=True)
