"""Writes the reference pages that the code already knows: commands, settings, the form of a notice. `./dev docs`; a test compares them."""

import os
import sys
import tempfile
from pathlib import Path

import click

REFERENCE = Path(__file__).resolve().parent / "reference"
WIDTH = 100


def settings_page() -> str:
    """Write the settings as a table."""
    from seloste.config.environment import SETTINGS, TOOLS

    lines = [
        "# Settings",
        "",
        "Written by `./dev docs`. All come from the environment; a wrong value refuses to start, an unknown name is warned about.",
        "",
    ]
    for title, table in (("The service", SETTINGS), ("The tools of a checkout (`./dev`)", TOOLS)):
        lines += [f"## {title}", "", "| Setting | If not given | Meaning |", "| --- | --- | --- |"]
        lines += [
            f"| `{one.name}` | `{one.default}` | {one.meaning} |" if one.default else f"| `{one.name}` | | {one.meaning} |" for one in table
        ]
        lines.append("")
    return "\n".join(lines)


def cli_page() -> str:
    """Write every command with its help."""
    from seloste.faces.cli import cli

    # As the command itself makes it: click remembers the names of the help option from whoever asks first.
    root = click.Context(cli, info_name="seloste", max_content_width=WIDTH, terminal_width=WIDTH, **cli.context_settings)
    lines = [
        "# Commands",
        "",
        "Written by `./dev docs`. Exit codes: 0 fine, 1 findings, 2 usage, denial or failure, 130 stopped by Ctrl-C. Results go to",
        "standard output, talk to standard error.",
        "",
    ]
    lines += _pages(cli, root, 2)
    return "\n".join(lines)


def _pages(command: click.Command, context: click.Context, level: int) -> list[str]:
    lines = [f"{'#' * level} {context.command_path}", "", "```", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                inner = click.Context(below, info_name=name, parent=context, max_content_width=WIDTH, terminal_width=WIDTH)
                lines += _pages(below, inner, min(level + 1, 4))
    return lines


def findings_page() -> str:
    """Write every kind of finding that a notice can have, by the id of the requirement."""
    from seloste.notice.faults import faults

    lines = [
        "# Findings",
        "",
        "Written by `./dev docs`. What `seloste notice check` can find. `N13-…` is Article 13 of the GDPR, `N14-…` Article 14 and so on;",
        "`NX-…` is everything else: the form of the file, other statutes, contradictions. An error keeps a notice from being used.",
        "",
        "| Id | What is found | Article |",
        "| --- | --- | --- |",
    ]
    for fault in sorted(faults().values(), key=lambda each: (each.id, each.message["en"])):
        words = fault.message["en"].replace("{{", "{").replace("}}", "}").replace("|", "\\|")
        lines.append(f"| `{fault.id}` {fault.severity} | {words} | {fault.article} |")
    return "\n".join([*lines, ""])


def schema_page() -> str:
    """Write the JSON Schema of a notice file."""
    from seloste.notice.schema import written

    return written()


PAGES = {"settings.md": settings_page, "cli.md": cli_page, "findings.md": findings_page, "notice.schema.json": schema_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that aren't as the code says. A home of nobody's stands in for a real one."""
    stale = []
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["SELOSTE_HOME"] = nowhere
        for name, page in PAGES.items():
            path, text = REFERENCE / name, page()
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
    if stale:
        print(f"{', '.join(stale)}: not as the code says. Run ./dev docs.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
