"""What does a check need to know, and how does it say what it found? The draft, its places in the file, and the date the law is asked on.

A check that needs a part which could not be read is not asked: the finding about that part is enough.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from seloste.notice import builtin
from seloste.notice.findings import Finding, Severity
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose
from seloste.notice.tree import Tree
from seloste.notice.values import LANGUAGES, Text

Check = Callable[["Asking"], Iterator[Finding]]
_BUILTIN = {"matters": builtin.MATTERS, "data": builtin.DATA, "purposes": builtin.PURPOSES, "roles": frozenset({builtin.PRIVACY_ROLE})}


@dataclass(frozen=True, slots=True)
class Words:
    """One text of the notice in one language, and where it is."""

    path: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A draft under check."""

    notice: Notice
    tree: Tree
    read: frozenset[str]
    on: date

    def has(self, part: str) -> bool:
        """Whether the part was read, at least some of it."""
        return part in self.read

    def whole(self, *parts: str) -> bool:
        """Whether the parts were read without an error in any of their entries."""
        bad = {f.path.split(".", 1)[0] for f in self.tree.findings}
        return all(part in self.read and part not in bad for part in parts)

    def names(self, part: str) -> list[str]:
        """The names the author gave in a part, the broken entries' too, and the built-in ones."""
        written = self.tree.value.get(part)
        return [*(written if isinstance(written, dict) else ()), *sorted(_BUILTIN.get(part, ()))]

    def purposes(self) -> Mapping[str, Purpose]:
        """The author's own purposes."""
        return {name: purpose for name, purpose in self.notice.purposes.items() if not purpose.builtin}

    def error(self, id: str, path: str, message: str, fix: str = "", article: str = "", *, key: bool = False) -> Finding:
        """Say that the notice can't be used like this."""
        return self._say("error", id, path, message, fix, article, key)

    def warning(self, id: str, path: str, message: str, fix: str = "", article: str = "", *, key: bool = False) -> Finding:
        """Say what a careful author would mend."""
        return self._say("warning", id, path, message, fix, article, key)

    def _say(self, severity: Severity, id: str, path: str, message: str, fix: str, article: str, key: bool) -> Finding:
        place = self.tree.place(path, key=key)
        return Finding(id, severity, place.line, place.column, path, message, fix, article)

    def words(self) -> Iterator[Words]:
        """Every text that people read, in the author's own parts."""
        for part in Notice.model_fields:
            if part in self.read:
                yield from _walk(Notice.model_fields[part].alias or part, getattr(self.notice, part))


def _walk(path: str, value: object) -> Iterator[Words]:
    if isinstance(value, Text):
        for lang in LANGUAGES:
            if text := getattr(value, lang):
                yield Words(f"{path}.{lang}", lang, text)
    elif isinstance(value, BaseModel):
        if isinstance(value, Purpose) and value.builtin:
            return
        for name, wanted in type(value).model_fields.items():
            yield from _walk(f"{path}.{wanted.alias or name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(f"{path}.{name}", inner)
    elif isinstance(value, str):
        yield Words(path, "fi", value)
