"""Has every material change been told in time? A value-free check for the promise board: versions, not people."""

from itertools import pairwise

from seloste.duties.announcements import telling
from seloste.duties.announcements.promise import promised
from seloste.gate import Check, Door
from seloste.notice.diff import compare


def changes_announced(door: Door) -> Check:
    """Each material version was told by the channels, and so long before, as the version before it promised. Samples: numbers."""
    late: list[int] = []
    weighed = 0
    versions = door.notices()
    for (_, _, old), (number, effective, new) in pairwise(versions):
        if not any(change.material for change in compare(old, new)):
            continue
        weighed += 1
        earliest = promised(old).earliest(telling.told(door, new.sha256))
        if earliest is None or earliest > effective:
            late.append(number)
    return Check(len(late), weighed, tuple(late))
