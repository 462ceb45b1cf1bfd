"""A person's no: marketing stops without a reason, an objection never fails for having the wrong name."""

import pytest

from duties.rights.lives import Ground, Record
from seloste.duties.rights.decide.codes import Code
from seloste.duties.rights.decide.portability import carry
from seloste.duties.rights.decide.refusing import ban_disclosures, ban_marketing, object_to, restrictable, withdraw
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise
from seloste.notice.values import Basis


@pytest.mark.promise("LN-56", by="behaviour")
def test_a_marketing_ban_stops_every_purpose_that_markets(lamisnet: Notice) -> None:
    said = ban_marketing(lamisnet, "customer")
    assert {each.purpose for each in said} == {"newsletter", "direct_marketing"}
    assert all(each.stops and each.code is Code.OBJ_DM and each.statute == "eu/2016-679/21.2" for each in said)


def test_a_ban_of_one_channel_stops_only_what_uses_it(lamisnet: Notice) -> None:
    assert [each.purpose for each in ban_marketing(lamisnet, "customer", "phone")] == ["direct_marketing"]
    assert ban_marketing(lamisnet, "customer", "sms") == ()


@pytest.mark.promise("LN-52", by="behaviour")
@pytest.mark.parametrize(
    ("kind", "purpose", "code", "stops"),
    [
        ("customer", "direct_marketing", Code.OBJ_DM, True),
        ("customer", "claims_archive", Code.OBJ_OK, True),
        ("customer", "development", Code.OBJ_OK, True),
        ("customer", "newsletter", Code.OBJ_NA_WD, True),
        ("customer", "customer_care", Code.OBJ_NA, False),
        ("contact_person", "customer_care", Code.OBJ_OK, True),
        ("customer", "bookkeeping", Code.OBJ_NA, False),
    ],
)
def test_an_objection_is_decided_by_the_basis_of_that_kind_of_person(
    lamisnet: Notice, kind: str, purpose: str, code: Code, stops: bool
) -> None:
    (said,) = object_to(lamisnet, kind, [purpose])
    assert (said.purpose, said.code, said.stops) == (purpose, code, stops)


def test_compelling_grounds_refuse_an_objection_but_never_one_to_marketing(lamisnet: Notice) -> None:
    assessed = dict.fromkeys(["claims_archive", "direct_marketing"], Code.REF_OBJ)
    said = {each.purpose: each for each in object_to(lamisnet, "customer", assessed, assessed=assessed)}
    assert (said["claims_archive"].code, said["claims_archive"].stops) == (Code.REF_OBJ, False)
    assert (said["direct_marketing"].code, said["direct_marketing"].stops) == (Code.OBJ_DM, True)


def test_a_purpose_that_does_not_touch_the_person_has_no_answer(lamisnet: Notice) -> None:
    assert object_to(lamisnet, "contact_person", ["credit_check", "requests", "unheard_of"]) == ()


def test_withdrawal_stops_consent_and_says_where_there_is_none(lamisnet: Notice) -> None:
    said = {each.purpose: each for each in withdraw(lamisnet, "customer", ["newsletter", "bookkeeping"])}
    assert (said["newsletter"].code, said["newsletter"].stops) == (Code.WD, True)
    assert (said["bookkeeping"].code, said["bookkeeping"].stops) == (Code.WD_NA, False)


def test_a_disclosure_ban_stops_what_is_at_our_discretion_and_nothing_else(lamisnet: Notice) -> None:
    banned = {key for key, code in ban_disclosures(lamisnet) if code is Code.BAN_DISC}
    assert banned == {"suppliers", "acquirer", "research"}


def test_a_restriction_closes_all_but_claims_and_our_own_duty(lamisnet: Notice) -> None:
    closed = restrictable(lamisnet, "customer")
    assert {"customer_care", "direct_marketing", "claims_archive"} <= set(closed)
    assert not {"claims", "requests", "accountability"} & set(closed)


@pytest.mark.promise("LN-53", by="behaviour")
@pytest.mark.parametrize(
    ("category", "source", "code"),
    [
        ("identity", "person", Code.POR_OK),
        ("usage", "own_work", Code.POR_OK),
        ("credit_results", "own_work", Code.POR_DERIV),
        ("contact", "ytj", Code.POR_SRC),
        ("credit_results", "credit_company", Code.POR_SRC),
        ("identity", "gone_from_the_notice", Code.POR_SRC),
    ],
)
def test_what_the_person_gave_is_portable_whatever_the_basis(lamisnet: Notice, category: str, source: str, code: Code) -> None:
    (carried,) = carry(lamisnet, [Record(1, category, source)], [])
    assert (carried.code, carried.portable) == (code, code is Code.POR_OK)


def test_without_the_wider_promise_only_consent_and_contract_carry(lamisnet: Notice) -> None:
    lawful = lamisnet.model_copy(update={"rights": {**lamisnet.rights, "portability": Promise.model_validate({"ground": "law"})}})
    records = [Record(1, "identity", "person"), Record(2, "invoices", "person")]
    grounds = [Ground("customer_care", Basis.CONTRACT), Ground("bookkeeping", Basis.LEGAL_OBLIGATION)]
    assert [each.code for each in carry(lawful, records, grounds)] == [Code.POR_OK, Code.POR_BASIS]


@pytest.mark.parametrize(
    ("purpose", "stops"),
    [("customer_care", True), ("quotations", True), ("claims_archive", True), ("newsletter", True), ("bookkeeping", False)],
)
def test_a_ban_promised_without_reasons_stops_all_but_what_the_law_demands(lamisnet: Notice, purpose: str, stops: bool) -> None:
    free = lamisnet.model_copy(update={"rights": {**lamisnet.rights, "objection": Promise(ground="any")}})
    (said,) = object_to(free, "customer", [purpose], assessed={purpose: Code.REF_OBJ})
    assert said.stops is stops
    (weighed,) = object_to(lamisnet, "customer", [purpose], assessed={purpose: Code.REF_OBJ})
    assert weighed.stops is (purpose == "newsletter")
