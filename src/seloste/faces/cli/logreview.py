"""The review of the access log at a terminal, for `seloste ledger review`: begin, settle and sign, and show what waits."""

import json

import click

from seloste import gate, home
from seloste.accounts.models import Staff
from seloste.accounts.proofs import officers
from seloste.duties.logreview import reviewing
from seloste.duties.logreview.models import Anomaly
from seloste.duties.logreview.rules import Outcome
from seloste.faces.cli import acting
from seloste.faces.ui.numbers import read_number
from seloste.law import civil_date
from seloste.policy import Denial

WAITING = 1
_REFUSED = {
    reviewing.Refused.OPEN_ALREADY: "a review is open already: settle what it found, and --sign it",
    reviewing.Refused.TOO_SOON: "there is nothing in the log to review yet",
    reviewing.Refused.NONE_OPEN: "no review is open; --begin one",
    reviewing.Refused.NOT_THERE: "the open review has no such number",
    reviewing.Refused.NO_SUCH_OUTCOME: f"the outcomes are {', '.join(Outcome)}",
    reviewing.Refused.ONESELF: "nobody decides about their own use: another privacy officer does",
    reviewing.Refused.UNDECIDED: "something that stood out has no outcome yet: --settle N=CODE",
}


def run(begin: bool, settled: tuple[str, ...], sign: bool, login: str, as_json: bool) -> int:
    """Do the steps that were asked for, in their order, and show how reviewing stands."""
    door, now = gate.door(), home.now()
    if begin or settled or sign:
        actor = acting.actor(door, acting.officer(login, now), now)
        if begin:
            _done(reviewing.begin(door, actor, now=now))
        for pair in settled:
            number, _, outcome = pair.partition("=")
            if not (wanted := read_number(number)):
                raise click.UsageError("--settle takes N=CODE")
            alone = len(officers(now)) == 1
            _done(reviewing.settle(door, actor, wanted, outcome, alone=alone, now=now))
        if sign:
            _done(reviewing.sign(door, actor, now=now))
    stands = reviewing.state(door, now=now)
    late = stands.late(civil_date(now))
    found = list(stands.open.anomalies.order_by("day", "rule", "actor")) if stands.open else []
    _show(stands, found, late, as_json)
    return WAITING if late or stands.open else 0


def _show(stands: reviewing.State, found: list[Anomaly], late: bool, as_json: bool) -> None:
    logins = dict(Staff.objects.filter(pk__in={one.actor for one in found}).values_list("pk", "login"))
    rows = [(one.pk, str(one.day), logins.get(one.actor, ""), one.rule, one.count, one.outcome) for one in found]
    if as_json:
        listed = [dict(zip(("number", "day", "login", "rule", "count", "outcome"), row, strict=True)) for row in rows]
        days = {key: str(day) if day else None for key, day in (("due", stands.due), ("latest", stands.latest))}
        told = {"since": stands.since.isoformat(), **days, "late": late, "open": bool(stands.open), "found": listed}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("  ".join(map(str, row)).rstrip())
    if stands.open:
        click.echo(f"A review is open: {len(rows)} things stood out. Settle each, and --sign.", err=True)
    elif late:
        click.echo(f"A review was to be signed by {stands.latest}. Begin it: seloste ledger review --begin", err=True)
    else:
        due = f"; the next is due {stands.due}" if stands.due else ""
        click.echo(f"The log waits for a review from {civil_date(stands.since)} on{due}.", err=True)


def _done(answer: object) -> None:
    if isinstance(answer, Denial):
        raise click.ClickException(f"{answer.reason} [{answer.code}]")
    if isinstance(answer, reviewing.Refused):
        raise click.ClickException(_REFUSED[answer])
