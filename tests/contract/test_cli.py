"""The command line's own promises: instant start without Django, three exit codes, refusals in words."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import seloste
from seloste import __version__, home
from seloste.faces.cli import COMMANDS, Commands, cli
from seloste.faces.cli.serve import is_taken


def run(*words: str, home_path: Path) -> subprocess.CompletedProcess[str]:
    environment = {"SELOSTE_HOME": str(home_path), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "seloste.faces.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_the_version_is_printed() -> None:
    for words in (["version"], ["--version"]):
        assert CliRunner().invoke(cli, words).output == f"seloste {__version__}\n"


def test_help_names_every_command_that_stands() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output
    assert "version" in shown
    assert all(entry.help in shown for name, entry in COMMANDS.items() if cli.get_command(click.Context(cli), name))


@pytest.mark.parametrize("words", [["nonsense"], ["version", "--loud"]])
def test_a_command_that_is_not_understood_ends_with_two(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


def test_a_command_returns_its_exit_code() -> None:
    group = Commands(name="seloste")

    @click.command()
    @click.argument("code", type=int)
    def give(code: int) -> int:
        return code

    assert CliRunner().invoke(group, []).exit_code == 2
    for code in (0, 1):
        assert give.main([str(code)], standalone_mode=False) == code


def test_without_a_home_the_service_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("serve", home_path=tmp_path / "nowhere")
    assert done.returncode == 2
    assert "seloste demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_of_another_version_is_not_served(fresh_home: home.Home) -> None:
    done = run("serve", home_path=fresh_home.path)
    assert (done.returncode, "changes of this version" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_damaged_home_is_refused_without_a_traceback(fresh_home: home.Home) -> None:
    (fresh_home.path / "home.json").write_text("{")
    done = run("serve", home_path=fresh_home.path)
    assert (done.returncode, "home.json" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_wrong_setting_is_refused_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "seloste.faces.cli", "serve"]
    done = subprocess.run(command, env={"SELOSTE_HOME": str(tmp_path), "SELOSTE_PORT": "x"}, capture_output=True, text=True, check=False)
    assert (done.returncode, "SELOSTE_PORT" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


HEAVY = {"django", "cryptography", "typst", "stdnum", "phonenumbers", "faker", "granian", "seloste.gate", "seloste.register"}
LAMISNET = str(Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml")


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["notice", "check", LAMISNET], set()),
        (["notice", "check", LAMISNET, "--json", "--lang", "sv"], set()),
        (["notice", "render", LAMISNET], set()),
        (["notice", "render", LAMISNET, "--format", "pdf", "--out", "made"], {"typst"}),
        (["notice", "records", LAMISNET, "--format", "csv"], set()),
        (["notice", "diff", LAMISNET, LAMISNET], set()),
        (["notice", "show", LAMISNET], set()),
        (["notice", "schema"], set()),
        (["law", "list"], set()),
        (["law", "show", "fi/1336-1997"], set()),
        (["law", "deadline", "2025-04-01"], set()),
        (["law", "retention", "FI-KPL-6", "--event", "2023-12-31"], set()),
        (["init", "--defaults"], set()),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_a_command_on_files_loads_nothing_heavy_that_it_has_no_use_for(words: list[str], needed: set[str], tmp_path: Path) -> None:
    code = f"""
import sys
from seloste.faces.cli import cli
cli.main({words!r}, standalone_mode=False)
print()
print(*sorted({HEAVY!r} & set(sys.modules)))
"""
    here = {"SELOSTE_HOME": str(tmp_path), "PYTHONPATH": str(Path(seloste.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, env=here)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.splitlines()[-1].split()) == needed


@pytest.mark.parametrize("name", ["law", "notice", "version"])
def test_checking_a_file_does_not_wait_for_django(name: str, tmp_path: Path) -> None:
    code = f"""
import sys
from seloste.faces.cli import cli
cli.main([{name!r}, "--help"], standalone_mode=False)
print("django" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={"SELOSTE_HOME": str(tmp_path)})
    assert done.stdout.splitlines()[-1] == "False", done.stderr


def test_a_port_that_is_taken_is_noticed() -> None:
    import socket

    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        assert is_taken(busy.getsockname()[1])
