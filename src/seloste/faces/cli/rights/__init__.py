"""People's requests from a terminal: `seloste rights open|list|show|verify|verified|move|decide|answer|extend|reject`.

What people wrote, and terms that find them, come by standard input; the command line itself carries numbers and kinds only. Nothing is
erased, answered or rejected without `--run`.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from seloste import gate, home
from seloste.duties.rights import answering, requests, verifying
from seloste.duties.rights.decide import REJECTIONS, Code, Right, State
from seloste.duties.rights.receipts import receipts_of
from seloste.faces.cli.rights.counter import KEEPING, Counter, at, chosen, done, found
from seloste.faces.cli.rights.paper import decided, files, proofs, row, say
from seloste.faces.cli.rights.paper import show as print_json
from seloste.law import HELSINKI
from seloste.policy import NewSubject

_LIMITS = (Code.RES_A.value, Code.RES_B.value, Code.RES_C.value, Code.RES_D.value)


@click.group()
@click.option("--as", "login", default="", metavar="LOGIN", help="Whose account acts; by default the only one with the privacy role.")
@click.pass_context
def rights(ctx: click.Context, login: str) -> None:
    """Open, decide and answer people's requests."""
    now = home.now()
    ctx.obj = lambda: at(login, now)


@rights.command("open")
@click.argument("right", type=click.Choice([right.value for right in Right]))
@click.option("--subject", type=int, default=None, help="Whose request it is, by number.")
@click.option("--find", is_flag=True, help="The first line of standard input is the person's e-mail address.")
@click.option("--new", "kind", default=None, metavar="KIND", help="Somebody the register doesn't know, of this kind.")
@click.option("--channel", type=click.Choice(requests.CHANNELS), default="email", show_default=True)
@click.option("--received", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), default=None, help="When it came, in Helsinki time.")
@click.option("--ban-channel", default="", metavar="CHANNEL", help="Ban marketing by this channel only.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def open_(
    counter: Any,
    /,
    right: str,
    subject: int | None,
    find: bool,
    kind: str | None,
    channel: str,
    received: datetime | None,
    ban_channel: str,
    as_json: bool,
) -> None:
    """File a request of RIGHT; its words come by standard input."""
    at: Counter = counter()
    if sum((subject is not None, find, kind is not None)) != 1:
        raise click.UsageError("say whose request it is: --subject NUMBER, --find or --new KIND")
    text = sys.stdin.read()
    if find:
        first, _, text = text.partition("\n")
        subject = found(at, first.strip())
    whose: int | NewSubject = NewSubject(kind) if kind is not None else subject or 0
    if not text.strip():
        raise click.UsageError("what was asked comes by standard input, and there was nothing")
    arrived = received.replace(tzinfo=HELSINKI) if received else None
    filed = requests.open_request(
        at.door,
        at.actor,
        whose,
        Right(right),
        text=text.strip(),
        channel=channel,
        now=at.now,
        received=arrived,
        marketing_channel=ban_channel,
    )
    request = done(filed)
    say(as_json, row(request), f"Request {request.number} is open; answer it by {request.due}.")


