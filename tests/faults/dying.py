"""Counts the steps of a process to the database and to disk, and kills it at the N-th: a statement that writes, a commit (before it and
after it), a sync, a file put in its place or removed.

The statements go where they always go: `seloste.home.statements` and Django's own cursors, and nowhere else.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from seloste.home import statements

_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "RELEASE")
NEVER = 1_000_000


class Countdown:
    """Lets so many steps pass and dies at the next. `seen` tells how many there were."""

    def __init__(self, steps: int) -> None:
        self.left, self.seen = steps, 0

    def step(self, *_: Any, **__: Any) -> None:
        self.seen += 1
        if self.seen > self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, act: Callable[..., Any], *, counts: Callable[[Any], bool] = lambda _: True, which: int = 0) -> Callable[..., Any]:
        """Make an act a step, where its argument says that it writes."""

        def wrapped(*args: Any, **named: Any) -> Any:
            if counts(args[which] if len(args) > which else None):
                self.step()
            return act(*args, **named)

        return wrapped

    def install(self) -> None:
        """Count everything in this process from here on."""
        statements._run = self.before(statements._run, counts=_writes, which=1)
        statements._run_many = self.before(statements._run_many, counts=_writes, which=1)
        for name in ("execute", "executemany"):
            setattr(CursorWrapper, name, self.before(getattr(CursorWrapper, name), counts=_writes, which=1))
        commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

        def both_sides(wrapper: Any) -> None:
            self.step()
            commit(wrapper)
            self.step()

        BaseDatabaseWrapper._commit = both_sides  # type: ignore[attr-defined]
        for name in ("fsync", "replace", "rename", "unlink"):
            setattr(os, name, self.before(getattr(os, name)))


def _writes(statement: Any) -> bool:
    return isinstance(statement, str) and statement.lstrip().upper().startswith(_WRITES)
