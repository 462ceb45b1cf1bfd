"""How do words of one language stand inside a sentence of another? A phrase is a run of words after another, each with its language.

A notice without a translation speaks Finnish inside a Swedish sentence: the run says so, and every page can mark it. Pure values; what
could turn or hide text (control characters, direction marks) never gets into a run.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from seloste.notice.grammar import lowered, sentence

_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language; none named means the language of the page."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Runs after each other."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        return "".join(run.words for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.words for run in self.runs)

    def __add__(self, other: "Said") -> "Phrase":
        return joined("", (self, other))

    def lowered(self) -> "Phrase":
        """Begin with a small letter, unless the first word is an abbreviation."""
        return Phrase((Run(lowered(self.runs[0].words), self.runs[0].lang), *self.runs[1:])) if self.runs else self

    def sentence(self) -> "Phrase":
        """Begin with a capital and end with a full stop."""
        if not self:
            return self
        if len(self.runs) == 1:
            return Phrase((Run(sentence(self.runs[0].words), self.runs[0].lang),))
        first, last = self.runs[0], self.runs[-1]
        begun = Run(sentence(f"{first.words.lstrip()}.")[:-1], first.lang)
        return Phrase((begun, *self.runs[1:-1], Run(sentence(f"A{last.words}")[1:], last.lang)))


type Said = str | Phrase


def clean(words: str) -> str:
    """Fold white space into single blanks, and leave out what can't be seen but changes how the rest reads."""
    return _SPACES.sub(" ", _HIDDEN.sub("", words)).strip()


def plain(words: str, lang: str = "") -> Phrase:
    """Make a phrase of an author's words."""
    return Phrase((Run(clean(words), lang),))


def joined(between: str, pieces: Iterable[Said]) -> Phrase:
    """Put pieces after each other, empty ones left out; runs of one language become one."""
    runs: list[Run] = []
    for piece in pieces:
        if not piece:
            continue
        if runs and between:
            _append(runs, Run(between))
        for run in (Run(piece),) if isinstance(piece, str) else piece.runs:
            _append(runs, run)
    return Phrase(tuple(runs))


def _append(runs: list[Run], run: Run) -> None:
    if runs and runs[-1].lang == run.lang:
        runs[-1] = Run(runs[-1].words + run.words, run.lang)
    elif run.words:
        runs.append(run)
