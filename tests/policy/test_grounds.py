"""Grounds: the law's permission, one purpose at a time, from one instant to another."""

import pytest

from policy.scenes import SHOP, Doc, Life, at, through, with_parts
from seloste.notice.values import Basis
from seloste.policy import RefusalKind

BAN, OBJECTION, WITHDRAWAL, ERASURE = RefusalKind.BAN, RefusalKind.OBJECTION, RefusalKind.WITHDRAWAL, RefusalKind.ERASURE


def life(*later: tuple[str, Doc], kind: str = "customer", doc: Doc = SHOP) -> Life:
    return Life(("2018-01-01", doc), *later, kind=kind)


# while: one ground for the unbroken union


def test_matters_that_overlap_give_one_ground_for_the_whole_subject() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("contract", "2020-03-01 12:00", planned="2021-03-31")
    ground = told.ground("care")
    assert (ground.matter, ground.opened, ground.ends) == (0, at("2020-01-01 12:00"), through("2021-03-31"))


def test_matters_that_touch_are_one_union_and_matters_apart_are_two() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("contract", "2020-07-01", planned="2020-12-31")
    told.begin("contract", "2021-01-01 00:01", planned="2021-12-31")
    assert [(g.opened, g.ends) for g in told.grounds("care")] == [
        (at("2020-01-01 12:00"), through("2020-12-31")),
        (at("2021-01-01 00:01"), through("2021-12-31")),
    ]


def test_a_purpose_that_follows_waits_for_the_end_of_the_whole_union() -> None:
    told = life()
    first = told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.begin("contract", "2020-03-01 12:00", planned="2021-03-31")
    told.end(first, "2020-04-01 12:00")
    ground = told.ground("archive")
    assert (ground.opened, ground.ends) == (at("2021-04-01"), through("2026-03-31"))


def test_what_follows_an_end_recorded_late_counts_from_the_true_date() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-09-01 10:00", true="2020-06-30 15:00")
    ground = told.ground("archive")
    assert (ground.opened, ground.ends) == (at("2020-09-01 10:00"), through("2025-06-30"))


def test_a_tail_is_kept_after_the_last_matter() -> None:
    told = life(doc=with_parts(SHOP, purposes={"care": {**SHOP["purposes"]["care"], "keep": "P3M"}}))
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-06-30 15:00")
    assert told.ground("care").ends == through("2020-09-30")
    assert told.ground("archive").ends == through("2025-09-30")


def test_two_unions_that_end_with_the_same_tail_are_followed_by_one_ground() -> None:
    told = life(doc=with_parts(SHOP, purposes={"care": {**SHOP["purposes"]["care"], "keep": "P3M"}}))
    for hour in ("08", "12"):
        matter = told.begin("relation", f"2020-06-30 {hour}:00")
        told.end(matter, f"2020-06-30 {hour}:30")
    assert len(told.grounds("care")) == 2
    assert told.ground("archive").ends == through("2025-09-30")


# per: one for each matter


def test_a_purpose_per_matter_has_a_ground_for_each() -> None:
    told = life()
    one = told.begin("case", "2020-01-01 12:00")
    two = told.begin("case", "2020-02-01 12:00")
    told.end(one, "2020-03-31 12:00")
    first, second = told.grounds("cases")
    assert (first.matter, first.ends) == (one, through("2020-09-30"))
    assert (second.matter, second.ends) == (two, through("2021-07-31"))


@pytest.mark.promise("LN-27", by="behaviour")
@pytest.mark.parametrize(
    ("first", "last", "erased"),
    [
        ("2023-01-01", "2023-12-31", "2030-01-01"),
        ("2023-04-01", "2024-03-31", "2031-01-01"),
        ("2022-09-01", "2023-08-31", "2030-01-01"),
        ("2023-03-01", "2024-02-29", "2031-01-01"),
        ("2023-07-01", "2024-06-30", "2031-01-01"),
        ("2025-01-01", "2025-12-31", "2032-01-01"),
    ],
)
def test_a_fiscal_years_vouchers_are_kept_six_years_after_the_calendar_year_it_ended_in(first: str, last: str, erased: str) -> None:
    told = life()
    year = told.year(first, last, "year")
    folder = told.folder("invoices", f"{first} 10:00", year)
    ground = told.ground("books")
    assert (ground.matter, ground.basis, ground.opened, ground.ends) == (year, Basis.LEGAL_OBLIGATION, at(f"{first} 10:00"), at(erased))
    assert told.fate(folder).falls == at(erased)


