"""Folders: each lives for the unbroken run of its keeping grounds, then falls, and never returns."""

from pathlib import Path

import pytest

from policy.scenes import Doc, Life, at, run, through, with_parts
from seloste.policy import RefusalKind

NOTICE = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"

PLAIN: Doc = {
    "within": "P30D",
    "matters": {"relation": {"idle": "P24M"}, "contract": {"end": "planned", "else": {"idle": "P36M"}}, "check": {"at_most": "P14D"}},
    "data": {"identity": None, "orders": {"of": "contract"}, "codes": {"of": "check", "within": "PT0S"}, "log": {"within": "P1D"}},
    "purposes": {
        "care": {"while": ["relation", "contract"], "uses": ["identity", "orders"]},
        "archive": {"after": "care", "keeps": ["identity"], "keep": "P5Y", "store": "archive"},
        "checks": {"per": "check", "uses": ["codes"], "reads": ["identity"]},
        "logging": {"per": "contract", "keeps": ["log"]},
    },
}
DOUBLE: Doc = with_parts(PLAIN, purposes={"archive": None, "stats": {"while": ["relation"], "uses": ["identity"]}})
NO_ARCHIVE: Doc = with_parts(PLAIN, purposes={"archive": None})


def life(*later: tuple[str, Doc], doc: Doc = PLAIN) -> Life:
    return Life(("2018-01-01", doc), *later)


# the run


def test_a_folder_lives_as_long_as_any_ground_keeps_it_without_a_break() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.begin("contract", "2020-06-30 12:00", planned="2021-06-30")
    assert run(told.fate(folder)) == (through("2021-06-30"), through("2021-06-30"))


def test_a_later_ground_does_not_revive_a_fallen_folder_but_keeps_the_next_generation() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    first = told.folder("identity", "2020-01-01 12:00")
    told.begin("contract", "2020-07-02 12:00", planned="2021-06-30")
    second = told.folder("identity", "2020-07-02 12:00", generation=2)
    assert told.fate(first).falls == through("2020-06-30")
    assert told.fate(second).falls == through("2021-06-30")


def test_nothing_is_kept_without_a_ground() -> None:
    told = life()
    folder = told.folder("identity", "2020-01-01 12:00")
    assert run(told.fate(folder)) == (at("2020-01-01 12:00"), at("2020-01-01 12:00"))


def test_a_ground_that_opens_after_the_folder_arrived_does_not_keep_it() -> None:
    told = life()
    folder = told.folder("identity", "2020-01-01 12:00")
    told.begin("relation", "2020-01-01 12:01")
    assert told.fate(folder).falls == at("2020-01-01 12:00")


def test_a_folder_of_one_matter_is_not_kept_by_another() -> None:
    told = life()
    one = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    two = told.begin("contract", "2020-01-01 12:00", planned="2021-06-30")
    assert told.fate(told.folder("log", "2020-01-01 12:00", one)).falls == through("2020-06-30")
    assert told.fate(told.folder("log", "2020-01-01 12:00", two)).falls == through("2021-06-30")


def test_a_subjects_own_folder_is_kept_by_any_ground_of_the_purpose() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("contract", "2020-01-01 12:00", planned="2021-06-30")
    assert told.fate(told.folder("log", "2020-01-01 12:00")).falls == through("2021-06-30")


def test_a_matters_folder_lives_with_a_ground_of_the_whole_subject() -> None:
    told = life()
    one = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("relation", "2020-01-01 12:00")
    assert told.fate(told.folder("orders", "2020-01-01 12:00", one)).live_until == through("2022-01-01")


