"""What the five firms hold and what for: purposes, bases and fields, as their repaired notices tell it."""

import re

import pytest

from notice.firms import changed, notice, page, proves, text
from seloste.notice import Basis

# Which fields a firm said it holds, and no others; with the promises that say so.
FIELDS = [
    proves("OA-09", "OA", "account", {"username", "state", "activated_on"}),
    proves("OA-09", "OA", "person", {"first_name", "last_name", "email", "phone", "position"}),
    proves("", "OA", "contact", {"first_name", "last_name", "company", "email", "phone"}),
    proves("AS-10", "AS", "identity", {"first_name", "last_name"}),
    proves("AS-10", "AS", "contact", {"address", "phone", "email"}),
    proves("AS-10", "AS", "company", {"company", "business_id"}),
    proves("AS-11", "AS", "identity_code", {"hetu"}),
    proves("AL-14", "AL", "identity", {"first_name", "last_name", "address", "phone", "email"}),
    proves("AL-15 AL-19", "AL", "contract", {"service", "price", "begins_on", "ends_on", "extra"}),
    proves("AL-16", "AL", "receivables", {"invoice", "open", "due_on"}),
    proves("AL-17", "AL", "login", {"username", "password"}),
    proves("AL-18", "AL", "messages", {"sent_on", "text"}),
    proves("AL-20", "AL", "usage", {"material", "used_on"}),
    proves("AL-21", "AL", "profile", {"name", "group", "email"}),
    proves("AL-22", "ALC", "identity", {"first_name", "last_name", "organisation", "position"}),
    proves("AL-22", "ALC", "contact", {"email", "phone", "address", "page"}),
    proves("RA-10", "RA", "basics", {"first_name", "last_name", "company", "position", "phone", "email", "address"}),
    proves("RA-11", "RA", "account", {"username", "password"}),
    proves("RA-11 RA-13", "RA", "logs", {"at", "event", "browser", "referrer", "ip"}),
    proves("RA-12", "RA", "licences", {"licence"}),
    proves("RA-12", "RA", "misuse", {"noticed_on", "text"}),
    proves("RA-12", "RA", "feedback", {"received_on", "text"}),
    proves("RA-13", "RA", "invoices", {"number", "invoiced_on", "reference", "total", "paid_on"}),
    proves("LN-15", "LN", "identity", {"first_name", "last_name", "company"}),
    proves("LN-15", "LN", "contact", {"email", "phone", "address"}),
    proves("LN-19", "LN", "orders", {"number", "product", "state", "ordered_on", "delivered_on", "price", "notes"}),
    proves("LN-20", "LN", "complaints", {"received_on", "text", "outcome"}),
    proves("LN-21", "LN", "credit_results", {"checked_on", "decision", "reason"}),
]


@pytest.mark.parametrize(("firm", "category", "wanted"), FIELDS)
def test_the_list_of_fields_is_closed_and_told(firm: str, category: str, wanted: set[str]) -> None:
    fields = notice(firm).data[category].fields
    assert set(fields) == wanted
    for field in fields.values():
        assert field.name
        assert field.name.fi.lower() in page(firm).lower()
        assert field.term.startswith(("pd:", "dpv:"))


@pytest.mark.parametrize("firm", [proves("OA-06", "OA"), proves("AL-02", "AL"), proves("AL-02", "ALC")])
def test_the_kinds_of_people_are_listed_and_no_other_is_known(firm: str) -> None:
    for kind in notice(firm).subjects.values():
        assert kind.name.fi in page(firm)
    basis = re.search(r"    basis: \{(\w+): ", text(firm))
    assert basis
    assert "ref-subjects" in {each.code for each in changed(firm, (basis[0], "    basis: {visitor: "))}


@pytest.mark.promise("AS-09", by="text")
def test_what_is_held_depends_on_whether_the_customer_is_a_person_or_a_company() -> None:
    data = notice("AS").data
    assert set(data["identity_code"].subjects) == {"person", "sole_trader"}
    assert set(data["company"].subjects) == {"contact_person", "sole_trader"}
    assert "Koskee vain näitä ryhmiä: henkilöasiakas, yksityinen elinkeinonharjoittaja" in page("AS")


