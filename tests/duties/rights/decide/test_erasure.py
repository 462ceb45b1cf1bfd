"""Erasure: every ground is ended or kept with a code, a statute and a date; nothing is kept without a reason that stands today."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duties.rights.lives import FOREVER, NOTICE, Ground, Matter
from seloste.duties.rights.decide.codes import STATUTES, Code, Outcome
from seloste.duties.rights.decide.erasure import Decided, decide, to_end, to_refuse
from seloste.law import statute
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise
from seloste.notice.values import Basis

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
CARE = Ground("customer_care", Basis.CONTRACT)
CARE_OF_CONTACT = Ground("customer_care", Basis.LEGITIMATE_INTEREST)
ARCHIVE = Ground("claims_archive", Basis.LEGITIMATE_INTEREST, opened=NOW + timedelta(days=300))
MARKETING = Ground("direct_marketing", Basis.LEGITIMATE_INTEREST)
NEWSLETTER = Ground("newsletter", Basis.CONSENT, matter=7)
BOOKS = Ground("bookkeeping", Basis.LEGAL_OBLIGATION, matter=9, ends=datetime(2030, 12, 31, 22, tzinfo=UTC))
CHECK = Ground("credit_check", Basis.LEGITIMATE_INTEREST, matter=11)
RELATIONSHIP = Matter(1, "relationship")


def answers(notice: Notice, grounds: list[Ground], matters: list[Matter], assessed: Mapping[str, Code] | None = None) -> dict[str, Decided]:
    """Decide, and give each purpose's answer."""
    return {each.purpose: each for each in decide(notice, grounds, matters, now=NOW, assessed=assessed)}


def codes(notice: Notice, grounds: list[Ground], matters: list[Matter]) -> dict[str, Code]:
    """Decide, and give each purpose's code."""
    return {purpose: each.code for purpose, each in answers(notice, grounds, matters).items()}


@pytest.mark.promise("LN-51", by="behaviour")
def test_where_nothing_runs_only_what_the_law_demands_is_kept(lamisnet: Notice) -> None:
    grounds = [CARE, ARCHIVE, MARKETING, NEWSLETTER, BOOKS]
    assert codes(lamisnet, grounds, [RELATIONSHIP]) == {
        "customer_care": Code.ERA_A,
        "claims_archive": Code.ERA_C,
        "direct_marketing": Code.ERA_C,
        "newsletter": Code.ERA_B,
        "bookkeeping": Code.REF_KPL,
    }
    decided = decide(lamisnet, grounds, [RELATIONSHIP], now=NOW)
    assert to_refuse(decided, lamisnet) == ("customer_care", "claims_archive", "newsletter", "direct_marketing")


def test_a_kept_ground_says_its_statute_date_and_data(lamisnet: Notice) -> None:
    kept = answers(lamisnet, [BOOKS], [])["bookkeeping"]
    assert (kept.outcome, kept.statute, kept.until, kept.categories) == (Outcome.KEPT, "fi/1336-1997/2:10", BOOKS.ends, ("invoices",))


@pytest.mark.parametrize(("kind", "code"), [("contract", Code.REF_CONTRACT), ("warranty", Code.REF_CONTRACT), ("relationship", Code.ERA_A)])
def test_a_running_contract_or_warranty_keeps_and_a_mere_relationship_does_not(lamisnet: Notice, kind: str, code: Code) -> None:
    found = answers(lamisnet, [CARE], [RELATIONSHIP, Matter(2, kind)])["customer_care"]
    assert found.code is code
    assert found.because == (("contract",) if kind == "contract" else ("warranty",) if kind == "warranty" else ())


def test_a_contract_that_has_ended_keeps_nothing(lamisnet: Notice) -> None:
    ended = Matter(2, "contract", ends=NOW)
    assert codes(lamisnet, [CARE], [RELATIONSHIP, ended])["customer_care"] is Code.ERA_A