def test_an_invoice_booked_after_its_fiscal_year_ended_is_kept_as_long_as_the_others() -> None:
    told = life()
    year = told.year("2023-01-01", "2023-12-31", "year")
    folder = told.folder("invoices", "2024-02-15 10:00", year)
    assert told.fate(folder).falls == at("2030-01-01")


def test_a_fiscal_year_means_nothing_to_a_person_without_a_record_in_it() -> None:
    told = life()
    told.year("2023-01-01", "2023-12-31", "year")
    assert told.grounds("books") == []


def test_a_year_that_no_known_rule_kept_opens_no_ground_today() -> None:
    told = life()
    year = told.year("2013-01-01", "2013-12-31", "year")
    folder = told.folder("invoices", "2020-02-15 10:00", year)
    assert told.grounds("books") == []
    assert told.fate(folder).falls == at("2020-02-15 10:00")


# the basis


def test_the_basis_is_by_kind_of_subject() -> None:
    doc = with_parts(
        SHOP, purposes={"care": {**SHOP["purposes"]["care"], "basis": {"customer": "contract", "contact_person": "legitimate-interest"}}}
    )
    for kind, basis in (("customer", Basis.CONTRACT), ("contact_person", Basis.LEGITIMATE_INTEREST)):
        told = life(kind=kind, doc=doc)
        told.begin("relation", "2020-01-01 12:00")
        assert told.ground("care").basis is basis


def test_a_purpose_has_no_ground_on_a_kind_of_subject_it_does_not_name() -> None:
    told = life(kind="contact_person")
    told.begin("relation", "2020-01-01 12:00")
    assert told.grounds("care") == []


# a changed notice


def changed(**purposes: Doc | None) -> Doc:
    return with_parts(
        SHOP, purposes={key: {**SHOP["purposes"].get(key, {}), **entry} if entry is not None else None for key, entry in purposes.items()}
    )


def ended_case(*later: tuple[str, Doc]) -> Life:
    told = life(*later)
    matter = told.begin("case", "2020-01-01 12:00")
    told.end(matter, "2020-03-31 12:00")  # kept through 30.9.2020
    return told


def test_a_shorter_period_binds_from_its_effective_date_and_never_earlier() -> None:
    assert ended_case(("2020-05-01", changed(cases={"keep": "P3M"}))).ground("cases").ends == through("2020-06-30")
    assert ended_case(("2020-08-01", changed(cases={"keep": "P3M"}))).ground("cases").ends == at("2020-08-01")
    assert ended_case(("2020-11-01", changed(cases={"keep": "P3M"}))).ground("cases").ends == through("2020-09-30")


def test_a_longer_period_binds_only_grounds_opened_after() -> None:
    told = ended_case(("2020-05-01", changed(cases={"keep": "P2Y"})))
    later = told.begin("case", "2020-06-01 12:00")
    told.end(later, "2020-06-30 12:00")
    old, new = told.grounds("cases")
    assert (old.ends, new.ends, new.version) == (through("2020-09-30"), through("2022-06-30"), 2)


def test_the_shortest_of_several_notices_stays_with_an_old_ground() -> None:
    told = ended_case(("2020-05-01", changed(cases={"keep": "P4M"})), ("2020-06-01", changed(cases={"keep": "P2Y"})))
    assert told.ground("cases").ends == through("2020-07-31")


def test_a_longer_statutory_period_binds_grounds_that_are_open() -> None:
    told = life(("2025-01-01", changed(books={"rule": "FI-KPL-10"})))
    year = told.year("2023-01-01", "2023-12-31", "year")
    told.folder("invoices", "2023-05-05 10:00", year)
    assert told.ground("books").ends == at("2034-01-01")


def test_a_longer_period_of_our_own_does_not_move_a_statutory_ground() -> None:
    told = life(("2025-01-01", changed(books={"rule": None, "keep": "P20Y", "basis": "legitimate-interest"})))
    year = told.year("2023-01-01", "2023-12-31", "year")
    told.folder("invoices", "2023-05-05 10:00", year)
    assert told.ground("books").ends == at("2030-01-01")


