"""What can be done from a terminal?  The `seloste` command: a table of subcommands, each loaded only when it is called.

`notice` and `law` start without Django, so that checking a file stays instant. Exit codes: 0 fine, 1 findings, 2 usage, denial
or failure, 130 stopped by Ctrl-C; a command returns its code (or nothing, for 0). Talk goes to standard error, results to standard output.
"""

import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import click

from seloste import __version__
from seloste.home import HomeError, mishaps


class Entry(NamedTuple):
    """Where a subcommand lives, its one line of help, and whether Django is set up before its module is imported."""

    target: str
    help: str
    django: bool = True


# `demo` makes the home that the settings read, and so calls `start()` by itself when the home stands.
COMMANDS: dict[str, Entry] = {
    "backup": Entry("seloste.faces.cli.backup:backup", "Copy the register, and bring it back without those who were erased.", django=False),
    "db": Entry("seloste.faces.cli.db:db", "Make the tables, or bring them forward to this version."),
    "demo": Entry("seloste.faces.cli.demo:demo", "Make a home with synthetic people and serve it.", django=False),
    "export": Entry("seloste.faces.cli.pseudonyms:export", "Rows for statistics and tests that name nobody."),
    "init": Entry("seloste.faces.cli.init:init", "Ask a few questions, and write a notice file that checks clean.", django=False),
    "keys": Entry("seloste.faces.cli.keys:keys", "The ring of keys, never a key itself."),
    "law": Entry("seloste.faces.cli.law:law", "Deadlines, retention rules and statutes as dated data.", django=False),
    "ledger": Entry("seloste.faces.cli.ledger:ledger", "Verify what happened."),
    "notice": Entry("seloste.faces.cli.notice:notice", "Check, show, render and publish a notice file.", django=False),
    "people": Entry("seloste.faces.cli.people:people", "Who works here: accounts, trainings, undertakings and roles."),
    "promises": Entry("seloste.faces.cli.promises:promises", "The board: which promises are true today."),
    "retention": Entry("seloste.faces.cli.retention:retention", "What falls when, and the sweep that erases it."),
    "rights": Entry("seloste.faces.cli.rights:rights", "Open, decide and answer people's requests."),
    "search": Entry("seloste.faces.cli.search:search", "The disposable index that finds people."),
    "scale": Entry("seloste.faces.cli.scale:scale", "Spread the register over several machines."),
    "serve": Entry("seloste.faces.cli.serve:serve", "Serve the register on this machine."),
    "subject": Entry("seloste.faces.cli.subject:subject", "Find people, and explain who may read what of them."),
    "tick": Entry("seloste.faces.cli.tick:tick", "Do the timed duties that are due now."),
    "version": Entry("seloste.faces.cli.version:version", "Print the version.", django=False),
}


# 128 and the signal's number, as shells tell it.
INTERRUPTED = 130
BEHIND = "The database lacks {} changes of this version. Take a backup, and run `seloste db migrate`."


class Commands(click.Group):
    """A group that knows its subcommands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, entry in COMMANDS.items() if _stands(entry)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None or not _stands(entry):
            return None
        if entry.django:
            start()
        module, attribute = entry.target.split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{entry.target} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and turn every ending into one of the exit codes."""
        code = self._run(args, prog_name or "seloste", complete_var, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, args: Sequence[str] | None, prog_name: str, complete_var: str | None, extra: dict[str, Any]) -> int:
        try:
            ended = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            return 2
        except HomeError as error:
            click.echo(f"seloste: {error}", err=True)
            return 2
        except click.Abort as error:
            # Ctrl-C, which click has made an Abort of; else somebody said no.
            stopped = isinstance(error.__cause__ or error.__context__, KeyboardInterrupt)
            click.echo("Stopped. Nothing half done stands in the register." if stopped else "Stopped.", err=True)
            return INTERRUPTED if stopped else 2
        except Exception as error:
            waiting = _waiting(error)
            click.echo(f"seloste: {BEHIND.format(waiting) if waiting else _failed(error)}", err=True)
            return 2
        finally:
            _leave()
        return ended if isinstance(ended, int) else 0


def start() -> None:
    """Set up Django for commands that need the register."""
    import django
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from None
    from seloste.home import stopping

    stopping.let_stop()


def _waiting(error: Exception) -> int:
    """How many changes of the tables wait, where that is why the database said no; 0 when it was for another reason."""
    if "django" not in sys.modules:
        return 0
    from django.db import DatabaseError

    if not isinstance(error, DatabaseError):
        return 0
    from seloste.home import schema

    return len(schema.missing())


def _failed(error: Exception) -> str:
    """Tell where it went wrong, without the message: it may quote people."""
    places = " < ".join(reversed(mishaps.places(error.__traceback__)[-5:]))
    return f"this went wrong inside, and nothing more was done: {mishaps.kind(error)} at {places}"


def _leave() -> None:
    """What a command stood for ends with it, also where a process runs several."""
    if "django" in sys.modules:
        from django.apps import apps

        if apps.ready:
            from seloste import gate

            gate.leave()


def _stands(entry: Entry) -> bool:
    return importlib.util.find_spec(entry.target.split(":")[0]) is not None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="seloste", message="%(prog)s %(version)s")
def cli() -> None:
    """Seloste: the privacy notice that runs."""


def main() -> None:
    """Run the command line."""
    cli.main()
