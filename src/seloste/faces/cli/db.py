"""`seloste db`: do the tables stand as this version needs them, and bring them there. On PostgreSQL the owner's role does it."""

import json

import click

from seloste import home


@click.group()
def db() -> None:
    """Make the tables, or bring them forward to this version."""


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def status(as_json: bool) -> int:
    """Tell which changes of the tables this version waits for. Exit code 1 when there are any."""
    from seloste.home import schema

    home.current()
    waiting = schema.missing()
    if as_json:
        click.echo(json.dumps({"missing": list(waiting)}))
    else:
        click.echo("\n".join(waiting) if waiting else "The tables stand as this version needs them.")
    return 1 if waiting else 0


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def migrate(as_json: bool) -> None:
    """Make the tables, or bring them forward with what is in them. Take a backup first."""
    from seloste.home import schema

    home.current()
    waiting = schema.missing()
    schema.bring_up()
    if as_json:
        click.echo(json.dumps({"applied": list(waiting)}))
    else:
        click.echo(f"Made {len(waiting)} changes." if waiting else "There was nothing to do.")
