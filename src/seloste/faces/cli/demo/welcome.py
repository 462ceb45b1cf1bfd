"""What does someone who started a demo see below the board? The addresses, and who may sign in."""

from __future__ import annotations

import click

from seloste.faces.cli.demo.staff import PASSWORD, members
from seloste.faces.cli.serve import ADDRESS
from seloste.notice.model import Notice


def welcome(notice: Notice, port: int, serves: bool) -> None:
    """Print where to look and who may sign in."""
    root = f"http://{ADDRESS}:{port}"
    click.echo("")
    click.echo(f"  Tietosuojaseloste   {root}/")
    click.echo(f"  Asiakaspalvelu      {root}/desk/")
    click.echo(f"  Tietosuoja          {root}/office/")
    click.echo("")
    for member in members(notice):
        click.echo(f"  {member.login:14}  {member.duty}")
    click.echo(f"\n  Everyone's password: {PASSWORD}   (synthetic people; this machine only)")
    if serves:
        click.echo("  Stop with Ctrl-C.")
    else:
        click.echo("  Serve it with: seloste serve")
