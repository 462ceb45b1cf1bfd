"""What does a living register look like? `seloste demo`: a home with synthetic people, years of their lives, and the board."""

from __future__ import annotations

from datetime import datetime

import click

from seloste import home
from seloste.faces.cli.demo import source, stamp
from seloste.law import civil_date


@click.command()
@click.option("--notice", metavar="NAME|FILE", default=source.BY_HAND, show_default=True, help="Whose register.")
@click.option("--subjects", type=click.IntRange(1, 200_000), default=200, show_default=True, help="How many people.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed on the same day gives the same lives.")
@click.option("--serve/--no-serve", "serves", default=True, help="Serve the home on this machine, or stop after the board.")
@click.option("--fresh", is_flag=True, help="Make the home anew even when the one asked for stands already.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen to; SELOSTE_PORT or 8000 if not given.")
def demo(notice: str, subjects: int, seed: int, serves: bool, fresh: bool, port: int | None) -> int:
    """Make a home with synthetic people, print the promise board, and serve it.

    NOTICE is the name of an example, such as ramentor, or the path of any notice file without errors: then you see your own notice live.
    Exit 1 when a promise is broken. The home is where SELOSTE_HOME says; a home that isn't a demo is never touched.
    """
    told = source.find(notice, civil_date(home.now()))
    _stand(stamp.Wish.of(told.file, told.source, subjects, seed), told, fresh, home.now())

    from django.conf import settings

    from seloste import gate
    from seloste.faces.cli.demo.welcome import welcome
    from seloste.faces.cli.promises import print_board
    from seloste.faces.cli.serve import listen

    broken = print_board(home.now())
    welcome(gate.door().notice_at(home.now()), port or settings.PORT, serves)
    if serves:
        listen(port or settings.PORT)
    return 1 if broken else 0


def _stand(wish: stamp.Wish, told: source.Told, fresh: bool, now: datetime) -> None:
    """See that the home asked for stands and has reached now. Django starts only then: its settings are the home's."""
    from seloste.faces.cli import start

    path, today = home.where(), civil_date(now)
    standing, why = stamp.find(path, wish, today)
    if standing is not None and not fresh:
        click.echo(f"Using the demo home in {path}.", err=True)
        start()
        from seloste.faces.cli.demo.build import catch_up

        catch_up(standing, now)
        return
    click.echo(f"Making a demo home in {path}: {'asked for' if fresh else why}.", err=True)
    made = stamp.make(path, now)
    start()
    from seloste.faces.cli.demo.build import fill

    fill(made, wish, told, now)
    stamp.fulfil(made, wish, today)
