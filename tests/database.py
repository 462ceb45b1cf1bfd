"""Which database do the tests stand on?  SQLite in a file, or a PostgreSQL of their own: `SELOSTE_TEST_DATABASE=postgres pytest ...`.

The server is the wheel's (PostgreSQL 18), the installed one, or one that is running already. It listens on a socket in a temporary folder
and ends with the process that started it. Its files are never synced to disk (fsync off): nothing here outlives the tests.
"""

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote, urlencode

import psycopg

from postgres_server import Running, installed
from seloste.config import databases
from seloste.home import postgres

ROLES = Path(str(postgres.__file__)).with_name("roles.sql")


def asked() -> str:
    """Read which database this run stands on."""
    wanted = os.environ.get("SELOSTE_TEST_DATABASE", "sqlite")
    if wanted not in ("sqlite", "postgres"):
        raise SystemExit("SELOSTE_TEST_DATABASE is sqlite or postgres.")
    return wanted


def written(server: databases.Server) -> str:
    """Write an address as a setting holds it."""
    socket = server.host.startswith("/")
    extras = [*server.extras, *([("host", server.host)] if socket else [])]
    host = ("" if socket else server.host) + (f":{server.port}" if server.port else "")
    who = quote(server.user) + (f":{quote(server.password, safe='')}" if server.password else "")
    return f"postgresql://{who}@{host}/{quote(server.name)}" + (f"?{urlencode(extras)}" if extras else "")


@dataclass(slots=True)
class Databases:
    """The databases of one process of the tests, each with an owner and an application's role, as the how-to makes them."""

    running: Running | None
    admin: databases.Server
    made: list[str] = field(default_factory=list)
    name: str = field(default_factory=lambda: f"seloste_t{os.getpid()}_{token_hex(3)}")

    @classmethod
    def plan(cls) -> "Databases":
        """Know the addresses; nothing is started before a test asks."""
        given = databases.parse(os.environ.get("SELOSTE_TEST_DATABASE_URL", ""))
        if given is not None:
            return cls(None, given)
        running = Running.plan(os.environ.get("SELOSTE_TEST_POSTGRES", "wheel"))
        return cls(running, databases.Server("postgres", str(running.sockets), None, "postgres"))

    def server(self, role: str, name: str = "") -> databases.Server:
        """The way to a database, by default the tests' own, as `app` or as `owner`."""
        return replace(self.admin, user=f"{self.name}_{role}", password="only-for-tests", name=name or self.name)

    def environment(self, name: str = "") -> dict[str, str]:
        """What a process needs to be told of a database."""
        addresses = {"SELOSTE_DATABASE_URL": "app", "SELOSTE_DATABASE_OWNER_URL": "owner", "SELOSTE_DATABASE_BACKUP_URL": "backup"}
        return {setting: written(self.server(role, name)) for setting, role in addresses.items()}

    def create(self, name: str = "", *, template: str = "template0") -> None:
        """Make a database, by default the tests' own, and first of all its two roles, from the file that the how-to shows."""
        name, first = name or self.name, not self.made
        if first and self.running:
            self.running.start()
        before, within = self._statements(name, template)
        roles, rest = [s for s in before if "ROLE" in s], [s for s in before if "ROLE" not in s]
        self._run(self.admin, [*(roles if first else ()), *rest])
        self._run(replace(self.admin, name=name), within)
        self.made.append(name)

    def _statements(self, name: str, template: str) -> tuple[list[str], list[str]]:
        text = re.sub("change-this-[123]", "only-for-tests", ROLES.read_text(encoding="utf-8"))
        text = re.sub("seloste_(owner|app|backup)", rf"{self.name}_\1", text)
        text = text.replace("DATABASE seloste", f"DATABASE {name}").replace("TEMPLATE template0", f"TEMPLATE {template}")
        before, within = text.split("\\connect seloste\n")
        return _split(before), _split(within)

    def loosen(self) -> None:
        """Only ever in tests: let the application's role empty tables between them, and become an administrator where one says so."""
        app, dba, owner = (f"{self.name}_{role}" for role in ("app", "dba", "owner"))
        statements = [
            f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {app}",
            f"CREATE ROLE {dba} BYPASSRLS IN ROLE {owner}",
            f"ALTER ROLE {app} NOINHERIT",
            f"GRANT {dba} TO {app}",
        ]
        self._run(replace(self.admin, name=self.name), statements)

    def drop(self, name: str) -> None:
        """Remove one that a test has done with."""
        self._run(self.admin, [f"DROP DATABASE {name} WITH (FORCE)"])
        self.made.remove(name)

    def programs(self) -> Path:
        """Where the client programs of the server's version are, such as pg_dump."""
        return self.running.clients() if self.running else installed()

    def end(self) -> None:
        """Stop the server; leave nothing on one that was running before."""
        if self.running:
            self.running.stop()
        elif self.made:
            roles = [f"{self.name}_{role}" for role in ("dba", "owner", "app", "backup")]
            self._run(
                self.admin, [f"DROP DATABASE {name} WITH (FORCE)" for name in self.made] + [f"DROP ROLE IF EXISTS {role}" for role in roles]
            )

    @staticmethod
    def _run(server: databases.Server, statements: list[str]) -> None:
        with psycopg.connect(written(server), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _split(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";") if statement.strip()]
