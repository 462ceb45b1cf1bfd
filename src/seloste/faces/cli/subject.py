"""Who is meant, may somebody read that of them, and who are one person?  `seloste subject find`, `explain`, `link` and `unlink`.

A term about a person comes by standard input, never on the command line, where process lists and histories keep it. Ids and rules go out,
and of people only what the purpose opens.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime

import click

from seloste import accounts, gate, home
from seloste.faces.cli import acting
from seloste.policy import Actor, Denial

WHY = {
    gate.Rule.OPEN: "the purpose is open and covers it",
    gate.Rule.NO_PURPOSE: "the notice has no such purpose",
    gate.Rule.ROLE: "no role held opens the purpose",
    gate.Rule.NO_CATEGORY: "the notice has no such category",
    gate.Rule.NO_FIELD: "the notice names no such field",
    gate.Rule.NOT_COVERED: "the purpose doesn't read the category",
    gate.Rule.UNKNOWN: "there is no such person",
    gate.Rule.NO_GROUND: "no ground of the purpose is open",
    gate.Rule.RESTRICTED: "the person has had the purpose restricted",
    gate.Rule.CHANNEL: "the purpose doesn't name the channel, or the person refuses it",
    gate.Rule.FIELD_OFF: "the controller has not chosen the field for this kind of person",
    gate.Rule.KIND: "the category is not for this kind of person",
    gate.Rule.NOTHING: "nothing of the category is held",
    gate.Rule.RESTRICTED_FOLDER: "this part has been restricted",
    gate.Rule.FALLEN: "it has fallen and waits to be destroyed",
    gate.Rule.ARCHIVED: "it is archived, and the purpose reads no archive",
    gate.Rule.NOT_ARCHIVED: "it is in use, and the purpose reads the archive only",
    gate.Rule.OTHER_MATTER: "the open ground is of another matter",
    gate.Rule.OTHER_NOTICE: "the notice by which the ground is open doesn't cover it, or a later one took it away",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks here, and through which door."""

    door: gate.Door
    actor: Actor
    now: datetime


@click.group()
@click.option("--as", "login", required=True, metavar="LOGIN", help="Whose account asks.")
@click.pass_context
def subject(ctx: click.Context, login: str) -> None:
    """Find people, explain who may read what of them, and say who are one person. A term comes by standard input."""
    now = home.now()
    door = gate.door()
    ctx.obj = Desk(door, acting.actor(door, acting.staff(login), now), now)


@subject.command()
@click.option("--purpose", required=True, metavar="KEY", help="The purpose you work in; only people it opens are found.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def find(desk: Desk, purpose: str, as_json: bool) -> None:
    """Find people by a whole identifier or a name, and print their numbers and what the purpose opens."""
    found = _yes(desk.door.search(desk.actor, purpose, now=desk.now, term=_term()))
    people = [(one.subject, one.kind, sorted({entry.category for entry in one.entries})) for one in found.readings]
    if as_json:
        click.echo(json.dumps([dict(zip(("subject", "kind", "opens"), one, strict=True)) for one in people], indent=2))
    for number, kind, opens in () if as_json else people:
        click.echo(f"{number}  {kind}  {', '.join(opens)}")
    if not people:
        click.echo("The purpose opens nobody by that term.", err=True)


@subject.command()
@click.option("--whose", required=True, metavar="LOGIN", help="The account whose reading is explained.")
@click.option("--purpose", required=True, metavar="KEY", help="The purpose it would read for.")
@click.option("--field", "place", required=True, metavar="CATEGORY[.FIELD]", help="What would be read.")
@click.option("--channel", default="", metavar="CHANNEL", help="A channel of marketing that would be used.")
@click.option("--subject", "number", type=int, default=None, help="Whose data, by number; else an identifier comes by standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def explain(desk: Desk, whose: str, purpose: str, place: str, channel: str, number: int | None, as_json: bool) -> None:
    """Tell whether an account may read that of a person, by which rule, on which line of the notice; needs the privacy role.

    Exits with 0 where it may be read, and with 1 where it may not.
    """
    category, _, field = place.partition(".")
    asked = _one(desk) if number is None else number
    reader = accounts.actor(acting.staff(whose), now=desk.now, notice=desk.door.notice_at(desk.now))
    found = _yes(desk.door.explain(desk.actor, reader, purpose, asked, category, now=desk.now, field=field, channel=channel))
    why = WHY[found.rule]
    if as_json:
        click.echo(json.dumps({**asdict(found), "subject": asked, "why": why}, indent=2))
    else:
        where = f", line {found.line} of the notice" if found.line else ""
        click.echo(f"{'may read' if found.allowed else 'may not read'}: {why} [{found.rule}]{where}")
        if found.detail:
            click.echo(found.detail)
    if not found.allowed:
        sys.exit(1)


@subject.command()
@click.argument("one", type=int)
@click.argument("other", type=int)
@click.pass_obj
def link(desk: Desk, one: int, other: int) -> None:
    """Say that two numbers are one person in two capacities; needs the privacy role.

    What the person has forbidden or had restricted at one of them is closed at the other too, until `unlink` undoes it.
    """
    found = _yes(desk.door.link(desk.actor, "requests", one, other, now=desk.now))
    click.echo(f"One person: {', '.join(map(str, found.subjects))}")


@subject.command()
@click.argument("one", type=int)
@click.pass_obj
def unlink(desk: Desk, one: int) -> None:
    """Say that a number is nobody else after all: it and the others stand as if they had never been linked; needs the privacy role."""
    found = _yes(desk.door.unlink(desk.actor, "requests", one, now=desk.now))
    click.echo(f"No longer one with {one}: {', '.join(str(each) for each in found.subjects if each != one) or 'nobody'}")


def _one(desk: Desk) -> int:
    """The one person with the identifier on standard input."""
    hits = _yes(desk.door.locate(desk.actor, "requests", now=desk.now, term=_term()))
    if len(hits) != 1:
        numbers = ", ".join(map(str, hits))
        raise click.ClickException(f"several have that: {numbers}; use --subject" if hits else "nobody has that on file")
    return hits[0]


def _term() -> str:
    term = sys.stdin.readline().strip()
    if not term:
        raise click.UsageError("the term comes by standard input, and there was nothing")
    return term


def _yes[T](answer: T | Denial) -> T:
    if isinstance(answer, Denial):
        raise click.UsageError(f"{answer.reason} [{answer.code}]")
    return answer
