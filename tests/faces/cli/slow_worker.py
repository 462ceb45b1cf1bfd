"""The command line with one command more, which writes a row and waits in the database. `python slow_worker.py slow WAY|count`."""

import signal

import click

from seloste.faces import cli

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT COUNT(*) FROM n WHERE i<0"


@click.command()
@click.argument("way")
def slow(way: str) -> None:
    """Write in a transaction, and wait in one of the ways that statements go."""
    from django.db import connection, transaction

    from seloste.home import schema, statements

    schema.bring_up()
    wait = "SELECT pg_sleep(60)" if statements.on_postgresql() else ENDLESS
    with transaction.atomic():
        statements.run("INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)", (9, 1, b"x"))
        click.echo("ready")
        if way == "one":
            statements.rows(wait)
        elif way == "journey":
            statements.rows_of([("SELECT 1", ()), (wait, ()), ("SELECT 2", ())])
        else:
            with connection.cursor() as cursor:
                cursor.execute(wait)


@click.command()
def count() -> None:
    """How many rows stand."""
    from seloste.home import statements

    click.echo(statements.rows("SELECT COUNT(*) FROM ledger_tile")[0][0])


if __name__ == "__main__":
    # A shell that starts its children in the background has them ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.COMMANDS |= {name: cli.Entry(f"slow_worker:{name}", name) for name in ("slow", "count")}
    cli.main()
