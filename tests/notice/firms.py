"""The repaired notices of the five firms, read once."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from pydantic import BaseModel

from seloste.notice import Finding, Notice, Text, load, render

ON = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"
FIRMS = ("ohjelma-aitta", "aito-support", "opinaika", "ramentor", "lamisnet")
FILES = {"OA": "ohjelma-aitta/notice", "AS": "aito-support/notice", "AL": "opinaika/notice", "ALC": "opinaika/contacts",
         "RA": "ramentor/notice", "LN": "lamisnet/notice"}  # fmt: skip


@cache
def text(firm: str) -> str:
    """Give a repaired notice's file."""
    return (EXAMPLES / f"{FILES[firm]}.yaml").read_text(encoding="utf-8")


@cache
def notice(firm: str) -> Notice:
    """Give a repaired notice."""
    found = load(text(firm).encode(), file="notice.yaml", on=ON)
    assert found.notice is not None, [str(each) for each in found.findings]
    return found.notice


@cache
def page(firm: str, lang: str = "fi") -> str:
    """Give the words of its page, tags and white space folded."""
    made = render.html(notice(firm), lang=lang, on=ON)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", made)))


def texts(firm: str) -> list[tuple[str, Text]]:
    """Give every text of a notice, with its path."""
    return list(_walk("", notice(firm)))


def _walk(path: str, value: object) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(f"{path}.{name}", inner)


def proves(ids: str, *values: object) -> ParameterSet:
    """Give a case of a test that proves these rows by the text; no rows where it only shows that a repair holds."""
    return pytest.param(*values, marks=pytest.mark.promise(*ids.split(), by="text") if ids else ())


def changed(firm: str, *swaps: tuple[str, str]) -> tuple[Finding, ...]:
    """Say what is found in a firm's notice with some words of it swapped, each at its first place."""
    source = text(firm)
    for old, new in swaps:
        assert old in source, old
        source = source.replace(old, new, 1)
    return load(source.encode(), file="notice.yaml", on=ON).findings
