"""`seloste tick`: the timed duties that are due now. Meant for a timer that runs it every few minutes; running it twice does no harm."""

import json

import click

from seloste import gate, home
from seloste.duties import operations
from seloste.duties.operations import backups
from seloste.duties.retention import ClockDoubtError

_SHUT = "Somebody has harmed them: see what the last backups have (`seloste backup test`)."


@click.command()
@click.option("--clock-is-right", is_flag=True, help="Vouch for the machine's date after it has leapt.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def tick(clock_is_right: bool, as_json: bool) -> int:
    """Do the timed duties that are due now: erase what has fallen, renew keys, let the access log fall, seal and verify the ledger,
    and make the backups that are due where the settings say.
    """
    place, now = home.current(), home.now()
    door = gate.door(place)
    try:
        done = operations.tick(door, place, now=now, clock=home.now, vouched=clock_is_right)
    except (ClockDoubtError, gate.LedgerError) as error:
        raise click.ClickException(str(error)) from None
    taken = backups.take(door, now=now)
    whole = done.verdict is None or done.verdict.ok
    shut = f"{done.keys_shut} folder keys don't open, so the keys that they hang on stay. {_SHUT}" if done.keys_shut else ""
    hindered = [*filter(None, (shut, done.uncopied, done.mailed.hindered)), *taken.hindered]
    code = 0 if whole and not hindered else 1
    if as_json:
        click.echo(json.dumps(done.as_json() | {"backups": taken.as_json()}, ensure_ascii=False, indent=2))
        return code
    click.echo(f"Erased {done.receipt.folders} folders, moved {done.receipt.archived} to the archive.")
    click.echo(f"Began {done.epochs} key epochs, re-wrapped {done.rewrapped} folder keys, destroyed {done.keys_destroyed} old keys.")
    click.echo(f"Let the access log's rows of {done.looks_fallen} calls fall. Sealed {done.sealed} entries; the ledger has {done.size}.")
    if done.mailed.sent:
        click.echo("Mailed the newest checkpoint to the privacy officer.")
    for copied in filter(None, (taken.data and f"the data to {taken.data.path}", taken.keys and f"the keys to {taken.keys.ring}")):
        click.echo(f"Copied {copied}.")
    for words in hindered:
        click.echo(words, err=True)
    if not whole:
        click.echo("The ledger is NOT whole. Run `seloste ledger verify`, and change nothing.", err=True)
    return code
