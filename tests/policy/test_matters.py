"""Matters: each runs from its first event to an end that is known from the first day."""

from dataclasses import replace

import pytest

from policy.scenes import LAMISNET, Doc, Life, at, through, with_parts
from seloste.policy import Fold, fold
from seloste.policy.history import Verb
from seloste.policy.matters import Span

KINDS: Doc = {
    "matters": {
        "relation": {"idle": "P24M"},
        "contract": {"end": "planned", "else": {"idle": "P36M"}},
        "lease": {"end": "planned", "else": {"at_most": "P1Y"}},
        "check": {"at_most": "P14D"},
        "trial": {"at_most": "PT12H"},
        "account": {"idle": "P6M", "at_most": "P2Y"},
    },
    "data": {"identity": None},
    "purposes": {"care": {"while": ["relation", "contract", "lease", "check", "trial", "account"], "uses": ["identity"]}},
}


def spans(life: Life) -> list[Span]:
    return sorted(life.fold().spans, key=lambda s: (s.opened, s.matter))


def only(life: Life) -> Span:
    (span,) = spans(life)
    return span


def life() -> Life:
    return Life(("2018-01-01", KINDS))


def test_inactivity_ends_a_relationship_and_each_touch_counts_from_its_own_day() -> None:
    told = life()
    matter = told.begin("relation", "2020-02-29 12:00")
    assert only(told).ends == through("2022-02-28")
    told.touch(matter, "2021-05-05 09:30")
    assert (only(told).ends, only(told).why) == (through("2023-05-05"), "idle")


def test_a_planned_matter_ends_with_its_last_day() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    assert (only(told).ends, only(told).why) == (at("2021-03-02"), "planned")


def test_a_running_contract_is_not_ended_by_inactivity() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2029-12-31")
    assert only(told).ends == through("2029-12-31")


def test_a_matter_without_a_planned_end_is_bound_by_its_else() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00")
    told.begin("lease", "2020-01-01 12:00")
    contract, lease = spans(told)
    assert (contract.ends, contract.why) == (through("2023-01-01"), "idle")
    assert (lease.ends, lease.why) == (at("2021-01-01"), "at_most")


def test_a_cap_rounds_down_to_the_start_of_its_day() -> None:
    told = life()
    told.begin("check", "2025-01-10 09:00")
    assert (only(told).ends, only(told).why) == (at("2025-01-24"), "at_most")


def test_a_cap_of_hours_is_exact() -> None:
    told = life()
    told.begin("trial", "2025-01-10 09:00")
    assert only(told).ends == at("2025-01-10 21:00")


def test_the_earlier_of_two_bounds_ends_a_matter() -> None:
    told = life()
    matter = told.begin("account", "2020-01-01 12:00")
    for month in range(2, 12):
        told.touch(matter, f"2020-{month:02}-15 12:00")
    assert only(told).why == "idle"
    for month in range(1, 12):
        told.touch(matter, f"2021-{month:02}-15 12:00")
    assert (only(told).ends, only(told).why) == (at("2022-01-01"), "at_most")


def test_an_explicit_end_comes_before_the_bound() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-06-30 15:00")
    span = only(told)
    assert (span.ends, span.true_end, span.why) == (at("2020-06-30 15:00"), at("2020-06-30 15:00"), "ended")


def test_an_end_recorded_late_takes_effect_when_recorded_and_keeps_its_true_date() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-09-01 10:00", true="2020-06-30 15:00")
    span = only(told)
    assert (span.ends, span.true_end) == (at("2020-09-01 10:00"), at("2020-06-30 15:00"))


def test_an_end_cannot_truly_lie_before_its_beginning() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-09-01 10:00", true="2019-06-30 15:00")
    assert only(told).true_end == at("2020-01-01 12:00")


def test_an_end_told_in_advance_waits_for_its_day_and_a_touch_does_not_undo_it() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-05-01 10:00", true="2020-06-30 15:00")
    told.touch(matter, "2020-06-01 10:00")
    assert only(told).ends == at("2020-06-30 15:00")


def test_a_later_word_moves_an_end_that_has_not_come() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-05-01 10:00", true="2020-06-30 15:00")
    told.end(matter, "2020-06-01 10:00", true="2020-07-31 15:00")
    assert only(told).ends == at("2020-07-31 15:00")


