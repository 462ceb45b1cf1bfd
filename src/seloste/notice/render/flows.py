"""To whom, where, and how protected? Sections 9 to 13 of the page."""

from seloste.notice import finnish
from seloste.notice.parts import Cookie
from seloste.notice.render.markup import Child, Html, el, table
from seloste.notice.render.page import Page, section

_KINDS = {
    "necessary": "välttämätön",
    "analytics": "analytiikka, vain suostumuksella",
    "personalisation": "sisällön sovittaminen, vain suostumuksella",
}


def recipients(page: Page) -> Html:
    """Section 9: disclosures, and the processors that work for us."""
    given = [page.titled(anchor) for anchor in [*page.starting("recipient."), *page.starting("recipients.none")]]
    worked = [page.titled(anchor) for anchor in page.starting("processor.")]
    bound = "Nämä yritykset käsittelevät tietoja meidän lukuumme. Ne eivät ole tietojen luovutuksia."
    return section(9, given, [el("h3", "Käsittelijät"), el("p", bound), worked] if worked else None)


def transfers(page: Page) -> Html:
    """Section 10: transfers and places."""
    return section(10, [page.said(anchor) for anchor in page.starting("transfers")], page.said("storage"))


def cookies(page: Page) -> Html:
    """Section 11: cookies, and the choice."""
    told = page.notice.cookies
    if told is None:
        return section(11, el("p", "Emme käytä evästeitä."))
    rows: list[list[Child]] = [_cookie(cookie, page.lang) for cookie in told.inventory.values()]
    listed = table(["Eväste", "Tarkoitus", "Laji", "Kesto", "Kuka asettaa"], rows, "Kaikki evästeet") if rows else None
    return section(11, page.said("cookies.about"), page.said("cookies.choice"), page.said("cookies.inventory"), listed)


def _cookie(cookie: Cookie, lang: str) -> list[Child]:
    lasts = finnish.lasting(cookie.duration) if cookie.duration else "käynnin ajan"
    whose = f"{cookie.provider} (ulkopuolinen)" if cookie.third_party else cookie.provider
    return [cookie.name, cookie.why[lang], _KINDS[cookie.kind], lasts, whose]


def security(page: Page) -> Html:
    """Section 12: who gets in, and what protects the data."""
    return section(12, page.said("access.named"), [page.titled(anchor) for anchor in page.starting("security.")])


def automated(page: Page) -> Html:
    """Section 13: decisions by machine, and profiling."""
    return section(13, [page.titled(anchor) for anchor in page.starting("automated.")])


def papers(page: Page) -> Html | None:
    """Paper documents, where there are any."""
    if not page.notice.paper:
        return None
    rows: list[list[Child]] = [
        [each.name[page.lang], each.place[page.lang], each.destruction[page.lang]] for each in page.notice.paper.values()
    ]
    return table(["Asiakirjat", "Missä", "Miten hävitetään"], rows, "Paperiset asiakirjat")
