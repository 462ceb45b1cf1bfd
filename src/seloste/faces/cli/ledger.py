"""What happened, and is the account of it whole?  `seloste ledger verify` and `checkpoint`; looks only through the gate's door."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from seloste import gate, home


@click.group()
def ledger() -> None:
    """Verify what happened."""


@ledger.command()
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A checkpoint file kept elsewhere; may be given many times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
def verify(against: tuple[Path, ...], as_json: bool) -> int:
    """Recompute the whole ledger from its rows; exit 1 when it is not what was signed."""
    verdict = gate.door().verify_ledger(now=home.now(), against=against)
    if as_json:
        click.echo(json.dumps(asdict(verdict), ensure_ascii=False, indent=2))
        return 0 if verdict.ok else 1
    click.echo(f"{verdict.leaves} entries, {verdict.sealed} of them sealed; {verdict.checkpoints} checkpoint files; root {verdict.root}")
    if verdict.fallen:
        click.echo(f"Who was seen has fallen on its date from {verdict.fallen} entries; they still verify.")
    if verdict.ok:
        click.echo("The ledger is whole.")
        return 0
    click.echo(f"The ledger is NOT whole. First bad: {verdict.first_bad}.", err=True)
    for problem in verdict.problems:
        if problem != verdict.first_bad:
            click.echo(f"  {problem}", err=True)
    click.echo(
        "Change nothing: copy the home folder as it stands, then compare with a checkpoint kept elsewhere (--against FILE).", err=True
    )
    return 1


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was signed as JSON.")
def checkpoint(as_json: bool) -> int:
    """Give every new entry its place in the tree, sign the tree's size and root, and print the checkpoint."""
    sealed = gate.door().seal_ledger(now=home.now())
    if as_json:
        click.echo(json.dumps({"added": sealed.added, "size": sealed.size, "root": sealed.root.hex(), "note": sealed.note}, indent=2))
    elif sealed.size:
        click.echo(sealed.note, nl=False)
        click.echo(f"{sealed.added} new entries sealed. Keep a copy of this text where nobody who can write here can reach.", err=True)
    else:
        click.echo("Nothing has happened yet, so there is nothing to sign.", err=True)
    return 0
