"""Which version is this?"""

import click

from seloste import __version__


@click.command()
def version() -> None:
    """Print the version."""
    click.echo(f"seloste {__version__}")
