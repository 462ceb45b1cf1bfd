"""Kills a process as it enters its N-th call of the system that writes: `strace -e inject`, which knows nothing of how we write.

The process has itself traced, so that only what it does from then on is counted. Linux, and where tracing is allowed.
"""

import ctypes
import os
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path

CALLS = ("fsync", "fdatasync", "pwrite64", "write", "rename", "renameat2", "unlink", "ftruncate")
_ANYBODY = (0x59616D61, ctypes.c_ulong(-1))  # PR_SET_PTRACER: whom the kernel lets trace us
_WAITS = 20


def why_not() -> str:
    """Why it can't be done here; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else "this machine lets nobody trace a process"


def begin(log: Path, call: str = "", number: int = 0) -> None:
    """Be traced from here on; and where a call is named, be killed at its N-th."""
    ctypes.CDLL(None).prctl(*_ANYBODY, 0, 0, 0)
    command = ["strace", "-q", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none"]
    if call:
        command += ["-e", f"inject={call}:signal=KILL:when={number}"]
    tracer = subprocess.Popen([*command, "-p", str(os.getpid())], stderr=subprocess.PIPE)
    until = time.monotonic() + _WAITS
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text("ascii"):
        if tracer.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the process is not traced")
        time.sleep(0.01)


def points(log: Path) -> list[tuple[str, int]]:
    """The calls in the order they were made, each with how many of its name there had been."""
    seen: Counter[str] = Counter()
    found = []
    for line in log.read_text("utf-8", "replace").splitlines():
        name = line.partition("(")[0]
        if name in CALLS:
            seen[name] += 1
            found.append((name, seen[name]))
    return found
