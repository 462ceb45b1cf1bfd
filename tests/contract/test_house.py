"""The house rules that tools don't know: sizes, docstrings, one clock, reserved addresses, one list of dependencies."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "seloste"
HARD_LOOK = 400
# Longer on purpose, each with its reason.
LONGER: dict[str, str] = {}
CLOCK = SOURCE / "home" / "clock.py"
TELLS_TIME = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"), ("time", "time")}


def python_files() -> list[Path]:
    folders = [ROOT / name for name in ("src", "tests", "bench", "docs")]
    return [*sorted(path for folder in folders for path in folder.rglob("*.py")), ROOT / "dev"]


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("path", named(python_files()))
def test_a_file_is_short_enough_to_hold_in_mind(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= HARD_LOOK or str(path.relative_to(ROOT)) in LONGER, f"{lines} lines: is it two ideas?"


@pytest.mark.parametrize("path", named(modules()))
def test_a_module_says_which_question_it_answers(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "no docstring"


@pytest.mark.parametrize("path", named(modules()))
def test_only_one_place_reads_the_clock(path: Path) -> None:
    if path == CLOCK:
        return
    assert list(clock_calls(ast.parse(path.read_text(encoding="utf-8")))) == []


def clock_calls(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.func.attr) in TELLS_TIME:
                yield node.lineno


def test_no_room_is_for_leftovers() -> None:
    leftovers = {"utils", "helpers", "manager", "service", "base"}
    # Django looks for a database engine in a module of that name.
    allowed = {SOURCE / "home" / engine / "base.py" for engine in ("sqlite", "postgres")}
    assert [path for path in modules() if path.stem in leftovers and path not in allowed] == []


def test_every_address_in_the_project_is_a_reserved_one() -> None:
    address = re.compile(r"(?<![\\\w.+-])[\w.+-]+@((?:[\w-]{2,}\.)+[a-z]{2,})", re.IGNORECASE)
    folders = [ROOT / name for name in ("src", "tests", "examples", "docs", "bench")]
    texts = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".yaml", ".md", ".html", ".json", ".txt"}]
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in texts
        for found in address.finditer(path.read_text(encoding="utf-8"))
        if not reserved(found[1].lower())
    ]
    assert wrong == []


def reserved(domain: str) -> bool:
    # The ombudsman is an authority: people must be able to reach it.
    return domain.endswith((".example", ".invalid", ".test")) or domain in {"example.com", "example.org", "om.fi"}


def test_what_is_wanted_stands_alike_in_both_lists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    listed = [
        line for line in (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert sorted(project) == sorted(listed)


def test_every_pinned_requirement_has_hashes_and_no_address() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_the_version_is_one() -> None:
    import seloste

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == seloste.__version__
