"""The floor: integers, B-trees and prepared statements, no thought of the law. And the ideal: the floor, encrypting and logging."""

import hashlib
import os
from collections.abc import Sequence
from typing import Any

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.gdprbench.cluster import Cluster
from bench.gdprbench.workload import OBJECTIONS, PAGE, Data, Item, Op

_TABLE = (
    "CREATE TABLE item (id bigint PRIMARY KEY, usr int NOT NULL, campaign int NOT NULL, share int NOT NULL, expires int NOT NULL,"
    " objection smallint NOT NULL, decision smallint NOT NULL, source smallint NOT NULL, data {data} NOT NULL) WITH (fillfactor=90)"
)
_INDEXES = [f"CREATE INDEX ON item ({column})" for column in ("usr", "campaign", "share", "expires")]
_LINE = "SELECT * FROM item WHERE id = %d -- a line of a log, about two hundred bytes long " + "x" * 130


class Floor:
    """The least that the work can take."""

    name = "floor"
    data_type = "text"
    facts = "usr, campaign, share, expires, objection, decision, source"
    values = "id, data"

    def __init__(self, cluster: Cluster, data: Data) -> None:
        self.cluster, self.data = cluster, data
        self.connection: psycopg.Connection[Any]

    def load(self, database: str) -> None:
        """Fill the table, then index it."""
        with self.cluster.connect(database) as connection:
            connection.execute(_TABLE.format(data=self.data_type))
            connection.execute("CREATE TABLE log (id bigint PRIMARY KEY, at bigint NOT NULL, what text NOT NULL)")
            self.before_rows(connection)
            with connection.cursor().copy("COPY item FROM STDIN") as copy:
                for number in range(self.data.records):
                    copy.write_row(self.row(self.data.item(number)))
            with connection.cursor().copy("COPY log FROM STDIN") as copy:
                for number in range(2000):
                    copy.write_row((number, number, _LINE % number))
            for index in _INDEXES:
                connection.execute(index)
            connection.execute("VACUUM (FREEZE, ANALYZE)")

    def before_rows(self, connection: psycopg.Connection[Any]) -> None:
        """What a variant needs beside the table."""

    def open(self, database: str) -> None:
        """Connect."""
        self.connection = self.cluster.connect(database)

    def close(self) -> None:
        """Disconnect."""
        self.connection.close()

    def sizes(self, database: str) -> dict[str, int]:
        """The table with its indexes; the floor's log isn't counted."""
        return table_sizes(self.cluster, database, ("item",))

    def row(self, item: Item) -> tuple[object, ...]:
        """A record as columns."""
        return (
            item.id, item.user, item.campaign, item.share, item.expires, item.objection, int(item.decision), item.source,
            self.sealed(item.user, item.id, item.data),
        )  # fmt: skip

    def sealed(self, user: int, record: int, text: str) -> object:
        """The data as stored."""
        return text

    def run(self, sql: str, *params: object) -> psycopg.Cursor[Any]:
        """Run one prepared statement."""
        return self.connection.execute(sql, params, prepare=True)

    def opened(self, rows: Sequence[Any]) -> int:
        """Count rows that were read."""
        return len(rows)

    def do(self, op: Op) -> int:
        """Do one operation."""
        return int(getattr(self, op.name)(op))

    def create(self, op: Op) -> int:
        return self.run("INSERT INTO item VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s)", *self.row(self.data.item(op.on))).rowcount

    def delete_by_purpose(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE campaign=%s", op.on).rowcount

    def delete_by_expiry(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE expires<=%s", op.on).rowcount

    def delete_by_user(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE usr=%s", op.on).rowcount

    def delete_by_key(self, op: Op) -> int:
        return self.run("DELETE FROM item WHERE id=%s", op.on).rowcount

    def tag_by_purpose(self, op: Op) -> int:
        return self.run("UPDATE item SET decision=%s WHERE campaign=%s", op.turn & 1, op.on).rowcount

    def tag_by_user(self, op: Op) -> int:
        return self.run("UPDATE item SET objection=%s WHERE usr=%s", op.turn % OBJECTIONS, op.on).rowcount

    def tag_by_share(self, op: Op) -> int:
        return self.run("UPDATE item SET source=%s WHERE share=%s", op.turn % 10, op.on).rowcount

    def tag_by_key(self, op: Op) -> int:
        return self.run("UPDATE item SET objection=%s WHERE id=%s", op.turn % OBJECTIONS, op.on).rowcount

    def update_by_key(self, op: Op) -> int:
        new = self.sealed(self.data.item(op.on).user, op.on, self.data.payload(op.on, op.turn + 1))
        return self.run("UPDATE item SET data=%s WHERE id=%s", new, op.on).rowcount

    def read_by_key(self, op: Op) -> int:
        return self.opened(self.run(f"SELECT {self.values} FROM item WHERE id=%s", op.on).fetchall())

    def read_by_user(self, op: Op) -> int:
        return self.opened(self.run(f"SELECT {self.values} FROM item WHERE usr=%s", op.on).fetchall())

    def read_by_purpose(self, op: Op) -> int:
        return self.opened(self.run(f"SELECT {self.values} FROM item WHERE campaign=%s", op.on).fetchall())

    def read_by_objection(self, op: Op) -> int:
        sql = f"SELECT {self.values} FROM item WHERE id>=%s AND objection<>%s ORDER BY id LIMIT {PAGE}"
        return self.opened(self.run(sql, op.on * self.data.group, op.other).fetchall())

    def read_by_decision(self, op: Op) -> int:
        sql = f"SELECT {self.values} FROM item WHERE id>=%s AND decision=1 ORDER BY id LIMIT {PAGE}"
        return self.opened(self.run(sql, op.on * self.data.group).fetchall())

    def facts_by_key(self, op: Op) -> int:
        return len(self.run(f"SELECT {self.facts} FROM item WHERE id=%s", op.on).fetchall())

    def facts_by_user(self, op: Op) -> int:
        return len(self.run(f"SELECT id, {self.facts} FROM item WHERE usr=%s", op.on).fetchall())

    def verify_deleted(self, op: Op) -> int:
        self.run("SELECT 1 FROM item WHERE id=%s", op.on).fetchone()
        return 1

    def logs(self, op: Op) -> int:
        self.run("SELECT id, at, what FROM log ORDER BY id DESC LIMIT %s", op.on).fetchall()
        return 1


class Ideal(Floor):
    """The floor with AES-256-GCM under a key for each user and one chained line for each operation, in its own statement.

    No purposes, no policy: what a firm could hope for. Its reads don't wait for the disk, and it keeps every key it has met in memory.
    """

    name = "ideal"
    data_type = "bytea"
    values = "id, usr, data"

    def before_rows(self, connection: psycopg.Connection[Any]) -> None:
        """Keys, wrapped, and the log."""
        self._kek = AESGCM(hashlib.sha256(b"kek").digest())
        self._open: dict[int, AESGCM] = {}
        connection.execute("CREATE TABLE user_key (usr int PRIMARY KEY, wrapped bytea NOT NULL)")
        connection.execute("CREATE TABLE audit (seq bigint PRIMARY KEY, hash bytea NOT NULL, body text NOT NULL)")
        with connection.cursor().copy("COPY user_key FROM STDIN") as copy:
            for user in range(self.data.groups):
                key, nonce = os.urandom(32), os.urandom(12)
                self._open[user] = AESGCM(key)
                copy.write_row((user, nonce + self._kek.encrypt(nonce, key, b"%d" % user)))

    def open(self, database: str) -> None:
        """Connect twice: reads go without waiting for the disk."""
        super().open(database)
        self._open, self._hash, self._seq = {}, bytes(32), 0
        self._reads = self.cluster.connect(database)
        self._reads.execute("SET synchronous_commit=off")

    def close(self) -> None:
        """Disconnect both."""
        super().close()
        self._reads.close()

    def sizes(self, database: str) -> dict[str, int]:
        """The records and the keys."""
        return table_sizes(self.cluster, database, ("item", "user_key"))

    def run(self, sql: str, *params: object) -> psycopg.Cursor[Any]:
        """Run a statement together with its line of the log."""
        body = f'{{"actor":42,"op":"{sql[:24]}","purpose":"campaign","n":{self._seq}}}'
        self._seq, self._hash = self._seq + 1, hashlib.sha256(self._hash + body.encode()).digest()
        connection = self._reads if sql.startswith("SELECT") else self.connection
        both = f"WITH line AS (INSERT INTO audit VALUES (%s,%s,%s)) {sql}"
        return connection.execute(both, (self._seq, self._hash, body, *params), prepare=True, binary=True)

    def sealed(self, user: int, record: int, text: str) -> object:
        """The data under its user's key."""
        nonce = os.urandom(12)
        return nonce + self._key(user).encrypt(nonce, text.encode(), b"%d" % record)

    def opened(self, rows: Sequence[Any]) -> int:
        """Open what was read."""
        for record, user, box in rows:
            self._key(user).decrypt(box[:12], box[12:], b"%d" % record)
        return len(rows)

    def logs(self, op: Op) -> int:
        self.run("SELECT seq, hash, body FROM audit ORDER BY seq DESC LIMIT %s", op.on).fetchall()
        return 1

    def _key(self, user: int) -> AESGCM:
        found = self._open.get(user)
        if found is None:
            sql = "SELECT wrapped FROM user_key WHERE usr=%s"
            wrapped = self.connection.execute(sql, (user,), prepare=True, binary=True).fetchone()[0]  # type: ignore[index]
            found = self._open[user] = AESGCM(self._kek.decrypt(wrapped[:12], wrapped[12:], b"%d" % user))
        return found


def table_sizes(cluster: Cluster, database: str, tables: Sequence[str]) -> dict[str, int]:
    """The bytes of some tables, indexes and all."""
    with cluster.connect(database) as connection:
        sizes = [(table, connection.execute("SELECT pg_total_relation_size(%s::regclass)", (table,)).fetchone()) for table in tables]
    return {table: int(row[0]) for table, row in sizes if row}
