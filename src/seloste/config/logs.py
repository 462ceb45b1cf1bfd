"""What may a log line say?  Only what stands on the lists here: names of events, and keys whose values are ids, codes, counts or places.

Everything else is dropped and counted, also from Django's own lines and a server's: of those only the logger, the level, the status code
and, for an exception, its class and the places in the code are kept, since messages and local variables may hold what people wrote.
"""

import logging
import logging.config
import re
import sys
import threading
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from seloste.home import mishaps

# What may be told of. A contract test compares the names with what the code says.
EVENTS = frozenset({"library", "unnamed", "ledger.not_sealed", "promise.not_checked", "process.failed"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}(\.[A-Za-z_][A-Za-z0-9_]{0,79})*")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_PLACE = re.compile(r"[A-Za-z0-9_./<>-]{1,200}:\d+")
# Keys, and what the value of each looks like: a name in the code or the notice, an instant, places; or else a number.
SHAPES: Mapping[str, re.Pattern[str] | None] = {
    "event": _NAME,
    "level": _NAME,
    "logger": _NAME,
    "error": _NAME,
    "check": _NAME,
    "timestamp": _INSTANT,
    "frames": _PLACE,
    "status": None,
}
Line = MutableMapping[str, Any]


def allow(_logger: object, _method: str, line: Line) -> Line:
    """Keep listed keys with values of their shape; count what was dropped, never say it."""
    kept: Line = {key: value for key, value in line.items() if key in SHAPES and _fits(key, value)}
    dropped = len(line) - len(kept)
    if kept.get("event") not in EVENTS:
        dropped += "event" in kept
        kept["event"] = "unnamed"
    if dropped:
        kept["dropped"] = dropped
    return kept


def _fits(key: str, value: object) -> bool:
    shape = SHAPES[key]
    if shape is None:
        return type(value) is int
    if key == "frames":
        return isinstance(value, list) and all(isinstance(one, str) and shape.fullmatch(one) for one in value)
    return isinstance(value, str) and shape.fullmatch(value) is not None


def from_library(_logger: object, _method: str, line: Line) -> Line:
    """Turn a line of Django or a server into an event: its free text may quote what people typed, so it goes."""
    record: logging.LogRecord = line["_record"]
    found: Line = {
        "_record": record,
        "_from_structlog": False,
        "event": "library",
        "logger": record.name,
        "level": record.levelname.lower(),
        "timestamp": line.get("timestamp", ""),
    }
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        found["status"] = int(status)
    if record.exc_info and record.exc_info[0] is not None:
        found.update(_told(record.exc_info[0], record.exc_info[2]))
    # The formatter would add the whole traceback, with its message, after this.
    record.exc_info = record.exc_text = record.stack_info = None
    return found


def explain(_logger: object, _method: str, line: Line) -> Line:
    """Turn an exception on a line of our own into its class and places."""
    wanted = line.pop("exc_info", None)
    if not wanted:
        return line
    error = wanted if isinstance(wanted, BaseException) else sys.exc_info()[1]
    return line if error is None else {**line, **_told(type(error), error.__traceback__)}


def _told(kind: type[BaseException], trace: TracebackType | None) -> dict[str, Any]:
    return {"error": mishaps.kind(kind), "frames": mishaps.places(trace)}


def configure(level: str) -> None:
    """Send every log line, ours and libraries', through the lists to standard error as one JSON object."""
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            stamp,
            explain,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [stamp, from_library],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, allow, structlog.processors.JSONRenderer()],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {"django": {"level": "WARNING" if level != "DEBUG" else "INFO"}},
        }
    )
    logging.captureWarnings(True)
    sys.excepthook = _process_failed
    sys.unraisablehook = lambda failed: _process_failed(failed.exc_type, failed.exc_value, failed.exc_traceback)
    threading.excepthook = lambda failed: _process_failed(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _process_failed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Tell of what nobody caught, in a thread too: Python itself would print the message."""
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    structlog.get_logger("seloste.process").error("process.failed", exc_info=(error or kind()).with_traceback(trace))
