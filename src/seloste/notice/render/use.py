"""What for, what, and from where? Sections 3 to 7 of the page."""

from seloste.notice import finnish, naming
from seloste.notice.model import Notice
from seloste.notice.render.markup import Child, Html, dl, el, table, ul
from seloste.notice.render.page import Page, section
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis, Need


def register(page: Page) -> Html:
    """Section 3: which register, and whose data."""
    groups = ul(kind.name[page.lang] for kind in page.notice.subjects.values())
    return section(3, page.titled("register"), el("p", "Rekisterissä on näiden ryhmien tietoja:"), groups)


def purposes(page: Page) -> Html:
    """Section 4: each purpose, with its legal basis for each kind of subject."""
    notice = page.notice
    own = [key for key, purpose in notice.purposes.items() if not purpose.builtin]
    ours = [key for key, purpose in notice.purposes.items() if purpose.builtin]
    return section(4,
        page.said("purposes.only"),
        [_purpose(page, key) for key in own],
        el("h3", "Mitä tietosuoja itse vaatii"),
        el("p", "Näitä tarkoituksia on jokaisella rekisterinpitäjällä, sillä ilman niitä lupauksia ei voi pitää."),
        [_purpose(page, key, level="h4") for key in ours],
        el("h3", "Käsittelyperusteet ryhmittäin"),
        page.said("bases"),
        _bases(notice, page.lang, [*own, *ours]),
    )  # fmt: skip


def _purpose(page: Page, key: str, level: str = "h3") -> Html:
    clause = page.clauses[f"purpose.{key}"]
    return el("div", el(level, clause.title[page.lang]), el("p", clause.text[page.lang]), id=clause.anchor, data_purpose=key)


def _bases(notice: Notice, lang: str, keys: list[str]) -> Html:
    head = ["Käyttötarkoitus", *(kind.name[lang] for kind in notice.subjects.values())]
    rows: list[list[Child]] = []
    for key in keys:
        purpose = notice.purposes[key]
        rows.append([naming.purpose(notice, key, lang), *(_basis(purpose, purpose.basis.get(kind)) for kind in notice.subjects)])
    return table(head, rows, "Käsittelyperuste kutakin tarkoitusta ja ryhmää kohti (tietosuoja-asetuksen 6 artiklan 1 kohta)")


def _basis(purpose: Purpose, basis: Basis | None) -> str:
    if basis is None:
        return "ei koske"
    statute = f", {cited(purpose.law)}" if basis is Basis.LEGAL_OBLIGATION and purpose.law else ""
    return f"{finnish.BASES[basis]} ({finnish.ARTICLES[basis]}{statute})"


def cited(name: str) -> str:
    """Write a provision short: `fi/1336-1997/2:10` is 1336/1997 2:10."""
    kind, _, rest = name.partition("/")
    act, _, place = rest.partition("/")
    if kind == "eu" and act == "2016-679":
        return f"tietosuoja-asetus {place} art."
    return f"{act.replace('-', '/')} {place}".strip() + (" §" if place else "")


def interests(page: Page) -> Html:
    """Section 5: each legitimate interest, and how it was balanced."""
    rows: list[tuple[Child, Child]] = []
    for key, purpose in page.notice.purposes.items():
        if purpose.interest and Basis.LEGITIMATE_INTEREST in purpose.basis.values():
            balance = purpose.balancing
            told = [el("p", purpose.interest[page.lang]), el("p", f"Punninta: {balance[page.lang]}") if balance else None]
            rows.append((naming.purpose(page.notice, key, page.lang), told))
    if not rows:
        return section(5, el("p", "Mikään tarkoitus ei perustu oikeutettuun etuun."))
    return section(5, page.said("interests"), dl(rows))


def data(page: Page) -> Html:
    """Section 6: every field, and what must be given."""
    rows = [(naming.category(page.notice, key, page.lang), _fields(page, key)) for key in page.notice.data]
    events = [page.said(anchor) for anchor in page.starting("matter.")]
    required = _required(page)
    return section(6,
        page.said("data.only"), dl(rows),
        el("h3", "Mistä kirjataan alkaminen ja päättyminen"), events,
        el("h3", "Mitä tietoja on annettava"),
        [page.said("data.need"), required] if required else el("p", "Tietojen antaminen on vapaaehtoista."),
    )  # fmt: skip


def _fields(page: Page, key: str) -> str:
    fields = page.notice.data[key].fields
    return finnish.sentence(", ".join(finnish.lowered(naming.of(fields, name, page.lang)) for name in fields))


def _required(page: Page) -> Html | None:
    rows: list[list[Child]] = []
    for key, category in page.notice.data.items():
        for name, field in category.fields.items():
            if field.need is not Need.VOLUNTARY:
                label, group = naming.of(category.fields, name, page.lang), naming.category(page.notice, key, page.lang)
                label += f" ({finnish.lowered(group)})" if group != label else ""
                rows.append([label, finnish.NEEDS[field.need], field.consequence[page.lang] if field.consequence else ""])
    return table(["Tieto", "Miksi", "Mitä seuraa, jos tietoa ei anneta"], rows, "Muut tiedot ovat vapaaehtoisia") if rows else None


def sources(page: Page) -> Html:
    """Section 7: where data come from."""
    rows: list[tuple[Child, Child]] = []
    for key, source in page.notice.sources.items():
        told: list[Child] = [page.said(f"source.{key}")] if f"source.{key}" in page.clauses else []
        if not told and source.how:
            told = [el("p", source.how[page.lang])]
        if source.data:
            told.append(el("p", f"Tiedot: {finnish.named(naming.all_of(page.notice.data, source.data, page.lang))}."))
        if source.public:
            told.append(el("p", "Lähde on julkinen."))
        rows.append((source.name[page.lang], told))
    return section(7, page.said("sources.only"), page.said("sources.named"), dl(rows))
