"""How does a notice change? `seloste notice diff`, `announce`, `announced` and `publish`: what it means, who was told, and the step itself.

`diff` of two files needs no register and no Django; the others start it when they are called.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seloste import home
from seloste.law import civil_date, day_start
from seloste.notice import Notice, Unreadable, load, read
from seloste.notice.diff import Change, compare
from seloste.notice.tree import MAX_BYTES
from seloste.notice.values import LANGUAGES

if TYPE_CHECKING:
    from seloste.duties.announcements.planning import Plan
    from seloste.gate import Door, Impact

FINDINGS, REFUSED = 1, 2
_File = click.Path(exists=True, dir_okay=False, path_type=Path)
_lang = click.option("--lang", type=click.Choice(LANGUAGES), default="fi", show_default=True, help="The language of the changes.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_effective = click.option(
    "--effective", type=click.DateTime(["%Y-%m-%d"]), help="The day from which it binds; its own `dates.effective` if not given."
)


@click.command()
@click.argument("old", type=_File)
@click.argument("new", type=_File)
@click.option("--register", "weigh", is_flag=True, help="Weigh NEW on the register in SELOSTE_HOME too.")
@_lang
@_json
def diff(old: Path, new: Path, weigh: bool, lang: str, as_json: bool) -> int:
    """Say in words what changes for people when NEW takes the place of OLD. Exits 1 when a change is material: people are told first.

    OLD is not judged: it may lean on law that has been repealed since.
    """
    before, after = _read_old(old), _read(new)
    if before is None or after is None:
        return FINDINGS
    changes = compare(before, after)
    found = _weigh(after) if weigh else None
    material = any(change.material for change in changes)
    if as_json:
        told = {"old": before.sha256, "new": after.sha256, "material": material, "changes": _plain(changes, lang)}
        _print({**told, **({"impact": found.as_json()} if found else {})})
    else:
        _show(changes, lang)
        _show_impact(found)
    return FINDINGS if material else 0


@click.command()
@click.argument("file", type=_File)
@click.option("--channel", type=click.Choice(["site", "email", "product", "letter"]), required=True, help="Where people were told.")
@_effective
@_json
def announce(file: Path, channel: Any, effective: datetime | None, as_json: bool) -> int:
    """Write down that the coming notice in FILE was told on a channel. On `site` the register's own notice page tells it from now on."""
    notice = _read(file)
    if notice is None:
        return FINDINGS
    door, now = _door(notice), home.now()
    from seloste.duties.announcements import planning, telling
    from seloste.policy import SYSTEM

    binds = day_start(effective.date()) if effective else day_start(notice.dates.effective)
    try:
        telling.announce(door, notice, file.read_bytes(), channel, effective=binds, by=SYSTEM, now=now)
    except telling.NotComingError as error:
        raise click.ClickException(str(error)) from None
    sent = telling.told(door, notice.sha256)
    earliest = planning.promise_at(door, now).earliest(sent)
    if as_json:
        _print({"notice": notice.sha256, "told": _instants(sent), "may_bind_from": earliest and _instant(earliest)})
        return 0
    click.echo(f"Told on {', '.join(f'{each} {civil_date(at)}' for each, at in sent.items())}.")
    click.echo(f"It may bind from {planning.first_whole_day(earliest)}." if earliest else "A channel that was promised is still missing.")
    return 0


@click.command()
@_json
def announced(as_json: bool) -> int:
    """List the coming notices: from when each binds, and where and when it was told."""
    door = _door(None)
    from seloste.duties.announcements import telling

    found = telling.listing(door)
    if as_json:
        _print([{"notice": each.notice, "effective": _instant(each.effective), "told": _instants(each.told)} for each in found])
        return 0
    for each in found:
        told = ", ".join(f"{channel} {civil_date(at)}" for channel, at in each.told.items())
        click.echo(f"{each.notice[:12]}  from {civil_date(each.effective)}  told: {told}")
    return 0


