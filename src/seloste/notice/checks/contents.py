"""Does the notice say what Articles 13 and 14 ask, besides who and why: which data, how decided, how changed?"""

from collections.abc import Iterator

from seloste.law.periods import add_period
from seloste.notice.asking import Asking, Check
from seloste.notice.checks.bounds import over_a_month
from seloste.notice.clauses.rights import discretionary
from seloste.notice.findings import Finding
from seloste.notice.parts import Attestation
from seloste.notice.values import Basis, FieldType, Need

_WATCHING = frozenset({"CustomerSolvencyMonitoring", "TargetedAdvertising", "ServicePersonalisation", "Personalisation"})


def names_are_given(asking: Asking) -> Iterator[Finding]:
    """People read names and reasons, not keys."""
    for name, category in asking.notice.data.items():
        if not category.name:
            yield asking.find("category-unnamed", f"data.{name}", key=True, name=name)
        for key, field in category.fields.items():
            if not field.name:
                yield asking.find("field-unnamed", f"data.{name}.fields.{key}", key=True, name=key)
    for name, kind in asking.notice.matters.items():
        if not kind.name:
            yield asking.find("matter-unnamed", f"matters.{name}", key=True, name=name)
    for name, purpose in asking.purposes().items():
        if not (purpose.name and purpose.why):
            yield asking.find("purpose-unworded", f"purposes.{name}", key=True, name=name)


def data_and_purposes_meet(asking: Asking) -> Iterator[Finding]:
    """Every category has a purpose that keeps it; every purpose has data."""
    if asking.whole("data", "purposes"):
        kept = {category for purpose in asking.notice.purposes.values() for category in purpose.kept}
        for name in asking.notice.data:
            if name not in kept:
                yield asking.find("data-unused", f"data.{name}", key=True, name=name)
    for name, purpose in asking.purposes().items():
        if not (purpose.kept or purpose.seen):
            yield asking.find("purpose-empty", f"purposes.{name}", key=True, name=name)


def fields_say_what_follows(asking: Asking) -> Iterator[Finding]:
    """What must be given, and what happens if it isn't."""
    for name, category in asking.notice.data.items():
        for key, field in category.fields.items():
            at = f"data.{name}.fields.{key}"
            if field.need is not Need.VOLUNTARY and not field.consequence:
                yield asking.find("field-consequence", at, key=True, name=key)
            if field.type is FieldType.CHOICE and not field.choices:
                yield asking.find("choice-empty", at, key=True, name=key)


def machines_are_reviewed(asking: Asking) -> Iterator[Finding]:
    """A decision by machine can be looked at again by a human; watching people is called profiling, or it is told why it isn't."""
    if not asking.has("automated"):
        return
    told = asking.notice.automated
    if told.decisions and not told.decisions.review:
        yield asking.find("machine-review", "automated.decisions", key=True)
    for name, purpose in asking.purposes().items():
        watching = (purpose.dpv or "").removeprefix("dpv:") in _WATCHING
        if watching and told.profiling is None and not told.about:
            yield asking.find("profiling-unassessed", f"purposes.{name}", key=True, name=name)


def rights_have_their_ground(asking: Asking) -> Iterator[Finding]:
    """No right is promised that nothing gives rise to, nor slower than the law (Art. 12(3)); the others follow from the bases."""
    if not asking.has("rights"):
        return
    purposes = asking.purposes().values()
    there = {
        "withdrawal": any(Basis.CONSENT in purpose.basis.values() for purpose in purposes),
        "marketing_ban": any(purpose.marketing for purpose in purposes),
        "disclosure_ban": bool(discretionary(asking.notice)),
    }
    for name, right in asking.notice.rights.items():
        if not there.get(name, True):
            yield asking.find("right-extra", f"rights.{name}", key=True, name=name)
        if right.within and over_a_month(right.within):
            yield asking.find("right-slow", f"rights.{name}.within", name=name)


def silence_is_broken(asking: Asking) -> Iterator[Finding]:
    """What a notice may not be silent about, even when the answer is no one or none."""
    silent = {"recipients": "recipients-untold", "cookies": "cookies-untold", "changes": "changes-untold", "security": "security-untold"}
    for part, code in silent.items():
        if not asking.said(part):
            yield asking.find(code, part)


def confirmations_hold(asking: Asking) -> Iterator[Finding]:
    """What people have confirmed is still valid."""
    given: list[tuple[str, Attestation | None]] = []
    if asking.has("processors"):
        given += [(f"processors.{name}.contract", each.contract) for name, each in asking.notice.processors.items()]
    if asking.has("security"):
        given += [(f"security.{name}.attestation", each.attestation) for name, each in asking.notice.security.items()]
    for path, each in given:
        if each and (ended := add_period(each.on, each.valid)) < asking.on:
            yield asking.find("attestation-past", path, day=ended)


CHECKS: tuple[Check, ...] = (
    names_are_given, data_and_purposes_meet, fields_say_what_follows, machines_are_reviewed, rights_have_their_ground,
    silence_is_broken, confirmations_hold,
)  # fmt: skip
