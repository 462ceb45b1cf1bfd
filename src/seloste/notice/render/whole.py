"""Who are we, and which version is this? Sections 1, 2 and 15 of the page."""

from seloste.notice.render.flows import papers
from seloste.notice.render.markup import Html, el
from seloste.notice.render.page import Page, section


def controller(page: Page) -> Html:
    """Section 1: the controller."""
    other = page.notice.controller.processor_for
    return section(1, page.said("controller"), el("p", other[page.lang]) if other else None)


def contact(page: Page) -> Html:
    """Section 2: whom to ask, and whether there is a data protection officer."""
    officer = [el("h3", "Tietosuojavastaava"), page.said("dpo")] if "dpo" in page.clauses else None
    return section(2, page.said("contact"), officer)


def changes(page: Page) -> Html:
    """Section 15: changes, dates and the version's own mark."""
    said = [page.said(anchor) for anchor in (*page.starting("changes"), "dates", "place")]
    mark = el("p", f"Tämän version tunniste on {page.notice.sha256[:12]}.") if page.notice.sha256 else None
    return section(15, said, mark, papers(page))
