"""What happened to the demo's people in eight years, and when? Pure: a script and a number of people give the steps, in order of time.

It never looks at the register: what a step needs of an earlier one it names by a label, such as `relationship-1`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from seloste.faces.cli.demo.lives.fates import Plan
from seloste.faces.cli.demo.lives.steps import Step
from seloste.law import day_start


class Script(Protocol):
    """Who tells the lives: one script is written by hand for LamisNET, another is derived from any notice."""

    def firm(self) -> list[Step]:
        """Tell what the firm did by itself, in order of time."""

    def plan(self, index: int) -> Plan:
        """Choose when a person comes and goes."""

    def life(self, index: int, fate: Plan) -> list[Step]:
        """Write a person's life, in order of time."""


def lives(script: Script, subjects: int) -> Iterator[Step]:
    """Tell what happened to everybody, in order of time, up to the midnight that starts today.

    People are made when they arrive and forgotten after their last step, so that 20,000 of them need little memory.
    """
    waiting = iter(sorted((script.plan(index).arrives, index) for index in range(subjects)))
    arrival = next(waiting, None)
    running: list[tuple[datetime, int, Step, Iterator[Step]]] = []
    _push(running, iter(script.firm()))
    while running or arrival is not None:
        while arrival is not None and (not running or day_start(arrival[0]) <= running[0][0]):
            _push(running, iter(script.life(arrival[1], script.plan(arrival[1]))))
            arrival = next(waiting, None)
        if running:
            _, _, step, rest = heapq.heappop(running)
            yield step
            _push(running, rest)


def _push(running: list[tuple[datetime, int, Step, Iterator[Step]]], rest: Iterator[Step]) -> None:
    step = next(rest, None)
    if step is not None:
        heapq.heappush(running, (step.at, step.person, step, rest))
