"""The script that starts everything: it runs on an old Python, says what is missing, and installs only what is pinned."""

import ast
import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev"


@pytest.fixture
def dev() -> ModuleType:
    loader = SourceFileLoader("dev_script", str(DEV))
    spec = importlib.util.spec_from_loader("dev_script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_an_old_python_can_read_it() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(DEV.read_text(encoding="utf-8"))
    names = {alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_it_has_at_most_ten_verbs_and_help_names_each(dev: ModuleType) -> None:
    assert len(dev.VERBS) <= 10
    assert all(f"./dev {verb}" in (dev.__doc__ or "") for verb in dev.VERBS)


def test_an_unknown_verb_ends_with_two(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    assert "demo, seloste, test" in capsys.readouterr().err


def test_without_a_new_enough_python_it_says_what_to_do(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELOSTE_PYTHON", raising=False)
    monkeypatch.setattr(dev, "version_of", lambda candidate: (3, 11))
    with pytest.raises(dev.Stop, match=r"Python 3\.12 or newer, and none was found") as stopped:
        dev.find_python(None)
    assert all(word in str(stopped.value) for word in ("apt install", "brew", "pyenv", "uv", "SELOSTE_PYTHON="))


def test_a_python_that_was_named_is_taken_or_refused_but_never_replaced(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELOSTE_PYTHON", "/nowhere/python3")
    with pytest.raises(dev.Stop, match="can't be run"):
        dev.find_python(None)
    monkeypatch.setenv("SELOSTE_PYTHON", sys.executable)
    assert dev.find_python(None) == sys.executable


def test_an_interpreter_that_does_not_work_is_passed_over(dev: ModuleType, tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert dev.version_of(shim) is None
    assert dev.version_of(tmp_path / "nothing") is None
    assert dev.version_of(sys.executable) == sys.version_info[:2]


def test_the_set_for_tests_serves_running_too_but_not_the_other_way_round(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "stamp.json"
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert not dev.is_ready("run")
    stamp.write_text('{{"run": "{}"}}'.format(dev.fingerprint("run")))
    assert (dev.is_ready("run"), dev.is_ready("dev")) == (True, False)
    stamp.write_text('{{"run": "{}", "dev": "{}"}}'.format(dev.fingerprint("run"), dev.fingerprint("dev")))
    assert (dev.is_ready("run"), dev.is_ready("dev")) == (True, True)
    stamp.write_text('{{"run": "changed", "dev": "{}"}}'.format(dev.fingerprint("dev")))
    assert (dev.is_ready("run"), dev.is_ready("dev")) == (False, False)


def test_ci_does_what_people_do() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec ./dev test" in script
    assert "install" not in script.replace("nothing installed by hand", "")


def test_the_tests_run_on_both_databases_unless_one_is_named(dev: ModuleType) -> None:
    assert dev.chosen_databases(["-x"]) == (["-x"], ["sqlite", "postgres"])
    assert dev.chosen_databases(["tests/gate", "--database", "postgres", "-x"]) == (["tests/gate", "-x"], ["postgres"])
    for wrong in (["--database"], ["--database", "oracle"]):
        with pytest.raises(dev.Stop, match="sqlite, postgres or both"):
            dev.chosen_databases(wrong)


def test_a_failure_on_either_database_fails_and_nothing_to_ask_of_the_second_does_not(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "check", lambda arguments: 0)
    for codes, ended in (((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((0, 5), 0), ((5, 5), 5)):
        left = list(codes)
        monkeypatch.setattr(dev, "call", lambda *_, left=left, **__: left.pop(0))
        assert dev.test(["tests/law"]) == ended, codes