def test_an_end_that_has_come_is_not_moved() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-06-30 15:00")
    told.end(matter, "2020-07-01 15:00")
    told.touch(matter, "2020-07-02 15:00")
    assert only(told).ends == at("2020-06-30 15:00")


@pytest.mark.parametrize("ids", [(1, 2, 3), (1, 3, 2)])
def test_of_two_ends_told_at_one_instant_the_one_that_has_come_counts(ids: tuple[int, int, int]) -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-05-01 10:00")
    told.end(matter, "2020-05-01 10:00", true="2020-06-30 15:00")
    told.events = [replace(event, id=id) for event, id in zip(told.events, ids, strict=True)]
    assert only(told).ends == at("2020-05-01 10:00")


def test_a_replanned_matter_gets_another_last_day_and_forgets_an_end_to_come() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    told.end(matter, "2020-05-01 10:00", true="2020-12-31 15:00")
    told.replan(matter, "2020-06-01 10:00", "2022-03-01")
    assert (only(told).ends, only(told).why) == (through("2022-03-01"), "planned")


def test_a_matter_replanned_into_the_past_ends_when_that_is_recorded() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    told.replan(matter, "2020-06-01 10:00", "2020-04-30")
    assert (only(told).ends, only(told).true_end) == (at("2020-06-01 10:00"), through("2020-04-30"))


def test_a_matter_cannot_be_replanned_to_end_before_it_began() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    told.replan(matter, "2020-06-01 10:00", "2015-04-30")
    assert only(told).true_end == at("2020-01-01 12:00")


def test_a_replan_is_only_activity_where_no_end_is_planned() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.replan(matter, "2020-06-01 10:00", "2020-04-30")
    assert (only(told).ends, only(told).why) == (through("2022-06-01"), "idle")


def test_a_replan_without_a_day_falls_back_on_the_else() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    told.replan(matter, "2020-06-01 10:00", None)
    assert (only(told).ends, only(told).why) == (through("2023-06-01"), "idle")


def test_a_plan_taken_away_ends_a_matter_past_its_else_when_that_is_recorded() -> None:
    told = life()
    matter = told.begin("lease", "2020-01-01 12:00", planned="2022-12-31")
    told.replan(matter, "2021-06-01 10:00", None)
    assert (only(told).ends, only(told).true_end) == (at("2021-06-01 10:00"), at("2021-01-01"))


def test_a_beginning_recorded_late_opens_when_recorded_but_its_bounds_count_from_the_true_date() -> None:
    told = life()
    told.begin("check", "2025-01-13 09:00", true="2025-01-10 09:00")
    assert (only(told).opened, only(told).ends) == (at("2025-01-13 09:00"), at("2025-01-24"))


def test_a_matter_whose_bound_had_passed_before_it_was_recorded_never_runs() -> None:
    told = life()
    told.begin("check", "2025-03-01 09:00", true="2025-01-10 09:00")
    assert spans(told) == []


def test_a_matter_begun_in_advance_opens_on_its_day() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00", true="2020-02-01 12:00")
    assert only(told).opened == at("2020-02-01 12:00")
    told.end(matter, "2020-01-15 12:00")
    assert spans(told) == []


def test_nothing_runs_before_the_first_notice_holds() -> None:
    told = life()
    told.begin("relation", "2017-06-01 12:00")
    assert only(told).opened == at("2018-01-01")


def test_a_second_beginning_changes_nothing_while_the_matter_runs() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2021-03-01")
    told.begin("contract", "2020-02-01 12:00", planned="2025-03-01", matter=matter)
    assert only(told).ends == through("2021-03-01")


def test_the_same_event_told_twice_counts_once() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.touch(matter, "2021-01-01 12:00")
    once = told.fold()
    told.events.extend(list(told.events))
    assert told.fold() == once


def test_an_ended_matter_can_begin_again() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-02-01 12:00")
    told.begin("relation", "2020-03-01 12:00", matter=matter)
    first, second = spans(told)
    assert (first.ends, second.opened, second.ends) == (at("2020-02-01 12:00"), at("2020-03-01 12:00"), through("2022-03-01"))


def test_events_of_a_matter_that_never_began_do_nothing() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.touch(matter, "2021-01-01 12:00")
    told.end(matter, "2021-02-01 12:00")
    told.events.pop(0)
    assert spans(told) == []


def test_a_kind_that_the_notice_does_not_name_never_runs() -> None:
    told = life()
    told.begin("friendship", "2020-01-01 12:00")
    assert spans(told) == []


