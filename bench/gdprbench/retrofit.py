"""The retrofit: GDPRbench's own way. One table of text with the metadata as columns, a log of every statement, a daemon for expiry."""

import csv
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

import psycopg

from bench.gdprbench.cluster import Cluster
from bench.gdprbench.plain import table_sizes
from bench.gdprbench.workload import PAGE, Data, Item, Op

_TABLE = (
    "CREATE TABLE item (key text PRIMARY KEY, data text NOT NULL, pur text[] NOT NULL, ttl timestamptz NOT NULL, usr text NOT NULL,"
    " obj text[] NOT NULL, dec text[] NOT NULL, shr text[] NOT NULL, src text NOT NULL)"
)
_INDEXES = [f"CREATE INDEX ON item ({column})" for column in ("ttl", "usr", "src")]
_INDEXES += [f"CREATE INDEX ON item USING gin ({column})" for column in ("pur", "obj", "dec", "shr")]
_FIRST = datetime(2040, 1, 1, tzinfo=UTC)
_FACTS = "pur, ttl, usr, obj, dec, shr, src"
_LINE_LENGTH = 700


class Retrofit:
    """A relational database with the law added as columns, with or without indexes on them."""

    def __init__(self, cluster: Cluster, data: Data, *, indexed: bool) -> None:
        self.cluster, self.data, self.indexed = cluster, data, indexed
        self.name = "retrofit+index" if indexed else "retrofit"
        self.connection: psycopg.Connection[Any]

    def load(self, database: str) -> None:
        """Fill the table, then index it."""
        with self.cluster.connect(database) as connection:
            connection.execute(_TABLE)
            with connection.cursor().copy("COPY item FROM STDIN") as copy:
                for number in range(self.data.records):
                    copy.write_row(_row(self.data.item(number)))
            for index in _INDEXES if self.indexed else []:
                connection.execute(index)
            connection.execute("VACUUM (FREEZE, ANALYZE)")

    def open(self, database: str) -> None:
        """Connect, log every statement, and look each second for what has expired."""
        self.connection = self.cluster.connect(database)
        self.connection.execute("SET log_statement='all'")
        self._stop = Event()
        self._daemon = Thread(target=self._expire, args=(database,), daemon=True)
        self._daemon.start()

    def _expire(self, database: str) -> None:
        with self.cluster.connect(database) as connection:
            while not self._stop.wait(1.0):
                connection.execute("DELETE FROM item WHERE ttl<=now()", prepare=True)

    def close(self) -> None:
        """Stop the daemon and disconnect."""
        self._stop.set()
        self._daemon.join()
        self.connection.close()

    def sizes(self, database: str) -> dict[str, int]:
        """The table with its indexes; the log of statements isn't counted."""
        return table_sizes(self.cluster, database, ("item",))

    def run(self, sql: str, *params: object) -> psycopg.Cursor[Any]:
        """Run one prepared statement."""
        return self.connection.execute(sql, params, prepare=True)

    def do(self, op: Op) -> int:
        """Do one operation."""
        return int(getattr(self, op.name)(op))

    def create(self, op: Op) -> int:
        return self.run("INSERT INTO item VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s)", *_row(self.data.item(op.on))).rowcount

    def delete_by_purpose(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE pur @> %s::text[]", [f"campaign{op.on}"]).rowcount

    def delete_by_expiry(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE ttl<=%s", _expiry(op.on)).rowcount

    def delete_by_user(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE usr=%s", f"user{op.on}").rowcount

    def delete_by_key(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE key=%s", _key(op.on)).rowcount

    def tag_by_purpose(self, op: Op) -> int:
        return self.run("UPDATE item SET dec=%s::text[] WHERE pur @> %s::text[]", [f"dec{op.turn & 1}"], [f"campaign{op.on}"]).rowcount

    def tag_by_user(self, op: Op) -> int:
        return self.run("UPDATE item SET obj=%s::text[] WHERE usr=%s", [f"obj{op.turn % 100}"], f"user{op.on}").rowcount

    def tag_by_share(self, op: Op) -> int:
        return self.run("UPDATE item SET src=%s WHERE shr @> %s::text[]", f"src{op.turn % 10}", [f"share{op.on}"]).rowcount

    def tag_by_key(self, op: Op) -> int:
        return self.run("UPDATE item SET obj=%s::text[] WHERE key=%s", [f"obj{op.turn % 100}"], _key(op.on)).rowcount

    def update_by_key(self, op: Op) -> int:
        return self.run("UPDATE item SET data=%s WHERE key=%s", self.data.payload(op.on, op.turn + 1), _key(op.on)).rowcount

    def read_by_key(self, op: Op) -> int:
        return len(self.run("SELECT key, data FROM item WHERE key=%s", _key(op.on)).fetchall())

    def read_by_user(self, op: Op) -> int:
        return len(self.run("SELECT key, data FROM item WHERE usr=%s", f"user{op.on}").fetchall())

    def read_by_purpose(self, op: Op) -> int:
        return len(self.run("SELECT key, data FROM item WHERE pur @> %s::text[]", [f"campaign{op.on}"]).fetchall())

    def read_by_objection(self, op: Op) -> int:
        sql = f"SELECT key, data FROM item WHERE key>=%s AND NOT obj @> %s::text[] ORDER BY key LIMIT {PAGE}"
        return len(self.run(sql, _key(op.on * self.data.group), [f"obj{op.other}"]).fetchall())

    def read_by_decision(self, op: Op) -> int:
        sql = f"SELECT key, data FROM item WHERE key>=%s AND dec @> '{{dec1}}' ORDER BY key LIMIT {PAGE}"
        return len(self.run(sql, _key(op.on * self.data.group)).fetchall())

    def facts_by_key(self, op: Op) -> int:
        return len(self.run(f"SELECT {_FACTS} FROM item WHERE key=%s", _key(op.on)).fetchall())

    def facts_by_user(self, op: Op) -> int:
        return len(self.run(f"SELECT key, {_FACTS} FROM item WHERE usr=%s", f"user{op.on}").fetchall())

    def verify_deleted(self, op: Op) -> int:
        self.run("SELECT 1 FROM item WHERE key=%s", _key(op.on)).fetchone()
        return 1

    def logs(self, op: Op) -> int:
        with self.cluster.statements.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - op.on * _LINE_LENGTH))
            lines = file.read().decode("utf-8", "replace").splitlines()[1:][-op.on :]
        list(csv.reader(lines))
        return 1


def _key(record: int) -> str:
    return f"item-{record:09d}"


def _expiry(day: int) -> datetime:
    return _FIRST + timedelta(days=day)


def _row(item: Item) -> tuple[object, ...]:
    return (
        _key(item.id), item.data, [f"standing{item.id % 25}", f"campaign{item.campaign}"], _expiry(item.expires), f"user{item.user}",
        [f"obj{item.objection}"] if item.objection >= 0 else [], [f"dec{int(item.decision)}"], [f"share{item.share}"],
        f"src{item.source}",
    )  # fmt: skip
