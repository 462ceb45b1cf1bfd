"""Does the notice hold together, and does it say what the law asks?

Each check is a small function from what was read to findings. None raises, none changes anything, none knows a register or a person.
"""

from datetime import date

from seloste.notice.asking import Asking, Check
from seloste.notice.checks import (
    bases,
    bounds,
    contents,
    contradictions,
    cookies,
    names,
    people,
    published,
    sensitive,
    serving,
    sources,
    statutes,
    terms,
    transfers,
    who,
    wording,
)
from seloste.notice.findings import Finding
from seloste.notice.model import Notice
from seloste.notice.tree import Tree

CHECKS: tuple[Check, ...] = (
    *names.CHECKS, *bounds.CHECKS, *bases.CHECKS, *who.CHECKS, *contents.CHECKS, *serving.CHECKS, *sources.CHECKS, *sensitive.CHECKS,
    *transfers.CHECKS, *cookies.CHECKS, *contradictions.CHECKS, *statutes.CHECKS, *terms.CHECKS, *wording.CHECKS, *people.CHECKS,
    *published.CHECKS,
)  # fmt: skip


def run(draft: Notice, tree: Tree, read: frozenset[str], on: date) -> list[Finding]:
    """Run every check on what could be read."""
    asking = Asking(draft, tree, read, on)
    return [finding for check in CHECKS for finding in check(asking)]
