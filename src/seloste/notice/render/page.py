"""What does a section of the page need to know? The notice, its language, the day it is read on, and the clauses, each to be said once."""

from dataclasses import dataclass
from datetime import date

from seloste.notice.clauses import Clause, clauses
from seloste.notice.model import Notice
from seloste.notice.phrases import Phrase, Said
from seloste.notice.render.tree import Blocks, Group, Paragraph, Section, blocks, heading, leading
from seloste.notice.tongue import TONGUES, Tongue, Words
from seloste.notice.words.page import SECTIONS

TITLES = SECTIONS


@dataclass(frozen=True, slots=True)
class Page:
    """One reading of a notice."""

    notice: Notice
    tongue: Tongue
    on: date
    clauses: dict[str, Clause]

    @property
    def lang(self) -> str:
        """The language it is read in."""
        return self.tongue.lang

    def say(self, words: Words, /, **values: Said) -> Phrase:
        """Say a sentence of the page's own."""
        return self.tongue.say(words, **values)

    def said(self, anchor: str, *, web: str | None = None) -> Paragraph | None:
        """Say a clause in a paragraph that carries its anchor; nothing when the notice makes no such promise."""
        clause = self.clauses.get(anchor)
        return Paragraph(leading(clause.texts[self.lang], web), anchor) if clause else None

    def titled(self, anchor: str, *, level: int = 3, purpose: str = "", web: str | None = None) -> Group:
        """Say a clause under a heading of its own."""
        clause = self.clauses[anchor]
        told = Paragraph(leading(clause.texts[self.lang], web))
        return Group(blocks(heading(level, clause.titles[self.lang]), told), anchor, purpose)

    def starting(self, prefix: str) -> list[str]:
        """The anchors that begin so, in order."""
        return [anchor for anchor in self.clauses if anchor.startswith(prefix)]

    def section(self, number: int, *parts: Blocks) -> Section:
        """Make one numbered section."""
        return Section(f"kohta-{number}", self.title(number), blocks(*parts))

    def title(self, number: int) -> Phrase:
        """Give the heading of a section, with its number."""
        return Phrase() + f"{number}. " + self.say(SECTIONS[number])


def open_page(notice: Notice, lang: str, on: date) -> Page:
    """Begin a page."""
    return Page(notice, TONGUES[lang], on, {clause.anchor: clause for clause in clauses(notice)})
