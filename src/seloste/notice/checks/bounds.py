"""Does everything end? Matters are bounded, purposes run by exactly one clock, and grounds follow one another without a circle."""

from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
from seloste.notice.structure import MatterKind, Purpose
from seloste.notice.values import Store

CIRCLE_SHOWN = 8


def _bounded(kind: MatterKind) -> bool:
    # A planned end bounds by itself: without `else`, no such matter can be begun unless its end is given.
    otherwise = kind.otherwise is None or kind.otherwise.idle or kind.otherwise.at_most
    return bool(kind.idle or kind.at_most or (kind.end == "planned" and otherwise))


def matters_are_bounded(asking: Asking) -> Iterator[Finding]:
    """No matter lasts for ever (Art. 5(1)(e))."""
    for name, kind in asking.notice.matters.items():
        at = f"matters.{name}"
        if not _bounded(kind):
            fix = (
                "Lisää `idle` (kuinka pitkän hiljaisuuden jälkeen asia päättyy), `at_most` (enintään) tai `end: planned` (sovittu),"
                " esimerkiksi `idle: P24M`."
            )
            yield asking.error("N13-2a", at, f"Asialla `{name}` ei ole rajaa: se voi jatkua loputtomiin.", fix, "5(1)(e)", key=True)
        if kind.otherwise and kind.end != "planned":
            yield asking.error(
                "NX-clock", f"{at}.else", "`else` täydentää vain kohtaa `end: planned`.", "Lisää `end: planned` tai poista `else`."
            )


def purposes_run_by_one_clock(asking: Asking) -> Iterator[Finding]:
    """`while`, `per` or `after`: exactly one."""
    for name, purpose in asking.purposes().items():
        at = f"purposes.{name}"
        clocks = [key for key, given in (("while", purpose.while_), ("per", purpose.per), ("after", purpose.after)) if given]
        if len(clocks) != 1:
            told = f"nyt niitä on {len(clocks)}" if clocks else "nyt siltä puuttuu se"
            yield asking.error(
                "NX-clock", at, f"Käyttötarkoituksella `{name}` on oltava yksi kello: `while`, `per` tai `after`; {told}.",
                "Kerro, minkä asioiden ajan (`while`), kutakin asiaa kohti (`per`) vai minkä jälkeen (`after`) tarkoitus on voimassa.",
                "13(2)(a)", key=True,
            )  # fmt: skip
        yield from _tails(asking, at, purpose)


def _tails(asking: Asking, at: str, purpose: Purpose) -> Iterator[Finding]:
    if purpose.keep and purpose.rule:
        yield asking.error(
            "NX-clock", f"{at}.keep", "Säilytysajan antaa joko `keep` tai `rule`, ei molempia.", "Poista toinen.", "13(2)(a)"
        )
    if purpose.rule and not purpose.per:
        yield asking.error(
            "NX-clock",
            f"{at}.rule",
            "Lain säilytyssääntö tarvitsee asian, josta aika lasketaan.",
            "Lisää `per`, esimerkiksi `per: fiscal_year`.",
        )
    if purpose.after and not (purpose.keep or purpose.rule):
        yield asking.error(
            "N13-2a",
            f"{at}.after",
            "Edellisen jälkeen jatkuva tarkoitus tarvitsee säilytysajan.",
            "Lisää `keep`, esimerkiksi `keep: P5Y`.",
            "13(2)(a)",
        )
    if purpose.store is Store.ARCHIVE and purpose.while_ and purpose.kept:
        yield asking.error(
            "NX-clock",
            f"{at}.store",
            "Arkistoon siirtyy vain se, mikä jää edellisen tarkoituksen jälkeen.",
            "Käytä `after` tai `per`, tai vaihda `store: any`.",
        )


def purposes_reach_what_they_read(asking: Asking) -> Iterator[Finding]:
    """A purpose per matter opens that matter's folders and the subject's own, no other matter's."""
    for name, purpose in asking.purposes().items():
        if not purpose.per:
            continue
        for category in purpose.seen:
            of = asking.notice.data[category].of if category in asking.notice.data else None
            if of and of != purpose.per:
                yield asking.warning(
                    "NX-reach", f"purposes.{name}.per",
                    f"Tietoryhmä `{category}` kuuluu asiaan `{of}`; tarkoitus on voimassa asiaa `{purpose.per}` kohti eikä ulotu siihen.",
                    f"Käytä `while: [{purpose.per}]`.",
                )  # fmt: skip


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
            yield asking.error(
                "NX-circle",
                f"purposes.{name}.after",
                f"Tarkoitukset seuraavat toisiaan kehässä: {told}.",
                "Katkaise ketju yhdestä kohdasta.",
            )


CHECKS: tuple[Check, ...] = (matters_are_bounded, purposes_run_by_one_clock, purposes_reach_what_they_read, grounds_follow_without_a_circle)
