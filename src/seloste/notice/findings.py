"""What is wrong with a notice, where, and what to do about it?

A finding is a value, never an exception, and never quotes more of the file than the words it is about. It holds a code and what it knows;
the words come from `faults`, in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from seloste.law import Text as LawText
from seloste.notice.faults import LANGUAGES, Lang, Severity, faults
from seloste.notice.values import Text

__all__ = ["LANGUAGES", "Finding", "Guess", "Lang", "Param", "Severity", "by_place", "guess"]

LISTED = 30
GUESSED_AMONG = 500
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Guess:
    """The name that was meant, or else the names there are, or that there are none."""

    near: str = ""
    known: tuple[str, ...] = ()
    more: bool = False
    none: bool = False

    def __getitem__(self, lang: str) -> str:
        """Say it in a language."""
        if self.near:
            return {"sv": f"Menade du `{self.near}`?", "en": f"Did you mean `{self.near}`?"}.get(lang, f"Tarkoititko `{self.near}`?")
        if self.none:
            return {"sv": "Lägg till den först.", "en": "Add it first."}.get(lang, "Lisää se ensin.")
        if not self.known:
            return ""
        listed = ", ".join(self.known) + (" …" if self.more else ".")
        return {"sv": f"Kända: {listed}", "en": f"Known: {listed}"}.get(lang, f"Tunnetut: {listed}")


type Param = str | int | date | Text | LawText | Guess | tuple[str | Text, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a notice file."""

    code: str
    line: int
    column: int
    path: str
    params: tuple[tuple[str, Param], ...] = ()

    @property
    def id(self) -> str:
        """The requirement that isn't met: N13-2a …"""
        return faults()[self.code].id

    @property
    def severity(self) -> Severity:
        """Whether the notice can be used in spite of it."""
        return faults()[self.code].severity

    @property
    def article(self) -> str:
        """Where the law says so."""
        return faults()[self.code].article

    @property
    def message(self) -> str:
        """What is wrong, in Finnish."""
        return self.told("fi")[0]

    @property
    def fix(self) -> str:
        """What to do, in Finnish."""
        return self.told("fi")[1]

    def told(self, lang: Lang) -> tuple[str, str]:
        """Say what is wrong and what to do, in a language."""
        fault = faults()[self.code]
        words = {name: _said(value, lang) for name, value in self.params}
        return fault.message[lang].format(**words).strip(), fault.fix.get(lang, "").format(**words).strip()

    def line_of_text(self, lang: Lang) -> str:
        """Write it on one line."""
        message, fix = self.told(lang)
        return f"{self.line}:{self.column} {self.severity} {self.id}: {message}" + (f" {fix}" if fix else "")

    def __str__(self) -> str:
        return self.line_of_text("fi")


def _said(value: Param, lang: Lang) -> str:
    match value:
        case date():
            return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if lang == "en" else f"{value.day}.{value.month}.{value.year}"
        case tuple():
            return ", ".join(_said(each, lang) for each in value)
        case Text() | LawText() | Guess():
            return value[lang]
        case _:
            return str(value)


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings as one reads the file, each said once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.column, f.id, f.path, f.code)))


def guess(word: str, known: list[str]) -> Guess:
    """Suggest the known name nearest to a word, or tell which there are."""
    listed = list(dict.fromkeys(known[:GUESSED_AMONG]))
    if not listed:
        return Guess(none=True)
    near = get_close_matches(word[:60], listed, n=1, cutoff=0.6)
    return Guess(near[0]) if near else Guess("", tuple(listed[:LISTED]), more=len(listed) > LISTED)
