"""What is wrong with a notice, where, and what to do about it?

A finding is a value, never an exception, and never quotes more of the file than the name it is about.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

LISTED = 30
GUESSED_AMONG = 500
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a notice file."""

    id: str
    severity: Severity
    line: int
    column: int
    path: str
    message: str
    fix: str = ""
    article: str = ""

    def __str__(self) -> str:
        where = f"{self.line}:{self.column}"
        return f"{where} {self.severity} {self.id}: {self.message}" + (f" {self.fix}" if self.fix else "")


def by_place(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings as one reads the file, each said once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.column, f.id, f.path)))


def meant(word: str, known: list[str]) -> str:
    """Suggest the known name nearest to a word, or tell which there are."""
    near = get_close_matches(word[:60], list(dict.fromkeys(known[:GUESSED_AMONG])), n=1, cutoff=0.6)
    if near:
        return f"Tarkoititko `{near[0]}`?"
    listed = list(dict.fromkeys(known[:GUESSED_AMONG]))
    return f"Tunnetut: {', '.join(listed[:LISTED])}{' …' if len(listed) > LISTED else '.'}" if listed else ""
