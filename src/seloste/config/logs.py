"""What may a log line say?  Only what stands on the allow-list: names of events, ids, counts, codes. Never a value about a person.

Everything else is dropped, also from Django's own lines: of those only the logger, the level, the status code and, for an exception, its
class and the places in the code are kept, since messages and local variables may hold what people wrote.
"""

import logging
import logging.config
import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

# Keys whose values are ids, codes, counts, names from the notice, or times.
# fmt: off
ALLOWED = frozenset({
    "event", "level", "logger", "timestamp", "status", "code", "count", "purpose", "verb", "outcome", "notice", "leaf",
    "actor", "unit", "category", "duty", "seconds", "error", "frames", "port", "version",
})
# fmt: on
EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
PLAIN = re.compile(r"[A-Za-z0-9_.:/+-]{1,200}")
Line = MutableMapping[str, Any]


def allow(_logger: object, _method: str, line: Line) -> Line:
    """Keep allowed keys with plain values; name what was dropped, never its value."""
    kept: Line = {}
    dropped = 0
    for key, value in line.items():
        if key in ALLOWED and _is_plain(key, value):
            kept[key] = value
        elif not key.startswith("_"):
            dropped += 1
    kept.setdefault("event", "unnamed")
    if dropped:
        kept["dropped"] = dropped
    return kept


def _is_plain(key: str, value: object) -> bool:
    if key == "event":
        return isinstance(value, str) and EVENT.fullmatch(value) is not None
    if key == "frames":
        return True
    return isinstance(value, bool | int | float) or (isinstance(value, str) and PLAIN.fullmatch(value) is not None)


def from_library(_logger: object, _method: str, line: Line) -> Line:
    """Turn a line of Django or a server into an event: its free text may quote what people typed, so it goes."""
    record: logging.LogRecord = line["_record"]
    found: Line = {
        "_record": record,
        "_from_structlog": False,
        "event": "library",
        "logger": record.name,
        "level": record.levelname.lower(),
    }
    found["timestamp"] = line.get("timestamp", "")
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        found["status"] = status
    if record.exc_info and record.exc_info[0] is not None:
        found["error"] = record.exc_info[0].__name__
        found["frames"] = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])
        ]
        # The formatter would add the whole traceback, with its message, after this.
        record.exc_info = None
        record.exc_text = None
    return found


def _inside(file: str) -> str:
    """Name a file within its package: where things lie on this machine is nobody's business."""
    return file.rpartition("/site-packages/")[2].rpartition("/src/")[2]


def configure(level: str) -> None:
    """Send every log line, ours and libraries', through the allow-list to standard error as one JSON object."""
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            stamp,
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
