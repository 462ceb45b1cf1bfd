"""How long? Section 8 of the page: for each kind of data what keeps it, and for each matter what ends it."""

from seloste.notice import finnish, naming
from seloste.notice.clauses.keeping import bound_to, ending, terms
from seloste.notice.render.markup import Child, Html, el, table, ul
from seloste.notice.render.page import Page, section


def retention(page: Page) -> Html:
    """Section 8."""
    rules = [
        *page.starting("statutory."), *page.starting("archive."),
        *(anchor for anchor in ("retention.log", "retention.backups") if anchor in page.clauses),
    ]  # fmt: skip
    return section(8,
        el("p", "Tietoja säilytetään vain niin kauan kuin jokin peruste on voimassa. Kun viimeinen peruste päättyy, tiedot poistetaan."),
        [_group(page, keys) for keys in _alike(page)],
        [page.titled(anchor) for anchor in rules],
        el("h3", "Milloin asiat päättyvät"), _matters(page),
    )  # fmt: skip


def _alike(page: Page) -> list[list[str]]:
    """Categories in groups that share every word of their rule; one that is bound to its matter stands alone."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key in page.notice.data:
        rule = (key,) if bound_to(page.notice, key) else (*terms(page.notice, key), ending(page.notice, key))
        groups.setdefault(rule, []).append(key)
    return list(groups.values())


def _group(page: Page, keys: list[str]) -> Html:
    names: list[Child] = []
    for key in keys:
        names += [", " if names else None, el("span", naming.category(page.notice, key, page.lang), id=f"retention.{key}")]
    first = keys[0]
    if bound_to(page.notice, first):
        return el("div", el("h3", names), el("p", page.clauses[f"retention.{first}"].text[page.lang]))
    lasting = ul(finnish.sentence(words) for words in terms(page.notice, first))
    return el("div", el("h3", names), lasting, el("p", ending(page.notice, first)))


def _matters(page: Page) -> Html:
    rows: list[list[Child]] = []
    for key, kind in page.notice.matters.items():
        rows.append([naming.matter(page.notice, key, page.lang), finnish.bound(kind)])
    return table(["Asia", "Milloin se päättyy"], rows, "Jokaisella asialla on raja")
