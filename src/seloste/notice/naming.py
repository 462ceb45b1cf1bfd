"""What is it called? Names for the parts of a notice in the reader's language, the key in plain letters where the author gave none."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from seloste.notice.model import Notice
from seloste.notice.values import Text


class Named(Protocol):
    """Anything with a name of its own."""

    @property
    def name(self) -> Text | None: ...


def of(parts: Mapping[str, Named], key: str, lang: str = "fi") -> str:
    """Give the name of one part."""
    part = parts.get(key)
    return part.name[lang] if part and part.name else key.replace("_", " ").capitalize()


def all_of(parts: Mapping[str, Named], keys: Iterable[str], lang: str = "fi") -> list[str]:
    """Give the names of several parts."""
    return [of(parts, key, lang) for key in keys]


def category(notice: Notice, key: str, lang: str = "fi") -> str:
    """Give a category's name."""
    return of(notice.data, key, lang)


def matter(notice: Notice, key: str, lang: str = "fi") -> str:
    """Give a matter's name."""
    return of(notice.matters, key, lang)


def purpose(notice: Notice, key: str, lang: str = "fi") -> str:
    """Give a purpose's name."""
    return of(notice.purposes, key, lang)
