"""Is this notice file in order, and what does it look like?  `seloste notice`: check, show, render a file. No register, no Django."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from seloste.faces.cli import changing
from seloste.home.clock import now
from seloste.law import civil_date
from seloste.notice import EVERY_KIND, Finding, Loaded, Notice, load, naming
from seloste.notice import render as pages
from seloste.notice.findings import LANGUAGES, Lang
from seloste.notice.tree import MAX_BYTES

if TYPE_CHECKING:
    from seloste.notice.records import Role

FINDINGS = 1
_File = click.Path(exists=True, dir_okay=False, path_type=Path)
_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Check against the law of that date (default: today).")
_lang = click.option("--lang", type=click.Choice(pages.LANGUAGES), default="fi", show_default=True)
_out = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of standard output.")


@click.group()
def notice() -> None:
    """Check, show and render a notice file, and what is made from it."""


@notice.command()
@click.argument("file", type=_File)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fi", show_default=True, help="The language of the findings.")
@_on
def check(file: Path, as_json: bool, lang: Lang, on: datetime | None) -> int:
    """Find everything that is wrong in FILE. Exits 1 when there are errors."""
    loaded = _load(file, on)
    if as_json:
        told = {
            "findings": [_plain(each, lang) for each in loaded.findings],
            "errors": len(loaded.errors),
            "warnings": len(loaded.warnings),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(file, loaded, lang)
    return FINDINGS if loaded.errors else 0


@notice.command()
@click.argument("file", type=_File)
@click.option("--format", "form", type=click.Choice(pages.FORMATS), default="html", show_default=True)
@_lang
@_out
@click.option(
    "--into",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Write every language into this folder at once: notice.fi.html and so on.",
)
@_on
def render(file: Path, form: pages.Format, lang: str, out: Path | None, into: Path | None, on: datetime | None) -> int:
    """Render FILE as people read it, or as data (JSON, JSON-LD). PDF is tagged: PDF/UA-1 and PDF/A-2a."""
    if into and out:
        raise click.UsageError("--into names the files itself: leave out --out")
    loaded = _load(file, on)
    if loaded.notice is None:
        _print(file, loaded)
        return FINDINGS
    places = {each: into / f"{file.stem}.{each}.{form}" for each in pages.LANGUAGES} if into else {lang: out}
    try:
        made = [(place, pages.write(loaded.notice, form, lang=each, on=_day(on))) for each, place in places.items()]
    except pages.Unshowable as error:
        return _unshowable(file, error)
    for place, page in made:
        _give(page, place)
    return 0


@notice.command()
@click.argument("file", type=_File)
@click.option("--role", type=click.Choice(["controller", "processor"]), default="controller", show_default=True)
@click.option("--format", "form", type=click.Choice(["html", "pdf", "csv"]), default="html", show_default=True)
@_lang
@_out
@_on
def records(file: Path, role: "Role", form: Literal["html", "pdf", "csv"], lang: str, out: Path | None, on: datetime | None) -> int:
    """Make the record of processing activities (Art. 30) from FILE. Exits 1 where FILE names nothing done on behalf of others."""
    from seloste.notice import records as made

    loaded = _load(file, on)
    if loaded.notice is None:
        _print(file, loaded)
        return FINDINGS
    try:
        if form == "csv":
            _give(made.table(loaded.notice, role, lang=lang).encode(), out)
        else:
            _give(pages.write_document(made.document(loaded.notice, role, lang=lang), form), out)
    except made.NoSuchRole as error:
        click.echo(f"{file}: {error}", err=True)
        return FINDINGS
    except pages.Unshowable as error:
        return _unshowable(file, error)
    return 0


@notice.command()
@_out
def schema(out: Path | None) -> int:
    """Print the JSON Schema of a notice file, by which editors complete and underline."""
    from seloste.notice.schema import written

    _give(written().encode(), out)
    return 0


@notice.command()
@click.argument("file", type=_File)
@_on
def show(file: Path, on: datetime | None) -> int:
    """Show the purposes in FILE: basis, data, when, for how long and by whom."""
    loaded = _load(file, on)
    if loaded.notice is None:
        _print(file, loaded)
        return FINDINGS
    click.echo(_table(loaded.notice))
    return 0


def _day(on: datetime | None) -> date:
    return on.date() if on else civil_date(now())


def _load(file: Path, on: datetime | None) -> Loaded:
    with file.open("rb") as opened:
        # One byte past the limit is enough to refuse a file that is too large, whatever its size.
        return load(opened.read(MAX_BYTES + 1), file=file.name, on=_day(on))


def _give(made: bytes, out: Path | None) -> None:
    """Hand over what was made, byte for byte."""
    if out is None:
        click.echo(made, nl=False)
    else:
        out.write_bytes(made)


def _unshowable(file: Path, error: pages.Unshowable) -> int:
    click.echo(f"{file}: the PDF's fonts have no “{error}”. Write it otherwise, or choose another format.", err=True)
    return FINDINGS


def _plain(finding: Finding, lang: Lang) -> dict[str, str | int]:
    message, fix = finding.told(lang)
    return {
        "id": finding.id,
        "severity": finding.severity,
        "line": finding.line,
        "column": finding.column,
        "path": finding.path,
        "message": message,
        "fix": fix,
        "article": finding.article,
    }


def _print(file: Path, loaded: Loaded, lang: Lang = "fi") -> None:
    for each in loaded.findings:
        click.echo(f"{file}:{each.line_of_text(lang)}" + (f" [{each.article}]" if each.article else ""))
    click.echo(f"{len(loaded.errors)} errors, {len(loaded.warnings)} warnings", err=True)


def _table(found: Notice) -> str:
    lines = [f"{found.controller.name}: {found.register.name.fi} ({found.sha256[:12]})"]
    for key, purpose in found.purposes.items():
        basis = ", ".join(f"{kind}: {basis}" if kind != EVERY_KIND else basis for kind, basis in purpose.basis.items())
        when = f"while {', '.join(purpose.while_)}" if purpose.while_ else f"per {purpose.per}" if purpose.per else f"after {purpose.after}"
        tail = f"; then {purpose.keep or purpose.rule}" if purpose.keep or purpose.rule else ""
        lines += [
            "",
            f"{key}  ({naming.purpose(found, key)}{', built in' if purpose.builtin else ''})",
            f"  basis  {basis}",
            *(f"  {verb:<6} {', '.join(names)}" for verb in ("uses", "reads", "keeps") if (names := getattr(purpose, verb))),
            *([f"  when   {when}{tail}"] if purpose.while_ or purpose.per or purpose.after else []),
            f"  store  {purpose.store}; roles {', '.join(purpose.roles) or 'none'}",
        ]
    return "\n".join(lines)


for _command in (changing.diff, changing.announce, changing.announced, changing.publish):
    notice.add_command(_command)
