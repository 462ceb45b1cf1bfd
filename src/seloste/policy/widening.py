"""How far does a no reach that was said to everything of its sort?  To what a later notice adds as well.

Who forbade all direct marketing forbade it whatever a later notice calls it (Art. 21(3)), and what is restricted as a whole is only stored
(Art. 18(2)). A no to some purposes among several stays one to those, and so does one of which a part was taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from seloste.policy.history import History, Refusal, RefusalKind, Restriction
from seloste.policy.tables import Policy, Timeline, in_force, later_than

_THE_PERSONS = (RefusalKind.BAN, RefusalKind.OBJECTION)


def marketing(policy: Policy, kind: str, channel: str = "") -> frozenset[str]:
    """The purposes that market to a kind of subject, by a channel or by any."""
    return frozenset(key for key, p in policy.purposes.items() if kind in p.basis and (channel in p.marketing if channel else p.marketing))


def restrictable(policy: Policy, kind: str, category: str = "") -> frozenset[str]:
    """The purposes that a restriction of a kind of subject closes; of one category's folder, those that would read it."""
    return frozenset(
        key
        for key, p in policy.purposes.items()
        if kind in p.basis and not p.builtin and not p.despite_restriction and (not category or p.may_read(category))
    )


def wider_refusals(history: History, timeline: Timeline) -> Iterator[Refusal]:
    """For each purpose of a later notice that a standing no reaches: that no, said to it. It has the id of the one it comes from."""
    said: dict[tuple[object, ...], list[Refusal]] = defaultdict(list)
    for refusal in history.refusals:
        if refusal.kind in _THE_PERSONS:
            said[refusal.kind, refusal.channel, refusal.opened].append(refusal)
    for rows in said.values():
        channel = rows[0].channel
        sorts = [marketing(v.policy, history.subject_kind, channel) for v in _since(rows[0].opened, timeline)]
        # Where the person has said something of a purpose by itself, that counts.
        named = {refusal.purpose for refusal in history.refusals if refusal.channel in ("", channel)}
        yield from (replace(rows[0], purpose=key) for key in _added(rows, sorts, named))


def wider_restrictions(history: History, timeline: Timeline) -> Iterator[Restriction]:
    """The same of what was restricted: all of the subject, or one folder."""
    categories = {folder.id: folder.category for folder in history.folders} | {0: ""}
    shut: dict[tuple[object, ...], list[Restriction]] = defaultdict(list)
    for restriction in history.restrictions:
        if restriction.folder in categories:
            shut[restriction.folder, restriction.reason, restriction.review, restriction.opened].append(restriction)
    for rows in shut.values():
        category = categories[rows[0].folder]
        sorts = [restrictable(v.policy, history.subject_kind, category) for v in _since(rows[0].opened, timeline)]
        yield from (replace(rows[0], purpose=key) for key in _added(rows, sorts, {row.purpose for row in rows}))


def _since(at: datetime, timeline: Timeline) -> Timeline:
    """The notice in force at an instant, and those after it."""
    then = in_force(timeline, at)
    return () if then is None else (then, *later_than(timeline, then))


def _added(rows: Sequence[Refusal] | Sequence[Restriction], sorts: Sequence[frozenset[str]], named: Collection[str]) -> list[str]:
    """What the later notices have more of a sort, where all of it was closed by the first, and nothing of that was opened since."""
    closed = {row.purpose for row in rows}
    if not sorts or not sorts[0] or not sorts[0] <= closed or any(row.lifted is not None for row in rows):
        return []
    return sorted(frozenset().union(*sorts).difference(closed, named))
