"""Refusals and erasure: the person's no ends what runs, and stops what would open."""

import pytest

from policy.scenes import SHOP, Doc, Life, at, through, with_parts
from seloste.policy import RefusalKind

BAN, OBJECTION, WITHDRAWAL, ERASURE = RefusalKind.BAN, RefusalKind.OBJECTION, RefusalKind.WITHDRAWAL, RefusalKind.ERASURE


def life(*later: tuple[str, Doc], kind: str = "customer", doc: Doc = SHOP) -> Life:
    return Life(("2018-01-01", doc), *later, kind=kind)


# refusals


@pytest.mark.parametrize("kind", [BAN, OBJECTION, WITHDRAWAL])
def test_a_refusal_ends_the_ground_and_its_tail_at_once(kind: RefusalKind) -> None:
    told = life()
    told.begin("case", "2020-01-01 12:00")
    told.refuse("cases", kind, "2020-05-05 09:00")
    ground = told.ground("cases")
    assert (ground.ends, ground.why) == (at("2020-05-05 09:00"), str(kind))


def test_a_refusal_in_the_tail_ends_the_tail() -> None:
    told = life()
    matter = told.begin("case", "2020-01-01 12:00")
    told.end(matter, "2020-02-01 12:00")
    told.refuse("cases", OBJECTION, "2020-05-05 09:00")
    assert told.ground("cases").ends == at("2020-05-05 09:00")


def test_no_ground_opens_under_a_standing_refusal() -> None:
    told = life()
    told.refuse("cases", BAN, "2020-01-01 12:00")
    told.begin("case", "2020-01-01 12:00")
    told.begin("case", "2020-02-01 12:00")
    assert told.grounds("cases") == []


def test_a_lifted_refusal_lets_the_purpose_run_again_from_then() -> None:
    told = life()
    told.begin("case", "2020-01-01 12:00")
    told.refuse("cases", BAN, "2020-02-01 12:00", lifted="2020-03-01 12:00")
    first, second = told.grounds("cases")
    assert (first.ends, second.opened, second.ends) == (at("2020-02-01 12:00"), at("2020-03-01 12:00"), through("2021-06-30"))


def test_a_refusal_lifted_after_the_matter_ended_brings_no_ground_back() -> None:
    told = life()
    matter = told.begin("case", "2020-01-01 12:00")
    told.refuse("cases", BAN, "2020-02-01 12:00", lifted="2020-04-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    assert [g.ends for g in told.grounds("cases")] == [at("2020-02-01 12:00")]


def test_a_refusal_taken_back_as_it_was_made_ends_nothing() -> None:
    told = life()
    matter = told.begin("case", "2020-01-01 12:00")
    told.end(matter, "2020-02-01 12:00")
    told.refuse("cases", OBJECTION, "2020-05-05 09:00", lifted="2020-05-05 09:00")
    assert told.ground("cases").ends == through("2020-08-01")


def test_a_refusal_of_one_channel_ends_no_ground() -> None:
    told = life()
    told.begin("case", "2020-01-01 12:00")
    told.refuse("cases", BAN, "2020-02-01 12:00", channel="email")
    assert told.ground("cases").why == "at_most"


def test_a_refusal_of_one_purpose_leaves_the_others() -> None:
    told = life()
    told.begin("relation", "2020-01-01 12:00")
    told.refuse("cases", BAN, "2020-02-01 12:00")
    assert told.ground("care").ends == through("2022-01-01")


def test_a_refused_archive_never_opens() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.refuse("archive", OBJECTION, "2020-02-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    assert told.grounds("archive") == []


def test_an_archive_objected_to_later_ends_then() -> None:
    told = life()
    matter = told.begin("relation", "2020-01-01 12:00")
    told.end(matter, "2020-03-01 12:00")
    told.refuse("archive", OBJECTION, "2021-02-01 12:00")
    assert (told.ground("archive").ends, told.ground("archive").why) == (at("2021-02-01 12:00"), "objection")


def test_an_end_recorded_after_a_refusal_does_not_reach_back_to_what_followed_the_refusal() -> None:
    told = life(doc=with_parts(SHOP, purposes={"archive": {**SHOP["purposes"]["archive"], "keep": "P10D"}}))
    matter = told.begin("relation", "2020-01-01 12:00")
    told.refuse("care", OBJECTION, "2020-01-08 12:00")
    told.end(matter, "2020-01-16 12:00", true="2020-01-02 12:00")
    assert told.ground("archive").ends == through("2020-01-18")


# erasure


def test_an_erasure_ends_what_had_begun_and_what_would_open_later() -> None:
    told = life()
    told.begin("relation", "2020-01-01 12:00")
    for purpose in ("care", "archive"):
        told.refuse(purpose, ERASURE, "2020-02-01 12:00")
    assert told.ground("care").ends == at("2020-02-01 12:00")
    assert told.grounds("archive") == []


def test_an_archive_kept_off_by_erasure_stays_off_when_the_contract_ends_years_later() -> None:
    told = life()
    told.begin("contract", "2020-01-01 12:00", planned="2022-12-31")
    told.refuse("archive", ERASURE, "2020-02-01 12:00")
    assert told.ground("care").ends == through("2022-12-31")
    assert told.grounds("archive") == []


def test_an_erasure_does_not_bind_a_person_who_comes_back() -> None:
    told = life()
    told.begin("relation", "2020-01-01 12:00")
    for purpose in ("care", "archive"):
        told.refuse(purpose, ERASURE, "2020-02-01 12:00")
    told.begin("contract", "2020-03-01 12:00", planned="2020-12-31")
    _, back = told.grounds("care")
    assert (back.opened, back.ends) == (at("2020-03-01 12:00"), through("2020-12-31"))
    assert told.ground("archive").opened == at("2021-01-01")


def test_an_erasure_binds_what_a_later_notice_opens_on_a_matter_begun_before_it() -> None:
    wider = with_parts(SHOP, purposes={"care": {**SHOP["purposes"]["care"], "applies": "all"}})
    told = life(("2021-01-01", wider))
    told.begin("contract", "2020-01-01 12:00", planned="2022-12-31")
    told.refuse("care", ERASURE, "2020-02-01 12:00")
    assert [g.ends for g in told.grounds("care")] == [at("2020-02-01 12:00")]
