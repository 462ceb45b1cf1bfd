"""What does a check need to know, and how does it say what it found? The draft, its places in the file, and the date the law is asked on.

A check that needs a part which could not be read is not asked: the finding about that part is enough.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from seloste.notice import builtin
from seloste.notice.claims import Claims
from seloste.notice.findings import Finding, Param
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose
from seloste.notice.tree import Tree
from seloste.notice.values import LANGUAGES, Text

Check = Callable[["Asking"], Iterator[Finding]]
_BUILTIN: Mapping[str, frozenset[str]] = {
    "matters": builtin.MATTERS,
    "data": builtin.DATA,
    "purposes": builtin.PURPOSES,
    "roles": frozenset({builtin.PRIVACY_ROLE}),
}
_GIVEN = frozenset(f"controller.{name}" for name in ("name", "business_id", "address", "email", "phone", "website", "place"))


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
    # Found once: a dozen checks read every text there is.
    _told: tuple[tuple[str, Text | str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_told", tuple(self._walked()))

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

    @property
    def claims(self) -> Claims | None:
        """What a published text says in words of its own, where this file describes one."""
        return self.notice.claims if self.has("claims") else None

    def said(self, part: str) -> bool:
        """Whether the file says anything on a part, in structure or in words."""
        return part in self.tree.value or bool(self.claims and getattr(self.claims, part, None))

    def find(self, code: str, path: str, *, key: bool = False, **params: Param) -> Finding:
        """Say what was found there: at the value, or at its key."""
        place = self.tree.place(path, key=key)
        return Finding(code, place.line, place.column, path, tuple(params.items()))

    def words(self) -> Iterator[Words]:
        """Every text that people read, in the author's own parts, in each language."""
        for path, text in self._told:
            if isinstance(text, Text):
                yield from (Words(f"{path}.{lang}", lang, words) for lang in LANGUAGES if (words := getattr(text, lang)))
            else:
                yield Words(path, "fi", text)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text that may be in several languages, with its path."""
        yield from ((path, text) for path, text in self._told if isinstance(text, Text))

    def _walked(self) -> Iterator[tuple[str, Text | str]]:
        for part in Notice.model_fields:
            if part in self.read:
                key = Notice.model_fields[part].alias or part
                yield from ((path, text) for path, text in _walk(key, getattr(self.notice, part)) if not self._ours(path))

    def _ours(self, path: str) -> bool:
        """Whether that is built in, or a name or an address: not the author's to word. No firm changes its name for being hard to read."""
        if path in _GIVEN:
            return True
        part, _, rest = path.partition(".")
        name = rest.partition(".")[0]
        return name in _BUILTIN.get(part, ()) and f"{part}.{name}" not in self.tree.keys


def _walk(path: str, value: object) -> Iterator[tuple[str, Text | str]]:
    if isinstance(value, (Text, str)):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, wanted in type(value).model_fields.items():
            yield from _walk(f"{path}.{wanted.alias or name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(f"{path}.{name}", inner)
