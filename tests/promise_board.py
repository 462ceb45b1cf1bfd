"""Runs the tests that are marked as proving promises, counts the rows they prove, and writes docs/reference/promises.md.

`./dev promises [--json]`. A row is proved when it has at least one marked test and every marked test of it really ran and passed.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from promise_marks import WAYS, rows

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "promises.md"


@dataclass(slots=True)
class Row:
    """One promise and what the tests say of it."""

    id: str
    category: str
    article: str
    promise: str
    kind: str
    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    by: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        return "proved" if self.passed and not self.failed else "unproved"

    @property
    def best(self) -> str:
        """The strongest way in which the row is proved, for counting it once."""
        return next((way for way in WAYS if way in self.by), "") if self.state == "proved" else ""

    def as_json(self) -> dict[str, object]:
        proved = self.state == "proved"
        return {"id": self.id, "state": self.state, "by": sorted(self.by) if proved else [], "tests": sorted(self.passed) if proved else []}


def run_marked() -> tuple[dict[str, dict[str, object]], int]:
    """Run the marked tests on both databases. What each came to; a test that ran on both passed only if it did on both."""
    found, code = run_on("sqlite")
    again, other = run_on("postgres") if code in (0, 1) else ({}, 0)
    for name, test in again.items():
        found[name] = {**test, "passed": test["passed"] and found.get(name, test)["passed"]}
    return found, code or (0 if other == 5 else other)


def run_on(database: str) -> tuple[dict[str, dict[str, object]], int]:
    """Run the marked tests in a process of their own and return what each one came to."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "outcome.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "promise",
            "--promises-out",
            str(out),
            "--no-header",
            "-n",
            "2",
            "--dist",
            "loadscope",
        ]
        env = {**os.environ, "SELOSTE_TEST_DATABASE": database}
        done = subprocess.run(command, cwd=ROOT, env=env, stdout=sys.stderr, check=False)
        if not out.exists():
            return {}, done.returncode or 1
        found: dict[str, dict[str, object]] = json.loads(out.read_text(encoding="utf-8"))
        return found, done.returncode


def judge(outcome: dict[str, dict[str, object]]) -> list[Row]:
    """Lay the outcomes beside the rows. Cases of one parametrised test count as that test."""
    board = {row["id"]: Row(row["id"], row["category"], str(row["article"]), row["promise"], row["kind"]) for row in rows()}
    for name, test in outcome.items():
        proves = test["proves"]
        assert isinstance(proves, list)
        for row_id, way in proves:
            row = board[row_id]
            (row.passed if test["passed"] else row.failed).add(name.split("[")[0])
            if test["passed"]:
                row.by.add(way)
    return list(board.values())


def counts(board: list[Row]) -> str:
    """Say how many rows are proved, each counted once, by its strongest proof."""
    ways = ", ".join(f"{sum(row.best == way for row in board)} by {way}" for way in WAYS)
    return f"{sum(row.state == 'proved' for row in board)} of {len(board)} promises are proved: {ways}."


def page(board: list[Row]) -> str:
    """Write the reference page: every row, and the tests that prove it."""
    lines = [
        "# Promises and the tests that prove them",
        "",
        "Written by `./dev promises`, not by hand. The rows come from five real privacy notices, paraphrased (`tests/promises.yaml`).",
        "A row is proved when every test marked for it ran and passed. *Behaviour*: the software was made to do it.",
        "*Text*: the notice says it. *Attestation*: people confirm it, with evidence and an expiry.",
        "",
        counts(board),
        "",
        "| Row | Promise | Article | Kind | State | Tests |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in board:
        tests = "<br>".join(f"`{name}`" for name in sorted(row.passed)) if row.state == "proved" else ""
        state = f"proved by {', '.join(sorted(row.by))}" if row.state == "proved" else "not proved"
        cells = (row.id, row.promise, row.article, row.kind, state, tests)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Run, write the page, and print either the counts or JSON. Exit 1 when a marked test failed."""
    if set(arguments) - {"--json"}:
        print("usage: ./dev promises [--json]", file=sys.stderr)
        return 2
    outcome, code = run_marked()
    board = judge(outcome)
    if code not in (0, 1, 5):
        print("The marked tests could not be collected; nothing is counted.", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(board), encoding="utf-8")
    if "--json" in arguments:
        proved = sum(row.state == "proved" for row in board)
        print(json.dumps({"proved": proved, "total": len(board), "rows": [row.as_json() for row in board]}))
    else:
        for row in board:
            if row.state == "proved":
                print(f"{row.id}  {', '.join(sorted(row.by)):<20} {row.promise}")
        print(counts(board))
    return 1 if code == 1 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