@click.command()
@click.argument("file", type=_File)
@_effective
@click.option("--ends", multiple=True, metavar="PURPOSE", help="A purpose of the old notice that ends for good. Say it for each.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@_lang
@_json
def publish(file: Path, effective: datetime | None, ends: tuple[str, ...], yes: bool, lang: str, as_json: bool) -> int:
    """Show what FILE changes and whom it touches, ask, and publish it as the register's next notice.

    Exits 1 when the file has errors, 2 when something stands in the way. A first notice makes the register, in SELOSTE_HOME.
    """
    notice = _read(file)
    if notice is None:
        return FINDINGS
    now = home.now()
    _see_home(notice, yes, now)
    from seloste import gate
    from seloste.duties.announcements import planning, publishing

    place, key = home.current(), notice.register.key
    binds = day_start(effective.date()) if effective else planning.effective_of(notice, now)
    door = gate.door(place, register=key) if gate.is_open(key) else None
    plan = planning.plan(door, notice, effective=binds, ends=ends, now=now)
    if not as_json:
        _show_plan(plan, lang)
    if plan.obstacles or not _agreed(yes):
        _tell(plan, 0, lang, as_json)
        return REFUSED
    made = publishing.publish(place, file.read_bytes(), file=file.name, effective=binds, now=now, ends=ends)
    if made.number:
        from seloste.duties.lawwatch import watching

        watching.note(gate.door(place, register=key), now=now)
    _tell(made.plan or plan, made.number, lang, as_json)
    return 0 if made.number else REFUSED


def _read_old(file: Path) -> Notice | None:
    """Read a notice that may have been in order when it was published, and isn't any more; refuse only what is no notice."""
    try:
        return read(_bytes(file), file=file.name)
    except Unreadable:
        return _read(file)


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _read(file: Path) -> Notice | None:
    loaded = load(_bytes(file), file=file.name, on=civil_date(home.now()))
    if loaded.notice is None:
        for each in loaded.findings:
            click.echo(f"{file}:{each}", err=True)
    return loaded.notice


def _door(notice: Notice | None) -> "Door":
    from seloste.faces.cli import start

    start()
    from seloste import gate

    return gate.door(register=notice.register.key if notice else "")


def _weigh(notice: Notice) -> "Impact":
    return _door(notice).impact(notice, effective=max(home.now(), day_start(notice.dates.effective)))


def _see_home(notice: Notice, yes: bool, now: datetime) -> None:
    """See that there is a home with a database; a first notice makes both. Django starts only then: its settings are the home's."""
    from seloste.faces.cli import start

    path = home.where()
    if not (path / "home.json").exists():
        click.echo(f"There is no register in {path}. Publishing {notice.register.name.fi} makes one there.", err=True)
        if not _agreed(yes):
            raise click.ClickException("Nothing was made. Say --yes, or answer yes.")
        home.create(path, demo=False, now=now)
    start()
    from seloste.home import schema

    if schema.is_empty():
        schema.bring_up()


def _agreed(yes: bool) -> bool:
    return yes or (sys.stdin.isatty() and click.confirm("Go on?", err=True))


def _tell(plan: "Plan", number: int, lang: str, as_json: bool) -> None:
    if as_json:
        _print(
            {
                "old": plan.old.sha256 if plan.old else None,
                "new": plan.notice.sha256,
                "effective": _instant(plan.effective),
                "material": plan.material,
                "changes": _plain(plan.changes, lang),
                "impact": plan.impact.as_json() if plan.impact else None,
                "obstacles": [{"why": each.why, "message": each.message, "fix": each.fix, "line": each.line} for each in plan.obstacles],
                "published": number or None,
            }
        )
    elif number:
        click.echo(f"Published as version {number}; it binds from {civil_date(plan.effective)}.")
    elif not plan.obstacles:
        click.echo("Nothing was published. Say --yes, or answer yes.", err=True)


def _show_plan(plan: "Plan", lang: str) -> None:
    what = "The first notice" if plan.old is None else "The next notice"
    click.echo(f"{what} of {plan.notice.register.name[lang]}, to bind from {civil_date(plan.effective)}.\n")
    if plan.old is not None:
        _show(plan.changes, lang)
    _show_impact(plan.impact)
    for each in plan.obstacles:
        line = f" (line {each.line})" if each.line else ""
        click.echo(f"In the way: {each.message}{line}.\n  What to do: {each.fix}.", err=True)


def _show(changes: tuple[Change, ...], lang: str) -> None:
    if not changes:
        click.echo("Nothing changes for people.")
    for change in changes:
        click.echo(f"{'MATERIAL' if change.material else '':<9} line {change.line:<4} {change.code:<18} {change.said[lang]}")
    if changes:
        count = sum(change.material for change in changes)
        click.echo(f"{len(changes)} change{'s' if len(changes) > 1 else ''}, {count} material", err=True)


def _show_impact(found: "Impact | None") -> None:
    if found is None:
        return
    click.echo(f"\nIn the register: {found.people} people, {found.touched} touched.")
    rows = (("due earlier", found.earlier), ("due later", found.later), ("fall as it takes effect", found.fall))
    for words, counts in rows:
        if counts:
            click.echo(f"  folders {words}: {', '.join(f'{count} {category}' for category, count in sorted(counts.items()))}")
    for words, pairs in (("no longer opens", found.closed), ("newly opens", found.opened)):
        for (purpose, category), count in sorted(pairs.items()):
            click.echo(f"  {purpose} {words} {category}: {count} people")


def _plain(changes: tuple[Change, ...], lang: str) -> list[dict[str, object]]:
    return [
        {"code": each.code, "material": each.material, "path": each.path, "line": each.line, "words": each.said[lang]} for each in changes
    ]


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _instants(found: Mapping[str, datetime]) -> dict[str, str]:
    return {channel: _instant(at) for channel, at in found.items()}


def _print(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
