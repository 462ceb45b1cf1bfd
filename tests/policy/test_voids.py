"""Voids: an event was a mistake. What it had let happen did happen; what it had let fall returns, while that can still be."""

from datetime import date, timedelta

from policy.scenes import Doc, Life, at, through, with_parts

SHOP: Doc = {
    "within": "P30D",
    "matters": {"relation": {"idle": "P24M"}, "contract": {"end": "planned", "else": {"idle": "P36M"}}},
    "data": {"identity": None, "codes": {"within": "PT0S"}},
    "purposes": {
        "care": {"while": ["relation", "contract"], "uses": ["identity", "codes"]},
        "archive": {"after": "care", "keeps": ["identity"], "keep": "P5Y", "store": "archive"},
    },
}
PLAIN: Doc = with_parts(SHOP, purposes={"archive": None})
WITH_TAIL: Doc = with_parts(PLAIN, purposes={"care": {"while": ["relation", "contract"], "uses": ["identity"], "keep": "P3M"}})


def ended(doc: Doc, voided: str) -> tuple[Life, int]:
    told = Life(("2018-01-01", doc))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    event = told.end(matter, "2020-06-30 15:00")
    told.void(event, voided)
    return told, folder


def test_a_voided_end_restores_what_fell_before_its_doom() -> None:
    told, folder = ended(PLAIN, "2020-07-30 23:59")
    assert told.fate(folder).live_until == through("2022-01-01")


def test_a_voided_end_does_not_restore_what_is_past_its_doom() -> None:
    told, folder = ended(PLAIN, "2020-07-31 00:00")
    fate = told.fate(folder)
    assert (fate.falls, fate.doom) == (at("2020-06-30 15:00"), through("2020-07-30"))


def test_a_matter_whose_end_was_voided_too_late_runs_on_for_a_new_generation() -> None:
    told, _ = ended(PLAIN, "2020-09-01 12:00")
    again = told.folder("identity", "2020-09-01 12:00", generation=2)
    assert told.fate(again).live_until == through("2022-01-01")
    assert told.ground("care").open_at(at("2020-09-01 12:00"))


def test_what_goes_at_once_cannot_be_restored() -> None:
    told = Life(("2018-01-01", PLAIN))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("codes", "2020-01-01 12:00")
    event = told.end(matter, "2020-06-30 15:00")
    told.void(event, "2020-06-30 15:00")
    assert told.fate(folder).doom == at("2020-06-30 15:00")


def test_a_folder_archived_for_good_stays_archived_on_a_ground_that_is_still_listed() -> None:
    told, folder = ended(SHOP, "2020-09-01 12:00")
    fate = told.fate(folder)
    assert (fate.live_until, fate.falls) == (at("2020-06-30 15:00"), through("2025-06-30"))
    first, second = told.grounds("archive")
    assert (first.opened, first.ends) == (at("2020-06-30 15:00"), through("2025-06-30"))
    assert (second.opened, second.ends) == (through("2022-01-01"), through("2027-01-01"))


def test_no_archive_is_listed_that_follows_what_never_ended_and_keeps_nothing() -> None:
    told, folder = ended(SHOP, "2020-09-01 12:00")
    told.begin("contract", "2020-10-01 12:00", planned="2020-12-31")
    assert told.fate(folder).falls == through("2025-06-30")
    assert [g.opened for g in told.grounds("archive")] == [at("2020-06-30 15:00"), through("2022-01-01")]


def test_the_rest_of_an_archive_that_a_folder_alone_tells_goes_with_the_folder_and_ends_when_the_void_was_recorded() -> None:
    told, folder = ended(SHOP, "2020-09-01 12:00")
    again = told.folder("identity", "2020-09-01 12:00", generation=2)
    before = told.fate(again)
    told.folders = [f for f in told.folders if f.id != folder]
    first, second = told.grounds("archive")
    assert (first.opened, first.ends, first.why) == (at("2020-06-30 15:00"), at("2020-09-01 12:00"), "voided")
    assert (second.opened, second.ends) == (through("2022-01-01"), through("2027-01-01"))
    assert told.fate(again) == before


def test_an_archived_folder_may_return_within_the_reasonable_time() -> None:
    told, folder = ended(SHOP, "2020-07-15 12:00")
    assert told.fate(folder).live_until == through("2022-01-01")


def test_a_voided_beginning_ends_the_matter_when_the_void_is_recorded() -> None:
    told = Life(("2018-01-01", SHOP))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.void(told.begun(matter), "2020-05-05 12:00")
    fate = told.fate(folder)
    assert (fate.live_until, fate.falls) == (at("2020-05-05 12:00"), at("2020-05-05 12:00"))
    assert (told.ground("care").opened, told.ground("care").ends) == (at("2020-01-01 12:00"), at("2020-05-05 12:00"))
    assert told.grounds("archive") == []


