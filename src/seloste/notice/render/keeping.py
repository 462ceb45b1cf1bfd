"""How long? Section 8 of the page: for each kind of data what keeps it, and for each matter what ends it."""

from seloste.notice import finnish, naming
from seloste.notice.clauses.keeping import bound_to, ending, terms
from seloste.notice.render.markup import Child, Html, el, table, ul
from seloste.notice.render.page import Page, section


def retention(page: Page) -> Html:
    """Section 8."""
    notice = page.notice
    rules = [
        *page.starting("statutory."), *page.starting("archive."),
        *(anchor for anchor in ("retention.log", "retention.backups") if anchor in page.clauses),
    ]  # fmt: skip
    return section(8,
        el("p", "Tietoja säilytetään vain niin kauan kuin jokin peruste on voimassa. Kun viimeinen peruste päättyy, tiedot poistetaan."),
        [_category(page, key) for key in notice.data],
        [page.titled(anchor) for anchor in rules],
        el("h3", "Milloin asiat päättyvät"), _matters(page),
    )  # fmt: skip


def _category(page: Page, key: str) -> Html:
    anchor = f"retention.{key}"
    heading = el("h3", naming.category(page.notice, key, page.lang))
    if bound_to(page.notice, key):
        return el("div", heading, el("p", page.clauses[anchor].text[page.lang]), id=anchor)
    lasting = ul(finnish.sentence(words) for words in terms(page.notice, key))
    return el("div", heading, lasting, el("p", ending(page.notice, key)), id=anchor)


def _matters(page: Page) -> Html:
    rows: list[tuple[str | None, list[Child]]] = []
    for key, kind in page.notice.matters.items():
        rows.append((None, [naming.matter(page.notice, key, page.lang), finnish.bound(kind)]))
    return table(["Asia", "Milloin se päättyy"], rows, "Jokaisella asialla on raja")
