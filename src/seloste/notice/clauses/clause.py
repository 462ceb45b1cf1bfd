"""What is one promise of a notice?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from seloste.notice.values import Text

ClauseKind = Literal["enforced", "watched", "attested", "notice", "said"]
Param = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence that the notice can be held to: where it stands, what kind of promise it is, and what checks it."""

    anchor: str
    section: int
    title: Text
    text: Text
    line: int
    kind: ClauseKind
    check: str
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))


def clause(anchor: str, section: int, title: str, text: str, line: int, kind: ClauseKind, check: str, /, **params: Param) -> Clause:
    """Make a clause from Finnish words."""
    return Clause(anchor, section, Text(fi=title), Text(fi=text), line, kind, check, MappingProxyType(dict(params)))
