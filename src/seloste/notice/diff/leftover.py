"""What else differs? What no rule knew: other words, or another setting, by its place in the file. So no difference is silent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import BaseModel

from seloste.notice import builtin
from seloste.notice.diff.change import Change, Code, tell
from seloste.notice.diff.parts import PARTS
from seloste.notice.diff.phrases import PHRASES
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose
from seloste.notice.values import Text

# The dates of a notice change with every version; a line number is no promise.
_QUIET = ("dates",)
# Judged whole elsewhere, by what they open and keep together: a category that moves from `uses` to `reads` and `keeps` changes nothing.
_JUDGED = re.compile(r"purposes\.[^.]+\.(uses|reads|keeps|while|per)")
_BUILTIN = {"matters": builtin.MATTERS, "data": builtin.DATA}


def parts() -> list[str]:
    """The parts of a notice as the file names them, in order."""
    return [field.alias or name for name, field in Notice.model_fields.items()]


def changes(old: Notice, new: Notice, known: Iterable[str]) -> Iterator[Change]:
    """Tell what differs outside the places that are told already."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    told = tuple(known)
    for path in dict.fromkeys((*after, *before)):
        was, now = before.get(path), after.get(path)
        if was == now or path.split(".")[0] in _QUIET or _JUDGED.fullmatch(path):
            continue
        if not _told(path, told):
            code = Code.WORDS if isinstance(was or now, Text) else Code.OTHER
            yield tell(code, path, new.line(path) or old.line(path), PHRASES[code], where=_where(path))


def _where(path: str) -> Callable[[str], str]:
    """A place in the file as its readers know it: the part's name, and the path for whoever has the file open."""
    names = PARTS.get(path.split(".")[0])
    return lambda lang: f"{names[lang]} ({path})" if names else path


def _told(path: str, known: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in known)


def _leaves(notice: Notice) -> Iterator[tuple[str, object]]:
    for name, field in Notice.model_fields.items():
        part = field.alias or name
        value = getattr(notice, name)
        if isinstance(value, Mapping):
            value = {key: inner for key, inner in value.items() if not _ours(part, key, inner)}
        yield from _walk(part, value)


def _ours(part: str, key: str, value: object) -> bool:
    return key in _BUILTIN.get(part, ()) or (isinstance(value, Purpose) and value.builtin)


def _walk(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, BaseModel) and not isinstance(value, Text):
        for name, field in type(value).model_fields.items():
            yield from _walk(f"{path}.{field.alias or name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(f"{path}.{name}", inner)
    elif isinstance(value, tuple):
        yield path, frozenset(value)
    elif value is not None:
        yield path, value
