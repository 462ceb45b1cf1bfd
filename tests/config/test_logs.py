"""A log line holds names of events, codes, counts and places; whatever may be a value about a person is dropped."""

import ast
import io
import json
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from seloste.config import logs
from seloste.home import Home

SECRET = "Aino Esimerkki 010170-901A"
SOURCE = Path(logs.__file__).resolve().parents[1]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    out = io.StringIO()
    handler = logging.getLogger().handlers
    mine = next(one for one in handler if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter))
    assert isinstance(mine, logging.StreamHandler)
    before = mine.setStream(out)
    yield out
    mine.setStream(before or __import__("sys").stderr)


def only(lines: io.StringIO) -> dict[str, Any]:
    assert SECRET not in lines.getvalue()
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert len(said) == 1
    found: dict[str, Any] = said[0]
    return found


def test_an_allowed_key_with_a_value_of_its_shape_is_kept(lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("promise.not_checked", check="grants_complete", status=3)
    said = only(lines)
    assert (said["event"], said["check"], said["status"]) == ("promise.not_checked", "grants_complete", 3)
    assert (said["logger"], said["level"]) == ("seloste.test", "warning")
    assert "dropped" not in said


def test_an_unknown_key_is_dropped_and_only_counted(lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("promise.not_checked", email=SECRET, subject=7)
    said = only(lines)
    assert (said["dropped"], "email" in said, "subject" in said) == (2, False, False)


@pytest.mark.parametrize("value", [SECRET, "0101-70", "a b", ["x"], {"a": 1}, object(), 3])
def test_an_allowed_key_with_a_value_of_another_shape_is_dropped(value: object, lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("promise.not_checked", check=value)
    said = only(lines)
    assert (said["dropped"], "check" in said) == (1, False)


@pytest.mark.parametrize("value", ["404", True, 4.5, SECRET])
def test_a_count_is_a_whole_number(value: object, lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("promise.not_checked", status=value)
    assert only(lines)["dropped"] == 1


@pytest.mark.parametrize("event", [f"read {SECRET}", "aino.esimerkki", ""])
def test_an_event_is_a_name_on_the_list_and_not_a_sentence(event: str, lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning(event)
    said = only(lines)
    assert (said["event"], said["dropped"]) == ("unnamed", 1)


def test_the_code_tells_of_the_events_on_the_list_and_of_no_other() -> None:
    told = {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert told | {"library", "unnamed"} == logs.EVENTS


def test_no_module_keeps_a_logger_that_would_be_a_librarys() -> None:
    around = {"config/logs.py"}
    assert [path for path in SOURCE.rglob("*.py") if "getLogger(" in path.read_text() and str(path.relative_to(SOURCE)) not in around] == []


@pytest.mark.parametrize("name", ["django.request", "django.security.DisallowedHost", "django.server", "django.db.backends", "_granian"])
def test_a_library_may_not_quote_what_people_typed(name: str, lines: io.StringIO) -> None:
    logging.getLogger(name).error("Not Found: /%s", SECRET, extra={"status_code": 404, "sql": SECRET})
    said = only(lines)
    assert (said["event"], said["logger"], said["status"]) == ("library", name, 404)


def test_an_exception_leaves_its_class_and_places_only(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("django.request").exception("failed for %s", SECRET, stack_info=True)
    said = only(lines)
    assert said["error"] == "ValueError"
    assert said["frames"][0].startswith("test_logs.py:")


def test_our_own_exception_lines_hold_no_message_either(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        structlog.get_logger("seloste.test").warning("promise.not_checked", check="a", exc_info=error)
        structlog.get_logger("seloste.test").exception("promise.not_checked", check="a")
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert SECRET not in lines.getvalue()
    assert [(one["error"], "dropped" in one) for one in said] == [("ValueError", False)] * 2


def test_a_place_tells_the_module_and_not_where_this_machine_keeps_it(lines: io.StringIO) -> None:
    try:
        json.loads("{" + SECRET)
    except ValueError:
        logging.getLogger("django.request").exception("failed")
    assert not any(place.startswith("/") for place in only(lines)["frames"])


def test_a_warning_may_not_quote_either(lines: io.StringIO) -> None:
    logging._showwarning(SECRET, RuntimeWarning, "x.py", 1)  # type: ignore[attr-defined]
    assert only(lines)["logger"] == "py.warnings"
    assert warnings.showwarning is not None


PROBE = """
import sys, threading, django
django.setup()
def fall():
    raise ValueError("kanarialintu")
threading.Thread(target=fall).start()
class Late:
    def __del__(self):
        raise KeyError("kanarialintu")
Late()
fall()
"""


def test_what_nobody_caught_is_told_without_its_message_by_threads_and_by_the_process(fresh_home: Home) -> None:
    environ = {**os.environ, "SELOSTE_HOME": str(fresh_home.path)}
    done = subprocess.run([sys.executable, "-c", PROBE], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "kanarialintu" not in done.stdout + done.stderr
    said = [json.loads(line) for line in done.stderr.splitlines()]
    assert sorted((one["event"], one["error"]) for one in said) == [("process.failed", "KeyError"), *[("process.failed", "ValueError")] * 2]
