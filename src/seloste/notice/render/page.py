"""What does a section of the page need to know? The notice, the day it is read on, and the clauses by anchor, each to be said once."""

from dataclasses import dataclass
from datetime import date

from seloste.notice.clauses import Clause, clauses
from seloste.notice.model import Notice
from seloste.notice.render.markup import Child, Html, el

TITLES = {
    1: "Rekisterinpitäjä",
    2: "Yhteyshenkilö",
    3: "Rekisteri",
    4: "Käyttötarkoitukset ja käsittelyperusteet",
    5: "Oikeutetut edut",
    6: "Mitä tietoja käsitellään",
    7: "Mistä tiedot saadaan",
    8: "Kuinka kauan tietoja säilytetään",
    9: "Kenelle tietoja annetaan",
    10: "Siirrot ja säilytyspaikat",
    11: "Evästeet",
    12: "Miten tiedot on suojattu",
    13: "Automaattinen päätöksenteko ja profilointi",
    14: "Oikeutesi",
    15: "Muutokset ja versiot",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One reading of a notice."""

    notice: Notice
    lang: str
    on: date
    clauses: dict[str, Clause]

    def said(self, anchor: str) -> Html:
        """Say a clause in a paragraph that carries its anchor; nothing when the notice makes no such promise."""
        clause = self.clauses.get(anchor)
        return el("p", clause.text[self.lang], id=anchor) if clause else Html("")

    def titled(self, anchor: str) -> Html:
        """Say a clause under a heading of its own."""
        clause = self.clauses[anchor]
        return el("div", el("h3", clause.title[self.lang]), el("p", clause.text[self.lang]), id=anchor)

    def starting(self, prefix: str) -> list[str]:
        """The anchors that begin so, in order."""
        return [anchor for anchor in self.clauses if anchor.startswith(prefix)]


def open_page(notice: Notice, lang: str, on: date) -> Page:
    """Begin a page."""
    return Page(notice, lang, on, {clause.anchor: clause for clause in clauses(notice)})


def section(number: int, *children: Child) -> Html:
    """One numbered section."""
    return el("section", el("h2", f"{number}. {TITLES[number]}"), *children, id=f"kohta-{number}")
