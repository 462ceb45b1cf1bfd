"""`seloste law`: answers, JSON, refusals and exit codes, without a register."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import seloste
from seloste.faces.cli import cli


def run(*words: str) -> Result:
    """Run `seloste law …`."""
    return CliRunner().invoke(cli, ["law", *words])


def answer(*words: str) -> dict[str, object]:
    """Run it and read its JSON."""
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_deadline_comes_with_how_it_was_reached() -> None:
    assert answer("deadline", "2025-03-18") == {
        "deadline": "2025-04-22",
        "received_on": "2025-03-18",
        "raw": "2025-04-18",
        "suspended_to": "2025-04-18",
        "rolled_because": ["pitkäperjantai", "la", "pääsiäispäivä", "2. pääsiäispäivä"],
        "months": 1,
        "suspended_days": 0,
        "calendar": "fi/2026-11-22",
    }


@pytest.mark.parametrize(
    ("words", "end"),
    [
        (("2025-01-31", "--months", "3"), "2025-04-30"),
        (("2026-01-31", "--suspended", "7"), "2026-03-09"),
        (("2025-03-31T22:30Z",), "2025-05-02"),
        (("2025-03-31T22:30:00+00:00",), "2025-05-02"),
        (("2025-03-31T22:30",), "2025-04-30"),  # Helsinki time
        (("2025-03-05", "--flat"), "2025-04-05"),
        (("2026-11-20T16:20", "--hours", "72"), "2026-11-23"),
    ],
)
def test_deadlines_of_every_sort(words: tuple[str, ...], end: str) -> None:
    assert answer("deadline", *words)["deadline"] == end


def test_hours_give_the_instant_and_never_roll() -> None:
    assert answer("deadline", "2026-10-24T12:00", "--hours", "72") == {
        "deadline": "2026-10-27",
        "instant": "2026-10-27T09:00:00Z",
        "local": "2026-10-27T11:00:00+02:00",
        "received": "2026-10-24T12:00:00+03:00",
        "hours": 72,
    }


def test_hours_from_a_bare_date_count_from_its_first_moment() -> None:
    assert answer("deadline", "2026-11-20", "--hours", "72")["local"] == "2026-11-23T00:00:00+02:00"


def test_people_read_the_date_and_why_it_moved() -> None:
    done = run("deadline", "2025-04-01")
    assert done.stdout == "2025-05-02\n"
    assert done.stderr == "moved from 2025-05-01: vappu\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("deadline", "kuukausi"), "neither a date"),
        (("deadline", "2025-02-30"), "neither a date"),
        (("deadline", "2025-01-01T25:00"), "neither a date"),
        (("deadline",), "Missing argument"),
        (("deadline", "2025-01-01", "--months", "0"), "1 to 120 months"),
        (("deadline", "2025-01-01", "--months", "kolme"), "not a valid integer"),
        (("deadline", "2025-01-01", "--suspended", "-3"), "0 to 3660"),
        (("deadline", "2025-01-01", "--hours", "72", "--months", "1"), "leave out"),
        (("deadline", "2025-01-01", "--hours", "-1"), "negative"),
        (("deadline", "1990-01-01"), "1995-01-01"),
        (("retention", "FI-KPL-7", "--event", "2025-01-01"), "there is no rule"),
        (("retention", "FI-KPL-6", "--event", "eilen"), "not a date"),
        (("retention", "FI-KPL-6", "--event", "2010-12-31"), "only from 2016-01-01"),
        (("retention", "FI-KSL", "--event", "2025-01-01"), "no period of its own"),
        (("show", "FI-KPL-66"), "did you mean FI-KPL-6?"),
        (("show", "mikälie"), "seloste law list"),
    ],
)
def test_bad_input_ends_with_two_and_says_why(words: tuple[str, ...], why: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert why in done.stderr
    assert done.stdout == ""


def test_retention_says_the_last_day_and_the_first_without() -> None:
    found = answer("retention", "FI-KPL-6", "--event", "2024-03-31")
    assert (found["keep_through"], found["erase_on"], found["statute"]) == ("2030-12-31", "2031-01-01", "fi/1336-1997/2:10")
    assert "keep through 2030-12-31, erase on 2031-01-01" in run("retention", "FI-KPL-6", "--event", "2024-03-31").stdout


def test_rows_are_listed_and_shown_with_their_history() -> None:
    assert "fi/1336-1997/2:10" in run("list").stdout
    rows = json.loads(run("show", "fi/tietosuojavaltuutettu", "--json").stdout)
    assert [row["in_force"] for row in rows] == [False, True]
    assert "Lintulahdenkuja 4" in run("show", "fi/tietosuojavaltuutettu").stdout


def test_what_needs_checking_is_a_finding() -> None:
    done = run("list", "--stale", "--on", "2026-11-22", "--json")
    assert done.exit_code == 1
    stale = {row["id"] for row in json.loads(done.stdout)}
    assert "FI-VAN-20" in stale  # from memory
    assert "fi/523-1999" not in stale  # ended
    assert "fi/vappu" not in stale
    later = {row["id"] for row in json.loads(run("list", "--stale", "--on", "2027-12-01", "--json").stdout)}
    assert "fi/vappu" in later


def test_the_command_starts_without_django() -> None:
    code = (
        "import sys; sys.argv = ['seloste', 'law', 'deadline', '2025-04-01', '--json']\n"
        "from seloste.faces.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'django' not in sys.modules"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(seloste.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["deadline"] == "2025-05-02"