@rights.command("list")
@click.option("--all", "everything", is_flag=True, help="Answered and rejected ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(counter: Any, /, everything: bool, as_json: bool) -> None:
    """List the open requests, the most urgent first."""
    at: Counter = counter()
    listed = done(requests.list_requests(at.door, at.actor, now=at.now, states=list(State) if everything else None))
    if as_json:
        print_json([row(request) for request in listed])
    for request in () if as_json else listed:
        click.echo(f"{request.number}  {request.right:<15}{request.state:<11}due {request.due}")
    if not listed and not as_json:
        click.echo("No request waits.", err=True)


@rights.command()
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show(counter: Any, /, number: str, as_json: bool) -> None:
    """Show a request and its file."""
    at: Counter = counter()
    shown = done(requests.show_request(at.door, at.actor, number, now=at.now))
    told = {**row(shown.request), "extendable": shown.due.extended_to is not None, "file": [list(each) for each in shown.file]}
    lines = [f"{key}: {value}" for key, value in row(shown.request).items()] + [f"\n{key}:\n{words}" for key, words in shown.file]
    say(as_json, told, "\n".join(lines))


def _choices[F: Any](command: F) -> F:
    for option in (
        click.option(
            "--purpose", "purposes", multiple=True, metavar="KEY", help="Only these purposes (objection, withdrawal, restriction)."
        ),
        click.option("--keep", multiple=True, metavar="KEY=CODE", help=f"A purpose assessed to be kept: {' or '.join(KEEPING)}."),
        click.option("--restriction", type=click.Choice(_LIMITS), default=Code.RES_A.value, help="The ground of a restriction."),
        click.option("--review", type=click.DateTime(["%Y-%m-%d"]), default=None, help="When a restriction is looked at again."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    ):
        command = option(command)
    return command


@rights.command()
@click.argument("number")
@_choices
@click.pass_obj
def decide(counter: Any, /, number: str, as_json: bool, **choices: Any) -> None:
    """Say what the answer would be, ground by ground. Changes nothing."""
    at: Counter = counter()
    decision = done(answering.decide_request(at.door, at.actor, number, now=at.now, choices=chosen(at, **choices)))
    say(as_json, decided(at, decision), decision.letter)


@rights.command()
@click.argument("number")
@click.option("--run", is_flag=True, help="Do it. Without this the answer is only planned.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="Write the answer's files into this folder.")
@_choices
@click.pass_obj
def answer(counter: Any, /, number: str, run: bool, out: Path | None, as_json: bool, **choices: Any) -> None:
    """Answer a request: do what was decided, file the letter, release the hold."""
    at: Counter = counter()
    verb = answering.answer_request if run else answering.decide_request
    decision = done(verb(at.door, at.actor, number, now=at.now, choices=chosen(at, **choices)))
    written = files(out, decision) if out else []
    if out and run:
        written += _receipts(at, out, number)
    say(as_json, {**decided(at, decision), "answered": run, "files": [str(path) for path in written]}, decision.letter)
    click.echo("Answered and filed." if run else "Nothing was changed: this is the plan. Add --run to answer.", err=True)


def _receipts(at: Counter, out: Path, number: str) -> list[Path]:
    """Write the receipts beside the answer. The answer stands also when the ledger can't give them."""
    try:
        return proofs(out, done(receipts_of(at.door, at.actor, number, now=at.now)), number)
    except gate.LedgerError as error:
        click.echo(f"No receipts: {error}", err=True)
        return []


@rights.command()
@click.argument("number")
@click.pass_obj
def extend(counter: Any, /, number: str) -> None:
    """Extend to three months from receipt; the reasons come by standard input."""
    at: Counter = counter()
    extended = done(answering.extend_request(at.door, at.actor, number, sys.stdin.read(), now=at.now))
    click.echo(extended.letter)


@rights.command()
@click.argument("number")
@click.argument("code", type=click.Choice(sorted(code.value for code in REJECTIONS)))
@click.option("--run", is_flag=True, help="Do it. Without this nothing happens.")
@click.pass_obj
def reject(counter: Any, /, number: str, code: str, run: bool) -> None:
    """Reject a whole request by a CODE of the law; the reasons come by standard input."""
    at: Counter = counter()
    if not run:
        raise click.UsageError("a rejection is final: add --run")
    rejected = done(answering.reject_request(at.door, at.actor, number, Code(code), sys.stdin.read(), now=at.now))
    click.echo(rejected.letter)


@rights.command()
@click.argument("number")
@click.pass_obj
def verify(counter: Any, /, number: str) -> None:
    """Ask the person to prove who they are; the doubt comes by standard input."""
    at: Counter = counter()
    click.echo(done(verifying.ask_identity(at.door, at.actor, number, sys.stdin.read(), now=at.now)))


@rights.command()
@click.argument("number")
@click.pass_obj
def verified(counter: Any, /, number: str) -> None:
    """Say that the person has proved who they are."""
    at: Counter = counter()
    request = done(verifying.identity_given(at.door, at.actor, number, now=at.now))
    click.echo(f"Request {request.number} is in work; answer it by {request.due}.", err=True)


@rights.command()
@click.argument("number")
@click.argument("state", type=click.Choice([State.IN_WORK.value, State.WAITING.value]))
@click.pass_obj
def move(counter: Any, /, number: str, state: str) -> None:
    """Say where an open request stands."""
    at: Counter = counter()
    request = done(requests.move_request(at.door, at.actor, number, State(state), now=at.now))
    click.echo(f"Request {request.number} is {request.state}.", err=True)
