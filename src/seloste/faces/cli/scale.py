"""`seloste scale plan`: how the register would be spread over several machines. It changes nothing."""

import json
from dataclasses import asdict

import click


@click.group()
def scale() -> None:
    """Spread the register over several machines."""


@scale.command()
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(as_json: bool) -> None:
    """Print what is spread by subject, what is copied everywhere, and the statements for Citus."""
    from seloste.duties.operations import scale as scaling

    laid = scaling.plan()
    if as_json:
        click.echo(json.dumps(asdict(laid), indent=2))
        return
    for placed in laid.tables:
        by = f" by {placed.column}" if placed.column else ""
        click.echo(f"{placed.place:<12}{placed.table}{by}: {placed.why}")
    click.echo()
    for statement in laid.statements:
        click.echo(statement)
    click.echo()
    for note in laid.notes:
        click.echo(f"Note: {note}", err=True)
