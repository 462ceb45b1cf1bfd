"""Who gets at the data, where do they lie, and what of cookies, as the published text has it?"""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.checks.cookies import BROWSER
from seloste.notice.checks.transfers import safeguard_holds
from seloste.notice.findings import Finding


def closed_means_closed(asking: Asking) -> Iterator[Finding]:
    """Where nobody outside is said to get at data, nobody does: neither recipients nor processors."""
    claims = asking.claims
    if claims and claims.closed:
        named = claims.closed.except_
        others = [name for name in (*asking.notice.recipients, *asking.notice.processors) if name not in named]
        if claims.storage and "provider" in claims.storage.servers:
            others.append("storage")
        if others:
            text = claims.closed.text.fi
            words = text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + " …"
            yield asking.find("contra-closed", "claims.closed", words=words, others=tuple(others))


def storage_holds_together(asking: Asking) -> Iterator[Finding]:
    """A promised area has no untold exception, and a server has one owner, who is listed."""
    storage = asking.claims.storage if asking.claims else None
    if not storage:
        return
    if storage.area and storage.except_:
        words = storage.except_.fi
        yield asking.find("storage-except", "claims.storage.except", area=storage.area, words=words)
        yield asking.find("contra-except", "claims.storage.except", area=storage.area, words=words)
    if len(set(storage.servers)) > 1:
        yield asking.find("contra-servers", "claims.storage.servers")
    if "provider" in storage.servers and not asking.notice.processors:
        yield asking.find("hosting-unlisted", "claims.storage.servers")


def transfers_lean_on_living_tools(asking: Asking) -> Iterator[Finding]:
    """The tools that the text names are in force."""
    transfers = asking.claims.transfers if asking.claims else None
    for number, safeguard in enumerate(transfers.safeguards if transfers else ()):
        yield from safeguard_holds(asking, f"claims.transfers.safeguards.{number}", safeguard)


def cookies_are_asked_for(asking: Asking) -> Iterator[Finding]:
    """Browser settings are no consent, and cookies are listed."""
    claim = asking.claims.cookies if asking.claims else None
    if claim:
        yield asking.find("cookies-unlisted", "claims.cookies", key=True)
        if found := BROWSER.search(claim.text.fi):
            yield asking.find("cookies-browser", "claims.cookies", words=found[0])


CHECKS: tuple[Check, ...] = (closed_means_closed, storage_holds_together, transfers_lean_on_living_tools, cookies_are_asked_for)