@pytest.mark.promise("AS-10", by="text")
def test_the_open_list_is_named_in_the_text_as_it_was_and_closed_in_the_repaired_one() -> None:
    assert "pääasial" not in page("AS")
    assert "Tallennamme vain tässä luetellut tiedot." in page("AS")


@pytest.mark.promise("AS-11", by="text")
def test_the_identity_code_has_its_ground_its_own_category_and_its_end() -> None:
    code = notice("AS").data["identity_code"]
    assert code.within
    assert code.within.is_zero
    assert str(notice("AS").matters[code.of or ""].at_most) == "P12M"
    without = {each.code for each in changed("AS", ("    law: fi/1050-2018/29\n", ""))}
    assert without == {"hetu-ground", "need-unfounded"}
    shared = changed(
        "AS", ("    within: PT0S\n    fields:\n", "    within: PT0S\n    fields:\n      other: {type: text, name: {fi: A, sv: B, en: C}}\n")
    )
    assert {each.code for each in shared} == {"hetu-shared"}


@pytest.mark.promise("AL-20", "AL-21", by="text")
def test_of_an_organisations_users_only_identifiers_are_held_and_what_it_chose() -> None:
    data = notice("AL").data
    for name, category in data.items():
        if name not in {"login", "profile", "messages", "request_file"}:
            assert category.subjects == ("private",), name
    assert {key for category in data.values() for key, field in category.fields.items() if field.optional} == {"name", "group", "email"}
    assert all(field.optional == "controller" for field in data["profile"].fields.values())
    assert page("AL").count("(rekisterinpitäjän valinnan mukaan)") == 3
    assert str(notice("AL").matters["usage_period"].at_most) == "P6M"


# Bases


@pytest.mark.parametrize(
    "firm",
    [proves("", "OA"), proves("AS-03", "AS"), proves("AL-09", "AL"), proves("", "ALC"), proves("RA-09", "RA"), proves("LN-10 LN-11", "LN")],
)
def test_each_purpose_has_one_basis_for_each_kind_and_contract_only_for_a_party(firm: str) -> None:
    for name, purpose in notice(firm).purposes.items():
        assert purpose.basis, name
        for kind, basis in purpose.basis.items():
            assert basis not in {Basis.CONTRACT, Basis.PRE_CONTRACT} or notice(firm).subjects[kind].party


@pytest.mark.promise("AS-03", "AL-09", by="text")
def test_no_basis_two_bases_or_a_contract_without_a_party_is_an_error() -> None:
    written = "    basis: {person: contract, sole_trader: contract, contact_person: legitimate-interest}\n"
    for instead, code in (
        ("", "basis-missing"),
        (written.replace("contact_person: legitimate-interest", "contact_person: contract"), "basis-not-party"),
        (written.replace("person: contract", "person: [contract, consent]", 1), "value-choice"),
        (written.replace("person: contract", "person: contract, person: consent", 1), "key-duplicate"),
    ):
        found = [each for each in changed("AS", (written, instead)) if each.severity == "error"]
        assert code in {each.code for each in found}, instead


@pytest.mark.promise("AS-04", by="text")
def test_a_duty_has_its_statute_an_interest_its_words_and_a_public_task_is_questioned() -> None:
    assert {each.code for each in changed("AS", ("    law: fi/1336-1997/2:10\n", ""))} == {"basis-law"}
    interest = re.search(r"    interest:\n(      .*\n)+", text("AS"))
    assert interest
    assert {each.code for each in changed("AS", (interest[0], ""))} == {"interest-missing"}
    (found,) = changed("AS", ("    basis: legal-obligation\n", "    basis: public-task\n"))
    assert (found.code, found.severity) == ("basis-public", "warning")