def test_a_purpose_that_vanishes_ends_with_the_notice_that_leaves_it_out() -> None:
    told = ended_case(("2020-05-01", changed(cases=None)))
    assert (told.ground("cases").ends, told.ground("cases").why) == (at("2020-05-01"), "notice")


def test_a_purpose_that_leaves_a_kind_of_subject_out_ends_for_it() -> None:
    told = ended_case(("2020-05-01", changed(cases={"basis": {"contact_person": "consent"}})))
    assert told.ground("cases").ends == at("2020-05-01")


def test_a_purpose_that_no_longer_runs_for_a_kind_of_matter_ends_for_it_from_the_effective_date() -> None:
    told = life(("2020-05-01", changed(care={"while": ["contract"]})))
    told.begin("relation", "2020-01-01 12:00")
    assert (told.ground("care").ends, told.ground("care").why) == (at("2020-05-01"), "notice")
    told.begin("contract", "2020-02-01 12:00", planned="2020-12-31")
    assert told.ground("care").ends == through("2020-12-31")


def test_an_archive_that_now_follows_something_else_ends_for_what_it_followed() -> None:
    told = life(("2021-05-01", changed(archive={"after": "cases"})))
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-06-01 12:00")
    assert told.ground("archive").ends == at("2021-05-01")


@pytest.mark.parametrize(("ended", "count"), [("2020-03-01 12:00", 1), ("2020-08-01 12:00", 0)])
def test_what_follows_a_purpose_leaves_the_kind_of_subject_that_the_purpose_leaves(ended: str, count: int) -> None:
    both = {"customer": "contract", "contact_person": "legitimate-interest"}
    told = Life(("2018-01-01", changed(care={"basis": both})), ("2020-05-01", changed()), kind="contact_person")
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, ended)
    assert [g.ends for g in told.grounds("archive")] == [at("2020-05-01")] * count


def test_a_new_purpose_covers_matters_begun_after_it() -> None:
    told = life(("2020-05-01", changed(research={"while": ["relation"], "reads": ["identity"]})))
    told.begin("relation", "2020-01-01 12:00")
    assert told.grounds("research") == []
    told.begin("relation", "2020-06-01 12:00")
    assert told.ground("research").opened == at("2020-06-01 12:00")


def test_a_new_purpose_that_applies_to_all_opens_on_its_effective_date() -> None:
    told = life(("2020-05-01", changed(research={"while": ["relation"], "reads": ["identity"], "applies": "all"})))
    told.begin("relation", "2020-01-01 12:00")
    ground = told.ground("research")
    assert (ground.opened, ground.ends, ground.version) == (at("2020-05-01"), through("2022-01-01"), 2)


def test_a_new_archive_that_applies_to_all_follows_what_is_running() -> None:
    doc = with_parts(SHOP, purposes={"archive": None})
    for applies, count in (("new", 0), ("all", 1)):
        told = Life(("2018-01-01", doc), ("2020-05-01", changed(archive={"applies": applies})))
        told.begin("contract", "2020-01-01 12:00", planned="2020-12-31")
        folder = told.folder("identity", "2020-01-01 12:00")
        assert len(told.grounds("archive")) == count
        assert told.fate(folder).falls == (through("2025-12-31") if count else through("2020-12-31"))


def test_a_ground_keeps_the_basis_it_opened_with() -> None:
    told = life(("2020-05-01", changed(care={"basis": {"customer": "consent"}})))
    told.begin("relation", "2020-01-01 12:00")
    assert told.ground("care").basis is Basis.CONTRACT


# edges


