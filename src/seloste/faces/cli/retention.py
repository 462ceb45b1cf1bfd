"""What falls when, and the sweep that erases it: `seloste retention plan` and `run`. The plan is the dry run; neither shows a value."""

import json
import sys
from datetime import date, datetime

import click

from seloste import gate, home
from seloste.duties import retention as duty
from seloste.duties.retention import Group, Receipt


@click.group()
def retention() -> None:
    """What falls when, and the sweep that erases it."""


@retention.command()
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="Through the end of this day in Helsinki; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(on: datetime | None, as_json: bool) -> int:
    """Say what would fall, why, and by which line of the notice. Nothing is touched."""
    found = duty.plan(gate.door(), now=home.now(), on=on.date() if on else None)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return 0
    if not found.folders:
        click.echo(f"Nothing falls through {found.on:%d.%m.%Y}.")
        return 0
    click.echo(f"Through {found.on:%d.%m.%Y} fall {found.folders} folders ({found.records} records) of {found.people} people;")
    click.echo(f"{found.overdue} of them are due now.\n")
    _table(found.groups)
    click.echo("\n`seloste retention run` destroys what is due now.")
    return 0


@retention.command()
@click.option("--yes", is_flag=True, help="Don't ask; without a terminal nobody is asked.")
@click.option("--clock-is-right", is_flag=True, help="Vouch for the machine's date after it has leapt.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON.")
def run(yes: bool, clock_is_right: bool, as_json: bool) -> int:
    """Destroy what is due now: keys, rows and index entries at once. What is gone can't be brought back."""
    place, now = home.current(), home.now()
    door = gate.door(place)
    due = duty.plan(door, now=now).overdue
    if due and not yes and sys.stdin.isatty():
        click.confirm(f"{due} folders are due and will be destroyed for good. Go on?", abort=True, err=True)
    hidden = not due or not sys.stderr.isatty()
    try:
        with click.progressbar(length=due, label="Erasing", file=sys.stderr, hidden=hidden) as bar:
            receipt = duty.run(door, place, now=now, clock=home.now, vouched=clock_is_right, step=bar.update)
    except duty.ClockDoubtError as error:
        raise click.ClickException(str(error)) from None
    _report(receipt, as_json)
    return 0


def _report(receipt: Receipt, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(receipt.as_json(), ensure_ascii=False, indent=2))
        return
    if not receipt.folders:
        click.echo("Nothing was due.")
        return
    click.echo(
        f"Erased {receipt.folders} folders ({receipt.records} records); {receipt.people} people left the register. Receipt {receipt.id}.\n"
    )
    _table(receipt.groups)
    if receipt.spared:
        click.echo(f"\n{receipt.spared} folders were found standing when looked at again, and were left.")


def _table(groups: tuple[Group, ...]) -> None:
    rows = [("folders", "records", "category", "kept last by", "line", "ended because", "due")]
    for group in groups:
        days = _days(group.first, group.last)
        rows.append((str(group.folders), str(group.records), group.category, group.purpose, str(group.line), group.why, days))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if column < 2 else cell.ljust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def _days(first: date, last: date) -> str:
    return f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
