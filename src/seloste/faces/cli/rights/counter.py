"""Who handles requests at this terminal, and how is the gate's or the duty's no told there?"""

from dataclasses import dataclass
from datetime import date, datetime

import click
from django.utils.translation import override

from seloste import gate
from seloste.duties.rights import access, answering, requests
from seloste.duties.rights.decide import Code
from seloste.faces.cli import acting
from seloste.faces.cli.acting import SPOKEN
from seloste.faces.ui.words import denied, refused
from seloste.policy import Actor, Denial

KEEPING = (Code.REF_CLAIM.value, Code.REF_OBJ.value)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where requests are handled: the door, and who stands at it."""

    door: gate.Door
    actor: Actor
    now: datetime


def at(login: str, now: datetime) -> Counter:
    """Stand at the counter: as an account, or without a login as the only one that holds the privacy role."""
    door = gate.door()
    return Counter(door, acting.actor(door, acting.officer(login, now), now), now)


def done[T](answer: T | Denial | requests.Refused) -> T:
    """Give what was done, or end with the gate's or the duty's no."""
    with override(SPOKEN):
        if isinstance(answer, Denial):
            raise click.ClickException(f"{denied(answer)} [{answer.code}]")
        if isinstance(answer, requests.Refused):
            raise click.ClickException(f"{refused(answer)} [{answer.code}]")
    return answer


def found(at: Counter, email: str) -> int:
    """Find the one person with an e-mail address on file."""
    hits = done(at.door.locate(at.actor, access.PURPOSE, now=at.now, term=email))
    if len(hits) != 1:
        numbers = ", ".join(str(hit) for hit in hits)
        raise click.ClickException(
            f"several have that address: {numbers}; use --subject" if hits else "nobody has that address; use --new KIND"
        )
    return hits[0]


def chosen(at: Counter, purposes: tuple[str, ...], keep: tuple[str, ...], restriction: str, review: datetime | None) -> answering.Choices:
    """Read what was chosen, by the notice in force."""
    known = at.door.notice_at(at.now).purposes
    assessed: dict[str, Code] = {}
    for pair in keep:
        key, _, code = pair.partition("=")
        if code not in KEEPING:
            raise click.UsageError(f"--keep takes KEY=CODE, where CODE is {' or '.join(KEEPING)}")
        assessed[key] = Code(code)
    for key in (*purposes, *assessed):
        if key not in known:
            raise click.UsageError(f"the notice has no purpose {key!r}; it has {', '.join(known)}")
    looked_at: date | None = review.date() if review else None
    return answering.Choices(purposes, assessed, Code(restriction), looked_at)
