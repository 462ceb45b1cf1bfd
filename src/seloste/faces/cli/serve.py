"""Serve the register to the browsers of this machine. A proxy in front makes it reachable for others, over HTTPS."""

import socket

import click

from seloste import home
from seloste.faces.cli import BEHIND

ADDRESS = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen to; SELOSTE_PORT or 8000 if not given.")
def serve(port: int | None) -> None:
    """Serve the register on this machine until stopped with Ctrl-C."""
    from django.conf import settings

    home.current()
    if waiting := unapplied():
        raise click.ClickException(BEHIND.format(waiting))
    listen(port or settings.PORT)


def listen(port: int) -> None:
    """Start the server on the loopback address. Raises ClickException when the port is taken."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    if is_taken(port):
        raise click.ClickException(f"Port {port} is taken. Stop what listens there, or choose another: seloste serve --port {port + 1}")
    server = Server(
        "seloste.config.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_access=False,
        # Its lines quote exceptions: they go through the same lists as ours.
        log_dictconfig={"loggers": {"_granian": {"handlers": [], "propagate": True}}},
    )
    server.serve()


def unapplied() -> int:
    """Count the migrations that the database hasn't seen."""
    from django.db import connection

    from seloste.home import schema

    waiting = len(schema.missing())
    # The server's workers are processes of their own: they must not inherit a connection.
    connection.close()
    return waiting


def is_taken(port: int) -> bool:
    """Tell whether something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False
