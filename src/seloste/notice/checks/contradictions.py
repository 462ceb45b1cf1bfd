"""Does one part of the notice deny what another says?"""

import re
from collections.abc import Iterator

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.checks.transfers import outside
from seloste.notice.findings import Finding
from seloste.notice.parts import Processor, Recipient

_TARGETED = re.compile(r"\b(kohdenn\w+|räätälö\w+ markkinoin\w+|riktad\w* (marknadsföring|reklam)|targeted|tailored advert\w*)", re.I)
# Making something anonymous is work; calling it anonymous is a claim.
_ANONYMOUS = re.compile(r"\b(anonyym\w+|anonym(?!i[sz])\w*)\b", re.I)


def _lying(asking: Asking) -> Iterator[tuple[str, str, str]]:
    """Where each thing is: path, name, country."""
    if asking.has("storage"):
        yield from ((f"storage.places.{name}.country", name, place.country) for name, place in asking.notice.storage.places.items())
    for name, each in asking.notice.processors.items() if asking.has("processors") else ():
        for number, country in enumerate(each.countries):
            yield f"processors.{name}.countries.{number}", name, country


def data_stay_where_promised(asking: Asking) -> Iterator[Finding]:
    """An area promised is kept by every place and processor, but for the exceptions named."""
    if not (asking.has("storage") and (area := asking.notice.storage.area)):
        return
    inside = frozenset({"FI"}) if area == "FI" else law.area(area, asking.on)
    for path, name, country in _lying(asking):
        if country not in inside and name not in asking.notice.storage.except_:
            yield asking.find("contra-area", path, area=area, name=name, country=country)


def transfers_are_as_promised(asking: Asking) -> Iterator[Finding]:
    """No transfers means none; transfers on some tools only means on those."""
    promised = asking.notice.transfers if asking.has("transfers") else None
    claimed = asking.claims.transfers if asking.claims else None
    none = bool((promised and promised.none) or (claimed and claimed.none))
    going = list(_lying(asking))
    given: dict[str, Processor | Recipient] = {**asking.notice.processors, **asking.notice.recipients}
    going += [(f"recipients.{name}.country", name, each.country) for name, each in asking.notice.recipients.items()]
    for path, name, country in going:
        if not outside(country, asking):
            continue
        if none:
            yield asking.find("contra-transfer", path, name=name, country=country)
        elif promised and promised.only and name in given and given[name].safeguard not in promised.only:
            yield asking.find("contra-tool", path, name=name, promised=promised.only)


def servers_have_one_owner(asking: Asking) -> Iterator[Finding]:
    """A server of our own isn't run by somebody else."""
    for name, place in asking.notice.storage.places.items() if asking.has("storage") else ():
        if place.owner == "own" and place.by:
            yield asking.find("contra-owner", f"storage.places.{name}.owner", name=name, processor=place.by)


def targeting_is_profiling(asking: Asking) -> Iterator[Finding]:
    """Marketing that is targeted rests on a profile, however small."""
    if asking.has("automated"):
        silent = asking.notice.automated.profiling is None and not asking.notice.automated.about
    else:
        silent = bool(asking.claims and asking.claims.automated and not asking.claims.automated.profiling)
    for name, purpose in asking.purposes().items() if silent else ():
        if purpose.why and (found := _TARGETED.search(purpose.why.fi)):
            yield asking.find("contra-targeting", f"purposes.{name}.why", words=found[0])


def statistics_are_what_they_are_called(asking: Asking) -> Iterator[Finding]:
    """Cookies that recognise a browser don't make anonymous statistics."""
    cookies = asking.notice.cookies if asking.has("cookies") else None
    watched = bool(cookies and any(cookie.kind == "analytics" for cookie in cookies.inventory.values()))
    claimed = bool(asking.claims and asking.claims.cookies)
    for words in asking.words() if watched or claimed else ():
        about = words.path.startswith(("cookies.", "claims.cookies")) or _from_analytics(asking, words.path)
        if about and (found := _ANONYMOUS.search(words.text)):
            yield asking.find("contra-anonymous", words.path, words=found[0])


def _from_analytics(asking: Asking, path: str) -> bool:
    part, _, rest = path.partition(".")
    source = asking.notice.sources.get(rest.partition(".")[0]) if part == "sources" else None
    return bool(source and source.kind == "analytics")


CHECKS: tuple[Check, ...] = (
    data_stay_where_promised, transfers_are_as_promised, servers_have_one_owner, targeting_is_profiling,
    statistics_are_what_they_are_called,
)  # fmt: skip
