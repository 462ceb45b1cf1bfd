"""What does a child need to know? An extra layer in a child's words, where children use the service (Art. 12(1))."""

from seloste.notice.phrases import clean
from seloste.notice.render.page import Page
from seloste.notice.render.rights import HERE, OFFICE, linked
from seloste.notice.render.tree import Link, Section, blocks, paragraph
from seloste.notice.words import page as w


def layer(page: Page) -> Section | None:
    """Say who we are, what we do, and that one may ask; what the author tells a child stands in between."""
    if not page.notice.children:
        return None
    controller = page.notice.controller
    contact = controller.contact or controller
    ways = page.tongue.ways(contact.email or controller.email, contact.phone or controller.phone)
    there = Link(OFFICE, page.say(w.CHILD_HERE))
    return Section("lapsille", page.say(w.CHILDREN), blocks(
        paragraph(page.say(w.CHILD_WHO, name=clean(controller.name))),
        page.said("children"),
        page.said("children.consent"),
        paragraph(page.say(w.CHILD_ASK)),
        paragraph(page.say(w.CHILD_HOW, ways=ways)) if ways else None,
        linked(page.say(w.CHILD_WRONG, link=HERE), there),
    ))  # fmt: skip
