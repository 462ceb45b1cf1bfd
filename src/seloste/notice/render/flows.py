"""To whom, where, and how protected? Sections 9 to 13 of the page."""

from seloste.notice.parts import Cookie
from seloste.notice.phrases import Phrase, Said, joined, plain
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Blocks, Section, Table, heading, paragraph, table
from seloste.notice.words import page as w


def recipients(page: Page) -> Section:
    """Section 9: disclosures, and the processors that work for us."""
    given = [page.titled(f"recipient.{key}", web=each.notice_url) for key, each in page.notice.recipients.items()]
    given += [page.titled(anchor) for anchor in page.starting("recipients.none")]
    worked = [page.titled(anchor) for anchor in page.starting("processor.")]
    named: list[Blocks] = [heading(3, page.say(w.PROCESSORS)), paragraph(page.say(w.PROCESSORS_TOLD)), worked]
    return page.section(9, given, named if worked else None)


def transfers(page: Page) -> Section:
    """Section 10: transfers and places."""
    moved = [page.said(anchor) for anchor in page.starting("transfers")]
    return page.section(10, moved, page.said("storage.area"), page.said("storage"), _papers(page))


def cookies(page: Page) -> Section:
    """Section 11: cookies, and the choice."""
    told = page.notice.cookies
    if told is None:
        return page.section(11, paragraph(page.say(w.NO_COOKIES)))
    head = (w.COOKIE, w.COOKIE_WHY, w.COOKIE_KIND, w.COOKIE_LASTS, w.COOKIE_BY)
    rows = [_cookie(page, cookie) for cookie in told.inventory.values()]
    listed = table(page.say(w.COOKIES_ALL), map(page.say, head), rows) if rows else None
    return page.section(11, page.said("cookies.about"), page.said("cookies.choice"), page.said("cookies.inventory"), listed)


def _cookie(page: Page, cookie: Cookie) -> list[Said]:
    lasts = page.tongue.lasting(cookie.duration) if cookie.duration else page.say(w.VISIT)
    return [plain(cookie.name), page.tongue.own(cookie.why), page.say(w.COOKIE_KINDS[cookie.kind]), lasts, _setter(page, cookie)]


def _setter(page: Page, cookie: Cookie) -> Phrase:
    """Who sets it: the provider, whether an outsider, and which processor or recipient of the notice it is."""
    notice, marks = page.notice, [page.say(w.OUTSIDER)] if cookie.third_party else []
    provider = plain(cookie.provider)
    for part, itself, other in ((notice.processors, w.FOR_US_ITSELF, w.FOR_US), (notice.recipients, w.RECEIVER_ITSELF, w.RECEIVER)):
        if cookie.by and (known := part.get(cookie.by)):
            name = page.tongue.own(known.name)
            marks.append(page.say(itself) if str(name) == str(provider) else page.say(other, name=name))
    return page.say(w.SETTER, provider=provider, marks=joined(", ", marks)) if marks else provider


def security(page: Page) -> Section:
    """Section 12: who gets in, and what protects the data."""
    return page.section(12, page.said("access.named"), [page.titled(anchor) for anchor in page.starting("security.")])


def automated(page: Page) -> Section:
    """Section 13: decisions by machine, and profiling."""
    return page.section(13, [page.titled(anchor) for anchor in page.starting("automated.")])


def _papers(page: Page) -> Table | None:
    """Paper documents, where there are any."""
    if not page.notice.paper:
        return None
    own, head = page.tongue.own, (w.PAPERS, w.PAPER_PLACE, w.PAPER_END)
    rows = [[own(each.name), own(each.place), own(each.destruction)] for each in page.notice.paper.values()]
    return table(page.say(w.PAPERS_CAPTION), map(page.say, head), rows)
