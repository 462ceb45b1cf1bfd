"""What does the law say on a date?  `seloste law`: deadlines, retention dates and the rows behind them. Needs no register and no Django."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from typing import Any

import click

from seloste import law as book
from seloste.faces.cli import reviewing
from seloste.home.clock import now
from seloste.law.shelf import FILES

_FRESH = book.Period(months=12)
_EVIDENCE = {"text": "checked against the text", "secondary": "checked against a summary only", "memory": "not checked against any text"}


class Refused(click.ClickException):
    """The law can't answer what was asked."""

    exit_code = 2


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except book.LawError as error:
        raise Refused(str(error)) from None


def _asks[**P](act: Callable[P, None]) -> Callable[P, None]:
    @wraps(act)
    def asked(*args: P.args, **kwargs: P.kwargs) -> None:
        with _refusing():
            act(*args, **kwargs)

    return asked


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(f"{value!r} is not a date; write it as 2026-11-22", param, ctx)


class DayOrInstant(click.ParamType[date | datetime]):
    """An ISO date, or an instant; one without offset is Helsinki time."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        try:
            if len(value) <= len("2026-11-22"):
                return date.fromisoformat(value)
            instant = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(f"{value!r} is neither a date (2026-11-22) nor an instant (2026-11-22T16:20+02:00, …Z, or Helsinki time)", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=book.HELSINKI)


@click.group()
def law() -> None:
    """Deadlines, retention rules and statutes as dated data. Not legal advice."""


@law.command()
@click.argument("received", metavar="DATE", type=DayOrInstant())
@click.option("--months", type=int, default=None, help="Months from receipt: 1 (default), or 3 when extended.")
@click.option("--suspended", type=int, default=None, metavar="DAYS", help="Days spent waiting for what the person was asked for.")
@click.option("--hours", type=int, default=None, help="Count hours instead (72 for a breach); they never move over a week-end.")
@click.option("--flat", is_flag=True, help="A month flat: the last day never moves over a week-end or holiday.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_asks
def deadline(received: date | datetime, months: int | None, suspended: int | None, hours: int | None, flat: bool, as_json: bool) -> None:
    """By when must something received on DATE be answered?"""
    if hours is not None:
        if flat or months is not None or suspended is not None:
            raise click.UsageError("--hours counts by itself: leave out --months, --suspended and --flat")
        answer = _in_hours(received, hours)
    else:
        answer = _in_months(received, 1 if months is None else months, suspended or 0, flat)
    if as_json:
        _print(answer)
        return
    click.echo(answer["deadline"] if hours is None else answer["local"])
    if answer.get("rolled_because"):
        click.echo(f"moved from {answer['suspended_to']}: {', '.join(answer['rolled_because'])}", err=True)


def _in_months(received: date | datetime, months: int, suspended: int, flat: bool) -> dict[str, Any]:
    found = book.deadline(received, months=months, suspended_days=suspended, roll=not flat)
    return {
        "deadline": found.deadline.isoformat(),
        "received_on": found.received_on.isoformat(),
        "raw": found.raw.isoformat(),
        "suspended_to": found.suspended_to.isoformat(),
        "rolled_because": list(found.rolled_because),
        "months": found.months,
        "suspended_days": found.suspended_days,
        "calendar": found.calendar,
    }


def _in_hours(received: date | datetime, hours: int) -> dict[str, Any]:
    start = received if isinstance(received, datetime) else book.day_start(received)
    end = book.hours_after(start, hours)
    local = end.astimezone(book.HELSINKI)
    return {
        "deadline": local.date().isoformat(),
        "instant": end.isoformat().replace("+00:00", "Z"),
        "local": local.isoformat(),
        "received": start.astimezone(book.HELSINKI).isoformat(),
        "hours": hours,
    }


@law.command()
@click.argument("rule", metavar="RULE")
@click.option("--event", required=True, type=Day(), help="The day of the event the rule counts from.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_asks
def retention(rule: str, event: date, as_json: bool) -> None:
    """Until when does RULE keep what its event of a date starts?"""
    found = book.retention(rule, event)
    if as_json:
        _print(
            {
                "rule": found.rule.id,
                "event": event.isoformat(),
                "keep_through": found.keep_through.isoformat(),
                "erase_on": found.erase_on.isoformat(),
                "force": found.rule.force,
                "statute": found.rule.statute,
                "source": found.source,
            }
        )
        return
    click.echo(f"{found.rule.id}: keep through {found.keep_through}, erase on {found.erase_on} ({found.source})")


@law.command("list")
@click.option("--stale", is_flag=True, help="Only what needs checking: checked over a year ago, or never against the text. Exit 1 if any.")
@click.option("--on", type=Day(), default=None, help="As of this day instead of today.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
@_asks
def list_rows(ctx: click.Context, stale: bool, on: date | None, as_json: bool) -> None:
    """List the rows of law."""
    today = on or book.civil_date(now())
    found = [row for row in _all() if not stale or _doubt(row, today)]
    if as_json:
        _print([_plain(row, today) for row in found])
    else:
        for row in found:
            until = row.valid_to or "…"
            doubt = f"  {_doubt(row, today)}" if stale else ""
            click.echo(f"{type(row).__name__.lower():<10}{row.id:<28}{row.valid_from}–{until!s:<12}{row.name['en']}{doubt}")
    if stale and found:
        ctx.exit(1)


@law.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_asks
def show(name: str, as_json: bool) -> None:
    """Show every row called ID, past ones included."""
    found = [row for row in _all() if row.id == name]
    if not found:
        near = get_close_matches(name, {row.id for row in _all()}, n=1)
        raise Refused(f"there is no row {name!r}" + (f"; did you mean {near[0]}?" if near else "; see `seloste law list`"))
    today = book.civil_date(now())
    if as_json:
        _print([_plain(row, today) for row in found])
        return
    for row in found:
        for key, value in _plain(row, today).items():
            click.echo(f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
        click.echo(f"({_EVIDENCE[row.evidence]})\n")


def _all() -> list[book.Row]:
    return [row for kind in FILES for row in book.rows(kind)]


def _doubt(row: book.Row, today: date) -> str:
    """Say why a row needs checking; rows that have ended are left in peace."""
    if row.valid_to is not None and row.valid_to < today:
        return ""
    if row.evidence != "text":
        return _EVIDENCE[row.evidence]
    return f"checked {row.checked_at}" if book.add_period(row.checked_at, _FRESH) < today else ""


def _plain(row: book.Row, today: date) -> dict[str, Any]:
    return {"kind": type(row).__name__.lower(), **row.model_dump(mode="json", exclude_none=True), "in_force": row.holds(today)}


def _print(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


law.add_command(reviewing.review)
law.add_command(reviewing.reviewed)
