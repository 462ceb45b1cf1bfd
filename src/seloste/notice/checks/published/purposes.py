"""What are data used for, on which basis, for how long, and must they be given, as the published text has it?"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.checks.bases import NEEDS_PARTY
from seloste.notice.claims import ClaimedBases
from seloste.notice.findings import Finding
from seloste.notice.values import Basis

_OLD = "fi/523-1999/8.1."
_MAPPED = {"1": "consent", "2": "contract", "5": "interest", "6": "group", "7": "assignment"}
_TIME = re.compile(
    r"\b\d+ ?(vuo\w+|kuukau\w+|kk\b|päiv\w+|viiko\w+|tun\w+|år\b|månad\w*|dag\w*|years?|months?|days?|weeks?)"
    r"|\b(yhden|kahden|kolmen|viiden|kuuden|kymmenen) (vuoden|kuukauden|päivän)",
    re.I,
)
_OPEN = re.compile(
    r"\b(asiakassuh|asiakkuu|sopimu|takuu)\w++[^.]{0,80}?\b(voimassa|aja|keston)\w*+|\blain \w++ aika\b"
    r"|\bkundförhållande\w*+|\bcustomer relationship\b",
    re.I,
)


def bases_are_told_apart(asking: Asking) -> Iterator[Finding]:
    """Bases in one heap are no bases: each purpose and kind of subject has its own."""
    claims = asking.claims
    if not claims:
        return
    bare = any(not purpose.basis for purpose in asking.purposes().values())
    if claims.bases:
        yield from _named(asking, claims.bases, bare=bare)
    told = any(purpose.interest for purpose in asking.purposes().values()) or bool(claims.bases and claims.bases.interest)
    named = bool(claims.bases and Basis.LEGITIMATE_INTEREST in claims.bases.named)
    if (named or bare) and not told:
        yield asking.find("bases-interest", "claims.bases")


def _named(asking: Asking, bases: ClaimedBases, *, bare: bool) -> Iterator[Finding]:
    if bare:
        yield asking.find("bases-together", "claims.bases", key=True)
    outside = tuple(name for name, kind in asking.notice.subjects.items() if not kind.party)
    if outside and NEEDS_PARTY & set(bases.named):
        yield asking.find("bases-not-party", "claims.bases.named", kinds=outside)
    if Basis.PUBLIC_TASK in bases.named:
        yield asking.find("bases-public", "claims.bases.named")
    for number, item in enumerate(bases.old):
        if item.startswith(_OLD):
            place = item.removeprefix(_OLD)
            yield asking.find(f"law-old-{_MAPPED.get(place, 'other')}", f"claims.bases.old.{number}", item=place[:4])


def times_are_numbers(asking: Asking) -> Iterator[Finding]:
    """A storage period has a number, and an event that it is counted from."""
    for name, claim in asking.claims.keeping.items() if asking.claims else ():
        text = claim.text.fi
        if not _TIME.search(text):
            yield asking.find("time-vague", f"claims.keeping.{name}", words=_short(text))
        elif found := _OPEN.search(text):
            yield asking.find("time-open", f"claims.keeping.{name}", words=_short(found[0]))


def _short(text: str, most: int = 60) -> str:
    """The beginning of a text, to quote; a finding never quotes more."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def needs_are_told(asking: Asking) -> Iterator[Finding]:
    """What must be given, why, and what follows if it isn't."""
    claims = asking.claims
    if not claims:
        return
    needed = any(path.startswith("data.") and path.endswith(".need") for path in asking.tree.keys)
    if not needed and not claims.need:
        yield asking.find("need-untold", "data", key=True)
    if not needed and claims.need:
        yield asking.find("need-lump", "claims.need")


CHECKS: tuple[Check, ...] = (bases_are_told_apart, times_are_numbers, needs_are_told)
