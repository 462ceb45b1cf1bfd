"""Where might a value end up that must not? Each place, how it is looked through, and a way to put something there on purpose."""

import io
import logging
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models

import dba
from leaks.canaries import WRITTEN, found
from seloste.accounts.models import Staff

Found = Iterator[tuple[str, bytes]]


def own_handler() -> "logging.StreamHandler[io.StringIO]":
    """The handler through which every line of ours goes."""
    handlers = logging.getLogger().handlers
    mine = next(one for one in handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter))
    assert isinstance(mine, logging.StreamHandler)
    return mine


@dataclass
class Sinks:
    """Everything that outlives an answer."""

    home: Path
    temp: Path
    log: io.StringIO = field(default_factory=io.StringIO)
    told: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    refusals: list[tuple[str, bytes]] = field(default_factory=list)

    def looks(self) -> "dict[str, Callable[[], Found]]":
        """Each place by name, with what it holds."""
        return {
            "log": lambda: iter([("log", self.log.getvalue().encode())]),
            "terminal": lambda: ((said.partition("\n")[0], said.encode()) for said in self.told),
            "redirects": lambda: ((where, said.encode()) for where, said in self.answers),
            "refusals": lambda: iter(self.refusals),
            "home": lambda: _files(self.home),
            "temporary files": lambda: _files(self.temp),
            "database": self._database,
            "tables": _tables,
            "sessions": _sessions,
            "mail": lambda: ((str(place), one) for place, one in enumerate(self.letters)),
            "cache": lambda: iter([("cache", repr(getattr(cache, "_cache", {})).encode())]),
        }

    def traces(self, place: str, words: tuple[str, ...] = WRITTEN) -> dict[str, frozenset[str]]:
        """What was found in a place, by where."""
        return {where: names for where, data in self.looks()[place]() if (names := found(data, words))}

    @property
    def server(self) -> Path | None:
        """The folder of the tests' own PostgreSQL: its files, its write-ahead log, and what it wrote of errors."""
        folder = Path(str(connection.settings_dict.get("HOST") or "/"))
        return folder if (folder / "log").is_file() else None

    def _database(self) -> Found:
        if self.server is not None:
            # Other files of the server are as they were before; its write-ahead log is written over, never emptied.
            began = (self.home / "home.json").stat().st_mtime
            yield from _files(self.server / "data", since=began)
            yield "log", (self.server / "log").read_bytes()
        if connection.vendor == "postgresql":
            return
        name = str(connection.settings_dict["NAME"])
        for path in (Path(name), Path(name + "-wal"), Path(name + "-shm")):
            if path.exists():
                yield path.name, path.read_bytes()

    def plant(self, place: str, word: str) -> None:
        """Let a word leak there."""
        match place:
            case "log":
                self.log.write(word)
            case "terminal":
                self.told.append(word)
            case "redirects":
                self.answers.append(("/", f"/desk/?q={word}"))
            case "refusals":
                self.refusals.append(("/", word.encode()))
            case "home":
                (self.home / "planted").write_text(word, "utf-16")
            case "temporary files":
                with tempfile.NamedTemporaryFile(delete=False) as left:
                    left.write(word.encode())
            case "database" | "tables":
                Staff.objects.create(login=word, name="Essi Esimerkki", unit="x", created="2026-11-22T00:00Z")
            case "sessions":
                store = SessionStore()
                store["wanted"] = word
                store.save()
            case "mail":
                self.letters.append(b"Subject: " + word.encode().hex().encode())
            case "cache":
                cache.set("key", word)
            case _:
                raise LookupError(place)


def _files(folder: Path, since: float = 0) -> Found:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_mtime >= since:
            yield str(path.relative_to(folder)), path.name.encode() + b"\n" + path.read_bytes().rstrip(b"\0") + b"\0"


def _tables() -> Found:
    """Every column of every table as it is stored, past every wall."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        columns = [column.column for column in model._meta.local_fields if isinstance(column, models.Field) and column.column]
        names = ", ".join(f'"{column}"' for column in columns)
        for row in dba.sql(f'SELECT {names} FROM "{table}"'):
            yield table, b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row)


def _sessions() -> Found:
    for session in Session.objects.all():
        yield session.session_key, repr(session.get_decoded()).encode()
