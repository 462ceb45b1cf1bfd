"""How long? Section 8 of the page: for each kind of data what keeps it, and for each matter what ends it."""

from seloste.notice.clauses.keeping import bound_to, ending, terms
from seloste.notice.phrases import Phrase, Said
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Group, Inline, Section, Spot, Table, blocks, heading, items, paragraph, table
from seloste.notice.values import Basis
from seloste.notice.words import page as w


def retention(page: Page) -> Section:
    """Section 8."""
    statutory = [page.said(anchor) for anchor in page.starting("statutory.")]
    rules = [
        *page.starting("archive."), *(anchor for anchor in ("retention.log", "retention.backups") if anchor in page.clauses),
    ]  # fmt: skip
    return page.section(8,
        paragraph(page.say(w.KEPT)),
        [_group(page, keys) for keys in _alike(page)],
        [heading(3, page.say(w.STATUTORY)), statutory] if statutory else None,
        [page.titled(anchor) for anchor in rules],
        heading(3, page.say(w.ENDS)), _matters(page),
    )  # fmt: skip


def _alike(page: Page) -> list[list[str]]:
    """Categories in groups that share every word of their rule; one that is bound to its matter stands alone."""
    groups: dict[tuple[str | Phrase, ...], list[str]] = {}
    for key in page.notice.data:
        told = (*terms(page.tongue, page.notice, key), ending(page.tongue, page.notice, key))
        groups.setdefault((key,) if bound_to(page.notice, key) else told, []).append(key)
    return list(groups.values())


def _group(page: Page, keys: list[str]) -> Group:
    names: list[Said | Inline] = []
    for key in keys:
        names += [", " if names else "", Spot(f"retention.{key}", page.tongue.name(page.notice.data, key))]
    first = keys[0]
    if bound_to(page.notice, first):
        return Group(blocks(heading(3, *names), paragraph(page.clauses[f"retention.{first}"].texts[page.lang])))
    lasting = items(words.sentence() for words in terms(page.tongue, page.notice, first))
    return Group(blocks(heading(3, *names), lasting, paragraph(ending(page.tongue, page.notice, first))))


def _matters(page: Page) -> Table:
    named, bound = page.tongue.name, page.tongue.grammar.bound
    consents = {purpose.per for purpose in page.notice.purposes.values() if set(purpose.basis.values()) == {Basis.CONSENT}}
    rows: list[list[Said]] = [
        [named(page.notice.matters, key), bound(kind, consent=key in consents)] for key, kind in page.notice.matters.items()
    ]
    return table(page.say(w.BOUNDED), (page.say(w.MATTER), page.say(w.WHEN)), rows)
