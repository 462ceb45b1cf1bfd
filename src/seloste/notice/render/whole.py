"""Who are we, and which version is this? Sections 1, 2 and 15 of the page."""

from seloste.notice.parts import Related
from seloste.notice.phrases import Phrase, clean, joined
from seloste.notice.render.flows import papers
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Blocks, Section, heading, items, paragraph
from seloste.notice.words import others as o
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
    return page.section(15, said, mark, papers(page), related(page))


def related(page: Page) -> Blocks:
    """What this notice doesn't cover, and where to read of it."""
    named = [_related(page, each) for each in page.notice.related.values()]
    return [heading(3, page.say(o.RELATED)), items(named)] if named else None


def _related(page: Page, each: Related) -> Phrase:
    name, about = page.tongue.own(each.name), page.tongue.told(each.about) if each.about else None
    told = joined(" ", (piece for piece in (about, clean(each.url) if each.url else None) if piece))
    return page.say(o.RELATED_TOLD, name=name, told=told) if told else name
