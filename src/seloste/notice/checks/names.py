"""Does every name that the notice uses stand for something in it?"""

from collections.abc import Iterable, Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.builtin import SYSTEM_ROLE
from seloste.notice.findings import Finding
from seloste.notice.parts import Attestation
from seloste.notice.structure import EVERY_KIND
from seloste.notice.tree import shown

_CALLED = {
    "data": "Tietoryhmää",
    "matters": "Asiaa",
    "purposes": "Käyttötarkoitusta",
    "roles": "Roolia",
    "subjects": "Rekisteröityjen ryhmää",
}


def _unknown(asking: Asking, part: str, used: Iterable[tuple[str, str]], *, key: bool = False) -> Iterator[Finding]:
    known = asking.names(part)
    there = set(known)
    for path, name in used:
        if name not in there:
            yield asking.error(
                "NX-ref", path, f"{_CALLED[part]} `{shown(name)}` ei ole selosteessa.", asking.tree.meant(name, known), key=key
            )


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
            yield asking.error("NX-builtin", f"{at}.roles", f"Rooli `{SYSTEM_ROLE}` on ohjelmiston oma.", "Nimeä rooli, jonka ihminen saa.")
        yield from _unknown(asking, "subjects", ((f"{at}.basis.{kind}", kind) for kind in purpose.basis if kind != EVERY_KIND), key=True)


def categories_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """The matter that a category belongs to."""
    for name, category in asking.notice.data.items():
        if category.of and name in asking.names("data"):
            yield from _unknown(asking, "matters", [(f"data.{name}.of", category.of)])


def flows_name_what_exists(asking: Asking) -> Iterator[Finding]:
    """The categories of sources, recipients and processors, and the roles that confirm something."""
    for part in ("sources", "recipients", "processors"):
        if asking.has(part):
            for name, entry in getattr(asking.notice, part).items():
                yield from _unknown(asking, "data", _each(f"{part}.{name}.data", entry.data))
    confirmed: list[tuple[str, Attestation | None]] = []
    if asking.has("processors"):
        confirmed += [(f"processors.{name}.contract.by", each.contract) for name, each in asking.notice.processors.items()]
    if asking.has("security"):
        confirmed += [(f"security.{name}.attestation.by", each.attestation) for name, each in asking.notice.security.items()]
    yield from _unknown(asking, "roles", ((path, given.by) for path, given in confirmed if given))


CHECKS: tuple[Check, ...] = (purposes_name_what_exists, categories_name_what_exists, flows_name_what_exists)
