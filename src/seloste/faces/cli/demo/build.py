"""How is a demo home filled? Database, notice, staff, then eight years of lives; and how is one that stands brought up to today?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from random import Random

import click
from django.conf import settings

from seloste import gate
from seloste.duties import operations, retention
from seloste.duties.lawwatch import watching
from seloste.duties.logreview import reviewing
from seloste.duties.logreview.models import Review
from seloste.duties.logreview.rules import Outcome
from seloste.duties.operations import backups
from seloste.faces.cli.demo.lives import Script, lives
from seloste.faces.cli.demo.lives.derived import Derived
from seloste.faces.cli.demo.lives.lamisnet import LamisNet
from seloste.faces.cli.demo.play import DemoError, Player, month_after, strict
from seloste.faces.cli.demo.source import Told
from seloste.faces.cli.demo.staff import hire
from seloste.faces.cli.demo.stamp import Wish
from seloste.faces.cli.trying import try_out
from seloste.home import Home, schema
from seloste.law import civil_date, day_start
from seloste.notice import clauses
from seloste.notice.builtin import PRIVACY_ROLE
from seloste.policy import Actor
from seloste.promises.backups import backups_restored
from seloste.promises.evidence import Asked


def fill(home: Home, wish: Wish, told: Told, now: datetime) -> None:
    """Fill an empty demo home, up to now. The same wish on the same day fills it the same, but for its keys."""
    begins = day_start(told.era.begins)
    schema.bring_up()
    with gate.seeded_ids(Random(f"{wish.seed}/ids")):
        published = gate.publish(home, told.source, file=told.file, now=begins)
        if published.findings:
            raise DemoError(f"The notice can't be published: {published.findings[0].message}")
        door = gate.door(home)
        notice = door.notice_at(begins)
        player = Player(door, hire(notice, begins, now), lambda at: _pass(door, home, at), month_after(begins), strict(notice))
        script: Script = LamisNet(wish.seed, told.era) if told.by_hand else Derived.of(notice, wish.seed, told.era)
        with _progress(begins, now) as passed:
            player.play(lives(script, wish.subjects), now, passed)
        _review_law(door, now)
        _review_log(door, player.crew.actor(PRIVACY_ROLE, now), now)
        _tick(door, home, now)
    _back_up(door, home, now)


def _review_law(door: gate.Door, now: datetime) -> None:
    """Let the privacy officer look at the rows of law that have changed in the years played. What changes later waits for a person."""
    for task in watching.review(door, now=now):
        watching.reviewed(door, task.row, now=now)


def _review_log(door: gate.Door, officer: Actor, now: datetime) -> None:
    """Let the privacy officer go through the access log of the years played, where that is promised: it was all work."""
    if reviewing.state(door, now=now).due is None:
        return
    begun = reviewing.begin(door, officer, now=now)
    if isinstance(begun, Review):
        for one in begun.anomalies.all():
            reviewing.settle(door, officer, one.pk, Outcome.WORK, alone=True, now=now)
        reviewing.sign(door, officer, now=now)


def catch_up(home: Home, now: datetime) -> None:
    """Bring a demo home that stands up to now: what has come due since falls, as in any home."""
    schema.bring_up()
    door = gate.door(home)
    _tick(door, home, now)
    _back_up(door, home, now)


def _back_up(door: gate.Door, home: Home, now: datetime) -> None:
    """Where the notice promises backups, take one and try it out when that is due. A real register's copies don't lie in its home."""
    promised = [clause for clause in clauses(door.notice_at(now)) if clause.params.get("name") == backups_restored.__name__]
    if not promised or backups_restored(Asked(door, door.notice_at(now), "", promised[0], now)).holds:
        return
    data, keys = home.path / "backups" / "data", home.path / "backups" / "keys"
    backups.make(home, data, now=now)
    backups.keep(home, keys, now=now)
    tried = try_out(home, data, keys, settings.BACKUP_SERVER)
    backups.note(home, tested=now, whole=not tried.failed)


def _tick(door: gate.Door, home: Home, now: datetime) -> None:
    """Do the timed duties, with the demo's clock: it leaps on purpose, so the leap is vouched for."""
    operations.tick(door, home, now=now, clock=lambda: now, vouched=True)


def _pass(door: gate.Door, home: Home, at: datetime) -> None:
    """Do the timed duties of a day long past: all but renewing the keys, since there is no backup from then that a key could still open."""
    retention.run(door, home, now=at, clock=lambda: at, vouched=True)
    while door.drop_sides(now=at):
        pass
    door.seal_ledger(now=at)


@contextmanager
def _progress(begins: datetime, now: datetime) -> Iterator[Callable[[datetime], None]]:
    """Show on standard error how the years go by."""
    days = max(1, (now - begins).days)
    with click.progressbar(length=days, label=f"{begins.year}–{now.year}", file=sys.stderr, item_show_func=_year) as bar:
        shown = 0

        def passed(at: datetime) -> None:
            nonlocal shown
            done = min(days, (at - begins).days)
            bar.update(done - shown, civil_date(at))
            shown = done

        yield passed


def _year(day: date | None) -> str | None:
    return str(day.year) if day else None
