"""Counts the steps of a process to the database and to disk, and lets its fate come at the N-th: before a statement that writes, before and
after a commit, between what goes with a commit and the commit, before a sync, before a file is put in its place or removed.

The statements go where they always go: `seloste.home.statements` and Django's own cursors, and nowhere else.
"""

import errno
import os
import signal
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import OperationalError, connections
from django.db.backends.utils import CursorWrapper

from seloste.home import statements

_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "RELEASE")
NEVER = 1_000_000


def kill(on_disk: bool) -> None:
    """The process is gone, as by a power cut or for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(on_disk: bool) -> None:
    """The disk is broken from here on."""
    raise OSError(errno.EIO, os.strerror(errno.EIO)) if on_disk else OperationalError("disk I/O error")


def fill(on_disk: bool) -> None:
    """The disk is full from here on."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if on_disk else OperationalError("database or disk is full")


def cut(on_disk: bool) -> None:
    """The server ends our session, as when it is restarted."""
    ours = connections["default"]
    if ours.connection is not None:
        with psycopg.connect(**ours.get_connection_params() | {"prepare_threshold": None}, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (ours.connection.info.backend_pid,))


def pause(on_disk: bool) -> None:
    """Let somebody else work meanwhile, and go on when they have finished, or can't before we do."""
    os.write(PAUSED[1], b".")
    os.read(GO[0], 1)


PAUSED, GO = [-1, -1], [-1, -1]
FATES = {"pause": pause, "kill": kill, "fail": fail, "fill": fill, "fill once": fill, "cut": cut}
ONCE = ("cut", "fill once", "pause")


class Countdown:
    """Lets so many steps pass; then comes the fate. `seen` tells how many there were."""

    def __init__(self, steps: int, fate: str) -> None:
        self.left, self.seen, self.fate = steps, 0, fate

    def step(self, *, on_disk: bool = False) -> None:
        """Count one, and meet the fate when it is time."""
        self.seen += 1
        if self.seen > self.left:
            if self.fate in ONCE:
                self.left = NEVER
            FATES[self.fate](on_disk)

    def before(self, act: Callable[..., Any], which: int | None = None) -> Callable[..., Any]:
        """Make an act a step; where it is a statement, its argument says whether it writes."""

        def wrapped(*args: Any, **named: Any) -> Any:
            if which is None or _writes(args[which]):
                self.step(on_disk=which is None)
            return act(*args, **named)

        return wrapped

    def install(self) -> None:
        """Count everything in this process from here on."""
        statements._run = self.before(statements._run, 1)
        statements._run_many = self.before(statements._run_many, 1)
        for name in ("execute", "executemany"):
            setattr(CursorWrapper, name, self.before(getattr(CursorWrapper, name), 1))
        server: Any = type(connections["default"])
        commit = server._commit

        def both_sides(wrapper: Any) -> None:
            self.step()
            commit(wrapper)
            self.step()

        server._commit = both_sides
        if connections["default"].vendor == "postgresql":
            self._install_between()
        for name in ("fsync", "replace", "rename", "unlink"):
            setattr(os, name, self.before(getattr(os, name)))

    def _install_between(self) -> None:
        """Count what is left for a commit, and the moment between it and the commit, which go to the server together."""
        from seloste.home.postgres.straight import Straight

        setattr(Straight, "leave", self.before(Straight.leave, 1))  # noqa: B010
        end = Straight._end

        def after_what_was_left(straight: Straight, sent: Any) -> None:
            self.step()
            end(straight, sent)

        setattr(Straight, "_end", after_what_was_left)  # noqa: B010


def _writes(statement: Any) -> bool:
    return isinstance(statement, str) and statement.lstrip().upper().startswith(_WRITES)