def test_a_companys_contact_person_is_heard_as_objecting_although_the_companys_contract_runs(lamisnet: Notice) -> None:
    grounds = [CARE_OF_CONTACT]
    assert codes(lamisnet, grounds, [Matter(2, "contract")])["customer_care"] is Code.ERA_C
    kept = answers(lamisnet, grounds, [Matter(2, "contract")], {"customer_care": Code.REF_OBJ})["customer_care"]
    assert (kept.outcome, kept.code) == (Outcome.KEPT, Code.REF_OBJ)


def test_an_open_receivable_or_claim_keeps_what_it_needs(lamisnet: Notice) -> None:
    collecting = Ground("debt_collection", Basis.LEGITIMATE_INTEREST)
    found = answers(lamisnet, [collecting, ARCHIVE, CARE], [RELATIONSHIP, Matter(3, "receivable")])
    assert {key: each.code for key, each in found.items()} == {
        "debt_collection": Code.REF_CLAIM,
        "claims_archive": Code.REF_CLAIM,
        "customer_care": Code.ERA_A,
    }
    assert found["debt_collection"].because == ("receivable",)
    assert codes(lamisnet, [Ground("claims", Basis.LEGITIMATE_INTEREST)], [Matter(4, "claim")])["claims"] is Code.REF_CLAIM


def test_a_running_limitation_period_alone_keeps_nothing(lamisnet: Notice) -> None:
    assert codes(lamisnet, [ARCHIVE], [RELATIONSHIP])["claims_archive"] is Code.ERA_C


def test_a_named_assessment_keeps_an_interest_but_never_marketing_nor_consent(lamisnet: Notice) -> None:
    assessed = dict.fromkeys(["claims_archive", "direct_marketing", "newsletter", "customer_care"], Code.REF_CLAIM)
    found = answers(lamisnet, [ARCHIVE, MARKETING, NEWSLETTER, CARE], [RELATIONSHIP], assessed)
    assert {key for key, each in found.items() if each.outcome is Outcome.KEPT} == {"claims_archive"}


def test_an_open_credit_check_ends_with_its_identity_code(lamisnet: Notice) -> None:
    found = answers(lamisnet, [CHECK], [Matter(11, "credit_check")])["credit_check"]
    assert (found.code, found.categories) == (Code.ERA_C, ("identity_code",))


def test_our_own_work_keeps_the_request_and_ends_the_index(lamisnet: Notice) -> None:
    own = [Ground("requests", Basis.LEGAL_OBLIGATION), Ground("accountability", Basis.LEGAL_OBLIGATION, matter=5)]
    index = Ground("indexing", Basis.LEGITIMATE_INTEREST)
    found = answers(lamisnet, [*own, index], [RELATIONSHIP])
    assert found["accountability"].code is Code.REF_LAW
    assert found["accountability"].statute == "eu/2016-679/5"
    assert found["indexing"].outcome is Outcome.ENDED
    assert to_refuse(tuple(found.values()), lamisnet) == ()


def test_what_had_ended_by_itself_is_told_as_past(lamisnet: Notice) -> None:
    found = answers(lamisnet, [Ground("customer_care", Basis.CONTRACT, ends=NOW)], [])["customer_care"]
    assert (found.outcome, found.code) == (Outcome.PAST, Code.ERA_PAST)


def test_a_purpose_of_an_earlier_notice_is_answered_too(lamisnet: Notice) -> None:
    assert answers(lamisnet, [Ground("vanished", Basis.CONTRACT)], [])["vanished"].outcome is Outcome.ENDED


def test_a_purpose_with_one_ground_to_keep_is_kept_whole(lamisnet: Notice) -> None:
    quotations = lamisnet.purposes["quotations"].model_copy(update={"per": "contract"})
    notice = lamisnet.model_copy(update={"purposes": {**lamisnet.purposes, "quotations": quotations}})
    grounds = [Ground("quotations", Basis.CONTRACT, matter=1), Ground("quotations", Basis.CONTRACT, matter=2)]
    decided = decide(notice, grounds, [Matter(1, "contract"), Matter(2, "contract", ends=NOW)], now=NOW)
    assert [each.code for each in decided] == [Code.REF_CONTRACT, Code.REF_CONTRACT]
    assert to_refuse(decided, notice) == ()


