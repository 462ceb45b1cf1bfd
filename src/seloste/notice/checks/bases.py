"""Has every purpose a legal basis that can carry it?"""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis, Channel

NEEDS_PARTY = frozenset({Basis.CONTRACT, Basis.PRE_CONTRACT})
_OWN = frozenset(
    {"Advertising", "CommercialResearch", "DirectMarketing", "ImproveExistingProductsAndServices", "Marketing", "OptimisationForController",
     "ResearchAndDevelopment", "SellProducts", "TargetedAdvertising"}
)  # fmt: skip
_ELECTRONIC = frozenset({Channel.EMAIL, Channel.SMS})


def purposes_have_a_basis(asking: Asking) -> Iterator[Finding]:
    """One basis of Article 6(1) for each purpose, with what that basis needs."""
    for name, purpose in asking.purposes().items():
        if not purpose.basis:
            yield asking.find("basis-missing", f"purposes.{name}", key=True, name=name)
        yield from _party(asking, name, purpose)
        yield from _needs_of_basis(asking, name, purpose)


def _party(asking: Asking, name: str, purpose: Purpose) -> Iterator[Finding]:
    for kind, basis in purpose.basis.items():
        subject = asking.notice.subjects.get(kind)
        if basis in NEEDS_PARTY and subject and not subject.party:
            yield asking.find("basis-not-party", f"purposes.{name}.basis.{kind}", kind=kind)


def _needs_of_basis(asking: Asking, name: str, purpose: Purpose) -> Iterator[Finding]:
    at, bases = f"purposes.{name}", set(purpose.basis.values())
    public = any(basis is Basis.PUBLIC_TASK and not _decided_elsewhere(asking, kind) for kind, basis in purpose.basis.items())
    if (Basis.LEGAL_OBLIGATION in bases or public) and not purpose.law:
        yield asking.find("basis-law", at, key=True, name=name)
    if Basis.LEGITIMATE_INTEREST in bases and not purpose.interest:
        yield asking.find("interest-missing", at, key=True, name=name)
    if public:
        yield asking.find("basis-public", f"{at}.basis")


def _decided_elsewhere(asking: Asking, kind: str) -> bool:
    """Whether another controller decides about that kind: a school may have a public task, a firm hardly."""
    subject = asking.notice.subjects.get(kind)
    return bool(subject and subject.controller)


def interests_are_weighed(asking: Asking) -> Iterator[Finding]:
    """A legitimate interest is weighed in words; keeping on it after the end above all."""
    for name, purpose in asking.purposes().items():
        bases = set(purpose.basis.values())
        if purpose.balancing or Basis.LEGITIMATE_INTEREST not in bases:
            continue
        if purpose.after:
            yield asking.find("archive-unargued", f"purposes.{name}", key=True, name=name)
        elif len(bases) == 1:
            yield asking.find("interest-unweighed", f"purposes.{name}", key=True, name=name)


def marketing_has_permission(asking: Asking) -> Iterator[Finding]:
    """Electronic marketing to people needs consent, but for a narrow exception (917/2014 s. 200)."""
    for name, purpose in asking.purposes().items():
        sent = _ELECTRONIC & set(purpose.marketing)
        if sent and any(basis is not Basis.CONSENT for basis in purpose.basis.values()):
            yield asking.find("marketing-permission", f"purposes.{name}.marketing")


def processors_follow_instructions(asking: Asking) -> Iterator[Finding]:
    """Where another controller decides, there is no marketing or development of our own (Art. 28(3)(a), (10))."""
    for name, purpose in asking.purposes().items():
        own = purpose.marketing or (purpose.dpv or "").removeprefix("dpv:") in _OWN
        for kind in purpose.basis if own else ():
            subject = asking.notice.subjects.get(kind)
            if subject and subject.controller:
                yield asking.find("basis-role", f"purposes.{name}.basis", name=name, kind=kind, controller=subject.controller)


def purposes_serve_their_controller(asking: Asking) -> Iterator[Finding]:
    """A purpose serves a controller of the notice, not a firm that nobody has declared."""
    if not asking.has("controller"):
        return
    known = {asking.notice.controller.name, *(asking.notice.controllers if asking.has("controllers") else ())}
    for name, purpose in asking.purposes().items():
        if purpose.owner and purpose.owner not in known:
            yield asking.find("purpose-owner", f"purposes.{name}.owner", name=name, owner=purpose.owner)


def further_use_is_assessed(asking: Asking) -> Iterator[Finding]:
    """A purpose that reaches back to data got for another one is assessed first (Art. 6(4))."""
    for name, purpose in asking.purposes().items():
        if purpose.applies == "all" and not purpose.compatibility and Basis.CONSENT not in purpose.basis.values():
            yield asking.find("further-use", f"purposes.{name}.applies", name=name)


CHECKS: tuple[Check, ...] = (
    purposes_have_a_basis, interests_are_weighed, marketing_has_permission, processors_follow_instructions, purposes_serve_their_controller,
    further_use_is_assessed,
)  # fmt: skip
