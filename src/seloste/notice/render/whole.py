"""Who are we, and which version is this? Sections 1, 2 and 15 of the page."""

from seloste.notice.render.page import Page
from seloste.notice.render.tree import Section, heading, paragraph
from seloste.notice.words import page as w
from seloste.notice.words.whole import DPO


def controller(page: Page) -> Section:
    """Section 1: the controller."""
    other = page.notice.controller.processor_for
    others = [page.titled(anchor) for anchor in (*page.starting("representative"), *page.starting("controllers."))]
    return page.section(1, page.said("controller"), paragraph(page.tongue.own(other)) if other else None, others)


def contact(page: Page) -> Section:
    """Section 2: whom to ask, and whether there is a data protection officer."""
    officer = [heading(3, page.say(DPO)), page.said("dpo")] if "dpo" in page.clauses else None
    return page.section(2, page.said("contact"), officer)


def changes(page: Page) -> Section:
    """Section 15: changes, dates and the version's own mark."""
    said = [page.said(anchor) for anchor in (*page.starting("changes"), "dates", "place")]
    mark = paragraph(page.say(w.VERSION, mark=page.notice.sha256[:12])) if page.notice.sha256 else None
    return page.section(15, said, mark)
