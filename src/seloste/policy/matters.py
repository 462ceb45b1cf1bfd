"""When a matter ran: from its events to spans, each with an end that is known from the first day.

INVARIANT: what a span was at an instant depends only on what had been recorded by that instant. So an event recorded late
takes effect when recorded, though the tail counts from its true date.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from seloste.law.periods import Period
from seloste.policy.history import Event, Verb
from seloste.policy.reckoning import capped_at, quiet_until
from seloste.policy.tables import MatterKind, Timeline, Version, in_force, later_than

VOIDED = "voided"
NOTICE = "notice"

# Ids are random, so events of one unit of work have no order but their sense: what begins there may be replanned, touched and ended there.
_SENSE = {verb: place for place, verb in enumerate((Verb.BEGIN, Verb.REPLAN, Verb.TOUCH, Verb.END, Verb.VOID))}


@dataclass(frozen=True, slots=True)
class Span:
    """One unbroken run of one matter. `ends` is when it took effect, `true_end` the date from which a tail counts."""

    matter: int
    kind: str
    version: Version
    opened: datetime
    ends: datetime
    true_end: datetime
    why: str

    @property
    def void(self) -> bool:
        """Whether the span only ran because of an event that was voided later: it has no tail and nothing follows it."""
        return self.why == VOIDED


@dataclass(slots=True)
class _Running:
    """A matter while its events are read, in the order they were recorded. `changed`: when the last of them was, for it still ran then."""

    version: Version
    opened: datetime
    begun: datetime
    active: datetime
    planned: datetime | None
    changed: datetime
    ended: datetime | None = None
    ended_truly: datetime | None = None


def spans(events: Iterable[Event], timeline: Timeline, undone: Collection[int]) -> list[Span]:
    """The spans of every matter, those events that were undone read as if never made."""
    per_matter: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.verb is not Verb.VOID and event.id not in undone:
            per_matter[event.matter].append(event)
    found: list[Span] = []
    for matter, own in per_matter.items():
        own.sort(key=lambda e: (e.recorded, _SENSE[e.verb], e.id))
        found.extend(_matter_spans(matter, own, timeline))
    return found


def spliced(before: Iterable[Span], undone: Iterable[Span], at: datetime) -> list[Span]:
    """The spans without a voided event, and what had run until the void was recorded.

    A voided event is undone from its start, but what it had already let happen did happen: a matter that ran by a voided event ran
    until the void was recorded (invariant 11).
    """
    found = list(undone)
    for old in before:
        if old.opened >= at:
            continue
        ran = replace(old, ends=min(old.ends, at))
        for i, span in enumerate(found):
            if span.matter == ran.matter and span.opened <= ran.ends and ran.opened <= span.ends:
                first = span if span.opened <= ran.opened else ran
                found[i] = replace(span, opened=first.opened, version=first.version, ends=max(span.ends, ran.ends))
                break
        else:
            found.append(replace(ran, true_end=ran.opened, why=VOIDED))
    return found


def _matter_spans(matter: int, events: list[Event], timeline: Timeline) -> Iterable[Span]:
    running: _Running | None = None
    kind = events[0].kind
    for event in events:
        if running is not None:
            span = _span(matter, kind, running, timeline)
            if event.recorded >= span.ends:
                if span.ends > span.opened:
                    yield span
                running = None
        if running is None:
            running = _begin(event, timeline) if event.verb is Verb.BEGIN else None
        else:
            _change(running, event)
    if running is not None:
        span = _span(matter, kind, running, timeline)
        if span.ends > span.opened:
            yield span


def _begin(event: Event, timeline: Timeline) -> _Running | None:
    opened = max(event.at, event.recorded)
    if timeline and opened < timeline[0].effective:
        opened = timeline[0].effective
    version = in_force(timeline, opened)
    if version is None or event.kind not in version.policy.matters:
        return None
    return _Running(version, opened, begun=event.at, active=event.at, planned=event.planned, changed=event.recorded)


def _change(running: _Running, event: Event) -> None:
    running.changed = event.recorded
    if event.verb is Verb.END:
        running.ended = max(event.at, event.recorded)
        running.ended_truly = max(event.at, running.begun)
    elif event.verb is Verb.REPLAN and running.version.policy.matters[event.kind].planned:
        running.planned = event.planned
        running.ended = running.ended_truly = None
    if event.verb in (Verb.TOUCH, Verb.REPLAN):
        running.active = max(running.active, min(event.at, event.recorded))


def _span(matter: int, kind: str, running: _Running, timeline: Timeline) -> Span:
    """The span as its bounds stand: an explicit end if one was recorded, else the earliest bound of each notice in turn.

    A plan into the past, or none where there was one, may set a bound before the instant it was recorded: it takes effect then.
    """
    floor = max(running.opened, running.changed)
    true_end, why = _bound(running.version.policy.matters[kind], running)
    for version in later_than(timeline, running.version):
        if version.effective >= max(true_end, floor):
            break
        later_kind = version.policy.matters.get(kind)
        later, later_why = _bound(later_kind, running) if later_kind else (version.effective, NOTICE)
        if later < true_end:
            true_end, why = max(later, version.effective), later_why
    ends = max(true_end, floor)
    if running.ended is not None and running.ended_truly is not None and running.ended < ends:
        ends, true_end, why = running.ended, running.ended_truly, "ended"
    return Span(matter, kind, running.version, running.opened, max(ends, running.opened), max(true_end, running.begun), why)


def _bound(kind: MatterKind, running: _Running) -> tuple[datetime, str]:
    """The earliest bound of the kind. INVARIANT: there is one; a notice whose kind has none does not load."""
    candidates: list[tuple[datetime, str]] = []

    def add(idle: Period | None, at_most: Period | None) -> None:
        if idle is not None:
            candidates.append((quiet_until(running.active, idle), "idle"))
        if at_most is not None:
            candidates.append((capped_at(running.begun, at_most), "at_most"))

    add(kind.idle, kind.at_most)
    if kind.planned and running.planned is not None:
        candidates.append((running.planned, "planned"))
    elif kind.planned:
        add(kind.otherwise_idle, kind.otherwise_at_most)
    if not candidates:
        return running.opened, "unbounded"
    return min(candidates)


def shift_version(span: Span, version: Version, opened: datetime) -> Span:
    """The rest of a span from `opened`, read under another version of the notice."""
    return replace(span, version=version, opened=max(span.opened, opened))
