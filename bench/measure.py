"""What does each verb cost?  Rounds of both sides take turns, and the best round of each counts.

Two plain sides, because a gated read also leaves a durable line in the ledger: *bare* only reads; *logged* reads and commits one row of an
access log, as an ordinary application that logs its looks would. Both sides commit with the same durability (synchronous FULL).
"""

import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from bench.register import ACTOR, PURPOSE
from seloste.gate import Applied, Door, Listing, Reading
from seloste.policy.changes import Put
from seloste.register.models import Record

ROUNDS = 5
TIMES = 200
Work = Callable[[int], object]
Spent = tuple[float, float]
"""Seconds that a work takes once: by the clock, and of processor (this process's and a database server's)."""


def best(works: dict[str, Work], server: Callable[[], float], times: int = TIMES) -> dict[str, Spent]:
    """Return what each work takes, by the clock and of processor, each in its best round."""
    found = dict.fromkeys(works, (float("inf"), float("inf")))
    for _ in range(ROUNDS):
        for name, work in works.items():
            began, spent = time.perf_counter(), time.process_time() + server()
            for turn in range(times):
                work(turn)
            took = (time.perf_counter() - began) / times, (time.process_time() + server() - spent) / times
            found[name] = min(found[name][0], took[0]), min(found[name][1], took[1])
    return found


def row(title: str, took: dict[str, Spent]) -> str:
    """Write one line: the gate's times, and their ratios to each plain side."""
    gate = took["gate"]
    sides = "".join(
        f"  {gate[0] / took[side][0]:5.2f}× ({gate[1] / took[side][1]:5.2f}×) {side:<7}" for side in ("logged", "bare") if side in took
    )
    return f"{title:<34}{gate[0] * 1000:8.2f} ({gate[1] * 1000:6.2f}) ms{sides}"


def measure(door: Door, people: list[int], now: datetime, server: Callable[[], float]) -> list[str]:
    """Compare point reads, a page of fifty, and a write; looks also with their events batched (SELOSTE_READ_EVENTS)."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_log (at TEXT, actor INTEGER, purpose TEXT, subject BIGINT)")
    contact = dict(Record.objects.filter(category="contact").values_list("subject_id", "id"))
    sizes = bytes(len(Record.objects.filter(category="contact").values_list("ciphertext", flat=True)[0]))

    def log(subject: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_log (at, actor, purpose, subject) VALUES (%s, 1, %s, %s)", [now.isoformat(), PURPOSE, subject]
            )

    def someone(turn: int) -> int:
        return people[turn * 7919 % len(people)]

    # What the plain side writes nobody can open any more, so it has people of its own.
    half = len(people) // 2

    def bare(turn: int) -> object:
        subject = someone(turn)
        return Record.objects.get(subject_id=subject, id=contact[subject])

    def logged(turn: int) -> object:
        with transaction.atomic():
            log(someone(turn))
            return bare(turn)

    def gated(turn: int) -> object:
        return expect(door.read(ACTOR, PURPOSE, someone(turn), now=now, categories=("contact",), locked=False), Reading)

    def card(turn: int) -> object:
        return expect(door.read(ACTOR, PURPOSE, someone(turn), now=now), Reading)

    def bare_card(turn: int) -> object:
        return list(Record.objects.filter(subject_id=someone(turn)))

    def logged_card(turn: int) -> object:
        with transaction.atomic():
            log(someone(turn))
            return bare_card(turn)

    def page(turn: int) -> object:
        return expect(door.list(ACTOR, PURPOSE, now=now, categories=("contact",), limit=50), Listing)

    def bare_page(turn: int) -> object:
        return list(Record.objects.filter(category="contact").order_by("subject_id")[:50])

    def logged_page(turn: int) -> object:
        with transaction.atomic():
            for subject in people[:50]:
                log(subject)
            return bare_page(turn)

    def write(turn: int) -> object:
        subject = people[turn * 7919 % half]
        change = Put("contact", {"email": f"uusi{turn}@asiakas.example"}, record=contact[subject])
        return expect(door.apply(ACTOR, PURPOSE, subject, (change,), now=now), Applied)

    def logged_write(turn: int) -> object:
        subject = people[half + turn * 7919 % half]
        with transaction.atomic():
            log(subject)
            return Record.objects.filter(subject_id=subject, id=contact[subject]).update(ciphertext=sizes, updated=now)

    def batched(work: Work) -> Work:
        def look(turn: int) -> object:
            settings.READ_EVENTS = "batched"
            try:
                return work(turn)
            finally:
                settings.READ_EVENTS = "durable"

        return look

    return [
        row("point read, one category", best({"gate": gated, "logged": logged, "bare": bare}, server)),
        row("… events batched", best({"gate": batched(gated), "bare": bare}, server)),
        row("a person's card", best({"gate": card, "logged": logged_card, "bare": bare_card}, server)),
        row("… events batched", best({"gate": batched(card), "bare": bare_card}, server)),
        row("page of 50", best({"gate": page, "logged": logged_page, "bare": bare_page}, server, TIMES // 10)),
        row("… events batched", best({"gate": batched(page), "bare": bare_page}, server, TIMES // 10)),
        row("write, one record", best({"gate": write, "logged": logged_write}, server, TIMES // 2)),
    ]


def expect[T](found: object, kind: type[T]) -> T:
    """Return what the gate gave, or stop: a denial must not be measured as a fast read."""
    if not isinstance(found, kind):
        raise SystemExit(f"The gate denied what was to be measured: {getattr(found, 'reason', found)}")
    return found
