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


def test_marks_that_are_wrong_stop_the_collection_and_are_all_named(tmp_path: Path) -> None:
    wrong = {
        '"LN-99", by="behaviour"': "no row 'LN-99'",
        '"LN-28", by="hope"': "by must be one of",
        '"LN-28"': "a promise mark names rows and how",
        'by="text"': "a promise mark names rows and how",
    }
    text = "".join(f"@pytest.mark.promise({mark})\ndef test_{n}(): pass\n" for n, mark in enumerate(wrong))
    code, output, found = run(tmp_path, text)
    assert (code, found) == (pytest.ExitCode.USAGE_ERROR, {})
    assert all(f"test_it.py::test_{n}: {said}" in output for n, said in enumerate(wrong.values()))


OUTCOMES = """
@pytest.fixture
def falls():
    yield
    assert False

@pytest.mark.promise("LN-01", by="behaviour")
def test_passes(): pass

@pytest.mark.promise("LN-02", by="behaviour")
def test_fails(): assert False

@pytest.mark.promise("LN-03", by="behaviour")
def test_skips(): pytest.skip("no")

@pytest.mark.promise("LN-04", by="behaviour")
def test_fails_as_expected(): pytest.xfail("no")

@pytest.mark.xfail
@pytest.mark.promise("LN-05", by="text")
def test_passes_unexpectedly(): pass

@pytest.mark.promise("LN-06", by="text")
def test_falls_afterwards(falls): pass

@pytest.mark.promise("LN-07", by="text")
@pytest.mark.parametrize("n", [1, 2])
def test_one_case_fails(n): assert n == 1

@pytest.mark.promise("LN-08", by="text")
def test_proves_it_in_words(): pass

@pytest.mark.promise("LN-08", by="behaviour")
def test_does_not_do_it(): assert False
"""


def test_only_a_row_whose_every_test_ran_and_passed_is_proved(tmp_path: Path) -> None:
    _, _, found = run(tmp_path, OUTCOMES)
    board = {row.id: row for row in judge(found)}
    assert [name for name, row in board.items() if row.state == "proved"] == ["LN-01"]
    assert board["LN-01"].as_json()["tests"] == ["test_it.py::test_passes"]
    assert board["LN-08"].as_json() == {"id": "LN-08", "state": "unproved", "by": [], "tests": []}


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
