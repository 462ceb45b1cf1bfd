"""Which rows of law have changed under our notices? `seloste law review` lists the open tasks, `law reviewed ROW` closes one.

These two need a register; Django starts when they are called.
"""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from seloste import home
from seloste.law import civil_date

if TYPE_CHECKING:
    from seloste.gate import Door

FINDINGS = 1


@click.command()
@click.option("--register", default="", help="The register's key, where there are several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def review(register: str, as_json: bool) -> int:
    """List the rows of law that changed since somebody looked, and the places of the notices they touch. Exits 1 when there are any."""
    door, now = _door(register)
    from seloste.duties.lawwatch import watching

    tasks = watching.review(door, now=now)
    if as_json:
        click.echo(json.dumps([task.as_json() for task in tasks], ensure_ascii=False, indent=2))
        return FINDINGS if tasks else 0
    for task in tasks:
        click.echo(f"{task.row}  (as it stood on {civil_date(task.since)})")
        for change in task.changed:
            click.echo(f"    {change}")
        for each in task.touched:
            lines = ", ".join(f"{place.clause} (line {place.line})" if place.line else place.clause for place in each.places)
            click.echo(f"    {each.name}, version {each.version}: {lines}")
    click.echo(f"{len(tasks)} rows to look at" if tasks else "No row of law waits for a look.", err=True)
    return FINDINGS if tasks else 0


@click.command()
@click.argument("row", metavar="ROW")
@click.option("--register", default="", help="The register's key, where there are several.")
def reviewed(row: str, register: str) -> int:
    """Close the task of ROW: you have looked at the notices in its light, and they are right or a new version is under way."""
    door, now = _door(register)
    from seloste.duties.lawwatch import watching

    if not watching.reviewed(door, row, now=now):
        raise click.ClickException(f"no task is open for {row!r}; `seloste law review` lists them")
    click.echo(f"{row}: looked at {civil_date(now)}.")
    return 0


def _door(register: str) -> "tuple[Door, datetime]":
    from seloste.faces.cli import start

    start()
    from seloste import gate

    return gate.door(register=register), home.now()