def test_a_request_ends_what_lasts_for_lack_of_use_and_nothing_agreed_or_owed(lamisnet: Notice) -> None:
    kinds = ["relationship", "contract", "warranty", "receivable", "claim", "consent", "credit_check", "request", "vanished"]
    matters = [Matter(number, kind) for number, kind in enumerate(kinds, start=1)] + [Matter(20, "relationship", ends=NOW)]
    decided = decide(lamisnet, [CARE], matters, now=NOW)
    assert [matter.kind for matter in to_end(decided, matters, lamisnet, now=NOW)] == ["relationship", "consent", "credit_check"]


def test_a_relationship_that_a_promise_keeps_for_the_service_is_not_ended(lamisnet: Notice) -> None:
    notice = erasing(lamisnet, ground="any", **{"except": ["law", "contract", "service"]})
    decided = decide(notice, [CARE], [RELATIONSHIP], now=NOW)
    assert to_end(decided, [RELATIONSHIP], notice, now=NOW) == ()


def erasing(notice: Notice, **promise: object) -> Notice:
    """Give the notice with another promise on erasure."""
    return notice.model_copy(update={"rights": {**notice.rights, "erasure": Promise.model_validate(promise)}})


def test_a_wider_promise_refuses_only_for_what_it_excepts(lamisnet: Notice) -> None:
    notice = erasing(lamisnet, ground="any", **{"except": ["law", "contract", "service"]})
    collecting = Ground("debt_collection", Basis.LEGITIMATE_INTEREST)
    matters = [RELATIONSHIP, Matter(3, "receivable")]
    assert codes(notice, [collecting, CARE, BOOKS], matters) == {
        "debt_collection": Code.ERA_C,  # claims aren't excepted
        "customer_care": Code.REF_CONTRACT,  # the service runs
        "bookkeeping": Code.REF_KPL,
    }
    bare = erasing(lamisnet, ground="any")
    assert codes(bare, [CARE, BOOKS], [Matter(2, "contract")]) == {"customer_care": Code.ERA_NOTICE, "bookkeeping": Code.REF_KPL}


@pytest.mark.parametrize("code", STATUTES)
def test_every_code_stands_on_a_provision_in_force(code: Code) -> None:
    assert statute(STATUTES[code], NOW.date())


def test_every_code_has_a_provision() -> None:
    assert set(STATUTES) == set(Code)


PURPOSES = ["customer_care", "claims_archive", "direct_marketing", "newsletter", "bookkeeping", "credit_check", "invoicing", "development"]
GROUNDS = st.builds(
    Ground,
    st.sampled_from(PURPOSES),
    st.sampled_from(Basis),
    st.integers(0, 3),
    ends=st.sampled_from([NOW - timedelta(days=1), NOW + timedelta(days=9), FOREVER]),
)
MATTERS = st.builds(Matter, st.integers(1, 3), st.sampled_from(["relationship", "contract", "warranty", "receivable", "claim", "consent"]))


@settings(max_examples=100, deadline=None)
@given(grounds=st.lists(GROUNDS, max_size=8), matters=st.lists(MATTERS, max_size=4))
def test_every_ground_is_answered_once_and_no_purpose_is_both_ended_and_kept(grounds: list[Ground], matters: list[Matter]) -> None:
    decided = decide(NOTICE, grounds, matters, now=NOW)
    assert sorted((each.purpose, each.matter, each.until) for each in decided) == sorted((g.purpose, g.matter, g.ends) for g in grounds)
    ended = {each.purpose for each in decided if each.outcome is Outcome.ENDED}
    kept = {each.purpose for each in decided if each.outcome is Outcome.KEPT}
    assert not ended & kept
    assert set(to_refuse(decided, NOTICE)) == ended
    for each in decided:
        assert each.statute
        if each.basis is Basis.LEGAL_OBLIGATION and each.until > NOW:
            assert each.outcome is Outcome.KEPT
