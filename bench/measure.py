"""What does each verb cost?  Rounds of both sides take turns, and the best round of each counts.

Two plain sides, because a gated read also leaves a durable line in the ledger: *bare* only reads; *logged* reads and commits one row of an
access log, as an ordinary application that logs its looks would. Both sides commit with the same durability (synchronous FULL).
"""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from bench.register import ACTOR, PURPOSE
from seloste.gate import Applied, Door, Listing, Reading
from seloste.policy.changes import Put
from seloste.register.models import Record

ROUNDS = 5
TIMES = 200
Work = Callable[[int], object]


def best(works: dict[str, Work], times: int = TIMES) -> dict[str, float]:
    """Return the seconds that each work takes once, in its best round."""
    found = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            began = time.perf_counter()
            for turn in range(times):
                work(turn)
            found[name] = min(found[name], (time.perf_counter() - began) / times)
    return found


def row(title: str, took: dict[str, float]) -> str:
    """Write one line: the gate's time and its ratio to each plain side."""
    sides = "".join(f"  {took['gate'] / took[side]:5.2f}× {side:<7}" for side in ("logged", "bare") if side in took)
    return f"{title:<28}{took['gate'] * 1000:8.2f} ms{sides}"


def measure(door: Door, people: list[int], now: datetime) -> list[str]:
    """Compare point reads, a page of fifty, and a write."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_log (id INTEGER PRIMARY KEY, at TEXT, actor INTEGER, purpose TEXT, subject INTEGER)")
    contact = dict(Record.objects.filter(category="contact").values_list("subject_id", "id"))
    sizes = bytes(len(Record.objects.filter(category="contact").values_list("ciphertext", flat=True)[0]))

    def log(subject: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_log (at, actor, purpose, subject) VALUES (%s, 1, %s, %s)", [now.isoformat(), PURPOSE, subject]
            )

    def someone(turn: int) -> int:
        return people[turn * 7919 % len(people)]

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
        subject = someone(turn)
        change = Put("contact", {"email": f"uusi{turn}@asiakas.example"}, record=contact[subject])
        return expect(door.apply(ACTOR, PURPOSE, subject, (change,), now=now), Applied)

    def logged_write(turn: int) -> object:
        subject = someone(turn)
        with transaction.atomic():
            log(subject)
            return Record.objects.filter(subject_id=subject, id=contact[subject]).update(ciphertext=sizes, updated=now)

    return [
        row("point read, one category", best({"gate": gated, "logged": logged, "bare": bare})),
        row("a person's card", best({"gate": card, "logged": logged_card, "bare": bare_card})),
        row("page of 50", best({"gate": page, "logged": logged_page, "bare": bare_page}, TIMES // 10)),
        row("write, one record", best({"gate": write, "logged": logged_write}, TIMES // 2)),
    ]


def expect[T](found: object, kind: type[T]) -> T:
    """Return what the gate gave, or stop: a denial must not be measured as a fast read."""
    if not isinstance(found, kind):
        raise SystemExit(f"The gate denied what was to be measured: {getattr(found, 'reason', found)}")
    return found
