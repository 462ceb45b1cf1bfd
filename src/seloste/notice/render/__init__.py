"""What do people read? The notice as a page: a first layer, then fifteen numbered sections, every promise at its own anchor.

Made by hand, without Django: the same page comes from the command line and from the public site. Every text is escaped.
"""

from datetime import date

from seloste.notice import finnish
from seloste.notice.model import Notice
from seloste.notice.render import first, flows, keeping, rights, use, whole
from seloste.notice.render.markup import Html, el, join, link
from seloste.notice.render.page import TITLES, open_page

LANGUAGES = ("fi",)
_SECTIONS = (
    whole.controller, whole.contact, use.register, use.purposes, use.interests, use.data, use.sources, keeping.retention,
    flows.recipients, flows.transfers, flows.cookies, flows.security, flows.automated, rights.rights, whole.changes,
)  # fmt: skip
_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.55 system-ui,sans-serif;color:#1b2527;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #ccc}"
    "caption{text-align:left;font-weight:600;padding:.4rem}dt{font-weight:600;margin-top:.6rem}dd{margin:0}nav ol{columns:2 16rem}"
    "@media(max-width:40rem){.stacks :is(tbody,tr,td,th){display:block}.stacks thead{position:absolute;clip-path:inset(50%)}"
    ".stacks td::before{content:attr(data-label) ': '}.stacks :is(th,td){border:0;padding:0}.stacks tr{padding:.5rem 0}}"
)


def html(notice: Notice, *, lang: str = "fi", on: date) -> str:
    """Render the notice as a fragment, with the authority's details of that day. Raises ValueError for a language it can't speak yet."""
    if lang not in LANGUAGES:
        raise ValueError(f"the notice is rendered in {', '.join(LANGUAGES)} only")
    page = open_page(notice, lang, on)
    contents = el("ol", [el("li", link(f"kohta-{number}", title)) for number, title in TITLES.items()])
    return join(
        [
            first.head(page),
            first.layer(page),
            first.objection(page),
            el("nav", el("h2", "Sisällys"), contents, aria_label="Sisällys"),
            [make(page) for make in _SECTIONS],
        ]
    )


def document(notice: Notice, *, lang: str = "fi", on: date) -> str:
    """Render the notice as a whole page that stands by itself."""
    body = html(notice, lang=lang, on=on)
    title = f"Tietosuojaseloste – {notice.controller.name}, {finnish.lowered(notice.register.name[lang])}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("style", Html(_STYLE)),
    )
    return "<!doctype html>\n" + el("html", head, el("body", el("main", Html(body))), lang=lang) + "\n"
