"""What does a version look like in a language and a format?  Rendered once and kept in this process's memory: it holds no personal data."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from seloste.notice import Notice
from seloste.notice.render import Format, html, write

# Each format of some versions in three languages: some ten megabytes at most.
KEPT = 64
TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it is served."""

    body: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to render. The content hash stands for the notice; the day is that of the authority's details."""

    sha256: str
    lang: str
    form: Format | Literal["fragment"]
    on: date
    notice: Notice = field(compare=False)


def fragment(notice: Notice, lang: str, *, on: date) -> str:
    """Give the notice as the part of a page."""
    return _make(_Asked(notice.sha256, lang, "fragment", on, notice)).body.decode()


def file(notice: Notice, lang: str, form: Format, *, on: date) -> Made:
    """Give the notice as a file."""
    return _make(_Asked(notice.sha256, lang, form, on, notice))


@lru_cache(maxsize=KEPT)
def _make(asked: _Asked) -> Made:
    if asked.form == "fragment":
        body = html(asked.notice, lang=asked.lang, on=asked.on).encode()
    else:
        body = write(asked.notice, asked.form, lang=asked.lang, on=asked.on)
    return Made(body, sha256(body).hexdigest())
