"""What can I do about it? Section 14 of the page: each right with its way, and where to complain."""

from seloste import law
from seloste.notice.clauses import rights as promised
from seloste.notice.render.markup import Html, el, link
from seloste.notice.render.page import Page, section


def rights(page: Page) -> Html:
    """Section 14."""
    named = [_right(page, name) for name in promised.in_use(page.notice) if name != "complaint"]
    common = [page.titled(anchor) for anchor in page.starting("rights.")]
    return section(14, named, common, page.titled("right.complaint"), _authority(page))


def _right(page: Page, name: str) -> list[Html]:
    if name == "objection":
        there = link("right.objection", "Lue, miten vastustat käsittelyä")
        return [el("div", el("h3", promised.TITLES[name]), el("p", "Kerromme tästä oikeudesta erikseen selosteen alussa. ", there, "."))]
    anchor = f"right.{name}"
    longer = f"{anchor}.no_extension"
    return [page.titled(anchor), *([page.said(longer)] if longer in page.clauses else [])]


def _authority(page: Page) -> Html:
    office = law.authority(page.on)
    lines = (
        office.name[page.lang],
        f"Käyntiosoite: {office.visiting[page.lang]}",
        f"Postiosoite: {office.post[page.lang]}",
        f"Puhelin: {office.phone}",
        f"Sähköposti: {office.email.replace('@', '(at)')}",
        f"Verkkosivut: {office.web[page.lang].removeprefix('https://')}",
    )
    return el("address", [[line, el("br")] for line in lines], id="valvontaviranomainen")
