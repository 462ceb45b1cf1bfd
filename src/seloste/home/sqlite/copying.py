"""How does a register in one file come onto a backup's medium?  Table by table, in one state of the database, while others go on.

A copy of the file's pages would carry what must not be in a backup: the search index, sessions, and what was erased from either. Here
only the shape of such tables is copied. Nothing is waited for and nobody waits: the log that is written ahead gives one state to read.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from seloste.home.folder import HomeError


def copy(
    live: Path, to: Path, *, without: Collection[str], asked: Sequence[str], step: Callable[[str], object]
) -> list[list[tuple[Any, ...]]]:
    """Copy every table to a new file, those named without their rows; give the answers to questions about that very state.

    Raises HomeError when there is no database, or when it or the medium fails.
    """
    if not live.exists():
        raise HomeError(f"{live}: there is no database here yet, so there is nothing to back up.")
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as medium:
            medium.execute("PRAGMA journal_mode = OFF")
            medium.execute("ATTACH ? AS live", (str(live),))
            medium.execute("BEGIN")
            _tables(medium, without, step)
            answers = [medium.execute(question).fetchall() for question in asked]
            medium.execute("COMMIT")
            (found,) = medium.execute("PRAGMA main.quick_check").fetchone()
            if found != "ok":
                raise HomeError(f"{to}: the copy can't be read back. The disk is failing: make the backup elsewhere.")
    except sqlite3.Error as error:
        raise HomeError(f"{to}: the database could not be copied ({type(error).__name__}).") from None
    _sync(to)
    return answers


def _tables(medium: sqlite3.Connection, without: Collection[str], step: Callable[[str], object]) -> None:
    """Make each table and fill it; what speeds it up and what watches it comes after its rows."""
    shapes = medium.execute("SELECT type, name, sql FROM live.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").fetchall()
    for kind, name, sql in shapes:
        if kind == "table":
            medium.execute(sql)
            step(name)
            if name not in without:
                columns = ", ".join(_quoted(row[1]) for row in medium.execute(f"PRAGMA live.table_info({_quoted(name)})"))
                medium.execute(f"INSERT INTO main.{_quoted(name)} ({columns}) SELECT {columns} FROM live.{_quoted(name)}")  # noqa: S608
    for kind, _, sql in shapes:
        if kind != "table":
            medium.execute(sql)
    if medium.execute("SELECT 1 FROM live.sqlite_master WHERE name='sqlite_sequence'").fetchone():
        medium.execute("DELETE FROM main.sqlite_sequence")
        medium.execute("INSERT INTO main.sqlite_sequence SELECT * FROM live.sqlite_sequence")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
