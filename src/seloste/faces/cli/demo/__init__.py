"""What does a living register look like? `seloste demo`: a home with synthetic people, eight years of their lives, and the board."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from seloste import home
from seloste.faces.cli.demo import stamp
from seloste.law import civil_date

ROOT = Path(__file__).resolve().parents[5]
NOTICES = ("lamisnet",)


@click.command()
@click.option("--notice", type=click.Choice(NOTICES), default=NOTICES[0], show_default=True, help="Whose register.")
@click.option("--subjects", type=click.IntRange(1, 200_000), default=200, show_default=True, help="How many people.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed on the same day gives the same lives.")
@click.option("--serve/--no-serve", "serves", default=True, help="Serve the home on this machine, or stop after the board.")
@click.option("--fresh", is_flag=True, help="Make the home anew even when the one asked for stands already.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen to; SELOSTE_PORT or 8000 if not given.")
def demo(notice: str, subjects: int, seed: int, serves: bool, fresh: bool, port: int | None) -> int:
    """Make a home with synthetic people, print the promise board, and serve it.

    Exit 1 when a promise is broken. The home is where SELOSTE_HOME says; a home that isn't a demo is never touched.
    """
    source = _source(notice)
    _stand(stamp.Wish.of(notice, source, subjects, seed), source, fresh, home.now())

    from django.conf import settings

    from seloste.faces.cli.demo.welcome import welcome
    from seloste.faces.cli.promises import print_board
    from seloste.faces.cli.serve import listen

    broken = print_board(home.now())
    welcome(port or settings.PORT, serves)
    if serves:
        listen(port or settings.PORT)
    return 1 if broken else 0


def _stand(wish: stamp.Wish, source: bytes, fresh: bool, now: datetime) -> None:
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

    fill(made, wish, source, now)
    stamp.fulfil(made, wish, today)


def _source(notice: str) -> bytes:
    path = ROOT / "examples" / notice / "notice.yaml"
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path}: the example can't be read ({error.strerror}). The demo runs in a checkout.") from None
