"""What changes for people when one notice takes another's place, and is it material (WP260 rev.01)?

Compares two notices that loaded clean, ground by ground: purpose × kind of subject × category, periods by applying them to days. Knows no
register and no person; how many people a change touches is the gate's to say.
"""

from seloste.notice.diff import around, data, leftover, promised, purposes, shares
from seloste.notice.diff.change import MATERIAL, Change, Code
from seloste.notice.model import Notice

__all__ = ["MATERIAL", "Change", "Code", "compare"]


def compare(old: Notice, new: Notice) -> tuple[Change, ...]:
    """List every difference, in the order of the file. Nothing is silent: what no rule knows is told as other words or another setting."""
    known = [
        change
        for look in (around.changes, data.changes, purposes.changes, shares.changes, promised.changes)
        for change in look(old, new)
    ]  # fmt: skip
    found = [*known, *leftover.changes(old, new, [change.path for change in known])]
    order = {part: place for place, part in enumerate(leftover.parts())}
    return tuple(sorted(found, key=lambda change: (order.get(change.path.split(".")[0], len(order)), not change.material)))
