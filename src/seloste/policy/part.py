"""Which part of a subject's history must be folded when only some of its matters change?  Pure, and no second reckoning: the same fold.

A kind of matter stands apart when all that it opens is each matter's own and keeps nothing of the whole subject, and nothing else keeps
what its folders hold. A campaign of the controller's or a fiscal year may be such a kind. What hangs on one matter of it says nothing about
what hangs on another, and nothing that happens to the subject moves it.
INVARIANT: the fold of a part equals that part of the fold.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from seloste.policy.history import History, Verb
from seloste.policy.tables import Timeline


@dataclass(frozen=True, slots=True)
class Apart:
    """What stands apart under all versions of a notice: kinds of matter, the purposes that only they open, directly or one after another,
    and the categories that only their folders hold.

    `alone`: those of the kinds that are the controller's own. Of such a matter neither the whole subject nor anything that happens to it
    says more than what was refused, restricted or held. `of_alone`: the categories they hold.
    """

    kinds: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    of_alone: frozenset[str] = frozenset()


def apart(timeline: Timeline) -> Apart:
    """Find it. A kind must stand apart in every version, since any of them may rule a matter that is still there."""
    kinds = frozenset(kind for v in timeline for kind in v.policy.matters if _stands_apart(kind, timeline))
    others = {p.key for v in timeline for p in v.policy.purposes.values() if p.while_ or (p.per and p.per not in kinds)}
    purposes = {key for v in timeline for key in v.policy.purposes} - _with_followers(others, timeline)
    categories = {key for v in timeline for key in v.policy.categories}
    alone = frozenset(kind for kind in kinds if _is_own(kind, timeline))
    return Apart(
        kinds,
        frozenset(purposes),
        frozenset(key for key in categories if _of(key, timeline) <= kinds),
        alone,
        frozenset(key for key in categories if _of(key, timeline) <= alone),
    )


def _is_own(kind: str, timeline: Timeline) -> bool:
    """Whether a kind of matter is the controller's own in every version that has it."""
    return all(v.policy.matters[kind].controllers_own for v in timeline if kind in v.policy.matters)


def _stands_apart(kind: str, timeline: Timeline) -> bool:
    purposes = [p for v in timeline for p in v.policy.purposes.values()]
    if any(kind in p.while_ for p in purposes):
        return False
    opened = _with_followers({p.key for p in purposes if p.per == kind}, timeline)
    kept = {key for p in purposes if p.key in opened for key in p.uses | p.keeps}
    held = {key for v in timeline for key, category in v.policy.categories.items() if category.of == kind}
    elsewhere = {key for p in purposes if p.key not in opened and not p.builtin for key in p.uses | p.keeps}
    own = held.isdisjoint(elsewhere) and all(_of(key, timeline) == {kind} for key in held)
    return own and all(None not in _of(key, timeline) for key in kept)


def _with_followers(opened: set[str], timeline: Timeline) -> set[str]:
    """These purposes and all that any version lets follow them."""
    found, new = set(opened), set(opened)
    while new:
        new = {p.key for v in timeline for p in v.policy.purposes.values() if p.after in new} - found
        found |= new
    return found


def _of(category: str, timeline: Timeline) -> set[str | None]:
    """The kinds of matter whose folders hold a category, None for the whole subject's."""
    return {v.policy.categories[category].of for v in timeline if category in v.policy.categories}


def matters_of(history: History, named: Collection[int], stands: Apart) -> frozenset[int]:
    """The matters of a part, with 0 for the whole subject: those named, and all of the kinds that don't stand apart."""
    joined = {event.matter for event in history.events if event.kind not in stands.kinds}
    return frozenset({0, *named, *joined, *(own.id for own in history.own if own.kind not in stands.kinds)})


def part(history: History, named: Collection[int], stands: Apart) -> History | None:
    """The history of the whole subject and of the matters named, without others that stand apart.

    None where an event was voided: what a mistake had let happen is told by the whole only.
    """
    if any(event.verb is Verb.VOID for event in history.events):
        return None
    matters = matters_of(history, named, stands)
    return replace(
        history,
        events=tuple(e for e in history.events if e.matter in matters),
        folders=tuple(f for f in history.folders if f.matter in matters),
        own=tuple(own for own in history.own if own.id in matters),
    )


def lone(history: History, named: Collection[int]) -> History:
    """The history of matters of a kind that stands alone: what hangs on those named, and what was decided on the subject."""
    return replace(
        history,
        events=(),
        folders=tuple(f for f in history.folders if f.matter in named),
        own=tuple(own for own in history.own if own.id in named),
    )
