"""Does everything in the notice serve something? What nobody reads, grants or begins is collected or promised for nothing (Art. 5(1)(c)).

None of this asks what a register holds: it is seen from the file alone.
"""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.builtin import MATTERS, PRIVACY_ROLE
from seloste.notice.findings import Finding
from seloste.notice.structure import EVERY_KIND
from seloste.notice.values import Basis, Need

_BY_LAW = frozenset({Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK})


def purposes_have_people(asking: Asking) -> Iterator[Finding]:
    """Somebody can work in a purpose that opens data, and every role is for some purpose."""
    if not asking.has("roles"):
        return
    for name, purpose in asking.purposes().items():
        if purpose.seen and not purpose.roles:
            yield asking.find("purpose-nobody", f"purposes.{name}", key=True, name=name)
    granted = {role for purpose in asking.purposes().values() for role in purpose.roles}
    granted |= set(_confirming(asking))
    # A name misspelt is found as such; the one that was meant is not idle too.
    for name in asking.notice.roles if asking.whole("purposes") and granted <= set(asking.notice.roles) else ():
        if name not in granted and name != PRIVACY_ROLE:
            yield asking.find("role-idle", f"roles.{name}", key=True, name=name)


def _confirming(asking: Asking) -> Iterator[str]:
    """The roles that confirm something by hand."""
    if asking.has("processors"):
        yield from (each.contract.by for each in asking.notice.processors.values() if each.contract)
    if asking.has("security"):
        yield from (each.attestation.by for each in asking.notice.security.values() if each.attestation)


def data_are_read(asking: Asking) -> Iterator[Finding]:
    """What is kept is used for something, by a purpose that opens it."""
    if not asking.whole("data", "purposes"):
        return
    read = {category for purpose in asking.purposes().values() for category in purpose.seen}
    kept = {category for purpose in asking.purposes().values() for category in purpose.kept}
    for name in asking.notice.data:
        if name in kept and name not in read:
            yield asking.find("data-unread", f"data.{name}", key=True, name=name)


def matters_begin_something(asking: Asking) -> Iterator[Finding]:
    """Every kind of matter opens some purpose, or holds some category."""
    if not asking.whole("matters", "data", "purposes"):
        return
    run = {matter for purpose in asking.purposes().values() for matter in (*purpose.while_, purpose.per) if matter}
    run |= {category.of for category in asking.notice.data.values() if category.of}
    for name in asking.notice.matters if run <= set(asking.notice.matters) else ():
        if name not in run and name not in MATTERS:
            yield asking.find("matter-idle", f"matters.{name}", key=True, name=name)


def kinds_are_served(asking: Asking) -> Iterator[Finding]:
    """Some purpose concerns each kind of subject, and one that does keeps each category that is said to be theirs."""
    if not asking.whole("subjects", "data", "purposes"):
        return
    purposes = [purpose for purpose in asking.purposes().values() if purpose.basis]
    for name in asking.notice.subjects:
        if purposes and not any({name, EVERY_KIND} & set(purpose.basis) for purpose in purposes):
            yield asking.find("subject-idle", f"subjects.{name}", key=True, name=name)
    for name, category in asking.notice.data.items():
        keeping = {kind for purpose in purposes if name in purpose.kept for kind in purpose.basis}
        for number, kind in enumerate(category.subjects):
            if keeping and not {kind, EVERY_KIND} & keeping:
                yield asking.find("data-no-kind", f"data.{name}.subjects.{number}", name=name, kind=kind)


def needs_have_their_ground(asking: Asking) -> Iterator[Finding]:
    """Consent is never a condition (Art. 7(4)), and what must be given by law is kept for a purpose that names a law (Art. 13(2)(e))."""
    if not asking.whole("purposes"):
        return
    for name, category in asking.notice.data.items():
        keeping = [purpose for purpose in asking.purposes().values() if name in purpose.kept]
        bases = {basis for purpose in keeping for basis in purpose.basis.values()}
        lawful = bool(bases & _BY_LAW) or any(purpose.law for purpose in keeping)
        for key, field in category.fields.items():
            at = f"data.{name}.fields.{key}.need"
            if field.need is not Need.VOLUNTARY and bases == {Basis.CONSENT}:
                yield asking.find("need-consent", at, name=key, category=name)
            elif field.need is Need.STATUTORY and bases and not lawful:
                yield asking.find("need-unfounded", at, name=key, category=name)


CHECKS: tuple[Check, ...] = (
    purposes_have_people, data_are_read, matters_begin_something, kinds_are_served, needs_have_their_ground,
)  # fmt: skip