def test_a_voided_beginning_ends_the_archive_when_the_void_is_recorded_and_not_before() -> None:
    told = Life(("2018-01-01", SHOP))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.end(matter, "2020-06-30 15:00")
    told.void(told.begun(matter), "2020-09-01 12:00")
    fate = told.fate(folder)
    assert (fate.live_until, fate.falls) == (at("2020-06-30 15:00"), at("2020-09-01 12:00"))
    assert told.ground("archive").ends == at("2020-09-01 12:00")


def test_a_voided_beginning_ends_a_tail_when_the_void_is_recorded_and_not_before() -> None:
    told = Life(("2018-01-01", WITH_TAIL))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.end(matter, "2020-06-30 15:00")
    told.void(told.begun(matter), "2020-08-01 12:00")
    assert told.fate(folder).falls == told.ground("care").ends == at("2020-08-01 12:00")


def test_a_voided_touch_ends_a_matter_no_earlier_than_the_void() -> None:
    told = Life(("2018-01-01", PLAIN))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    touch = told.touch(matter, "2021-06-01 12:00")
    assert told.fate(folder).falls == through("2023-06-01")
    told.void(touch, "2022-05-05 12:00")
    assert told.fate(folder).falls == at("2022-05-05 12:00")


def test_what_follows_a_voided_replan_counts_from_the_plan_before_it() -> None:
    told = Life(("2018-01-01", SHOP))
    matter = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    plan = told.replan(matter, "2020-05-01 12:00", "2020-12-31")
    told.void(plan, "2020-09-01 12:00")
    fate = told.fate(folder)
    assert (fate.live_until, fate.falls) == (at("2020-09-01 12:00"), through("2025-06-30"))


def test_a_void_recorded_before_the_plan_ran_out_changes_only_the_future() -> None:
    told = Life(("2018-01-01", PLAIN))
    matter = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    plan = told.replan(matter, "2020-05-01 12:00", "2020-12-31")
    told.void(plan, "2020-05-02 12:00")
    assert told.fate(folder).falls == through("2020-06-30")


def test_several_voids_count_in_the_order_they_were_recorded() -> None:
    told = Life(("2018-01-01", PLAIN))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    one = told.end(matter, "2020-06-30 15:00")
    told.void(one, "2020-07-01 12:00")
    two = told.end(matter, "2020-08-31 15:00")
    told.void(two, "2020-10-31 12:00")
    assert told.fate(folder).falls == at("2020-08-31 15:00")
    assert told.ground("care").open_at(at("2020-11-01"))


def test_hundreds_of_voids_of_one_person_are_folded_too() -> None:
    told = Life(("2018-01-01", SHOP))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    for n in range(500):
        day = date(2020, 1, 2) + timedelta(days=n)
        told.void(told.touch(matter, f"{day} 12:00"), f"{day} 13:00")
    folded = told.fold()
    assert folded.fates[folder].live_until == through("2022-01-01")
    assert [g.ends for g in folded.grounds if g.purpose == "archive"] == [through("2027-01-01")]


def test_two_voids_at_one_instant_both_count() -> None:
    told = Life(("2018-01-01", PLAIN))
    matter = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    touch = told.touch(matter, "2020-03-01 12:00")
    end = told.end(matter, "2020-06-30 15:00")
    told.void(end, "2020-07-01 12:00")
    told.void(touch, "2020-07-01 12:00")
    assert told.fate(folder).live_until == through("2022-01-01")


def test_a_later_notice_does_not_change_whether_a_void_came_in_time() -> None:
    told, folder = ended(SHOP, "2020-08-15 12:00")
    longer = Life(("2018-01-01", SHOP), ("2024-01-01", {**SHOP, "within": "P90D"}))
    told.timeline = longer.timeline
    assert told.fate(folder).live_until == at("2020-06-30 15:00")


def test_a_void_after_an_erasure_brings_nothing_back() -> None:
    from seloste.policy import RefusalKind

    told, folder = ended(PLAIN, "2020-07-15 12:00")
    told.refuse("care", RefusalKind.ERASURE, "2020-07-01 12:00")
    assert told.fate(folder).falls == at("2020-07-01 12:00")


def test_a_void_leaves_every_other_ground_as_it_was() -> None:
    told = Life(("2018-01-01", SHOP))
    one = told.begin("contract", "2019-01-01 12:00", planned="2019-06-30")
    told.folder("identity", "2019-01-01 12:00")
    two = told.begin("relation", "2020-01-01 12:00")
    told.end(one, "2019-03-01 12:00")
    before = told.fold().grounds
    told.void(told.touch(two, "2020-02-01 12:00"), "2020-02-02 12:00")
    assert told.fold().grounds == before