# Purposes: the promises, the term each stands for, who sees the data, what is seen, and what is not.
PURPOSES = [
    proves("OA-10", "OA", "relationship", "CustomerRelationshipManagement", {"sales", "support"}, {"contact"}, {"person"}),
    proves("OA-11", "OA", "billing_basis", "PaymentManagement", {"billing"}, {"account"}, {"person", "contact"}),
    proves("OA-12", "OA", "support", "IdentityVerification", {"support"}, {"account", "person", "contact"}, set()),
    proves("OA-13", "OA", "informing", "CommunicationForCustomerCare", {"support", "sales"}, {"person", "contact"}, {"account"}),
    proves("OA-14", "OA", "development", "ImproveExistingProductsAndServices", {"accounts"}, {"account"}, {"person", "contact"}),
    proves("AS-05", "AS", "customer_care", "CustomerCare", {"service"}, {"identity", "messages"}, {"receivables", "identity_code"}),
    proves("AS-06", "AS", "newsletter", "DirectMarketing", {"marketing"}, {"contact"}, {"orders", "invoices"}),
    proves("AS-08", "AS", "bookkeeping", "LegalCompliance", {"finance"}, {"invoices"}, {"contact", "messages"}),
    proves("AL-04 AL-05", "AL", "login", "IdentityAuthentication", {"service"}, {"login", "profile"}, {"identity", "invoices"}),
    proves("AL-11", "AL", "relationship", "CustomerRelationshipManagement", {"sales", "service"}, {"identity", "contract"}, {"usage"}),
    proves("AL-12", "AL", "invoicing", "PaymentManagement", {"finance"}, {"identity", "invoices"}, {"messages", "usage"}),
    proves("AL-12", "AL", "support", "CustomerCare", {"service"}, {"messages", "login"}, {"invoices"}),
    proves("AL-04 AL-13", "ALC", "direct_marketing", "DirectMarketing", {"sales"}, {"identity", "contact"}, {"messages"}),
    proves("AL-06", "ALC", "newsletter", "DirectMarketing", {"sales"}, {"identity", "contact"}, {"messages"}),
    proves(
        "RA-06", "RA", "relationship", "CustomerRelationshipManagement", {"sales", "service"}, {"basics", "feedback"}, {"logs", "account"}
    ),
    proves("RA-07", "RA", "new_customers", "Marketing", {"sales"}, {"basics"}, {"logs", "invoices"}),
    proves("RA-08", "RA", "statistics", "ServiceUsageAnalytics", {"service"}, {"logs"}, {"basics"}),
    proves("RA-08", "RA", "development", "ImproveExistingProductsAndServices", {"service"}, {"feedback"}, {"basics", "logs"}),
    proves("RA-12", "RA", "licence_misuse", "MisusePreventionAndDetection", {"security"}, {"misuse"}, {"logs"}),
    proves("LN-06", "LN", "direct_marketing", "DirectMarketing", {"marketing"}, {"contact", "orders"}, {"identity_code", "credit_results"}),
    proves("LN-14", "LN", "invoicing", "PaymentManagement", {"bookkeeping"}, {"invoices"}, {"messages", "usage"}),
]


@pytest.mark.parametrize(("firm", "purpose", "term", "roles", "seen", "never"), PURPOSES)
def test_each_purpose_names_its_data_and_its_roles_and_sees_nothing_else(
    firm: str, purpose: str, term: str, roles: set[str], seen: set[str], never: set[str]
) -> None:
    told = notice(firm).purposes[purpose]
    assert told.dpv == f"dpv:{term}"
    assert set(told.roles) == roles
    assert seen <= set(told.seen)
    assert not never & set(told.seen)
    assert told.why
    assert told.why.fi in page(firm)


@pytest.mark.parametrize(
    "firm",
    [
        proves("OA-13", "OA"), proves("AS-06", "AS"), proves("AL-06", "AL"), proves("AL-06 AL-13", "ALC"), proves("RA-07", "RA"),
        proves("LN-06", "LN"),
    ],
)  # fmt: skip
def test_electronic_marketing_waits_for_consent_and_can_always_be_forbidden(firm: str) -> None:
    marketing = [purpose for purpose in notice(firm).purposes.values() if purpose.marketing]
    assert marketing
    for purpose in marketing:
        if {"email", "sms"} & set(purpose.marketing):
            assert set(purpose.basis.values()) == {Basis.CONSENT}
    assert "Voit kieltää tietojesi käytön suoramarkkinointiin milloin tahansa" in page(firm)


@pytest.mark.promise("OA-05", by="text")
def test_what_a_ban_leads_to_is_told_at_the_field_and_beside_the_right() -> None:
    assert "Ilman käyttäjätunnusta järjestelmää ei voi käyttää." in page("OA")
    assert "ilman tunnusta ja yhteystietoja järjestelmän käyttö vaikeutuu tai päättyy" in page("OA")
    said = re.search(r"        consequence:\n(          .*\n)+", text("OA"))
    assert said
    assert {each.code for each in changed("OA", (said[0], ""))} == {"field-consequence"}