def test_a_ground_is_open_from_its_first_instant_to_just_before_its_end() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    ground = told.ground("care")
    assert [ground.open_at(t) for t in (at("2020-01-01 11:59"), ground.opened, at("2020-06-30 23:59"), ground.ends)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_refusal_after_the_end_or_lifted_before_the_beginning_changes_nothing() -> None:
    told = life()
    told.refuse("care", BAN, "2019-01-01 12:00", lifted="2019-06-01 12:00")
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    told.refuse("care", BAN, "2021-01-01 12:00")
    assert (told.ground("care").opened, told.ground("care").ends) == (at("2020-01-01 12:00"), through("2020-06-30"))


def test_a_refusal_at_the_very_end_of_a_matter_takes_its_tail() -> None:
    told = life()
    matter = told.begin("case", "2020-01-01 12:00")
    told.end(matter, "2020-02-01 12:00")
    told.refuse("cases", OBJECTION, "2020-02-01 12:00")
    assert told.ground("cases").ends == at("2020-02-01 12:00")


@pytest.mark.parametrize(("lifted", "count"), [(None, 0), ("2020-03-01 12:01", 0), ("2020-03-01 12:00", 1)])
def test_an_archive_asks_whether_it_is_refused_as_its_parent_ends(lifted: str | None, count: int) -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    told.refuse("archive", OBJECTION, "2020-02-01 12:00", lifted=lifted)
    assert len(told.grounds("archive")) == count


def test_an_archive_refused_as_its_parent_ends_never_opens() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    told.refuse("archive", OBJECTION, "2020-03-01 12:00")
    assert told.grounds("archive") == []


def test_an_erasure_binds_what_begins_at_its_own_instant_and_cannot_be_lifted() -> None:
    told = life()
    told.begin("case", "2020-02-01 12:00")
    told.begin("relation", "2020-01-01 12:00")
    for purpose in ("cases", "archive"):
        told.refuse(purpose, ERASURE, "2020-02-01 12:00", lifted="2020-02-02 12:00")
    assert told.grounds("cases") == []
    assert told.grounds("archive") == []


def test_an_erasure_of_the_archive_binds_a_union_that_had_begun_before_it() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-12-31")
    told.refuse("archive", ERASURE, "2020-02-01 12:00")
    told.begin("contract", "2020-06-01 12:00", planned="2021-12-31")
    assert told.grounds("archive") == []


def test_a_short_matter_inside_a_long_one_does_not_break_the_union() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-12-31")
    told.begin("contract", "2020-02-01 12:00", planned="2020-02-15")
    told.begin("contract", "2020-12-01 12:00", planned="2021-06-30")
    assert told.ground("care").ends == through("2021-06-30")


def test_a_union_ends_for_the_reason_of_its_last_matter_when_that_took_effect() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    last = told.begin("contract", "2020-02-01 12:00", planned="2020-12-31")
    told.end(last, "2020-09-01 12:00", true="2020-08-01 12:00")
    ground = told.ground("care")
    assert (ground.ends, ground.why, ground.anchor) == (at("2020-09-01 12:00"), "ended", at("2020-08-01 12:00"))


def test_what_ran_by_mistake_lengthens_no_tail() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    wrong = told.begin("contract", "2020-02-01 12:00", planned="2020-12-31")
    told.void(told.begun(wrong), "2020-08-01 12:00")
    assert (told.ground("care").ends, told.ground("care").why) == (at("2020-08-01 12:00"), "planned")
    assert told.ground("archive").ends == through("2025-06-30")


def test_the_first_record_opens_the_years_ground() -> None:
    told = life()
    year = told.year("2023-01-01", "2023-12-31", "year")
    for day in ("2023-06-06 10:00", "2023-05-05 10:00", "2023-07-07 10:00"):
        told.folder("invoices", day, year)
    assert told.ground("books").opened == at("2023-05-05 10:00")


def test_a_year_of_a_kind_that_the_notice_no_longer_names_opens_nothing() -> None:
    told = life(("2023-01-01", with_parts(SHOP, matters={"year": None}, purposes={"books": None}, data={"invoices": None})))
    year = told.year("2022-07-01", "2023-06-30", "year")
    told.folder("invoices", "2023-02-02 10:00", year)
    assert told.grounds("books") == []


def test_a_ground_of_a_new_notice_is_not_followed_by_the_archive_of_an_old_one() -> None:
    everyone = changed(archive={"applies": "all"})
    told = Life(("2018-01-01", everyone), ("2020-01-01", everyone))
    matter = told.begin("relation", "2020-02-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    assert [g.version for g in told.grounds("archive")] == [2]


def test_what_only_the_new_notice_keeps_is_archived_after_the_new_ground() -> None:
    wider = with_parts(
        SHOP,
        data={"contact": {}},
        purposes={
            "care": {**SHOP["purposes"]["care"], "uses": ["identity", "contact"], "applies": "all"},
            "archive": {**SHOP["purposes"]["archive"], "keeps": ["identity", "contact"], "applies": "all"},
        },
    )
    told = life(("2020-02-01", wider))
    told.begin("contract", "2020-01-01 12:00", planned="2020-06-30")
    folder = told.folder("contact", "2020-03-01 12:00")
    assert told.fate(folder).falls == through("2025-06-30")
