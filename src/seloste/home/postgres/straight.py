"""What is the shortest way of a statement to the server and back?  Prepared there once, bound by psycopg's own adapters, binary rows.

psycopg's cursors go the same way with more on it (interrupts while waiting, statements of many results): on a look that was more than
the query itself. One thread's, as its connection is; knows nothing of what the statements are about.
"""

import re
import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from psycopg import Connection, OperationalError, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import InvalidSqlStatementName, error_from_result

MANY = 200
_MARK = re.compile("%[s%]")
_AUTO = PyFormat.AUTO
_BINARY = pq.Format.BINARY
_TUPLES, _DONE, _IDLE = pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK, pq.TransactionStatus.IDLE
_STANDING = b"SELECT name FROM pg_prepared_statements"

type _Known = tuple[str, tuple[int, ...] | None]


@dataclass(slots=True)
class Told:
    """What a statement gave: as much of a cursor as is asked for. On a journey it is empty until the journey has ended."""

    found: list[tuple[Any, ...]] = field(default_factory=list)
    rowcount: int = 0

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        return self.found

    def close(self) -> None:
        """Nothing is held."""


class Straight:
    """One connection's short way, and the statements that it has prepared."""

    __slots__ = ("_adapting", "_connection", "_doubted", "_names", "_numbers", "_sent", "_server")

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection, self._server = connection, connection.pgconn
        self._adapting = Transformer.from_context(connection)
        self._names: dict[_Known, bytes] = {}
        self._numbers = count()
        self._doubted = False
        self._sent: list[Told | None] | None = None

    def doubt(self) -> None:
        """After a rollback or a changed table psycopg may have had the server forget every statement: ask before one is used again."""
        self._doubted = True

    def run(self, sql: str, params: Sequence[Any]) -> Told:
        """Run one statement, in the transaction that Django has opened. Raises psycopg's errors."""
        if self._sent is not None:
            return self._send(self._sent, sql, params)
        if not self._connection.autocommit and self._server.transaction_status == _IDLE:
            with self.journey():
                return self.run(sql, params)
        known, bound = self._bind(sql, params)
        name = self._names.get(known) or self._prepare(known)
        try:
            return self._told(self._server.exec_prepared(name, bound, self._adapting.formats, _BINARY), Told())
        except InvalidSqlStatementName:
            self.doubt()
            if self._server.transaction_status != _IDLE:
                raise
            return self.run(sql, params)

    @contextmanager
    def journey(self) -> Iterator[None]:
        """Send what is run in the block all at once, after the transaction's BEGIN where it has none yet; what failed first is raised."""
        self._take_stock()
        self._make_room()
        begins = not self._connection.autocommit and self._server.transaction_status == _IDLE
        self._server.enter_pipeline_mode()
        self._sent = [None] if begins else []
        try:
            if begins:
                self._server.send_query_params(_begin(self._connection), None)
            yield
        finally:
            sent, self._sent = self._sent, None
            self._doubted = True  # what was to be prepared has been only if all went well
            self._arrive(sent)
            self._doubted = False

    def _bind(self, sql: str, params: Sequence[Any]) -> tuple[_Known, Any]:
        if self._doubted:
            self._take_stock()
        bound = self._adapting.dump_sequence(params, [_AUTO] * len(params))
        return (sql, self._adapting.types), bound

    def _send(self, sent: list[Told | None], sql: str, params: Sequence[Any]) -> Told:
        known, bound = self._bind(sql, params)
        name, told = self._names.get(known), Told()
        if name is None:
            name = self._names[known] = self._new_name()
            self._server.send_prepare(name, _numbered(sql), known[1])
            sent.append(None)
        self._server.send_query_prepared(name, bound, self._adapting.formats, result_format=_BINARY)
        sent.append(told)
        return told

    def _arrive(self, sent: Sequence[Told | None]) -> None:
        """Take what comes back, all of it, so that the connection is as it was; then raise what failed first."""
        server = self._server
        server.pipeline_sync()
        failed: Exception | None = None
        for told in sent:
            result = self._result()
            if result is None:
                raise OperationalError("the server has gone")
            if failed is None:
                try:
                    self._told(result, told or Told())
                except Exception as error:
                    failed = error
            while result is not None:
                result = self._result()
        self._result()  # where it ends
        server.exit_pipeline_mode()
        if failed is not None:
            raise failed

    def _result(self) -> Any:
        """The next result. While it isn't here other threads go on: libpq, asked for it at once, would hold them all up."""
        server = self._server
        while (unsent := server.flush()) or server.is_busy():
            either = select.poll()
            either.register(server.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
            either.poll()
            server.consume_input()
        return server.get_result()

    def _told(self, result: Any, told: Told) -> Told:
        status = result.status
        if status == _TUPLES:
            self._adapting.set_pgresult(result)
            told.rowcount = result.ntuples
            told.found = self._adapting.load_rows(0, told.rowcount, tuple)
            self._adapting.set_pgresult(None)
        elif status == _DONE:
            told.rowcount = result.command_tuples or 0
        elif not result.error_field(pq.DiagnosticField.SQLSTATE):  # it isn't the server who says so: it has gone
            raise OperationalError(result.get_error_message())
        else:
            raise error_from_result(result)
        return told

    def _prepare(self, known: _Known) -> bytes:
        self._make_room()
        name = self._new_name()
        self._told(self._server.prepare(name, _numbered(known[0]), known[1]), Told())
        self._names[known] = name
        return name

    def _new_name(self) -> bytes:
        return b"straight_%d" % next(self._numbers)

    def _make_room(self) -> None:
        """See that a session doesn't hold ever more statements: those that were prepared first go."""
        while len(self._names) >= MANY:
            self._told(self._server.exec_(b"DEALLOCATE " + self._names.pop(next(iter(self._names)))), Told())

    def _take_stock(self) -> None:
        """Keep to the statements that the server still knows."""
        if self._doubted:
            standing = {name for (name,) in self._told(self._server.exec_(_STANDING), Told()).found}
            self._names = {known: name for known, name in self._names.items() if name.decode() in standing}
            self._doubted = False


def _begin(connection: Connection[Any]) -> bytes:
    level = connection.isolation_level
    return b"BEGIN" if level is None else f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}".encode()


def _numbered(sql: str) -> bytes:
    numbers = count(1)
    return _MARK.sub(lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", sql).encode()
