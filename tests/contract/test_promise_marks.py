"""The count of proved promises can't drift: marks name real rows, and only tests that ran and passed count."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from promise_board import counts, judge, page
from promise_marks import WAYS, rows

TESTS = Path(__file__).resolve().parents[1]


def run(folder: Path, text: str, *words: str) -> tuple[int, str, dict[str, dict[str, object]]]:
    """Run a file of tests in a process of its own, with the plugin and nothing else of ours."""
    (folder / "test_it.py").write_text(f"import pytest\n{text}")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = promise\n")
    out = folder / "out.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "promise_marks", "-p", "no:django", "-p", "no:cacheprovider"]
    command += ["--promises-out", str(out), *words]
    done = subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(TESTS)}, capture_output=True, text=True, check=False)
    found = json.loads(out.read_text()) if out.exists() else {}
    return done.returncode, done.stdout + done.stderr, found


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ('"LN-99", by="behaviour"', "no row 'LN-99'"),
        ('"LN-28", by="hope"', "by must be one of"),
        ('"LN-28"', "by=…"),
        ('by="text"', "names rows"),
    ],
)
def test_a_mark_that_is_wrong_stops_the_collection(mark: str, said: str, tmp_path: Path) -> None:
    code, output, found = run(tmp_path, f"@pytest.mark.promise({mark})\ndef test_x(): pass\n")
    assert (code, said in output, found) == (pytest.ExitCode.USAGE_ERROR, True, {})


@pytest.mark.parametrize(
    ("body", "proved"),
    [
        ("pass", True),
        ("assert False", False),
        ("pytest.skip('no')", False),
        ("pytest.xfail('no')", False),
    ],
)
def test_only_a_test_that_ran_and_passed_proves(body: str, proved: bool, tmp_path: Path) -> None:
    _, _, found = run(tmp_path, f'@pytest.mark.promise("LN-28", by="behaviour")\ndef test_x(): {body}\n')
    board = {row.id: row for row in judge(found)}
    assert board["LN-28"].state == ("proved" if proved else "unproved")
    assert board["LN-28"].as_json()["tests"] == (["test_it.py::test_x"] if proved else [])


def test_a_test_that_expected_to_fail_and_passed_proves_nothing(tmp_path: Path) -> None:
    _, _, found = run(tmp_path, '@pytest.mark.xfail\n@pytest.mark.promise("LN-28", by="text")\ndef test_x(): pass\n')
    assert found["test_it.py::test_x"]["passed"] is False


def test_a_fixture_that_fails_afterwards_takes_the_proof_away(tmp_path: Path) -> None:
    text = "@pytest.fixture\ndef f():\n    yield\n    assert False\n"
    _, _, found = run(tmp_path, text + '@pytest.mark.promise("LN-28", by="text")\ndef test_x(f): pass\n')
    assert found["test_it.py::test_x"]["passed"] is False


def test_one_failing_case_leaves_the_row_unproved(tmp_path: Path) -> None:
    text = '@pytest.mark.promise("LN-28", by="text")\n@pytest.mark.parametrize("n", [1, 2])\ndef test_x(n): assert n == 1\n'
    _, _, found = run(tmp_path, text)
    assert next(row for row in judge(found) if row.id == "LN-28").state == "unproved"


def test_several_processes_are_counted_as_one(tmp_path: Path) -> None:
    text = "".join(f'@pytest.mark.promise("{row}", by="text")\ndef test_{n}(): pass\n' for n, row in enumerate(("LN-01", "LN-02", "LN-03")))
    _, _, found = run(tmp_path, text, "-n", "2")
    assert len(found) == 3


def test_a_row_counts_once_by_its_strongest_proof() -> None:
    board = judge({f"test_x.py::test_{way}": {"proves": [["LN-28", way]], "passed": True} for way in WAYS})
    assert counts(board) == "1 of 240 promises are proved: 1 by behaviour, 0 by text, 0 by attestation."
    assert next(row for row in board if row.id == "LN-28").as_json()["by"] == sorted(WAYS)


def test_the_page_shows_every_row() -> None:
    shown = page(judge({}))
    assert all(f"| {row['id']} |" in shown for row in rows())
    assert len(rows()) == 240
