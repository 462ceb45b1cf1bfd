"""What happened, and is the account of it whole?  `seloste ledger verify`, `checkpoint` and `prove`; looks only through the gate's door."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from django.conf import settings

from seloste import gate, home
from seloste.duties.rights.receipts import receipts_of
from seloste.faces.cli import acting
from seloste.faces.cli import logreview as reviewing
from seloste.faces.cli.rights.counter import done
from seloste.faces.cli.rights.paper import proofs
from seloste.law import HELSINKI

_ALONE = (
    "No checkpoint is kept out of the administrator's reach: a history rewritten together with its checkpoints would not show. Set"
    " SELOSTE_CHECKPOINTS_TO or SELOSTE_CHECKPOINTS_MAIL_TO, or give one that you kept with --against."
)
_UNWITNESSED = "Checkpoints are mailed to the privacy officer: hold the ledger against one of those mails with --against."


@click.group()
def ledger() -> None:
    """Verify what happened."""


@ledger.command()
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A checkpoint kept elsewhere: its file, or the mail it came in, saved as it is. May be given many times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
def verify(against: tuple[Path, ...], as_json: bool) -> int:
    """Recompute the whole ledger from its rows; exit 1 when it is not what was signed."""
    verdict = gate.door(doubted=True).verify_ledger(now=home.now(), against=against)
    if as_json:
        click.echo(json.dumps(asdict(verdict), ensure_ascii=False, indent=2, default=str))
        return 0 if verdict.ok else 1
    click.echo(f"{verdict.leaves} entries, {verdict.sealed} of them sealed; {verdict.checkpoints} checkpoint files; root {verdict.root}")
    if verdict.oldest:
        since = verdict.oldest.astimezone(HELSINKI).strftime("%d.%m.%Y %H.%M")
        click.echo(
            f"{verdict.unsealed} entries aren't sealed yet, the oldest from {since}: no signature covers them. `seloste tick` seals."
        )
    if verdict.fallen:
        click.echo(f"Who was seen has fallen on its date from {verdict.fallen} entries; they still verify.")
    if not against and not settings.CHECKPOINTS_TO:
        click.echo(_UNWITNESSED if settings.CHECKPOINTS_MAIL_TO else _ALONE, err=True)
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
    try:
        sealed = gate.door().seal_ledger(now=home.now())
    except gate.LedgerError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps({"added": sealed.added, "size": sealed.size, "root": sealed.root.hex(), "note": sealed.note}, indent=2))
    elif sealed.size:
        click.echo(sealed.note, nl=False)
        click.echo(f"{sealed.added} new entries sealed. Keep a copy of this text where nobody who can write here can reach.", err=True)
    else:
        click.echo("Nothing has happened yet, so there is nothing to sign.", err=True)
    if sealed.uncopied:
        click.echo(sealed.uncopied, err=True)
    return 1 if sealed.uncopied else 0


@ledger.command()
@click.option("--begin", is_flag=True, help="Begin a review of the time since the last one.")
@click.option("--settle", "settled", multiple=True, metavar="N=CODE", help="Say what came of number N: work, mistake, misuse or breach.")
@click.option("--sign", is_flag=True, help="Sign the open review as done.")
@click.option("--as", "login", default="", metavar="LOGIN", help="Whose account acts; by default the only privacy officer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def review(begin: bool, settled: tuple[str, ...], sign: bool, login: str, as_json: bool) -> int:
    """Go through the access log: what stands out since the last review, and what came of it. Exits 1 while something waits.

    Counts only: whose account, which day, how much; never who was looked at.
    """
    return reviewing.run(begin, settled, sign, login, as_json)


@ledger.command()
@click.argument("leaf", type=int, required=False)
@click.option("--request", "number", default="", metavar="NUMBER", help="Everything done for this request, to be given to the person.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=None, help="Write .tlog-proof files into this folder.")
@click.option("--as", "login", default="", metavar="LOGIN", help="Whose account acts for a request; by default the only privacy officer.")
def prove(leaf: int | None, number: str, to: Path | None, login: str) -> None:
    """Show that LEAF, or what was done for a request, stands in the signed ledger: receipts in the form of C2SP tlog-proof."""
    door, now = gate.door(), home.now()
    if (leaf is None) == (number == ""):
        raise click.UsageError("say what to prove: a LEAF, or --request NUMBER")
    if number and to is None:
        raise click.UsageError("the receipts of a request are the person's own: write them into a folder with --to")
    try:
        if leaf is None:
            actor = acting.actor(door, acting.officer(login, now), now)
            receipts = done(receipts_of(door, actor, number, now=now))
        else:
            receipts = (door.prove(leaf),)
    except gate.LedgerError as error:
        raise click.ClickException(str(error)) from None
    if to is None:
        click.echo("".join(receipt.text for receipt in receipts), nl=False)
    else:
        click.echo("\n".join(str(path) for path in proofs(to, receipts, number or "entry")))
    click.echo(f"{len(receipts)} receipts. Anyone checks one with the public key: seloste-verify FOLDER --receipt FILE", err=True)
