"""Compile: from a notice's words to the tables that policy reads."""

from datetime import date
from pathlib import Path

from policy.scenes import LAMISNET, policy
from seloste.law import Period
from seloste.notice import Basis, FieldType, Store, load
from seloste.policy import compile_notice

NOTICE = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"


def test_a_bare_basis_stands_for_every_kind_of_subject() -> None:
    purposes = policy(LAMISNET).purposes
    assert purposes["newsletter"].basis == {"customer": Basis.CONSENT, "contact_person": Basis.CONSENT}
    assert purposes["credit_check"].basis == {"customer": Basis.LEGITIMATE_INTEREST}


def test_a_category_takes_the_notices_reasonable_time_unless_it_has_its_own() -> None:
    categories = policy(LAMISNET).categories
    assert categories["orders"].within == Period.parse("P30D")
    assert categories["identity_code"].within.is_zero


def test_a_category_of_a_capped_matter_is_capped() -> None:
    capped = {key for key, category in policy(LAMISNET).categories.items() if category.capped}
    assert capped == {"identity_code"}


def test_purposes_are_found_by_the_matter_that_opens_them_and_by_what_they_follow() -> None:
    made = policy(LAMISNET)
    assert [p.key for p in made.running["contract"]] == ["customer_care"]
    assert [p.key for p in made.following["customer_care"]] == ["claims_archive"]
    assert made.running["fiscal_year"][0].rule == "FI-KPL-6"
    assert made.purposes["claims_archive"].store is Store.ARCHIVE


def test_only_a_matter_without_any_other_bound_needs_a_planned_end() -> None:
    needing = {key for key, kind in policy(LAMISNET).matters.items() if kind.needs_planned_end}
    assert needing == {"fiscal_year"}


def test_the_firms_own_notice_compiles_whole_with_our_own_work_in_it() -> None:
    loaded = load(NOTICE.read_bytes(), file=NOTICE.name, on=date(2026, 11, 22))
    assert loaded.notice is not None
    made = compile_notice(loaded.notice)
    assert made.notice == loaded.notice.sha256
    assert made.purposes.keys() == loaded.notice.purposes.keys()
    assert {p.key for p in made.purposes.values() if p.builtin} == {"requests", "notifying", "indexing", "importing", "accountability"}
    assert all(p.line > 0 for p in made.purposes.values() if not p.builtin)
    assert made.categories["identity_code"].fields["hetu"].type is FieldType.FI_HETU
    assert made.categories["contact"].fields["email"].searchable
