"""Is it plain what is asked of those who work with the data? Each demand once, and no demand that asks nothing."""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.people import demanded


def demands_are_plain(asking: Asking) -> Iterator[Finding]:
    """The software keeps one training, one undertaking and one review: which of two should it ask for?"""
    if not asking.has("security"):
        return
    first: dict[str, str] = {}
    for key, demand in demanded(asking.notice.security):
        if demand in first:
            yield asking.find("people-asked-twice", f"security.{key}.{demand}", key=True, name=demand.split(".")[-1], other=first[demand])
        first.setdefault(demand, key)
    for key, measure in asking.notice.security.items():
        asked = measure.requires
        if asked and not (asked.training or asked.undertaking or asked.employer):
            yield asking.find("people-asked-nothing", f"security.{key}.requires", key=True)


CHECKS: tuple[Check, ...] = (demands_are_plain,)
