"""How does a register on a server come onto a backup's medium, and back?  By the server's own pg_dump and pg_restore.

The role that dumps sees past the wall between controllers and owns nothing. Passwords go by the environment of the program, never by its
arguments. What a program says is told by its first line only: the rest may quote rows.
"""

import os
import shutil
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from seloste.home.folder import HomeError

# What Django's settings call each part, and what libpq's environment does.
_PARTS = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
_EXTRAS = {"sslmode", "sslrootcert", "sslcert", "sslkey"}
_INSTALL = "Install the client of the server's version (Debian: postgresql-client), or put its folder on PATH"


def copy(server: Mapping[str, Any], to: Path, *, without: Collection[str], asked: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """Dump a database to a new file, tables named without their rows; give the answers to questions about that very state."""
    import psycopg  # an installation on SQLite has none

    tool = program("pg_dump")
    try:
        with psycopg.connect(**_told(server)) as asking:
            asking.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            (state,) = asking.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            left_out = [f"--exclude-table-data={table}" for table in sorted(without)]
            # Ciphertext doesn't grow smaller.
            shape = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-unlogged-table-data"]
            _run(tool, [*shape, *left_out, f"--snapshot={state}", f"--file={to}"], server)
            answers: list[list[tuple[Any, ...]]] = [asking.execute(question.encode()).fetchall() for question in asked]
    except psycopg.Error as error:
        raise HomeError(f"The database could not be copied ({type(error).__name__}): is SELOSTE_DATABASE_BACKUP_URL right?") from None
    to.chmod(0o600)
    return answers


def load(server: Mapping[str, Any], source: Path, *, user: str) -> None:
    """Fill an empty database from a dump, all or nothing, and let the application's role use what is in it."""
    import psycopg
    from psycopg import sql

    _run(
        program("pg_restore"),
        ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", f"--dbname={server['NAME']}", str(source)],
        server,
    )
    with psycopg.connect(**_told(server), autocommit=True) as owner:
        for grant in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE ON ALL SEQUENCES"):
            owner.execute(sql.SQL(f"GRANT {grant} IN SCHEMA public TO {{}}").format(sql.Identifier(user)))


def make(server: Mapping[str, Any], name: str) -> None:
    """Make an empty database, as a role that may."""
    _administer(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)


def drop(server: Mapping[str, Any], name: str) -> None:
    """Remove one that was made here."""
    _administer(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def program(name: str) -> Path:
    """Find a program of PostgreSQL's client: on PATH, or the newest that Debian has installed. Raises HomeError when there is none."""
    if found := shutil.which(name):
        return Path(found)
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parents[1].name))
    if not installed:
        raise HomeError(f"There is no {name} here, which a backup of PostgreSQL needs. {_INSTALL}.")
    return installed[-1]


def _administer(server: Mapping[str, Any], statement: str, name: str) -> None:
    import psycopg
    from psycopg import sql

    try:
        with psycopg.connect(**_told(server), autocommit=True) as administrator:
            administrator.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise HomeError(f"A database for the test could not be made or removed ({type(error).__name__}): may its role make one?") from None


def _run(tool: Path, words: list[str], server: Mapping[str, Any]) -> None:
    done = subprocess.run([str(tool), *words], env=_environment(server), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        first = next((line for line in done.stderr.splitlines() if "error:" in line), "it said nothing")
        old = f" {_INSTALL}." if "version mismatch" in first else ""
        raise HomeError(f"{tool.name} failed: {first.split('DETAIL')[0].strip()}.{old}")


def _environment(server: Mapping[str, Any]) -> dict[str, str]:
    told = {theirs: str(server[ours]) for ours, theirs in _PARTS.items() if server.get(ours)}
    extras = {f"PG{name.upper()}": str(value) for name, value in server.get("OPTIONS", {}).items() if name in _EXTRAS}
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGAPPNAME": "seloste"} | told | extras


def _told(server: Mapping[str, Any]) -> dict[str, Any]:
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    extras = {name: value for name, value in server.get("OPTIONS", {}).items() if name in _EXTRAS}
    return {theirs: server[ours] for ours, theirs in names.items() if server.get(ours)} | extras
