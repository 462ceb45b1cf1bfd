"""Who works here, what have they gone through, and which roles do they hold?  `seloste people`: the whole life of an account.

A password comes by standard input, never on the command line. Nothing here is about the people in the register.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import click
from django.utils.translation import override

from seloste import accounts, gate, home
from seloste.accounts.models import Grant, Proof, Staff
from seloste.accounts.proofs import officers
from seloste.faces.cli import acting
from seloste.faces.ui.staff import suspended
from seloste.law import HELSINKI, add_months, civil_date, day_after, day_start
from seloste.notice import Notice

LACKING = 1
_DAY = click.DateTime(["%Y-%m-%d"])
_BY = click.option(
    "--by", default="", metavar="LOGIN", help="Whose account does it; by default the only privacy officer, or the first person."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One account in the list."""

    staff: Staff
    roles: tuple[tuple[str, datetime], ...]
    lacks: tuple[accounts.Lack, ...]

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints of it."""
        lacks = [{"kind": lack.kind, "why": lack.why.value, "last": str(lack.last) if lack.last else None} for lack in self.lacks]
        roles = [{"role": role, "expires": _iso(expires)} for role, expires in self.roles]
        one = self.staff
        return {"login": one.login, "name": one.name, "unit": one.unit, "employer": one.employer, "roles": roles, "lacks": lacks}


@click.group()
def people() -> None:
    """Who works here: accounts, trainings, undertakings and roles."""


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def listing(as_json: bool) -> int:
    """List the open accounts with their roles, and what they lack. Exits 1 when somebody's roles are suspended."""
    notice, now = _notice()
    rows = [_row(one, notice, now) for one in Staff.objects.filter(is_active=True).order_by("login")]
    if as_json:
        click.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    for row in () if as_json else rows:
        _show(row)
    if not rows:
        click.echo("Nobody works here yet. Make the first account: seloste people add LOGIN", err=True)
    return LACKING if any(row.roles and row.lacks for row in rows) else 0


