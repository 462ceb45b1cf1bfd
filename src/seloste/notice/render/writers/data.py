"""The document as JSON: its tree, and every clause with its kind and its check, for programs that show or compare notices."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from seloste.notice.clauses import Clause, clauses
from seloste.notice.model import Notice
from seloste.notice.phrases import Phrase, Run
from seloste.notice.render.tree import Document

FORMAT = 1


def write(notice: Notice, document: Document) -> bytes:
    """Write it."""
    told = {
        "format": FORMAT,
        "notice": {"sha256": notice.sha256, "register": notice.register.key, "effective": notice.dates.effective.isoformat()},
        "document": tree(document),
        "clauses": [_clause(each, document.lang) for each in clauses(notice)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def tree(value: object) -> Any:
    """Turn a document, or a part of it, into plain values: each part says its own kind, and a run in the page's language is a string."""
    match value:
        case Run():
            return {"text": value.words, "lang": value.lang} if value.lang else value.words
        case Phrase():
            return [tree(run) for run in value.runs]
        case date():
            return value.isoformat()
        case tuple():
            return [tree(each) for each in value]
    if is_dataclass(value):
        kind = type(value).__name__.lower()
        return {"kind": kind} | {field.name: tree(got) for field in fields(value) if (got := getattr(value, field.name)) != ""}
    return value


def _clause(clause: Clause, lang: str) -> dict[str, Any]:
    return {
        "id": clause.anchor,
        "section": clause.section,
        "title": tree(clause.titles[lang]),
        "text": tree(clause.texts[lang]),
        "kind": clause.kind,
        "check": clause.check,
        "params": dict(clause.params),
        "line": clause.line,
    }
