"""What happened to the demo's people in eight years, and when? Pure: a seed, a number of people and a day give the steps, in order of time.

It never looks at the register: what a step needs of an earlier one it names by a label, such as `relationship-1`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from seloste.faces.cli.demo.lives.diary import Diary
from seloste.faces.cli.demo.lives.fates import Part, Plan, plan
from seloste.faces.cli.demo.lives.firm import firm
from seloste.faces.cli.demo.lives.steps import Step
from seloste.faces.cli.demo.lives.stints import write
from seloste.faces.cli.demo.people import person
from seloste.law import day_start

QUIET = timedelta(days=25)
"""Whose data are restricted is left in peace from some days before they ask for it."""


def lives(seed: int, subjects: int, today: date) -> Iterator[Step]:
    """Tell what happened to everybody, in order of time, up to the midnight that starts today.

    People are made when they arrive and forgotten after their last step, so that 20,000 of them need little memory.
    """
    waiting = iter(sorted((plan(seed, index, today).arrives, index) for index in range(subjects)))
    arrival = next(waiting, None)
    running: list[tuple[datetime, int, Step, Iterator[Step]]] = []
    _push(running, iter(firm(today)))
    while running or arrival is not None:
        while arrival is not None and (not running or day_start(arrival[0]) <= running[0][0]):
            _push(running, _life(seed, arrival[1], plan(seed, arrival[1], today), today))
            arrival = next(waiting, None)
        if running:
            _, _, step, rest = heapq.heappop(running)
            yield step
            _push(running, rest)


def _push(running: list[tuple[datetime, int, Step, Iterator[Step]]], rest: Iterator[Step]) -> None:
    step = next(rest, None)
    if step is not None:
        heapq.heappush(running, (step.at, step.person, step, rest))


def _life(seed: int, index: int, fate: Plan, today: date) -> Iterator[Step]:
    rng = Random(f"{seed}/life/{index}")
    one = person(seed, index)
    diary = Diary(index, rng, today, quiet=today - QUIET if fate.part is Part.RESTRICTED else None)
    for stint in fate.stints:
        write(one, diary, stint, fate.part)
    return iter(diary.told())
