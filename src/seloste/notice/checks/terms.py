"""Are the terms of the W3C Data Privacy Vocabulary that the notice names terms of it?

Only the names are known here, as far as notices need them; the vocabulary itself stays where it is published (DPV 2.3).
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.tree import shown


@cache
def known() -> frozenset[str]:
    """Give the terms that a notice may use, with their prefixes."""
    text = resources.files("seloste.notice").joinpath("terms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if ":" in line)


def terms_are_known(asking: Asking) -> Iterator[Finding]:
    """A purpose's `dpv` and a field's `pd`."""
    used = [(f"purposes.{name}.dpv", purpose.dpv) for name, purpose in asking.purposes().items() if purpose.dpv]
    for name, category in asking.notice.data.items():
        used += [(f"data.{name}.fields.{key}.pd", field.pd) for key, field in category.fields.items() if field.pd]
    for path, term in used:
        if term and not term.startswith("seloste:") and term not in known():
            yield asking.find("term-unknown", path, name=shown(term), guess=asking.tree.guess(term, sorted(known())))


def purposes_have_terms(asking: Asking) -> Iterator[Finding]:
    """A purpose with a term of the vocabulary can be read by machines as what it is."""
    for name, purpose in asking.purposes().items() if not asking.claims else ():
        if not purpose.dpv:
            yield asking.find("term-untold", f"purposes.{name}", key=True, name=name)


CHECKS: tuple[Check, ...] = (terms_are_known, purposes_have_terms)
