"""The invariants of the fold (DESIGN 2), each over random notices and random lives. What needs the register is tested at the gate."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.knowing import known
from policy.scenes import Doc, policy
from policy.strategies import (
    START,
    Move,
    instants,
    later_moves,
    lives,
    longer,
    notices,
    published,
    shorter,
    tell,
    timelines,
    versions,
)
from seloste.notice.values import Store
from seloste.policy import Fold, RefusalKind, Timeline, fold, in_force
from seloste.policy.cover import covers
from seloste.policy.folders import Fate, keeps
from seloste.policy.grounds import Ground
from seloste.policy.history import Folder, History, Verb
from seloste.policy.tables import Policy

TICK = timedelta(microseconds=1)
SUBJECT = st.sampled_from(("customer", "contact_person"))
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def until(instant: datetime | None, at: datetime) -> datetime:
    """The part of an end that lies no later than an instant."""
    return min(instant, at) if instant is not None else at


def stretches(grounds: Iterable[Ground], at: datetime) -> dict[tuple[object, ...], list[tuple[datetime, datetime]]]:
    """When each purpose was open on each matter, by version and basis, until an instant: joined, so that only time counts."""
    found: dict[tuple[object, ...], list[tuple[datetime, datetime]]] = defaultdict(list)
    for g in sorted(grounds, key=lambda g: (g.opened, g.ends)):
        if g.opened >= at:
            continue
        mine = found[(g.purpose, g.matter, g.version, g.basis)]
        if mine and g.opened <= mine[-1][1]:
            mine[-1] = (mine[-1][0], max(mine[-1][1], min(g.ends, at)))
        else:
            mine.append((g.opened, min(g.ends, at)))
    return dict(found)


def marks(folded: Fold, history: History) -> list[datetime]:
    """Every instant at which something changes, and one tick on each side."""
    ends = {g.opened for g in folded.grounds} | {g.ends for g in folded.grounds} | {f.arrived for f in history.folders}
    ends |= {e for fate in folded.fates.values() for e in (fate.live_until, fate.falls, fate.doom) if e is not None}
    return sorted({m for e in ends for m in (e - TICK, e)})


def later(before: datetime | None, after: datetime | None) -> bool:
    """Whether an end moved later; no known end is the latest."""
    return before is not None and (after is None or after > before)


# 1


@quick
@given(timelines(), lives(), SUBJECT, st.randoms(use_true_random=False))
def test_the_fold_ignores_the_order_of_its_input_and_what_is_told_twice(
    timeline: Timeline, moves: tuple[Move, ...], kind: str, rnd: random.Random
) -> None:
    history = tell(timeline, moves, kind)

    def mixed[T](entries: tuple[T, ...], *, twice: bool = False) -> tuple[T, ...]:
        turned = [*entries, *(e for e in entries if twice and rnd.random() < 0.3)]
        rnd.shuffle(turned)
        return tuple(turned)

    turned = replace(
        history,
        events=mixed(history.events, twice=True),
        refusals=mixed(history.refusals),
        restrictions=mixed(history.restrictions),
        holds=mixed(history.holds),
        folders=mixed(history.folders),
        own=mixed(history.own),
    )
    assert fold(turned, timeline) == fold(history, timeline)


# 2


@quick
@given(timelines(), lives(), SUBJECT)
def test_every_ground_has_an_end_after_its_beginning_and_a_key_of_its_own(timeline: Timeline, moves: tuple[Move, ...], kind: str) -> None:
    found = fold(tell(timeline, moves, kind), timeline).grounds
    assert all(g.opened < g.ends for g in found)
    assert max((g.ends for g in found), default=START) < START + timedelta(days=366 * 13)
    assert len({g.key for g in found}) == len(found)


# 3


def may_read(purpose: str, folder: Folder, at: datetime, folded: Fold, history: History, timeline: Timeline) -> bool:
    """The reading rule in one place: an open ground whose version covers the category, a standing folder, no restriction."""
    fate, cover = folded.fates[folder.id], covers(timeline)
    for g in folded.grounds:
        row = cover.get((g.version, purpose, folder.category))
        if (
            g.purpose != purpose
            or not g.open_at(at)
            or row is None
            or not row.reads
            or (row.reads_until is not None and row.reads_until <= at)
        ):
            continue
        if folder.matter and g.matter not in (0, folder.matter):
            continue
        live = folder.arrived <= at < fate.live_until
        archived = fate.live_until <= at and (fate.falls is None or at < fate.falls)
        closed = any(
            r.purpose == purpose and r.folder in (0, folder.id) and r.opened <= at and (r.lifted is None or r.lifted > at)
            for r in history.restrictions
        )
        if {Store.LIVE: live, Store.ARCHIVE: archived, Store.ANY: live or archived}[g.store] and not closed:
            return True
    return False


@quick
@given(timelines(), lives(), st.lists(instants(), min_size=1, max_size=5))
def test_nothing_is_read_that_the_notice_in_force_does_not_let_the_purpose_read(
    timeline: Timeline, moves: tuple[Move, ...], times: list[datetime]
) -> None:
    history = tell(timeline, moves)
    folded = fold(history, timeline)
    for at in times:
        version = in_force(timeline, at)
        assert version is not None
        for folder in history.folders:
            for key in {g.purpose for g in folded.grounds}:
                if may_read(key, folder, at, folded, history, timeline):
                    named = version.policy.purposes.get(key)
                    assert named is not None
                    assert named.may_read(folder.category)
                    assert not any(
                        r.purpose == key
                        and not r.channel
                        and r.kind is not RefusalKind.ERASURE
                        and r.opened <= at
                        and (r.lifted is None or r.lifted > at)
                        for r in history.refusals
                    )


# 4, 11, 12: what was so, stays so


def restored_in_time(history: History, before: Fate, at: datetime) -> bool:
    """Whether a void recorded after an instant could still have restored the folder."""
    return any(e.verb is Verb.VOID and at < e.recorded < before.gone_live for e in history.events)


@quick
@given(timelines(), lives(), SUBJECT, instants())
def test_what_was_known_at_an_instant_is_what_was_so_until_then(
    timeline: Timeline, moves: tuple[Move, ...], kind: str, at: datetime
) -> None:
    history = tell(timeline, moves, kind)
    full = fold(history, timeline)
    then = fold(known(history, at), tuple(v for v in timeline if v.effective <= at))
    for id, before in then.fates.items():
        after = full.fates[id]
        if before.live_until <= at and after.live_until != before.live_until:
            assert after.live_until > before.live_until
            assert restored_in_time(history, before, at)
            continue
        assert until(after.live_until, at + TICK) == until(before.live_until, at + TICK)
        assert until(after.falls, at + TICK) == until(before.falls, at + TICK)
        if before.falls is not None and before.falls <= at:
            assert after.falls == before.falls
            assert until(after.doom, at + TICK) == until(before.doom, at + TICK)


@quick
@given(timelines(), lives(), SUBJECT, instants())
def test_no_ground_ends_before_its_cause_was_recorded_or_its_notice_took_effect(
    timeline: Timeline, moves: tuple[Move, ...], kind: str, at: datetime
) -> None:
    history = tell(timeline, moves, kind)
    then = stretches(fold(known(history, at), tuple(v for v in timeline if v.effective <= at)).grounds, at)
    full = stretches(fold(history, timeline).grounds, at)
    if any(e.verb is Verb.VOID and e.recorded > at for e in history.events):
        assert all(any(a <= opened and ends <= b for a, b in full.get(key, [])) for key, mine in then.items() for opened, ends in mine)
    else:
        assert full == then


ARCHIVES = versions(
    [
        (
            START - timedelta(days=30),
            {
                "within": "P5D",
                "matters": {
                    "k0": {"idle": "P40D"},
                    "k1": {"end": "planned", "else": {"idle": "P2M"}},
                    "k2": {"at_most": "P3M"},
                    "year": {"of": "controller", "end": "planned"},
                },
                "data": {"person": {}, "extra": {"within": "PT0S"}, "file": {"of": "k0"}, "code": {"of": "k1", "within": "P1D"}},
                "purposes": {
                    "p0": {"while": ["k0", "k1"], "uses": ["person", "extra", "file", "code"]},
                    "p1": {"after": "p0", "keeps": ["person", "extra", "file", "code"], "keep": "P1M", "store": "archive"},
                    "p2": {"while": ["k2"], "uses": ["person"], "keep": "P10D"},
                    "p3": {"after": "p1", "keeps": ["person", "file"], "keep": "P40D", "store": "archive"},
                    "p4": {"per": "k0", "uses": ["file"]},
                },
            },
        )
    ]
)
DECIDED = ("refuse", "restrict", "hold", "lift", "unrestrict", "release", "replan", "again")


@settings(quick, max_examples=300)
@given(lives(most=30, without=DECIDED), instants())
def test_a_folder_that_goes_takes_only_the_rest_of_an_archive_that_it_alone_told(moves: tuple[Move, ...], at: datetime) -> None:
    history = tell(ARCHIVES, [move for move in moves if move.kind != "paper"])
    full, cover = fold(history, ARCHIVES), covers(ARCHIVES)
    gone = [f for f in history.folders if (doom := full.fates[f.id].doom) is not None and doom <= at]
    rest = fold(replace(history, folders=tuple(f for f in history.folders if f not in gone)), ARCHIVES)
    assert all(fate == full.fates[id] for id, fate in rest.fates.items())
    voids = {e.recorded for e in history.events if e.verb is Verb.VOID}
    had, left = {g.key: g for g in full.grounds}, {g.key: g for g in rest.grounds}
    assert left.keys() <= had.keys()
    for key, ground in had.items():
        if ground != left.get(key):
            assert ground.store is Store.ARCHIVE
            assert any(keeps(ground, f, cover) for f in gone)
            assert key not in left or (left[key].ends in voids and left[key].ends < ground.ends)


# 5, 6, 7: one thing more


def last(history: History) -> datetime:
    """When the last thing was recorded."""
    entries = [e.recorded for e in history.events] + [f.arrived for f in history.folders]
    entries += [r.lifted or r.opened for r in history.refusals] + [r.lifted or r.opened for r in history.restrictions]
    entries += [h.released or h.opened for h in history.holds]
    return max(entries)


@quick
@given(timelines(), lives(), st.data())
def test_after_a_refusal_no_record_falls_later(timeline: Timeline, moves: tuple[Move, ...], data: st.DataObject) -> None:
    history = tell(timeline, moves)
    move = data.draw(later_moves(("refuse",), last(history)))
    before, after = fold(history, timeline), fold(tell(timeline, (*moves, move)), timeline)
    assert not any(
        later(fate.falls, after.fates[id].falls) or later(fate.live_until, after.fates[id].live_until) for id, fate in before.fates.items()
    )


@quick
@given(notices(), lives(), instants(1, 300), st.data())
def test_after_a_shorter_notice_no_record_falls_later(doc: Doc, moves: tuple[Move, ...], effective: datetime, data: st.DataObject) -> None:
    first = versions([(START, doc)])
    second = published(first, effective, policy(data.draw(shorter(doc))))
    history = tell(first, moves)
    before, after = fold(history, first), fold(history, second)
    for id, fate in before.fates.items():
        assert not later(fate.falls, after.fates[id].falls)
        assert not later(fate.live_until, after.fates[id].live_until)


@quick
@given(timelines(), lives(), st.data())
def test_after_a_hold_a_restriction_or_activity_no_record_falls_earlier(
    timeline: Timeline, moves: tuple[Move, ...], data: st.DataObject
) -> None:
    history = tell(timeline, moves)
    move = data.draw(later_moves(("hold", "restrict", "touch", "begin", "again"), last(history)))
    before, after = fold(history, timeline), fold(tell(timeline, (*moves, move)), timeline)
    for id, fate in before.fates.items():
        assert not later(after.fates[id].falls, fate.falls)
        assert not later(after.fates[id].live_until, fate.live_until)


@quick
@given(notices(), lives(), instants(1, 300), st.data())
def test_a_longer_notice_moves_no_ground_that_had_opened_and_no_record_falls_earlier(
    doc: Doc, moves: tuple[Move, ...], effective: datetime, data: st.DataObject
) -> None:
    first = versions([(START, doc)])
    second = published(first, effective, policy(data.draw(longer(doc))))
    history = tell(first, moves)
    before, after = fold(history, first), fold(history, second)
    for id, fate in before.fates.items():
        assert not later(after.fates[id].falls, fate.falls)
    begun = replace(history, events=tuple(e for e in history.events if e.verb is not Verb.BEGIN or max(e.at, e.recorded) < effective))
    before, after = fold(begun, first), fold(begun, second)
    assert {(g.key, g.ends) for g in before.grounds if g.opened < effective} <= {(g.key, g.ends) for g in after.grounds}


# 8


@quick
@given(timelines(), lives(), SUBJECT)
def test_no_ground_opens_under_a_standing_refusal(timeline: Timeline, moves: tuple[Move, ...], kind: str) -> None:
    history = tell(timeline, moves, kind)
    for ground in fold(history, timeline).grounds:
        for refusal in history.refusals:
            if refusal.purpose != ground.purpose or refusal.channel:
                continue
            if refusal.kind is RefusalKind.ERASURE:
                assert not ground.begun <= refusal.opened <= ground.opened
            else:
                assert not (refusal.opened <= ground.opened and (refusal.lifted is None or refusal.lifted > ground.opened))
                assert not ground.opened < refusal.opened < ground.ends


# 9


@quick
@given(timelines(), lives(), SUBJECT, instants())
def test_a_record_that_came_later_into_a_living_folder_falls_with_the_first(
    timeline: Timeline, moves: tuple[Move, ...], kind: str, at: datetime
) -> None:
    history = tell(timeline, moves, kind)
    folded = fold(history, timeline)
    for folder in history.folders:
        fate = folded.fates[folder.id]
        if folder.arrived <= at < fate.live_until and not folder.matter:
            second = fold(replace(history, folders=(replace(folder, arrived=at),)), timeline).fates[folder.id]
            if second.live_until > at:
                assert second.live_until <= fate.live_until


# 10


def without_reads(made: Policy) -> Policy:
    return replace(made, purposes={key: replace(p, reads=frozenset()) for key, p in made.purposes.items()})


@quick
@given(timelines(), lives(), SUBJECT)
def test_reading_never_moves_a_fall(timeline: Timeline, moves: tuple[Move, ...], kind: str) -> None:
    history = tell(timeline, moves, kind)
    blind = tuple(replace(v, policy=without_reads(v.policy)) for v in timeline)
    assert fold(history, timeline).fates == fold(history, blind).fates


# 13, 16: as predicates


@quick
@given(timelines(), lives(), SUBJECT)
def test_what_stands_stands_on_a_listed_ground_a_hold_or_a_restriction(timeline: Timeline, moves: tuple[Move, ...], kind: str) -> None:
    history = tell(timeline, moves, kind)
    folded, cover = fold(history, timeline), covers(timeline)
    decided = [(r.opened, r.lifted, r.folder) for r in history.restrictions] + [(h.opened, h.released, 0) for h in history.holds]
    for folder in history.folders:
        fate = folded.fates[folder.id]
        for at in marks(folded, history):
            if not (folder.arrived <= at and (fate.falls is None or at < fate.falls)):
                continue
            live = at < fate.live_until
            held = any(opened <= at and (ended is None or at < ended) and only in (0, folder.id) for opened, ended, only in decided)
            grounds = [g for g in folded.grounds if g.open_at(at) and keeps(g, folder, cover)]
            assert (held and not live) or any((g.store is Store.ARCHIVE) != live for g in grounds)


@quick
@given(timelines(), lives(), SUBJECT)
def test_what_is_doomed_has_fallen_and_was_neither_held_nor_restricted_as_it_fell(
    timeline: Timeline, moves: tuple[Move, ...], kind: str
) -> None:
    history = tell(timeline, moves, kind)
    for folder in history.folders:
        fate = fold(history, timeline).fates[folder.id]
        assert (fate.falls is None) == (fate.doom is None)
        assert fate.falls is None or fate.live_until <= fate.falls <= (fate.doom or fate.falls)
        closed = [r for r in history.restrictions if r.folder in (0, folder.id)]
        if fate.falls is not None:
            assert not any(r.opened <= fate.falls and (r.lifted is None or r.lifted > fate.falls) for r in closed)
