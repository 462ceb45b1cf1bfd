"""What can I do about it? Section 14 of the page: each right with its way, and where to complain."""

from seloste import law
from seloste.notice.clauses import rights as promised
from seloste.notice.phrases import Phrase
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Address, Blocks, Group, Link, Paragraph, Section, blocks, heading, line, paragraph
from seloste.notice.words import page as w

OFFICE = "valvontaviranomainen"


def rights(page: Page) -> Section:
    """Section 14."""
    named = [_right(page, name) for name in promised.in_use(page.notice) if name != "complaint"]
    common = [page.titled(anchor) for anchor in page.starting("rights.")]
    shared = promised.common_text(page.tongue, page.notice)
    return page.section(14, paragraph(shared) if shared else None, named, common, page.titled("right.complaint"), _authority(page))


def _right(page: Page, name: str) -> Blocks:
    if name == "objection":
        there = Link("right.objection", page.say(w.OBJECTION_LINK))
        return Group(blocks(heading(3, page.say(promised.TITLES[name])), linked(page.say(w.OBJECTION_APART, link=HERE), there)))
    anchor = f"right.{name}"
    own = paragraph(promised.right_text(page.tongue, page.notice, name, promised.common(page.notice)))
    return [Group(blocks(heading(3, page.say(promised.TITLES[name])), own), anchor), page.said(f"{anchor}.no_extension")]


# Stands for a link while a sentence is put together.
HERE = "\ufffc"


def linked(said: Phrase, link: Link) -> Paragraph:
    """Make a paragraph of a sentence in which one place is a link."""
    before, _, after = str(said).partition(HERE)
    return Paragraph(line(before, link, after))


def _authority(page: Page) -> Address:
    office = law.authority(page.on)
    lines = (
        Phrase() + office.name[page.lang],
        page.say(w.VISITING, what=office.visiting[page.lang]),
        page.say(w.POST, what=office.post[page.lang]),
        page.say(w.PHONE, what=office.phone),
        page.say(w.EMAIL, what=office.email.replace("@", "(at)")),
        page.say(w.WEB, what=office.web[page.lang].removeprefix("https://")),
    )
    return Address(lines, OFFICE)
