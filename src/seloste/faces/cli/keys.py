"""Which keys does this home hold, and when does each go?  `seloste keys list` and `change-root`; no key is ever shown."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from seloste import gate, home


@click.group()
def keys() -> None:
    """The ring of keys, never a key itself."""


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the keys' dates as JSON.")
def list_keys(as_json: bool) -> None:
    """List the key-encryption keys: class, epoch, when each is destroyed, how many folders hang on it."""
    found = gate.keys(home.current())
    if as_json:
        click.echo(json.dumps([asdict(row) for row in found], default=str, indent=2))
        return
    if not found:
        click.echo("There are no keys yet: publish a notice first.", err=True)
        return
    click.echo(f"{'class':<10} {'epoch':>6}  {'created':<10}  {'destroyed':<10}  folders")
    for row in found:
        gone = f"{row.destroy_after:%Y-%m-%d}" if row.destroy_after else "stays"
        click.echo(f"{row.horizon:<10} {row.epoch:>6}  {row.created:%Y-%m-%d}  {gone:<10}  {row.folders}")


@keys.command("change-root")
@click.argument("file", type=click.Path(path_type=Path))
def change_root(file: Path) -> None:
    """Seal the ring under a fresh root secret, written to FILE (a new file, best outside the home)."""
    gate.change_root(home.current(), file.expanduser().absolute())
    click.echo(
        f"The ring is sealed under a new root secret. Set SELOSTE_ROOT_FILE={file.expanduser().absolute()} for every process, restart"
        " them, copy the file apart from the ring, and destroy the old root when it opens nothing you keep.",
        err=True,
    )
