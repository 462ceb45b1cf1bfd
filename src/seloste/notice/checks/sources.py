"""Where do data come from, and when are people told of what they didn't give themselves (Art. 14)?"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.checks.bounds import over_a_month
from seloste.notice.findings import Finding
from seloste.notice.parts import Source

_OWN = frozenset({"person", "register", "analytics"})
_VAGUE = re.compile(
    r"\bmu(ut|ilta|ista|iden) (mahdolli\w+ )?(sallitu\w+ )?(kolman\w+ osapuol\w+|läh\w+|taho\w+)"
    r"|\b(other|various) (third )?(parties|sources)"
    r"|\bandra (tredje parter|källor|tillåtna källor)",
    re.I,
)
_CREDIT = frozenset({"CreditRecord", "CreditWorthiness", "CreditStanding"})


def sources_cover_the_data(asking: Asking) -> Iterator[Finding]:
    """Where each category comes from."""
    if not asking.whole("sources", "data"):
        return
    told = {category for source in asking.notice.sources.values() for category in source.data}
    for name in asking.notice.data:
        if name not in told and name in asking.tree.value["data"]:
            yield asking.find("source-of-data", f"data.{name}", key=True, name=name)


def sources_are_named(asking: Asking) -> Iterator[Finding]:
    """A source is told by name or kind, and a firm that sells credit information is not called an authority."""
    for name, source in asking.notice.sources.items() if asking.has("sources") else ():
        if any(_VAGUE.search(words) for words in source.name.items().values()):
            yield asking.find("source-vague", f"sources.{name}", key=True, name=name)
        if source.kind == "authority" and any(_is_credit(asking, category) for category in source.data):
            yield asking.find("source-credit", f"sources.{name}.kind", name=name)


def _is_credit(asking: Asking, name: str) -> bool:
    category = asking.notice.data.get(name)
    return category is not None and any((field.pd or "").removeprefix("pd:") in _CREDIT for field in category.fields.values())


def people_are_informed(asking: Asking) -> Iterator[Finding]:
    """What came from elsewhere is told of within a month, or the exemption is named (Art. 14(3), (5))."""
    for name, source in asking.notice.sources.items() if asking.has("sources") else ():
        if source.kind not in _OWN and source.data:
            yield from _informed(asking, name, source)


def _informed(asking: Asking, name: str, source: Source) -> Iterator[Finding]:
    at = f"sources.{name}"
    if source.informed is None and source.exempt is None:
        yield asking.find("informing-untold", at, key=True, name=name)
    if source.informed and over_a_month(source.informed.within):
        yield asking.find("informing-late", f"{at}.informed.within", name=name)
    if source.exempt in {"impossible", "disproportionate"} and not source.how:
        yield asking.find("informing-exempt", f"{at}.exempt", name=name)


CHECKS: tuple[Check, ...] = (sources_cover_the_data, sources_are_named, people_are_informed)
