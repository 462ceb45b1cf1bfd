"""What for, what, and from where? Sections 3 to 7 of the page."""

from seloste.notice.model import Notice
from seloste.notice.phrases import Phrase, Said, clean, joined
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Blocks, Section, Table, heading, items, paragraph, table, terms
from seloste.notice.structure import Category, Purpose
from seloste.notice.tongue import Tongue
from seloste.notice.values import Basis, Need
from seloste.notice.words import others as o
from seloste.notice.words import page as w


def register(page: Page) -> Section:
    """Section 3: which register, and whose data."""
    groups = items(page.tongue.own(kind.name) for kind in page.notice.subjects.values())
    return page.section(3, page.titled("register"), paragraph(page.say(w.GROUPS)), groups, _elsewhere(page))


def _elsewhere(page: Page) -> Blocks:
    """What this notice doesn't cover, and where to read of it."""
    told = [page.said(f"related.{key}", web=each.url) for key, each in page.notice.related.items()]
    return [heading(3, page.say(o.RELATED)), told] if told else None


def purposes(page: Page) -> Section:
    """Section 4: each purpose, with its legal basis for each kind of subject."""
    own = [key for key, purpose in page.notice.purposes.items() if not purpose.builtin]
    ours = [key for key, purpose in page.notice.purposes.items() if purpose.builtin]
    return page.section(4,
        page.said("purposes.only"),
        [page.titled(f"purpose.{key}", purpose=key) for key in own],
        heading(3, page.say(w.OURS)),
        paragraph(page.say(w.OURS_TOLD)),
        [page.titled(f"purpose.{key}", level=4, purpose=key) for key in ours],
        heading(3, page.say(w.BY_GROUP)),
        page.said("bases"),
        _bases(page, [*own, *ours]),
    )  # fmt: skip


def _bases(page: Page, keys: list[str]) -> Table:
    notice, t = page.notice, page.tongue
    head = [page.say(w.PURPOSE), *(t.own(kind.name) for kind in notice.subjects.values())]
    rows: list[list[Said]] = []
    for key in keys:
        purpose = notice.purposes[key]
        rows.append([t.name(notice.purposes, key), *(_concerned(t, notice, purpose, kind) for kind in notice.subjects)])
    return table(page.say(w.BASES_CAPTION), head, rows)


def _concerned(t: Tongue, notice: Notice, purpose: Purpose, kind: str) -> Phrase:
    """The basis for one kind of subject; where another controller decides, the basis is for it to tell."""
    basis = purpose.basis.get(kind)
    party = notice.controllers.get(notice.subjects[kind].controller or "")
    return t.say(o.BY_ANOTHER) if basis is None and party and party.kind == "customer" else based(t, purpose, basis)


def based(t: Tongue, purpose: Purpose, basis: Basis | None) -> Phrase:
    """Say on which basis, with its article, and the provision where the law obliges."""
    if basis is None:
        return t.say(w.NOT_CONCERNED)
    grammar = t.grammar
    statute = f", {cited(t, purpose.law)}" if basis is Basis.LEGAL_OBLIGATION and purpose.law else ""
    return Phrase() + f"{grammar.BASES[basis]} ({grammar.ARTICLES[basis]}{statute})"


def cited(t: Tongue, name: str) -> Phrase:
    """Write a provision short: `fi/1336-1997/2:10` is 1336/1997 2:10."""
    _kind, _, rest = clean(name).partition("/")
    act, _, place = rest.partition("/")
    if act == "2016-679":
        return t.say(w.GDPR_ARTICLE, place=place)
    act = act.replace("-", "/")
    return t.say(w.SECTION_OF, act=act, place=place) if place else Phrase() + act


def interests(page: Page) -> Section:
    """Section 5: each legitimate interest, and how it was balanced."""
    rows: list[tuple[Said, Blocks]] = []
    for key, purpose in page.notice.purposes.items():
        if purpose.interest and Basis.LEGITIMATE_INTEREST in purpose.basis.values():
            balance = purpose.balancing
            weighed = paragraph(page.say(w.BALANCED, words=page.tongue.own(balance))) if balance else None
            rows.append((page.tongue.name(page.notice.purposes, key), [paragraph(page.tongue.own(purpose.interest)), weighed]))
    if not rows:
        return page.section(5, paragraph(page.say(w.NO_INTERESTS)))
    return page.section(5, page.said("interests"), terms(rows))


def data(page: Page) -> Section:
    """Section 6: every field, and what must be given."""
    rows = [(page.tongue.name(page.notice.data, key), paragraph(fields(page.tongue, page.notice, key))) for key in page.notice.data]
    events = [page.said(anchor) for anchor in page.starting("matter.")]
    required = _required(page)
    return page.section(6,
        page.said("data.only"), terms(rows),
        heading(3, page.say(w.EVENTS)), events,
        heading(3, page.say(w.NEEDED)),
        [page.said("data.need"), required] if required else paragraph(page.say(w.ALL_VOLUNTARY)),
    )  # fmt: skip


def fields(t: Tongue, notice: Notice, key: str) -> Phrase:
    """Name every field of a category in a sentence."""
    category = notice.data[key]
    named = (_field(t, category, name) for name in category.fields)
    said: list[Said] = [t.named(named).sentence()]
    if category.subjects:
        groups = t.named(t.own(notice.subjects[kind].name) for kind in category.subjects if kind in notice.subjects)
        said.append(t.say(o.ONLY_GROUPS, groups=groups))
    if category.special:
        said.append(t.say(o.SPECIAL, what=t.say(o.SPECIALS[category.special])))
    return joined(" ", said)


def _field(t: Tongue, category: Category, name: str) -> Phrase:
    called = t.name(category.fields, name)
    return t.say(o.BY_CHOICE, name=called) if category.fields[name].optional else called


def _required(page: Page) -> Table | None:
    t = page.tongue
    rows: list[list[Said]] = []
    for key, category in page.notice.data.items():
        for name, field in category.fields.items():
            if field.need is not Need.VOLUNTARY:
                label, group = t.name(category.fields, name), t.name(page.notice.data, key)
                if str(group) != str(label):
                    label = joined("", (label, " (", group.lowered(), ")"))
                rows.append([label, t.grammar.NEEDS[field.need], t.own(field.consequence) if field.consequence else ""])
    head = (w.ITEM, w.REASON, w.CONSEQUENCE)
    return table(page.say(w.REQUIRED), map(page.say, head), rows) if rows else None


def sources(page: Page) -> Section:
    """Section 7: where data come from."""
    t = page.tongue
    rows: list[tuple[Said, Blocks]] = []
    for key, source in page.notice.sources.items():
        told: list[Blocks] = [page.said(f"source.{key}")]
        if f"source.{key}" not in page.clauses and source.how:
            told = [paragraph(t.own(source.how))]
        told.append(page.said(f"source.{key}.informed"))
        if source.exempt:
            told.append(paragraph(page.say(o.EXEMPT[source.exempt])))
        if source.data:
            told.append(paragraph(page.say(w.DATA_FROM, names=t.named(t.names(page.notice.data, source.data)))))
        if source.public:
            told.append(paragraph(page.say(w.PUBLIC)))
        rows.append((t.own(source.name), told))
    return page.section(7, page.said("sources.only"), page.said("sources.named"), terms(rows))
