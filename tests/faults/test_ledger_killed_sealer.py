"""A sealer killed at any step to disk leaves a ledger that loses nothing, and the next sealing finishes it.

Some steps by default, every one with SELOSTE_TEST_LARGE=1. The control kills a sealer that doesn't finish others' work, and sees the
harness fail.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import seloste_verify
from faults.killed_sealer_worker import ENTRIES
from seloste import home as homes
from seloste.home import Home

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("killed_sealer_worker.py")
LARGE = os.environ.get("SELOSTE_TEST_LARGE") == "1"
ALL = 10_000

# Killed half way, a process can leave only this to say; the next sealing puts it right.
MENDABLE = (
    "if a sealing was stopped",
    "has no file outside the database",
    "is missing or is not the recomputed tile",
    "lacks the entry",
    "verifier.txt is missing",
)


def run(home: Home, verb: str, number: int, *, code: int = 0) -> dict[str, Any]:
    environment = os.environ | {"SELOSTE_HOME": str(home.path), "PYTHONPATH": str(ROOT / "src")}
    for name in ("SELOSTE_DATABASE_URL", "SELOSTE_DATABASE_OWNER_URL"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, str(WORKER), verb, str(number)], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == code, done.stderr[-2000:]
    return dict(json.loads(done.stdout)) if code == 0 else {}


def copied(home: Home, name: str) -> Home:
    return homes.open_home(shutil.copytree(home.path, home.path.with_name(name)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, Any], int]:
    """A home with entries that nobody has sealed yet; how it stands once sealed; and how many steps that takes."""
    home = homes.create(tmp_path_factory.mktemp("sealer") / "home", demo=True, now=datetime(2026, 1, 15, tzinfo=UTC))
    run(home, "fill", ENTRIES)
    undisturbed = copied(home, "undisturbed")
    steps = int(run(undisturbed, "seal", ALL)["steps"])
    return home, run(undisturbed, "tell", 0), steps


def test_a_sealer_killed_at_any_step_is_finished_by_the_next(filled: tuple[Home, dict[str, Any], int]) -> None:
    home, whole, steps = filled
    assert (whole["ok"], whole["sealed"], steps > 40) == (True, ENTRIES, True)
    for step in range(steps) if LARGE else (1, 3, 7, steps // 2, steps - 4):
        killed = copied(home, f"killed-{step}")
        run(killed, "seal", step, code=-signal.SIGKILL)
        told = run(killed, "mend", 0)
        before, after = told["before"], told["after"]
        assert (before["leaves"], after["leaves"]) == (ENTRIES, ENTRIES), step
        assert all(any(known in problem for known in MENDABLE) for problem in before["problems"]), (step, before["problems"])
        assert (after["ok"], after["sealed"]) == (True, ENTRIES), (step, after["problems"])
        found, size = seloste_verify.check(killed.path / "ledger", None, [], [])
        assert (found.wrong, size) == ([], ENTRIES), step
        shutil.rmtree(killed.path)


def test_control_without_the_next_sealing_the_harness_sees_a_broken_shelf(filled: tuple[Home, dict[str, Any], int]) -> None:
    home, _, steps = filled
    killed = copied(home, "control")
    run(killed, "seal", steps - 4, code=-signal.SIGKILL)
    assert not run(killed, "tell", 0)["ok"]
