"""A log line holds ids, codes and counts; whatever may be a value about a person is dropped."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from seloste.config import logs

SECRET = "Aino Esimerkki 010170-901A"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    out = io.StringIO()
    handler = logging.getLogger().handlers
    mine = next(one for one in handler if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter))
    assert isinstance(mine, logging.StreamHandler)
    before = mine.setStream(out)
    yield out
    mine.setStream(before or __import__("sys").stderr)


def test_an_allowed_key_with_a_plain_value_is_kept(lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("register.read", purpose="customer_care", count=3)
    said = json.loads(lines.getvalue())
    assert (said["event"], said["purpose"], said["count"], said["level"]) == ("register.read", "customer_care", 3, "warning")
    assert "dropped" not in said


def test_an_unknown_key_is_dropped_and_only_counted(lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning("register.read", email=SECRET, purpose=SECRET)
    assert SECRET not in lines.getvalue()
    assert json.loads(lines.getvalue())["dropped"] == 2


def test_an_event_is_a_name_and_not_a_sentence(lines: io.StringIO) -> None:
    structlog.get_logger("seloste.test").warning(f"read {SECRET}")
    assert SECRET not in lines.getvalue()
    assert json.loads(lines.getvalue())["event"] == "unnamed"


def test_a_library_may_not_quote_what_people_typed(lines: io.StringIO) -> None:
    logging.getLogger("django.request").error("Not Found: /%s", SECRET, extra={"status_code": 404})
    said = json.loads(lines.getvalue())
    assert SECRET not in lines.getvalue()
    assert (said["event"], said["logger"], said["status"]) == ("library", "django.request", 404)


def test_an_exception_leaves_its_class_and_places_only(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("django.request").exception("failed for %s", SECRET)
    said = json.loads(lines.getvalue())
    assert SECRET not in lines.getvalue()
    assert said["error"] == "ValueError"
    assert said["frames"][0].rpartition("/")[2].startswith("test_logs.py:")


def test_our_own_exception_lines_hold_no_message_either(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("seloste.test").exception("duty.failed", duty="retention")
    assert SECRET not in lines.getvalue()
    assert json.loads(lines.getvalue())["duty"] == "retention"


def test_the_allow_list_holds_no_key_for_a_person() -> None:
    assert not logs.ALLOWED & {"name", "email", "phone", "address", "hetu", "subject", "query", "path", "url", "message", "exception"}
