"""Does everything end? Matters are bounded, purposes run by exactly one clock, and grounds follow one another without a circle."""

from collections.abc import Iterator

from seloste.law.periods import Period
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.structure import MatterKind, Purpose
from seloste.notice.values import Store

CIRCLE_SHOWN = 8


def over_a_month(period: Period) -> bool:
    """Whether a period is longer than the longest month."""
    return period.months > 1 or (period.months == 1 and period.days > 0) or period.days > 31 or period.seconds > 31 * 86_400


def _bounded(kind: MatterKind) -> bool:
    # A planned end bounds by itself: without `else`, no such matter can be begun unless its end is given.
    otherwise = kind.otherwise is None or kind.otherwise.idle or kind.otherwise.at_most
    return bool(kind.idle or kind.at_most or (kind.end == "planned" and otherwise))


def matters_are_bounded(asking: Asking) -> Iterator[Finding]:
    """No matter lasts for ever (Art. 5(1)(e))."""
    for name, kind in asking.notice.matters.items():
        at = f"matters.{name}"
        if not _bounded(kind):
            yield asking.find("matter-unplanned" if kind.end else "matter-unbounded", at, key=True, name=name)
        if kind.otherwise and kind.end != "planned":
            yield asking.find("clock-else", f"{at}.else")


def purposes_run_by_one_clock(asking: Asking) -> Iterator[Finding]:
    """`while`, `per` or `after`: exactly one."""
    for name, purpose in asking.purposes().items():
        at = f"purposes.{name}"
        clocks = [key for key, given in (("while", purpose.while_), ("per", purpose.per), ("after", purpose.after)) if given]
        if not clocks:
            yield asking.find("clock-none", at, key=True, name=name)
        if len(clocks) > 1:
            yield asking.find("clock-many", at, key=True, name=name, count=len(clocks))
        yield from _tails(asking, at, purpose)


def _tails(asking: Asking, at: str, purpose: Purpose) -> Iterator[Finding]:
    if purpose.keep and purpose.rule:
        yield asking.find("keep-and-rule", f"{at}.keep")
    if purpose.rule and not purpose.per:
        yield asking.find("rule-without-per", f"{at}.rule")
    if purpose.after and not (purpose.keep or purpose.rule):
        yield asking.find("after-without-keep", f"{at}.after")
    if purpose.store is Store.ARCHIVE and purpose.while_ and purpose.kept:
        yield asking.find("archive-while", f"{at}.store")


def purposes_reach_what_they_read(asking: Asking) -> Iterator[Finding]:
    """A purpose per matter opens that matter's folders and the subject's own, no other matter's."""
    for name, purpose in asking.purposes().items():
        if not purpose.per:
            continue
        for category in purpose.seen:
            of = asking.notice.data[category].of if category in asking.notice.data else None
            if of and of != purpose.per:
                yield asking.find("purpose-reach", f"purposes.{name}.per", category=category, of=of, per=purpose.per)


def grounds_follow_without_a_circle(asking: Asking) -> Iterator[Finding]:
    """A purpose can't come after itself, not even by way of others."""
    after = {name: purpose.after for name, purpose in asking.purposes().items() if purpose.after}
    walked: set[str] = set()
    for start in after:
        # Each purpose is walked once: a chain that meets an earlier one has nothing new to tell.
        chain: dict[str, None] = {}
        name = start
        while name in after and name not in walked:
            walked.add(name)
            chain[name] = None
            name = after[name]
        if name in chain:
            circle = list(chain)[list(chain).index(name) :]
            told = " → ".join([*circle[:CIRCLE_SHOWN], *(["…"] if len(circle) > CIRCLE_SHOWN else []), name])
            yield asking.find("purpose-circle", f"purposes.{name}.after", circle=told)


def what_follows_takes_over(asking: Asking) -> Iterator[Finding]:
    """What comes after a purpose takes over what that one kept to its end; and nothing comes back from the archive."""
    purposes = asking.purposes()
    for name, purpose in purposes.items():
        before = purposes.get(purpose.after or "")
        if before is None:
            continue
        at, archive = f"purposes.{name}", purpose.store is Store.ARCHIVE
        if before.store is Store.ARCHIVE and not archive:
            yield asking.find("after-archive", f"{at}.after", name=name, before=purpose.after or "")
        for key in ("uses", "keeps"):
            for number, category in enumerate(getattr(purpose, key)):
                if category not in before.kept:
                    code = "archive-empty" if archive else "after-new-only"
                    yield asking.find(code, f"{at}.{key}.{number}", name=name, before=purpose.after or "", category=category)


CHECKS: tuple[Check, ...] = (
    matters_are_bounded, purposes_run_by_one_clock, purposes_reach_what_they_read, grounds_follow_without_a_circle,
    what_follows_takes_over,
)  # fmt: skip
