"""Which promises are true today?  `seloste promises`: the board, every clause with its state and evidence. Exits 1 when one is broken."""

import json
from datetime import datetime

import click

from seloste import gate, home
from seloste.promises import Board, Promise, board
from seloste.promises.checking import CALLED

BROKEN = 1
_COLOURS = {"kept": "green", "broken": "red", "attested": "cyan", "said": "yellow"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--broken", "only_broken", is_flag=True, help="Print only the promises that are broken.")
def promises(as_json: bool, only_broken: bool) -> int:
    """The board: which promises are true today."""
    found = board(gate.door(), now=home.now())
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        show(found, only_broken=only_broken)
    return BROKEN if found.count("broken") else 0


def print_board(now: datetime) -> int:
    """Print the board of the home in use; return how many promises are broken."""
    found = board(gate.door(), now=now)
    show(found)
    return found.count("broken")


def show(found: Board, *, only_broken: bool = False) -> None:
    """Print a board: broken promises first, then the counts."""
    others = () if only_broken else [promise for promise in found.promises if promise.state != "broken"]
    for promise in (*found.standing("broken"), *others):
        _line(found, promise)
    counts = f"Pidetty {found.count('kept')}, rikottu {found.count('broken')}, vahvistettu {found.count('attested')}"
    click.echo(f"{counts}, vain sanottu {found.count('said')}. Tarkistettu {found.checked_words}.")


def _line(found: Board, promise: Promise) -> None:
    clause = promise.clause
    state = click.style(CALLED[promise.state], fg=_COLOURS[promise.state], bold=promise.state == "broken")
    where = f"kohta {clause.section}" + (f", {found.notice.file}:{clause.line}" if clause.line else "")
    click.echo(f"{state}  {clause.title.fi}  ({clause.anchor} · {where})")
    click.echo(f"    {clause.text.fi}" if promise.state == "broken" else f"    {promise.evidence}")
    if promise.state == "broken":
        click.echo(f"    {promise.evidence}")
