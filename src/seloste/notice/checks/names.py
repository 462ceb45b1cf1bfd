"""Does every name that the notice uses stand for something in it?"""

from collections.abc import Iterable, Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.builtin import SYSTEM_ROLE
from seloste.notice.findings import Finding
from seloste.notice.parts import Attestation
from seloste.notice.structure import EVERY_KIND
from seloste.notice.tree import shown


def _unknown(asking: Asking, part: str, used: Iterable[tuple[str, str]], *, key: bool = False, also: str = "") -> Iterator[Finding]:
    known = [*asking.names(part), *(asking.names(also) if also else ())]
    there = set(known)
    for path, name in used:
        if name not in there:
            code = "ref-flows" if also else f"ref-{part}"
            yield asking.find(code, path, key=key, name=shown(name), guess=asking.tree.guess(name, known))


def _each(path: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{path}.{place}", name) for place, name in enumerate(names))


def purposes_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """Categories, matters, roles, kinds of subject and other purposes that a purpose names."""
    for name, purpose in asking.purposes().items():
        at = f"purposes.{name}"
        for key in ("uses", "reads", "keeps"):
            yield from _unknown(asking, "data", _each(f"{at}.{key}", getattr(purpose, key)))
        yield from _unknown(asking, "matters", _each(f"{at}.while", purpose.while_))
        yield from _unknown(asking, "matters", [(f"{at}.per", purpose.per)] if purpose.per else [])
        yield from _unknown(asking, "purposes", [(f"{at}.after", purpose.after)] if purpose.after else [])
        yield from _unknown(asking, "roles", _each(f"{at}.roles", (role for role in purpose.roles if role != SYSTEM_ROLE)))
        if SYSTEM_ROLE in purpose.roles:
            yield asking.find("builtin-role", f"{at}.roles", name=SYSTEM_ROLE)
        yield from _unknown(asking, "subjects", ((f"{at}.basis.{kind}", kind) for kind in purpose.basis if kind != EVERY_KIND), key=True)


def categories_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """The matter that a category belongs to, and the kinds of subject it is for."""
    written = set(asking.names("data"))
    for name, category in asking.notice.data.items():
        if category.of and name in written:
            yield from _unknown(asking, "matters", [(f"data.{name}.of", category.of)])
        yield from _unknown(asking, "subjects", _each(f"data.{name}.subjects", category.subjects))


def subjects_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """The controller that decides about a kind of subject, where it isn't the firm itself; and whom another notice concerns."""
    for name, kind in asking.notice.subjects.items():
        yield from _unknown(asking, "controllers", [(f"subjects.{name}.controller", kind.controller)] if kind.controller else [])
    for name, each in asking.notice.related.items() if asking.has("related") else ():
        yield from _unknown(asking, "subjects", _each(f"related.{name}.subjects", each.subjects))


def choices_name_what_is_optional(asking: Asking) -> Iterator[Finding]:
    """The fields that a controller whom we process for has chosen are fields that it may choose."""
    if not asking.whole("controllers", "data"):
        return
    optional = [f"{name}.{key}" for name, each in asking.notice.data.items() for key, field in each.fields.items() if field.optional]
    for name, party in asking.notice.controllers.items():
        for path, field in _each(f"controllers.{name}.chosen", party.chosen):
            if field not in optional or party.kind != "customer":
                yield asking.find("ref-optional", path, name=shown(field), guess=asking.tree.guess(field, optional))


def flows_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """The categories of sources, recipients and processors, and the roles that confirm something."""
    for part in ("sources", "recipients", "processors"):
        if asking.has(part):
            for name, entry in getattr(asking.notice, part).items():
                yield from _unknown(asking, "data", _each(f"{part}.{name}.data", entry.data))
                yield from _unknown(asking, "purposes", _each(f"{part}.{name}.purposes", getattr(entry, "purposes", ())))
    if asking.has("storage"):
        storage = asking.notice.storage
        yield from _unknown(asking, "processors", _each("storage.except", storage.except_))
        run = [(f"storage.places.{name}.by", place.by) for name, place in storage.places.items() if place.by]
        yield from _unknown(asking, "processors", run)
    if asking.has("cookies") and asking.notice.cookies:
        set_by = [(f"cookies.inventory.{name}.by", each.by) for name, each in asking.notice.cookies.inventory.items() if each.by]
        yield from _unknown(asking, "processors", set_by, also="recipients")
    if asking.claims and asking.claims.closed:
        yield from _unknown(asking, "processors", _each("claims.closed.except", asking.claims.closed.except_), also="recipients")
    confirmed: list[tuple[str, Attestation | None]] = []
    if asking.has("processors"):
        confirmed += [(f"processors.{name}.contract.by", each.contract) for name, each in asking.notice.processors.items()]
    if asking.has("security"):
        confirmed += [(f"security.{name}.attestation.by", each.attestation) for name, each in asking.notice.security.items()]
    yield from _unknown(asking, "roles", ((path, given.by) for path, given in confirmed if given))


CHECKS: tuple[Check, ...] = (
    purposes_name_what_exists, categories_name_what_exists, subjects_name_what_exists, choices_name_what_is_optional,
    flows_name_what_exists,
)  # fmt: skip