def test_reading_keeps_nothing() -> None:
    told = life()
    told.begin("check", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    assert told.fate(folder).falls == at("2020-01-01 12:00")


def test_what_two_purposes_keep_stands_until_the_later_has_ended() -> None:
    told = life(doc=DOUBLE)
    told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.refuse("care", RefusalKind.OBJECTION, "2020-05-05 12:00")
    assert told.fate(folder).falls == through("2022-01-01")
    told.refuse("stats", RefusalKind.OBJECTION, "2020-06-06 12:00")
    assert told.fate(folder).falls == at("2020-06-06 12:00")


# doom


def test_the_doom_is_a_reasonable_time_after_the_fall() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    fate = told.fate(told.folder("log", "2020-01-01 12:00"))
    assert (fate.falls, fate.doom) == (through("2020-06-30"), through("2020-07-01"))


def test_a_category_with_no_time_falls_and_goes_at_one_instant() -> None:
    told = life()
    check = told.begin("check", "2020-01-01 12:00")
    folder = told.folder("codes", "2020-01-01 12:00", check)
    told.end(check, "2020-01-01 12:30")
    fate = told.fate(folder)
    assert fate.falls == fate.doom == at("2020-01-01 12:30")


def test_a_notice_that_shortens_the_reasonable_time_binds_what_has_fallen_but_never_earlier() -> None:
    told = life(("2020-07-05", {**NO_ARCHIVE, "within": "P1D"}), doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    fate = told.fate(told.folder("identity", "2020-01-01 12:00"))
    assert (fate.falls, fate.doom) == (through("2020-06-30"), at("2020-07-05"))


def test_a_notice_that_lengthens_the_reasonable_time_does_not_bind_what_has_fallen() -> None:
    told = life(("2020-07-05", {**NO_ARCHIVE, "within": "P90D"}), doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    assert told.fate(told.folder("identity", "2020-01-01 12:00")).doom == through("2020-07-30")


# archive


def test_archive_covers_what_its_parent_covered_as_it_ended() -> None:
    told = life()
    contract = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    identity = told.folder("identity", "2020-01-01 12:00")
    orders = told.folder("orders", "2020-01-01 12:00", contract)
    assert run(told.fate(identity)) == (through("2020-06-30"), through("2025-06-30"))
    assert run(told.fate(orders)) == (through("2020-06-30"), through("2020-06-30"))


def test_archive_takes_nothing_that_arrived_after_its_parent_ended() -> None:
    told = life(doc=with_parts(PLAIN, purposes={"stats": {"while": ["check"], "uses": ["identity"]}}))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("check", "2020-06-30 12:00")
    folder = told.folder("identity", "2020-07-01 12:00")
    assert run(told.fate(folder)) == (at("2020-07-14"), at("2020-07-14"))


def test_an_archived_folder_does_not_return_when_the_person_does() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.begin("contract", "2020-12-01 12:00", planned="2021-06-30")
    assert run(told.fate(folder)) == (through("2020-06-30"), through("2025-06-30"))


def test_a_second_archive_does_not_take_what_the_first_took_of_another_time() -> None:
    chain = {"purposes": {"deep": {"after": "archive", "keeps": ["identity"], "keep": "P1Y", "store": "archive"}}}
    told = life(doc=with_parts(PLAIN, **chain))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.begin("contract", "2020-12-01 12:00", planned="2021-06-30")
    assert run(told.fate(folder)) == (through("2020-06-30"), through("2026-06-30"))


def test_a_folder_archives_only_when_its_last_live_ground_ends() -> None:
    told = life(
        doc=with_parts(
            PLAIN, purposes={"stats": {"while": ["relation"], "uses": ["identity"]}, "care": {"while": ["contract"], "uses": ["identity"]}}
        )
    )
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    assert run(told.fate(folder)) == (through("2022-01-01"), through("2025-06-30"))


def test_what_leaves_a_purpose_leaves_its_archive_too() -> None:
    later = with_parts(PLAIN, purposes={"care": {"while": ["relation", "contract"], "uses": ["orders"]}})
    told = life(("2021-01-01", later))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    assert run(told.fate(folder)) == (through("2020-06-30"), at("2021-01-01"))


def test_a_category_taken_out_of_a_purpose_falls_on_the_effective_date_and_is_not_archived() -> None:
    later = with_parts(PLAIN, purposes={"care": {"while": ["relation", "contract"], "uses": ["orders"]}})
    told = life(("2020-03-01", later))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    assert run(told.fate(folder)) == (at("2020-03-01"), at("2020-03-01"))


# what follows takes over

FOLLOW: Doc = {
    "matters": {"relation": {"at_most": "P10D"}, "contract": {"at_most": "P20D"}},
    "data": {"identity": None, "notes": None},
    "purposes": {
        "stats": {"while": ["relation"], "uses": ["identity"]},
        "care": {"while": ["contract"], "uses": ["notes"]},
        "follow": {"after": "care", "uses": ["identity", "notes"], "keep": "P40D"},
    },
}


def test_a_live_purpose_that_follows_takes_over_what_the_one_before_kept_and_what_comes_later() -> None:
    told = life(doc=FOLLOW)
    told.begin("contract", "2020-01-01 12:00")
    notes = told.folder("notes", "2020-01-01 12:00")
    new = told.folder("identity", "2020-02-01 12:00")
    assert told.fate(notes).falls == told.fate(new).falls == through("2020-02-29")


@pytest.mark.parametrize("refused", ["2020-01-05 12:00", "2020-01-08 12:00"])
def test_a_refusal_does_not_let_the_purpose_that_follows_keep_what_would_have_fallen(refused: str) -> None:
    told = life(doc=FOLLOW)
    told.begin("relation", "2020-01-01 12:00")
    told.begin("contract", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    assert told.fate(folder).falls == at("2020-01-11")
    told.refuse("care", RefusalKind.OBJECTION, refused)
    assert told.ground("follow").opened == at(refused)
    assert told.fate(folder).falls == at("2020-01-11")


def test_what_leaves_a_purpose_leaves_what_follows_it_as_far_as_that_was_taken_over() -> None:
    later = with_parts(FOLLOW, purposes={"care": {"while": ["contract"], "reads": ["notes"]}})
    told = life(("2020-01-15", later), doc=FOLLOW)
    told.begin("contract", "2020-01-01 12:00")
    notes = told.folder("notes", "2020-01-01 12:00")
    told.refuse("care", RefusalKind.OBJECTION, "2020-01-08 12:00")
    assert told.fate(notes).falls == at("2020-01-15")


# holds and restrictions


def test_a_hold_keeps_what_would_fall_until_it_is_released() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.hold("2020-06-01 12:00")
    fate = told.fate(folder)
    assert (fate.live_until, fate.falls, fate.doom) == (through("2020-06-30"), None, None)
    told.holds.clear()
    told.hold("2020-06-01 12:00", released="2020-09-01 12:00")
    assert run(told.fate(folder)) == (through("2020-06-30"), at("2020-09-01 12:00"))


def test_a_hold_released_before_the_fall_changes_nothing() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.hold("2020-02-01 12:00", released="2020-03-01 12:00")
    assert told.fate(folder).falls == through("2020-06-30")


def test_a_hold_placed_after_the_fall_keeps_nothing() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.hold("2020-07-02 12:00")
    assert told.fate(folder).falls == through("2020-06-30")


def test_what_the_notice_caps_is_never_held_but_may_be_restricted() -> None:
    told = life()
    check = told.begin("check", "2020-01-01 12:00")
    folder = told.folder("codes", "2020-01-01 12:00", check)
    told.hold("2020-01-02 12:00")
    assert told.fate(folder).falls == at("2020-01-15")
    told.restrict("checks", "2020-01-03 12:00")
    assert told.fate(folder).falls is None


def test_a_restriction_keeps_what_would_fall_until_it_is_lifted() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.restrict("care", "2020-06-01 12:00", lifted="2021-01-01 12:00")
    assert run(told.fate(folder)) == (through("2020-06-30"), at("2021-01-01 12:00"))


def test_a_restriction_of_one_folder_leaves_the_others() -> None:
    told = life(doc=NO_ARCHIVE)
    contract = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    identity = told.folder("identity", "2020-01-01 12:00")
    orders = told.folder("orders", "2020-01-01 12:00", contract)
    told.restrict("care", "2020-06-01 12:00", folder=identity)
    assert told.fate(identity).falls is None
    assert told.fate(orders).falls == through("2020-06-30")


def test_a_restricted_folder_still_falls_out_of_use_when_its_last_ground_ends() -> None:
    told = life(doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.restrict("care", "2020-06-01 12:00")
    told.begin("contract", "2020-08-01 12:00", planned="2020-12-31")
    assert told.fate(folder).live_until == through("2020-06-30")


# edges


def test_what_arrives_as_a_follower_opens_is_its_own_and_no_archive_takes_it() -> None:
    told = life(doc=with_parts(FOLLOW, purposes={"archive": {"after": "care", "keeps": ["notes"], "keep": "P1Y", "store": "archive"}}))
    matter = told.begin("contract", "2020-01-01 12:00")
    told.end(matter, "2020-01-05 12:00")
    folder = told.folder("notes", "2020-01-05 12:00")
    assert run(told.fate(folder)) == (through("2020-02-14"), through("2020-02-14"))


def test_a_category_that_the_next_notice_drops_goes_within_the_time_of_the_last_that_knew_it() -> None:
    dropped = with_parts(PLAIN, data={"log": None}, purposes={"logging": None})
    told = life(("2020-03-01", dropped), ("2020-03-01 12:00", dropped))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    fate = told.fate(told.folder("log", "2020-01-01 12:00"))
    assert (fate.falls, fate.doom) == (at("2020-03-01"), through("2020-03-01"))


def test_what_falls_as_a_notice_takes_effect_goes_within_the_time_of_that_notice() -> None:
    told = life(("2020-07-01", {**NO_ARCHIVE, "within": "P90D"}), doc=NO_ARCHIVE)
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    fate = told.fate(told.folder("identity", "2020-01-01 12:00"))
    assert (fate.falls, fate.doom) == (at("2020-07-01"), through("2020-09-28"))


def test_a_live_purpose_that_follows_an_archive_takes_nothing_out_of_it_even_when_a_refusal_hastens_it() -> None:
    after = {"after": {"after": "archive", "uses": ["identity"], "keep": "P40D"}, "stats": {"while": ["relation"], "uses": ["identity"]}}
    short = {"archive": {**PLAIN["purposes"]["archive"], "keep": "P10D"}}
    told = life(doc=with_parts(PLAIN, purposes={**after, **short}))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    relation = told.begin("relation", "2020-01-01 12:00")
    folder = told.folder("identity", "2020-01-01 12:00")
    told.end(relation, "2020-06-30 12:00")
    assert run(told.fate(folder)) == (through("2020-06-30"), through("2020-07-10"))
    told.refuse("care", RefusalKind.OBJECTION, "2020-06-15 12:00")
    assert run(told.fate(folder)) == (at("2020-06-30 12:00"), at("2020-06-30 12:00"))
