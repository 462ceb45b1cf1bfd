"""Which version is it, how are changes told, and is the authority today's, as the published text has it?"""

import re
from collections.abc import Iterator

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding

_OPEN_LIST = re.compile(
    r"\b(pääasialli\w+|esim\w*\.?|muun muassa|mm\.|kuten|esimerkke\w+|ym\.|jne\.|bland annat|till exempel|t\.ex\."
    r"|such as|for example|including)",
    re.I,
)


def claims_are_not_kept(asking: Asking) -> Iterator[Finding]:
    """A register keeps parts, not prose."""
    if asking.claims:
        yield asking.find("claims-not-kept", "claims", key=True)


def version_is_told(asking: Asking) -> Iterator[Finding]:
    """A text shows when it was last changed."""
    dates = asking.claims.dates if asking.claims else None
    if dates and not (dates.created or dates.updated):
        yield asking.find("dates-partial" if dates.effective else "dates-missing", "claims.dates", key=True, name="dates")


def lists_are_closed(asking: Asking) -> Iterator[Finding]:
    """A list of data that begins "mainly" or ends "etc." is no list."""
    claim = asking.claims.data if asking.claims else None
    if claim and (found := _OPEN_LIST.search(claim.text.fi)):
        yield asking.find("list-open", "claims.data", words=found[0])


def changes_are_told(asking: Asking) -> Iterator[Finding]:
    """Reserving the right to change, or advising people to read, is no way of telling them."""
    changes = asking.claims.changes if asking.claims else None
    if changes and not changes.channels:
        yield asking.find("changes-reserved", "claims.changes", key=True)


def duties_to_others_are_told(asking: Asking) -> Iterator[Finding]:
    """Who decides and who works for whom; and what a customer that decides about data is promised of breaches and audits."""
    if not asking.claims:
        return
    parties = asking.notice.controllers.values() if asking.has("controllers") else ()
    ours = asking.notice.controller.processor_for if asking.has("controller") else None
    if not (parties or ours or asking.said("processors")):
        yield asking.find("split-untold", "controllers")
    if not any(party.breach for party in parties):
        yield asking.find("breach-untold", "controllers")
    if not any(party.audit for party in parties):
        yield asking.find("audit-untold", "controllers")


def authority_is_as_printed(asking: Asking) -> Iterator[Finding]:
    """The authority's details as printed are those of the day; an old address is found wherever it stands."""
    claim = asking.claims.authority if asking.claims else None
    if not claim:
        return
    today, text = law.authority(asking.on), claim.text.fi
    street = today.visiting.fi.split(",")[0]
    wanted = {street: street in text, today.phone: _digits(today.phone) in _digits(text)}
    missing = tuple(piece for piece, there in wanted.items() if not there)
    if missing:
        yield asking.find("authority-differs", "claims.authority", missing=missing, address=today.visiting)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


CHECKS: tuple[Check, ...] = (
    claims_are_not_kept, version_is_told, lists_are_closed, changes_are_told, duties_to_others_are_told, authority_is_as_printed,
)  # fmt: skip