@people.command()
@click.argument("login")
@click.option("--name", prompt="The person's first and last name", help="The person's first and last name.")
@click.option("--unit", prompt="The unit they work in", help="The unit they work in, as a data subject may see it.")
@click.option("--employer", default="", metavar="KEY", help="The processor of the notice whose person this is; our own when left out.")
def add(login: str, name: str, unit: str, employer: str) -> None:
    """Make a person's account. It may do nothing until a role is granted. The password comes by standard input."""
    notice, now = _notice()
    if employer and employer not in notice.processors:
        raise click.UsageError(f"the notice names no processor {employer!r}; it has {', '.join(notice.processors) or 'none'}")
    password = click.prompt("Password", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    _done(lambda: accounts.create(login, name=name, unit=unit, password=password, employer=employer, now=now))
    click.echo(f"{login.strip().lower()}: the account stands, and holds no role yet.")


@people.command()
@click.argument("login")
@click.argument("kind", type=click.Choice([kind.value for kind in Proof.Kind]))
@click.option("--on", "on", type=_DAY, help="The day it was gone through or given; today when left out.")
@click.option("--version", default="", help="The version of its content; the one the notice asks for when left out.")
@click.option("--until", type=_DAY, help="Its last day, where that is before what the notice says.")
@_BY
def record(login: str, kind: str, on: datetime | None, version: str, until: datetime | None, by: str) -> None:
    """Record a training that was gone through, or an undertaking of confidentiality that was given."""
    notice, now = _notice()
    who, giver = acting.staff(login), _by(by, login, now)
    day, last = on.date() if on else None, until.date() if until else None
    made = _done(lambda: accounts.record(who, kind, by=giver, notice=notice, now=now, on=day, version=version, until=last))
    good = f"good until {made.until}" if made.until else "good until further notice"
    click.echo(f"{who.login}: {kind} {made.version} on {made.on}, {good}. Record {made.pk}.")


@people.command()
@click.argument("number", type=int)
@_BY
def withdraw(number: int, by: str) -> None:
    """Take back record NUMBER, made by mistake. Its row stays, and counts for nothing."""
    notice, now = _notice()
    found = Proof.objects.filter(pk=number, withdrawn_at=None).select_related("staff").first()
    if found is None:
        raise click.ClickException(f"there is no record {number}; `seloste people show LOGIN` lists them")
    _done(lambda: accounts.withdraw(found, by=_by(by, found.staff.login, now), notice=notice, now=now))
    click.echo(f"Record {number} is taken back.")


@people.command()
@click.argument("login")
def show(login: str) -> None:
    """Show one account: its roles, and every record of a training or an undertaking."""
    notice, now = _notice()
    who = acting.staff(login)
    _show(_row(who, notice, now))
    for proof in Proof.objects.filter(staff=who).order_by("on", "pk"):
        good = "taken back" if proof.withdrawn_at else f"good until {proof.until or 'further notice'}"
        click.echo(f"    record {proof.pk}: {proof.kind} {proof.version} on {proof.on}, {good}")


@people.command()
@click.argument("login")
@click.argument("role")
@click.option("--reason", required=True, help="Why their work needs it.")
@click.option("--until", type=_DAY, help="The last day, within a year; a year from now when left out.")
@_BY
def grant(login: str, role: str, reason: str, until: datetime | None, by: str) -> None:
    """Grant a role of the notice to a person, for a reason and a time. Those who lack what the notice demands are refused."""
    notice, now = _notice()
    who = acting.staff(login)
    ends = day_after(until.date()) if until else day_start(add_months(civil_date(now), 12))
    _done(lambda: accounts.grant(who, role, by=_by(by, login, now), reason=reason, expires=ends, now=now, notice=notice))
    click.echo(f"{who.login} holds the role {role} until {_iso(ends)}.")


@people.command()
@click.argument("login")
@click.argument("role")
def revoke(login: str, role: str) -> None:
    """End a person's role now."""
    now, who = home.now(), acting.staff(login)
    held = list(Grant.objects.filter(staff=who, role=role, revoked_at=None, expires__gt=now))
    if not held:
        raise click.ClickException(f"{who.login} does not hold the role {role!r}")
    for given in held:
        accounts.revoke(given, now=now)
    click.echo(f"{who.login} no longer holds the role {role}.")


@people.command()
@click.argument("login")
def close(login: str) -> None:
    """Close an account and end its roles. The row stays, so that what it did can still be told apart."""
    who = acting.staff(login)
    accounts.close(who, now=home.now())
    click.echo(f"{who.login}: the account is closed.")


def _notice() -> tuple[Notice, datetime]:
    now = home.now()
    return gate.door().notice_at(now), now


def _by(by: str, login: str, now: datetime) -> Staff:
    """Who does it: as named, the only officer, or the first person for themselves while nobody holds the privacy role."""
    return acting.staff(login) if not by and not officers(now) else acting.officer(by, now)


def _row(one: Staff, notice: Notice, now: datetime) -> Row:
    held = Grant.objects.filter(staff=one, granted_at__lte=now, expires__gt=now, revoked_at=None).order_by("role", "-expires")
    roles: dict[str, datetime] = {}
    for role, expires in held.values_list("role", "expires"):
        roles.setdefault(role, expires)
    return Row(one, tuple(roles.items()), accounts.standing(one, now=now, notice=notice).lacks)


def _show(row: Row) -> None:
    one = row.staff
    where = f"{one.unit}, {one.employer}" if one.employer else one.unit
    roles = ", ".join(f"{role} until {_iso(expires)}" for role, expires in row.roles) or "no role"
    click.echo(f"{one.login}  {one.name} ({where}): {roles}")
    with override(acting.SPOKEN):
        for lack in row.lacks:
            click.echo(f"    {'SUSPENDED' if row.roles else 'lacks'}: {suspended(lack)}")


def _iso(at: datetime) -> str:
    return at.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M")


def _done[T](do: Callable[[], T]) -> T:
    """Do it, or end with the accounts' no."""
    try:
        return do()
    except accounts.AccountError as error:
        raise click.ClickException(str(error)) from None
