"""What do people read? The notice as a document: a first layer, then fifteen numbered sections, every promise at its own anchor.

Built once for each language as a tree; each format is a writer of that tree. Made without Django: the same document comes from the
command line and from the public site. No text of an author's becomes markup in any format.
"""

from datetime import date
from typing import Literal, get_args

from seloste.notice.model import Notice
from seloste.notice.phrases import clean, plain
from seloste.notice.render import child, first, flows, keeping, rights, use, whole
from seloste.notice.render.page import Page, open_page
from seloste.notice.render.tree import Block, Contents, Document, Link, Unshowable, blocks
from seloste.notice.tongue import TONGUES
from seloste.notice.words import page as w

__all__ = ["FORMATS", "LANGUAGES", "Document", "Format", "Unshowable", "build", "document", "html", "write", "write_document"]

Format = Literal["html", "md", "txt", "pdf", "json", "jsonld"]
LANGUAGES = tuple(TONGUES)
FORMATS: tuple[Format, ...] = get_args(Format)
_SECTIONS = (
    whole.controller, whole.contact, use.register, use.purposes, use.interests, use.data, use.sources, keeping.retention,
    flows.recipients, flows.transfers, flows.cookies, flows.security, flows.automated, rights.rights, whole.changes,
)  # fmt: skip


def build(notice: Notice, *, lang: str = "fi", on: date) -> Document:
    """Make the document in one language, with the authority's details of that day. Raises ValueError for a language it can't speak."""
    if lang not in TONGUES:
        raise ValueError(f"a notice is rendered in {', '.join(LANGUAGES)} only")
    page = open_page(notice, lang, on)
    sections = [make(page) for make in _SECTIONS]
    contents = Contents(page.say(w.CONTENTS), tuple(Link(f"kohta-{number}", page.say(title)) for number, title in w.SECTIONS.items()))
    return _document(page, blocks(first.layer(page), child.layer(page), first.objection(page), contents, sections))


def _document(page: Page, body: tuple[Block, ...]) -> Document:
    notice, controller = page.notice, clean(page.notice.controller.name)
    register = page.tongue.own(notice.register.name)
    return Document(
        lang=page.lang,
        name=page.say(w.NAME, controller=controller, register=register.lowered()),
        title=page.say(w.NOTICE),
        about=page.say(w.ABOUT, controller=controller, register=register, day=page.tongue.day(notice.dates.effective)),
        author=plain(notice.controller.name),
        dated=notice.dates.updated,
        blocks=body,
    )


def html(notice: Notice, *, lang: str = "fi", on: date) -> str:
    """Write the notice as a fragment of HTML."""
    from seloste.notice.render.writers.html import fragment

    return fragment(build(notice, lang=lang, on=on))


def document(notice: Notice, *, lang: str = "fi", on: date) -> str:
    """Write the notice as a whole page of HTML."""
    from seloste.notice.render.writers.html import page

    return page(build(notice, lang=lang, on=on))


def write(notice: Notice, form: Format, *, lang: str = "fi", on: date) -> bytes:
    """Write the notice in any of the formats."""
    # Each writer is imported when it is asked for: typst alone is larger than all the rest.
    match form:
        case "jsonld":
            from seloste.notice.render.writers import linked

            return linked.write(notice, lang=lang)
        case "json":
            from seloste.notice.render.writers import data

            return data.write(notice, build(notice, lang=lang, on=on))
    return write_document(build(notice, lang=lang, on=on), form)


def write_document(document: Document, form: Literal["html", "md", "txt", "pdf"]) -> bytes:
    """Write any document of this kind as a page, as Markdown, as plain text or as a PDF."""
    match form:
        case "html":
            from seloste.notice.render.writers.html import page

            return page(document).encode()
        case "md":
            from seloste.notice.render.writers import markdown

            return markdown.write(document).encode()
        case "txt":
            from seloste.notice.render.writers import plain as text

            return text.write(document).encode()
        case "pdf":
            from seloste.notice.render.writers import pdf

            return pdf.write(document)
