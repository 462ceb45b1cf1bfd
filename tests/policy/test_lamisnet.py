"""LamisNET's keeping times, with the vectors of the law paper."""

from datetime import date
from pathlib import Path

import pytest

from policy.scenes import LAMISNET, Life, at, run
from seloste.notice import Basis, load
from seloste.policy import RefusalKind, Version, compile_notice

NOTICE = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"


# LamisNET's promises, with the vectors of the law paper


def lamisnet() -> Life:
    """A life under LamisNET's own notice, as the example file has it."""
    told = Life(("2018-01-01", LAMISNET))
    loaded = load(NOTICE.read_bytes(), file=NOTICE.name, on=date(2026, 11, 22))
    assert loaded.notice is not None
    told.timeline = (Version(1, at("2018-01-01"), compile_notice(loaded.notice)),)
    return told


@pytest.mark.promise("LN-25", by="behaviour")
def test_data_live_as_long_as_the_last_of_relationship_contract_and_warranty() -> None:
    told = lamisnet()
    relation = told.begin("relationship", "2019-01-01 12:00")
    told.begin("contract", "2019-01-01 12:00", planned="2021-03-01")
    told.begin("warranty", "2020-06-01 12:00", planned="2022-02-28")
    told.begin("warranty", "2020-07-01 12:00", planned="2021-06-30")
    identity, contact = (told.folder(category, "2019-01-01 12:00") for category in ("identity", "contact"))
    told.end(relation, "2020-06-30 15:00")
    assert {told.fate(folder).live_until for folder in (identity, contact)} == {at("2022-03-01")}


@pytest.mark.promise("LN-26", by="behaviour")
def test_after_that_data_stand_five_years_in_the_archive_only() -> None:
    told = lamisnet()
    relation = told.begin("relationship", "2019-01-01 12:00")
    contract = told.begin("contract", "2019-01-01 12:00", planned="2021-03-01")
    told.begin("warranty", "2020-06-01 12:00", planned="2022-02-28")
    kept = [told.folder("identity", "2019-01-01 12:00"), told.folder("orders", "2019-01-01 12:00", contract)]
    messages = told.folder("messages", "2019-01-01 12:00", relation)
    told.end(relation, "2020-06-30 15:00")
    assert {run(told.fate(folder)) for folder in kept} == {(at("2022-03-01"), at("2027-03-01"))}
    assert run(told.fate(messages)) == (at("2022-03-01"), at("2022-03-01"))


@pytest.mark.promise("LN-26", by="behaviour")
def test_a_warranty_through_a_leap_day_is_archived_through_the_last_day_of_february() -> None:
    told = lamisnet()
    told.begin("warranty", "2022-03-01 12:00", planned="2024-02-29")
    folder = told.folder("identity", "2022-03-01 12:00")
    assert run(told.fate(folder)) == (at("2024-03-01"), at("2029-03-01"))


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_is_gone_the_instant_its_credit_check_is_closed() -> None:
    told = lamisnet()
    check = told.begin("credit_check", "2025-01-10 09:00")
    folder = told.folder("identity_code", "2025-01-10 09:00", check)
    told.end(check, "2025-01-10 11:30")
    fate = told.fate(folder)
    assert fate.live_until == fate.falls == fate.doom == at("2025-01-10 11:30")


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_whose_check_was_never_closed_is_gone_within_fourteen_days_whatever_is_held() -> None:
    told = lamisnet()
    check = told.begin("credit_check", "2025-01-10 09:00")
    folder = told.folder("identity_code", "2025-01-10 09:00", check)
    told.hold("2025-01-11 09:00")
    told.touch(check, "2025-01-23 09:00")
    fate = told.fate(folder)
    assert fate.live_until == fate.falls == fate.doom == at("2025-01-24")


def test_when_only_bookkeeping_is_left_only_the_vouchers_are() -> None:
    told = lamisnet()
    year = told.year("2020-01-01", "2020-12-31")
    relation = told.begin("relationship", "2020-01-01 12:00")
    identity = told.folder("identity", "2020-01-01 12:00")
    invoices = told.folder("invoices", "2020-02-01 12:00", year)
    told.end(relation, "2020-06-30 15:00")
    assert told.fate(identity).falls == at("2025-07-01")
    assert told.fate(invoices).falls == at("2027-01-01")


def test_a_person_who_is_erased_leaves_only_what_the_law_keeps() -> None:
    told = lamisnet()
    year = told.year("2020-01-01", "2020-12-31")
    contract = told.begin("contract", "2020-01-01 12:00")
    gone = [told.folder("identity", "2020-01-01 12:00"), told.folder("orders", "2020-01-01 12:00", contract)]
    invoices = told.folder("invoices", "2020-02-01 12:00", year)
    by_law = {key for key, purpose in told.timeline[0].policy.purposes.items() if purpose.basis["customer"] is Basis.LEGAL_OBLIGATION}
    for purpose in told.timeline[0].policy.purposes.keys() - by_law:
        told.refuse(purpose, RefusalKind.ERASURE, "2020-06-30 15:00")
    assert {told.fate(folder).falls for folder in gone} == {at("2020-06-30 15:00")}
    assert told.fate(invoices).falls == at("2027-01-01")


# LamisNET's purposes


def test_every_lamisnet_purpose_runs_when_its_matter_does() -> None:
    told = Life(("2018-01-01", LAMISNET))
    for kind in ("relationship", "credit_check", "claim", "consent"):
        told.begin(kind, "2020-01-01 12:00")
    opened = {g.purpose for g in told.fold().grounds if g.open_at(at("2020-01-02"))}
    assert opened == {"customer_care", "credit_check", "claims", "newsletter"}


def test_a_withdrawn_consent_ends_the_newsletter_at_once() -> None:
    told = Life(("2018-01-01", LAMISNET))
    told.begin("consent", "2020-01-01 12:00")
    told.refuse("newsletter", RefusalKind.WITHDRAWAL, "2020-03-01 12:00")
    assert not told.ground("newsletter").open_at(at("2020-03-01 12:00"))
    assert told.ground("newsletter").open_at(at("2020-03-01 11:59"))
