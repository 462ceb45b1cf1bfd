"""What must a reader know before anything else? The first layer: who, why, your rights, and what may surprise you (WP260 rev.01)."""

from seloste.notice import finnish, naming
from seloste.notice.clauses import rights
from seloste.notice.clauses.flows import far
from seloste.notice.clauses.keeping import bound_to
from seloste.notice.model import Notice
from seloste.notice.render.markup import Child, Html, dl, el, link, ul
from seloste.notice.render.page import Page
from seloste.notice.values import Store


def head(page: Page) -> Html:
    """The title, and whose notice this is."""
    notice, dates = page.notice, page.notice.dates
    of = f"{notice.controller.name} · {notice.register.name[page.lang]} · voimassa {finnish.day(dates.effective)} alkaen"
    return el("header", el("h1", "Tietosuojaseloste"), el("p", of))


def layer(page: Page) -> Html:
    """The first layer."""
    rows: list[tuple[Child, Child]] = [
        ("Kuka vastaa tiedoistasi", [el("p", who(page.notice)), el("p", link("kohta-1", "Yhteystiedot"))]),
        ("Mihin tietojasi käytetään", ul(_purposes(page))),
        ("Mitä oikeuksia sinulla on", ul(link(f"right.{name}", rights.TITLES[name]) for name in rights.in_use(page.notice))),
    ]
    if found := surprises(page.notice):
        rows.append(("Mikä voi yllättää", ul(found)))
    return el("section", el("h2", "Lyhyesti"), dl(rows), id="lyhyesti")


def who(notice: Notice) -> str:
    """Name the controller and the ways to reach it."""
    ways = finnish.listed((way for way in (notice.controller.email, notice.controller.phone) if way), "tai")
    return f"{notice.controller.name} on rekisterinpitäjä. Meidät tavoittaa näin: {ways}."


def _purposes(page: Page) -> list[Child]:
    own = [key for key, purpose in page.notice.purposes.items() if not purpose.builtin]
    return [link(f"purpose.{key}", naming.purpose(page.notice, key, page.lang)) for key in own]


def surprises(notice: Notice) -> list[str]:
    """What a person wouldn't expect, found from the structure rather than from what an author thought worth telling."""
    found = []
    for purpose in notice.purposes.values():
        if purpose.after and purpose.store is Store.ARCHIVE and purpose.keep:
            found.append(f"Osa tiedoista jää arkistoon, kun muu käyttö päättyy. Säilytysaika on {finnish.lasting(purpose.keep)}.")
    for key, category in notice.data.items():
        if any(field.sensitive for field in category.fields.values()):
            short = " Se poistetaan heti, kun tarve päättyy." if bound_to(notice, key) else ""
            found.append(f"{naming.category(notice, key)}: käsittelemme arkaluonteista tai suojattua tietoa.{short}")
    if notice.automated.decisions:
        found.append("Osan päätöksistä tekee kone.")
    if notice.automated.profiling:
        found.append(f"Profiloimme: {finnish.lowered(notice.automated.profiling.logic.fi)}")
    given = rights.discretionary(notice)
    if given:
        found.append(f"Harkintamme mukaan voimme luovuttaa tietoja, ellet kiellä sitä: {finnish.named(given)}.")
    bought = [source.name.fi for source in notice.sources.values() if source.kind == "company"]
    if bought:
        found.append(f"Saamme tietoja myös muualta kuin sinulta: {finnish.named(bought)}.")
    if far(notice):
        found.append("Osa tiedoista siirretään Euroopan talousalueen ulkopuolelle.")
    return found


def objection(page: Page) -> Html | None:
    """The right to object, apart from everything else (Art. 21(4))."""
    if "right.objection" not in page.clauses:
        return None
    return el("section", el("h2", rights.TITLES["objection"]), page.said("right.objection"), id="vastustaminen")
