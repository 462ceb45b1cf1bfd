"""Which rights does the published text tell, are they as wide as the law has them, and does objection stand apart?"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.values import Basis

_ALWAYS = ("access", "rectification", "erasure", "restriction", "complaint")
_CARRIED = frozenset({Basis.CONSENT, Basis.CONTRACT, Basis.PRE_CONTRACT})
_OBJECTED = frozenset({Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK})
_ADVERTISING = re.compile(r"\b(markkinoin\w*|marknadsför\w*|marketing)\b", re.I)
# How a text makes a right narrower than it is; the law of each is in Articles 15 to 21.
_NARROW = {
    "objection": re.compile(r"\b(lainvastais\w+|ilman \w+ oikeutta|olagligt|lagstridigt|unlawful\w*)", re.I),
    "erasure": re.compile(r"\b(virheellis\w+|vanhentunei\w+|felaktiga|föråldrade|incorrect|outdated)\b", re.I),
    "restriction": re.compile(r"\bsiksi aikaa|\bunder den tid|\bfor the time", re.I),
    "portability": re.compile(r"\bsopimuksen mukaan|\benligt avtalet", re.I),
}
_RIGHT = re.compile(r"\b(oikeus|oikeuden|oikeutta|rätt|rätten|right)\b", re.I)


def _bases(asking: Asking) -> frozenset[Basis]:
    told = {basis for purpose in asking.purposes().values() for basis in purpose.basis.values()}
    claims = asking.claims
    return frozenset(told | set(claims.bases.named if claims and claims.bases else ()))


def due(asking: Asking) -> list[str]:
    """The rights that the text must tell. Where it names no basis, none of them can be ruled out."""
    bases = _bases(asking)
    unknown = not bases
    marketed = any(purpose.marketing or _sells(purpose.why.fi if purpose.why else "") for purpose in asking.purposes().values())
    found = [*_ALWAYS]
    if unknown or bases & _OBJECTED or marketed:
        found.append("objection")
    if unknown or bases & _CARRIED:
        found.append("portability")
    if Basis.CONSENT in bases:
        found.append("withdrawal")
    return found


def _sells(text: str) -> bool:
    return bool(_ADVERTISING.search(text))


def rights_are_told(asking: Asking) -> Iterator[Finding]:
    """Every right that the bases give rise to, the withdrawal of consent and the complaint among them."""
    claims = asking.claims
    if not claims:
        return
    told = set(claims.rights) | set(asking.notice.rights if asking.has("rights") else ())
    for name in due(asking):
        if name not in told:
            yield asking.find(f"right-{name}-untold", f"claims.rights.{name}")
    for name, claim in claims.rights.items():
        narrow = _NARROW.get(name)
        if narrow and (found := narrow.search(claim.text.fi)):
            yield asking.find("right-narrow", f"claims.rights.{name}", name=name, words=found[0])
        elif not _RIGHT.search(claim.text.fi):
            yield asking.find("right-vague", f"claims.rights.{name}", name=name)


def objection_stands_apart(asking: Asking) -> Iterator[Finding]:
    """The right to object is brought to attention clearly and separately (Art. 21(4))."""
    claims = asking.claims
    if claims and "objection" in due(asking):
        apart = [claims.rights[name].apart for name in ("objection", "marketing_ban") if name in claims.rights]
        if not any(apart):
            yield asking.find("objection-not-apart", "claims.rights.objection")


CHECKS: tuple[Check, ...] = (rights_are_told, objection_stands_apart)
