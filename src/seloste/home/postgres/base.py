"""Does the server do what we say it does?  Sets what a session may set on every new connection, and reads all of it back.

Django looks for an engine in a module of this name. What the server doesn't accept refuses to start, with a sentence that names it.
"""

from contextlib import suppress
from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base as django_postgres
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.backends.utils import debug_transaction
from psycopg import Error as DriverError
from psycopg import IsolationLevel, OperationalError
from psycopg.pq import TransactionStatus

from seloste.home.folder import HomeError
from seloste.home.postgres.straight import Straight

OLDEST = 150_000
CANCELLING = 5.0
# Values stay out of the server's log where a session may say so; a stalled process lets go of a person; instants are in UTC.
SETTINGS: tuple[tuple[str, str], ...] = (
    ("TimeZone", "UTC"),
    ("standard_conforming_strings", "on"),
    ("default_transaction_isolation", "read committed"),
    ("log_parameter_max_length_on_error", "0"),
    ("lock_timeout", "20s"),
    ("idle_in_transaction_session_timeout", "5min"),
    # Every statement finds its rows by an index whatever its values: planned once, not at each call.
    ("plan_cache_mode", "force_generic_plan"),
)
_SET = f"SELECT {', '.join(f"set_config('{name}', '{value}', false)" for name, value in SETTINGS)}"
_KEEP_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit')='off'"
_READ = [*(name for name, _ in SETTINGS), "synchronous_commit", "server_encoding", "client_encoding"]
_READ_BACK = f"SELECT {', '.join(f"current_setting('{name}')" for name in _READ)}"
_UNBOUND = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname=current_user"


class SchemaEditor(DatabaseSchemaEditor):
    """Django's, which lets it be known that a table has changed."""

    def execute(self, sql: Any, params: Any = ()) -> None:
        super().execute(sql, params)
        server: Any = self.connection
        if not self.collect_sql:
            server.straight.doubt()


class DatabaseWrapper(django_postgres.DatabaseWrapper):
    """PostgreSQL 15 or newer with durable commits, in UTF-8 and UTC, as a role that row-level security binds, or no connection at all."""

    SchemaEditorClass = SchemaEditor
    # The controller whose rows the session sees: 0 for nobody, None where a rollback may have changed it.
    standing: int | None = 0
    # The short way to the server, a connection's own.
    straight: Straight

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        try:
            apply(connection)
        except BaseException:
            connection.close()
            raise
        self.standing = 0
        self.straight = Straight(connection)
        return connection

    def ensure_connection(self) -> None:
        """Have a session. One that the server has ended since it was last used, outside a transaction, is begun anew, for whom it stood."""
        if self.in_atomic_block and self.connection is not None:
            return
        stood = self.standing
        # As a transaction ends there is nothing to look for: whatever comes next looks.
        lost = self.connection is not None and (hung_up(self.connection) if self.autocommit else self.connection.closed)
        if lost:
            self.close()
        super().ensure_connection()
        if lost and stood:
            self.stand_for(stood)

    def get_autocommit(self) -> bool:
        """Django's, without looking after the session: it asks before it begins a transaction, which does."""
        return bool(self.autocommit if self.connection is not None else super().get_autocommit())

    def stand_for(self, controller: int) -> None:
        """Let the session see one controller's rows, or nobody's (0); asks the server only when that changes."""
        if self.standing != controller or self.connection is None:
            self.ensure_connection()
            with self.cursor() as cursor:
                cursor.execute("SELECT set_config('seloste.controller', %s, false)", (str(controller or ""),))
            self.standing = controller

    def see_one_state(self, wanted: bool) -> None:
        """Let the transactions that follow see one state each, or not; the server is told with their BEGIN."""
        self.ensure_connection()
        if not self.connection.closed:
            self.connection.isolation_level = IsolationLevel.REPEATABLE_READ if wanted else None

    def cancel(self) -> None:
        """Have the server stop what it does for this session. Asked by another thread than the one that waits; raises nothing."""
        if self.connection is not None:
            with suppress(DriverError):
                self.connection.cancel_safe(timeout=CANCELLING)

    def create_cursor(self, name: str | None = None) -> Any:
        """Django's own statements come after those that were left for the commit."""
        if not self.needs_rollback:
            self.straight.catch_up()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if self.connection is None:
            return
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            try:
                self.straight.commit()
            except BaseException as error:
                if not isinstance(error, DriverError):
                    self.close()  # nobody knows how far it came, and Django would go on with it
                raise

    # INVARIANT: what a transaction set goes with it when it is rolled back, so that afterwards nothing is taken for set.
    def _rollback(self) -> Any:
        self._unsettle()
        return super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self._unsettle()
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _unsettle(self) -> None:
        self.standing = None
        if self.connection is not None:
            self.straight.drop()
            self.straight.doubt()


def hung_up(connection: Any) -> bool:
    """Whether the server has ended the session while nothing was asked of it. Looks at what has arrived, and sends nothing."""
    if connection.closed:
        return True
    if connection.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    told = poll()
    told.register(connection.pgconn.socket, POLLIN)
    try:
        while told.poll(0):
            connection.pgconn.consume_input()
    except OperationalError:
        return True
    return False


def apply(connection: Any) -> None:
    """Set what a session may set and read it back. Raises HomeError naming what is wrong."""
    if connection.info.server_version < OLDEST:
        raise HomeError("The database server is older than PostgreSQL 15. Upgrade it first.")
    with connection.cursor() as cursor:
        cursor.execute(_SET)
        cursor.execute(_KEEP_DURABLE)
        cursor.execute(_READ_BACK)
        found = dict(zip(_READ, cursor.fetchone(), strict=True))
        cursor.execute(_UNBOUND)
        (unbound,) = cursor.fetchone()
    connection.commit()
    expected = {**dict(SETTINGS), "server_encoding": "UTF8", "client_encoding": "UTF8"}
    wrong = [name for name, value in expected.items() if found[name] != value]
    if found["synchronous_commit"] == "off":
        wrong.append("synchronous_commit")
    if wrong:
        raise HomeError(f"The database server did not accept {', '.join(wrong)}. Make it in UTF-8 and leave these to its sessions.")
    if unbound:
        raise HomeError(
            "The database role is a superuser or has BYPASSRLS, so that no wall would stand between controllers. Use a role of its own:"
            " docs/howto/run-on-postgresql.md."
        )
