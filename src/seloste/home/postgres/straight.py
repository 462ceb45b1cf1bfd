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
from psycopg.errors import InvalidSqlStatementName, TransactionRollback, error_from_result

MANY = 200
_MARK = re.compile("%[s%]")
_AUTO = PyFormat.AUTO
_BINARY = pq.Format.BINARY
_TUPLES, _DONE, _IDLE = pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK, pq.TransactionStatus.IDLE
_COMMIT = b"COMMIT"
_STANDING = b"SELECT name FROM pg_prepared_statements"

type _Known = tuple[str, tuple[int, ...] | None]
# A statement with the types of its values, the values as they travel, and their formats.
type _Bound = tuple[_Known, Any, Any]


@dataclass(slots=True)
class Told:
    """What a statement gave: as much of a cursor as is asked for. On a journey it is empty until the journey has ended.

    `left`: for the commit, and so not run yet.
    """

    found: list[tuple[Any, ...]] = field(default_factory=list)
    rowcount: int = 0
    left: bool = False

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        return self.found

    def close(self) -> None:
        """Nothing is held."""


class Straight:
    """One connection's short way, and the statements that it has prepared."""

    __slots__ = ("_adapting", "_connection", "_doubted", "_last", "_names", "_numbers", "_sent", "_server")

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection, self._server = connection, connection.pgconn
        self._adapting = Transformer.from_context(connection)
        self._names: dict[_Known, bytes] = {}
        self._numbers = count()
        self._doubted = False
        self._sent: list[Told | None] | None = None
        self._last: list[tuple[_Bound, Told]] = []

    def doubt(self) -> None:
        """After a rollback or a changed table psycopg may have had the server forget every statement: ask before one is used again."""
        self._doubted = True

    def run(self, sql: str, params: Sequence[Any]) -> Told:
        """Run one statement, in the transaction that Django has opened. Raises psycopg's errors."""
        if self._sent is not None:
            return self._send(self._sent, self._bind(sql, params), Told())
        if self._last or self._begins():
            with self.journey():
                return self.run(sql, params)
        known, bound, formats = self._bind(sql, params)
        name = self._names.get(known) or self._prepare(known)
        try:
            return self._told(self._server.exec_prepared(name, bound, formats, _BINARY), Told())
        except InvalidSqlStatementName:
            self.doubt()
            if self._server.transaction_status != _IDLE:
                raise
            return self.run(sql, params)

    def leave(self, sql: str, params: Sequence[Any]) -> Told:
        """Leave a statement for the commit, or for whatever is run before it."""
        told = Told(left=True)
        self._last.append((self._bind(sql, params), told))
        return told

    def catch_up(self) -> None:
        """Run what was left."""
        if self._last:
            with self.journey():
                pass

    def drop(self) -> None:
        """Forget what was left: the transaction comes to nothing."""
        self._last.clear()

    def commit(self) -> None:
        """Commit, in one journey with what was left. Raises psycopg's errors; then nothing of the transaction stands."""
        if self._last:
            with self.journey() as sent:
                self._end(sent)
        elif self._server.transaction_status != _IDLE:
            ended = self._server.exec_(_COMMIT)
            self._told(ended, Told())
            if ended.command_status == b"ROLLBACK":
                # What failed was passed over, and the server says so by this word alone.
                raise TransactionRollback("the transaction had failed: it was rolled back")

    def _end(self, sent: list[Told | None]) -> None:
        self._server.send_query_params(_COMMIT, None)
        sent.append(None)

    @contextmanager
    def journey(self) -> Iterator[list[Told | None]]:
        """Send what is run in the block all at once; what failed first is raised.

        Before it go the transaction's BEGIN, where it has none yet, and what was left for the commit.
        """
        self._take_stock()
        self._make_room()
        last, self._last = self._last, []
        begins = self._begins()
        self._server.enter_pipeline_mode()
        sent: list[Told | None] = [None] if begins else []
        self._sent = sent
        try:
            if begins:
                self._server.send_query_params(_begin(self._connection), None)
            for bound, told in last:
                self._send(sent, bound, told).left = False
            yield sent
        finally:
            self._sent = None
            self._doubted = True  # what was to be prepared has been only if all went well
            self._arrive(sent)
            self._doubted = False

    def _begins(self) -> bool:
        """Whether the next statement is the first of its transaction."""
        return not self._connection.autocommit and self._server.transaction_status == _IDLE

    def _bind(self, sql: str, params: Sequence[Any]) -> _Bound:
        if self._doubted:
            self._take_stock()
        bound = self._adapting.dump_sequence(params, [_AUTO] * len(params))
        return (sql, self._adapting.types), bound, self._adapting.formats

    def _send(self, sent: list[Told | None], statement: _Bound, told: Told) -> Told:
        known, bound, formats = statement
        name = self._names.get(known)
        if name is None:
            name = self._names[known] = self._new_name()
            self._server.send_prepare(name, _numbered(known[0]), known[1])
            sent.append(None)
        self._server.send_query_prepared(name, bound, formats, result_format=_BINARY)
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