@pytest.mark.parametrize("ids", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_what_one_unit_of_work_begins_it_may_also_end_whatever_random_ids_its_events_got(ids: tuple[int, int, int]) -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.touch(matter, "2020-01-01 12:00")
    told.end(matter, "2020-01-01 12:00", true="2020-05-01 12:00")
    told.events = [replace(event, id=id) for event, id in zip(told.events, ids, strict=True)]
    assert only(told).ends == at("2020-05-01 12:00")


def test_a_void_needs_a_target_that_exists() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    event = told.end(matter, "2020-06-01 12:00")
    told.void(event, "2020-06-02 12:00")
    told.events = [replace(e, target=999) if e.verb is Verb.VOID else e for e in told.events]
    assert only(told).ends == at("2020-06-01 12:00")


def shorter(kind: str, bound: Doc | None) -> Fold:
    told = life()
    told.begin(kind, "2020-01-01 12:00", planned="2029-12-31" if kind == "contract" else None)
    told.timeline = Life(("2018-01-01", KINDS), ("2021-01-01", with_parts(KINDS, matters={kind: bound}))).timeline
    return told.fold()


def test_a_shorter_bound_in_a_later_notice_binds_from_its_effective_date() -> None:
    assert shorter("relation", {"idle": "P18M"}).spans[0].ends == through("2021-07-01")
    assert shorter("relation", {"idle": "P3M"}).spans[0].ends == at("2021-01-01")


def test_a_longer_bound_in_a_later_notice_binds_only_what_begins_after() -> None:
    assert shorter("relation", {"idle": "P60M"}).spans[0].ends == through("2022-01-01")


def test_a_kind_that_a_later_notice_no_longer_names_ends_with_it() -> None:
    (span,) = shorter("contract", None).spans
    assert (span.ends, span.why) == (at("2021-01-01"), "notice")


def test_a_kind_that_only_a_plan_bounds_now_ends_with_the_new_notice_where_none_was_made() -> None:
    told = Life(("2018-01-01", KINDS), ("2021-01-01", with_parts(KINDS, matters={"relation": {"end": "planned"}})))
    told.begin("relation", "2020-01-01 12:00")
    assert only(told).ends == at("2021-01-01")


def test_a_matter_begun_under_the_new_notice_lives_by_it() -> None:
    told = Life(("2018-01-01", KINDS), ("2021-01-01", with_parts(KINDS, matters={"relation": {"idle": "P60M"}})))
    told.begin("relation", "2021-01-01 00:00")
    assert only(told).ends == through("2026-01-01")


def test_the_fold_ignores_the_order_in_which_events_are_given() -> None:
    told = Life(("2018-01-01", LAMISNET))
    for kind in ("relationship", "contract", "warranty"):
        matter = told.begin(kind, "2020-01-01 12:00", planned=None if kind == "relationship" else "2021-01-01")
        told.folder("identity", "2020-01-01 12:00")
        told.touch(matter, "2020-03-01 12:00")
        told.end(matter, "2020-06-01 12:00")
    history = told.history()
    turned = replace(history, events=history.events[::-1], folders=history.folders[::-1])
    assert fold(turned, told.timeline) == told.fold()


def test_what_happens_at_midnight_happened_on_the_day_it_starts() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.touch(matter, "2020-05-06 10:00", true="2020-05-05")
    assert only(told).ends == through("2022-05-05")


def test_a_matter_begun_again_at_the_instant_it_ended_runs_on_by_its_new_plan() -> None:
    told = life()
    matter = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("contract", "2020-07-01", planned="2020-12-31", matter=matter)
    first, second = spans(told)
    assert first.ends == second.opened == at("2020-07-01")
    assert second.ends == through("2020-12-31")


def test_a_void_in_one_matter_leaves_the_spans_of_the_others() -> None:
    told = life()
    wrong = told.begin("contract", "2020-01-01 12:00", planned="2020-12-31")
    told.begin("relation", "2020-02-01 12:00")
    told.begin("contract", "2020-03-01 12:00", planned="2020-09-30")
    told.void(told.begun(wrong), "2020-04-01 12:00")
    assert [(s.kind, s.opened, s.ends) for s in spans(told)] == [
        ("contract", at("2020-01-01 12:00"), at("2020-04-01 12:00")),
        ("relation", at("2020-02-01 12:00"), through("2022-02-01")),
        ("contract", at("2020-03-01 12:00"), through("2020-09-30")),
    ]
