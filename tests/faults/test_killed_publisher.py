"""A publisher that dies half way leaves the old notice in force, whole; publishing again then works."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from faults.killed_publisher_worker import STEPS
from seloste import home as homes
from seloste.home import Home

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("killed_publisher_worker.py")
NOTICE = ROOT / "examples" / "lamisnet" / "notice.yaml"


def run(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SELOSTE_HOME": str(home.path), "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, str(WORKER), *words], env=environment, capture_output=True, text=True, check=False, timeout=120)


def stands(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_publisher_killed_at_any_step_changes_nothing_and_the_next_one_finishes(tmp_path: Path) -> None:
    home = homes.create(tmp_path / "home", demo=True, now=datetime(2026, 1, 15, tzinfo=UTC))
    coming = tmp_path / "coming.yaml"
    coming.write_text(NOTICE.read_text("utf-8").replace("keep: P5Y", "keep: P4Y"), encoding="utf-8")
    before = stands(run(home, "set-up", str(NOTICE)))
    assert before["count"] == 1
    for step in STEPS:
        killed = run(home, "publish", str(coming), step)
        assert killed.returncode == -signal.SIGKILL, f"{step}: {killed.stderr[-2000:]}"
        assert stands(run(home, "tell", str(NOTICE))) == before, step
    after = stands(run(home, "publish", str(coming)))
    assert (after["count"], after["version"] != before["version"]) == (2, True)
    assert after["stands"]["folder"] != before["stands"]["folder"]
