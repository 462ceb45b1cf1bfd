"""What is one promise of a notice?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from seloste.notice.phrases import Phrase
from seloste.notice.tongue import TONGUES, Saying, said
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
    # The same title and text by language, with the language of every run: what pages are made from.
    titles: Mapping[str, Phrase] = field(default_factory=dict, repr=False, compare=False)
    texts: Mapping[str, Phrase] = field(default_factory=dict, repr=False, compare=False)


def clause(anchor: str, section: int, title: Saying, text: Saying, line: int, kind: ClauseKind, check: str, /, **params: Param) -> Clause:
    """Make a clause in every language."""
    titles = {lang: said(title, tongue) for lang, tongue in TONGUES.items()}
    texts = {lang: said(text, tongue) for lang, tongue in TONGUES.items()}
    return Clause(anchor, section, _text(titles), _text(texts), line, kind, check, MappingProxyType(dict(params)), titles, texts)


def _text(phrases: Mapping[str, Phrase]) -> Text:
    # Not validated: what is generated may be longer than what an author may write.
    return Text.model_construct(fi=str(phrases["fi"]), sv=str(phrases["sv"]), en=str(phrases["en"]))
