"""Which rows of promises.yaml do the tests prove?  A small pytest plugin that checks the marks and records what really ran and passed.

`@pytest.mark.promise("LN-28", by="behaviour")` ties a test to rows. An id that doesn't exist, or another way of proving, stops the
collection. With `--promises-out FILE` the outcome of every marked test is written there as JSON.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

ROWS = Path(__file__).parent / "promises.yaml"
WAYS = ("behaviour", "text", "attestation")
PROPERTY = "promise"


def rows() -> list[dict[str, str]]:
    """Read the rows, in the file's order."""
    found: list[dict[str, str]] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return found


def problems(marks: Iterable[pytest.Mark], known: frozenset[str]) -> list[str]:
    """Say what is wrong with a test's marks."""
    found: list[str] = []
    for mark in marks:
        if not mark.args or set(mark.kwargs) != {"by"}:
            found.append("a promise mark names rows and how it proves them, by=…")
        found += [f"no row {name!r} in promises.yaml" for name in mark.args if name not in known]
        if mark.kwargs.get("by") not in WAYS:
            found.append(f"by must be one of {', '.join(WAYS)}")
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--promises-out", default="", help="write the outcome of tests that are marked as proving a promise to this file")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = frozenset(row["id"] for row in rows())
    wrong: list[str] = []
    for item in items:
        marks = list(item.iter_markers("promise"))
        found = problems(marks, known)
        wrong += [f"{item.nodeid}: {problem}" for problem in found]
        if not found:
            item.user_properties += [(PROPERTY, [name, mark.kwargs["by"]]) for mark in marks for name in mark.args]
    if wrong:
        raise pytest.UsageError("\n".join(wrong))


class Recorder:
    """Keeps, for each marked test, whether all of its phases passed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.tests: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        proves = [value for name, value in report.user_properties if name == PROPERTY]
        if not proves:
            return
        test = self.tests.setdefault(report.nodeid, {"proves": proves, "passed": True, "called": False})
        # A test that was expected to fail and passed, or failed as expected, proves nothing.
        test["passed"] = bool(test["passed"]) and report.passed and not hasattr(report, "wasxfail")
        test["called"] = bool(test["called"]) or report.when == "call"

    def pytest_sessionfinish(self) -> None:
        outcome = {name: {"proves": test["proves"], "passed": bool(test["passed"] and test["called"])} for name, test in self.tests.items()}
        self.out.write_text(json.dumps(outcome, sort_keys=True), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    out = config.getoption("--promises-out")
    # With xdist only the controlling process sees every report.
    if out and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(Path(out)), "promise-recorder")
