"""What kinds of fault can a notice have, and how is each told in Finnish, Swedish and English? Rows of data, read when first needed.

A row holds the id, the severity, the article and the words; which notice has the fault is a check's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

Severity = Literal["error", "warning", "info"]
Lang = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
FILES = ("form", "names", "keeping", "purposes", "who", "data", "flows", "law", "words", "published")


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault, and what to do about it. The words hold places in braces for what a finding knows."""

    id: str
    severity: Severity
    article: str
    message: Mapping[str, str]
    fix: Mapping[str, str]


@cache
def faults() -> Mapping[str, Fault]:
    """Give every kind of fault by its code."""
    found: dict[str, Fault] = {}
    for name in FILES:
        for code, row in _rows(name).items():
            if code in found:
                raise ValueError(f"the fault {code} is written twice")
            found[code] = Fault(row["id"], row.get("severity", "error"), str(row.get("article", "")), row["message"], row.get("fix", {}))
    return found


def _rows(name: str) -> dict[str, Any]:
    import yaml  # only here: a notice without faults never reads these

    text = resources.files("seloste.notice.faults").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rows
