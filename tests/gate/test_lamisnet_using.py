"""What LamisNET promises of collecting, using and refusing, made to happen in the register that its notice drives."""

from datetime import date

import pytest

from gate.club import at, count, no, sql, yes
from gate.shop import EVERYONE, STAFF, apply, customer, invoice, order, sees, standing, sweep
from seloste.gate import Door
from seloste.notice.values import Basis
from seloste.policy import Begin, Change, Code, Denial, End, NewSubject, Put, RefusalKind, Refuse


@pytest.mark.promise("LN-10", by="behaviour")
def test_every_record_is_kept_by_a_matter_that_began_and_on_a_basis(lamisnet: Door) -> None:
    asked, _ = apply(lamisnet, "sales", "quotations", NewSubject("customer"), "2024-01-02", Begin("quotation", ref="q"),
                     Put("identity", {"last_name": "Testi"}), Put("quotes", {"product": "Palvelin"}, matter="q"))  # fmt: skip
    bought, _ = customer(lamisnet, "2024-01-02", email="b@asiakas.example")
    order(lamisnet, bought, "2024-01-03", date(2024, 12, 31))
    agreed, _ = apply(lamisnet, "marketing", "newsletter", bought, "2024-01-04", Begin("consent"))
    bases = {(row[0], row[1]) for row in sql("SELECT purpose, basis FROM ground WHERE subject_id IN (%s, %s)", asked, agreed)}
    assert {("quotations", Basis.PRE_CONTRACT), ("customer_care", Basis.CONTRACT), ("newsletter", Basis.CONSENT)} <= bases
    unfounded = sql(
        "SELECT r.id FROM record r WHERE NOT EXISTS (SELECT 1 FROM ground g JOIN event e ON e.subject_id=g.subject_id AND e.verb='begin'"
        " WHERE g.subject_id=r.subject_id AND g.opened<=r.created AND g.ends>r.created AND g.basis<>''"
        " AND (g.matter=0 OR g.matter=e.matter) AND (r.matter=0 OR g.matter IN (0, r.matter)))"
    )
    assert unfounded == []
    loose = lamisnet.apply(
        STAFF["sales"], "customer_care", NewSubject("customer"), (Put("identity", {"last_name": "Irto"}),), now=at("2024-01-05")
    )
    assert no(loose).code is Code.NOT_OPEN


@pytest.mark.promise("LN-14", by="behaviour")
def test_invoicing_producing_and_delivering_are_purposes_of_their_own_open_while_there_is_an_order(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    invoice(lamisnet, subject, "2024-01-03", 2024)
    assert (
        sees(lamisnet, "bookkeeping", "invoicing", subject, "2024-01-03")
        == sees(lamisnet, "sales", "delivery", subject, "2024-01-03")
        == set()
    )
    contract = order(lamisnet, subject, "2024-01-04", date(2024, 6, 30))
    assert sees(lamisnet, "sales", "delivery", subject, "2024-01-05") == {"identity", "contact", "orders"}
    assert sees(lamisnet, "bookkeeping", "invoicing", subject, "2024-01-05") == {"identity", "contact", "orders", "invoices"}
    assert sees(lamisnet, "sales", "invoicing", subject, "2024-01-05") == set()
    assert sees(lamisnet, "bookkeeping", "delivery", subject, "2024-01-05") == set()
    apply(lamisnet, "sales", "customer_care", subject, "2024-02-01", End(contract, "delivered"))
    assert (
        sees(lamisnet, "sales", "delivery", subject, "2024-02-01")
        == sees(lamisnet, "bookkeeping", "invoicing", subject, "2024-02-01")
        == set()
    )


@pytest.mark.promise("LN-16", by="behaviour")
def test_the_start_the_end_and_the_manner_of_the_relationship_are_kept_and_drive_what_falls(lamisnet: Door) -> None:
    subject, ids = customer(lamisnet, "2024-01-02 09:00")
    assert isinstance(lamisnet.apply(STAFF["sales"], "customer_care", subject, (End(ids["r"], ""),), now=at("2024-02-01")), Denial)
    apply(lamisnet, "sales", "customer_care", subject, "2024-02-10", End(ids["r"], "moved_away", at=at("2024-02-01 12:00")))
    ((kind, why, reason, opened, ends),) = sql("SELECT kind, why, reason, opened, ends FROM matter WHERE id=%s", ids["r"])
    assert (kind, why, reason) == ("relationship", "ended", "moved_away")
    assert (opened, ends) == (at("2024-01-02 09:00").replace(tzinfo=None), at("2024-02-10").replace(tzinfo=None))
    assert lamisnet.check("ended_matters_have_reason", now=at("2024-03-01"), matter="relationship").breaches == 0
    sql("UPDATE matter SET reason=''")
    assert lamisnet.check("ended_matters_have_reason", now=at("2024-03-01"), matter="relationship").breaches == 1


FIELDS = [
    ("identity", "shoe_size", ("LN-15",)),
    ("contact", "whatsapp", ("LN-15",)),
    ("orders", "gift_for", ("LN-19",)),
    ("quotes", "mood", ("LN-19",)),
]


@pytest.mark.promise("LN-15", "LN-19", by="behaviour")
@pytest.mark.parametrize(("category", "field"), [row[:2] for row in FIELDS])
def test_a_field_that_the_notice_does_not_name_cannot_be_stored(lamisnet: Door, category: str, field: str) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    order(lamisnet, subject, "2024-01-03", date(2024, 12, 31))
    declared = lamisnet.policy_at(at("2024-01-03")).categories[category].fields
    purpose = "quotations" if category == "quotes" else "customer_care"
    kind = {"orders": "contract", "quotes": "quotation"}.get(category, "relationship")
    good = next(key for key in declared if key in ("first_name", "address", "product"))
    matter = "m" if category in ("orders", "quotes") else 0
    before = count("record")
    for values in ({field: "x"}, {good: "Testi", field: "x"}):
        changes = (Begin(kind, ref="m", planned=date(2025, 1, 1) if kind == "contract" else None), Put(category, values, matter=matter))
        denial = no(lamisnet.apply(STAFF["sales"], purpose, subject, changes, now=at("2024-01-04")))
        assert [problem.code for problem in denial.problems] == ["SEL-P001"]
        assert [problem.field for problem in denial.problems] == [field]
    assert count("record") == before
    yes(lamisnet.apply(STAFF["sales"], purpose, subject, (changes[0], Put(category, {good: "Testi"}, matter=matter)), now=at("2024-01-04")))


@pytest.mark.promise("LN-15", "LN-19", by="behaviour")
def test_the_categories_that_stand_are_those_that_the_notice_names(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    order(lamisnet, subject, "2024-01-03", date(2024, 12, 31))
    assert standing(subject) == {"identity", "contact", "orders"} <= set(lamisnet.notice_at(at("2024-01-02")).data)
    assert lamisnet.check("undeclared_fields", now=at("2024-01-04")).breaches == 0
    sql("UPDATE record SET category='gossip' WHERE category='orders'")
    assert lamisnet.check("undeclared_fields", now=at("2024-01-04")).breaches == 1


@pytest.mark.promise("LN-22", by="behaviour")
def test_every_record_has_a_source_that_the_notice_names(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    for source in ("", "hearsay", "PERSON"):
        answer = lamisnet.apply(STAFF["sales"], "customer_care", subject, (Put("contact", {"phone": "+358401234567"}, source=source),),
                                now=at("2024-01-03"))  # fmt: skip
        assert no(answer).code is Code.SOURCE
    for source in ("credit_company", "web_analytics"):
        elsewhere = Put("contact", {"phone": "+358401234567"}, source=source)
        answer = lamisnet.apply(STAFF["sales"], "customer_care", subject, (elsewhere,), now=at("2024-01-03"))
        assert no(answer).code is Code.SOURCE, "a source gives only what the notice says that it gives"
    apply(lamisnet, "sales", "customer_care", subject, "2024-01-03", Put("contact", {"address": "Testitie 2"}, source="ytj"))
    reading = yes(lamisnet.read(STAFF["sales"], "customer_care", subject, now=at("2024-01-04")))
    assert {entry.source for entry in reading.entries} == {"person", "ytj"}
    assert lamisnet.check("sources_declared", now=at("2024-01-04")).breaches == 0
    sql("UPDATE record SET source='' WHERE source='ytj'")
    assert lamisnet.check("sources_declared", now=at("2024-01-04")).breaches == 1


@pytest.mark.promise("LN-01", by="behaviour")
def test_the_register_holds_customers_and_those_who_asked_for_a_quotation_and_nobody_else(lamisnet: Door) -> None:
    now = at("2024-01-02")
    person = Put("identity", {"last_name": "Ohikulkija"})
    for role in STAFF:
        for purpose in lamisnet.policy_at(now).purposes:
            assert isinstance(lamisnet.apply(STAFF[role], purpose, NewSubject("customer"), (person,), now=now), Denial)
            assert isinstance(
                lamisnet.apply(STAFF[role], purpose, NewSubject("passer_by"), (Begin("relationship"), person), now=now), Denial
            )
    assert count("subject") == 0
    customer(lamisnet, "2024-01-02")
    apply(lamisnet, "sales", "quotations", NewSubject("customer"), "2024-01-02", Begin("quotation"), person)
    assert count("subject", "id NOT IN (SELECT subject_id FROM matter)") == 0


@pytest.mark.promise("LN-44", by="behaviour")
def test_only_the_role_that_needs_a_category_for_a_purpose_sees_it(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    order(lamisnet, subject, "2024-01-03", date(2024, 12, 31))
    invoice(lamisnet, subject, "2024-01-04", 2024)
    apply(lamisnet, "marketing", "newsletter", subject, "2024-01-04", Begin("consent"))
    policy = lamisnet.policy_at(at("2024-01-05"))
    for key, purpose in policy.purposes.items():
        for role in STAFF:
            seen = sees(lamisnet, role, key, subject, "2024-01-05")
            assert seen <= (purpose.uses | purpose.reads if role in purpose.roles else set()), (key, role)
    assert sees(lamisnet, "marketing", "newsletter", subject, "2024-01-05") == {"identity", "contact"}
    assert "invoices" not in sees(lamisnet, "marketing", "direct_marketing", subject, "2024-01-05")
    assert isinstance(lamisnet.read(EVERYONE, "", subject, now=at("2024-01-05")), Denial)


@pytest.mark.promise("LN-54", by="behaviour")
def test_a_consent_is_given_and_withdrawn_by_one_step_each_and_nothing_is_sent_after(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")

    def sendable(when: str) -> list[int]:
        return [r.subject for r in yes(lamisnet.list(STAFF["marketing"], "newsletter", now=at(when), channel="email")).readings]

    assert sendable("2024-01-03") == []
    given: tuple[Change, ...] = (Begin("consent"),)
    apply(lamisnet, "marketing", "newsletter", subject, "2024-01-04", *given)
    assert sendable("2024-01-05") == [subject]
    withdrawn: tuple[Change, ...] = (Refuse(RefusalKind.WITHDRAWAL, ("newsletter",)),)
    apply(lamisnet, "marketing", "newsletter", subject, "2024-01-06 12:00", *withdrawn)
    assert len(withdrawn) == len(given)
    assert sendable("2024-01-06 12:00") == sendable("2025-01-01") == []
    assert sees(lamisnet, "support", "customer_care", subject, "2024-01-07") == {"identity", "contact"}


@pytest.mark.promise("LN-56", by="behaviour")
def test_a_ban_of_direct_marketing_holds_on_every_channel_and_after_erasure(lamisnet: Door) -> None:
    subject, ids = customer(lamisnet, "2024-01-02")
    apply(lamisnet, "marketing", "newsletter", subject, "2024-01-04", Begin("consent"))
    marketing = {key: purpose.marketing for key, purpose in lamisnet.policy_at(at("2024-01-04")).purposes.items() if purpose.marketing}
    assert marketing == {"newsletter": ("email",), "direct_marketing": ("post", "phone")}
    apply(lamisnet, "support", "customer_care", subject, "2024-01-05", Refuse(RefusalKind.BAN, tuple(marketing)))

    def sendable(when: str) -> set[int]:
        lists = [lamisnet.list(STAFF["marketing"], p, now=at(when), channel=c) for p in marketing for c in ("", *marketing[p])]
        return {reading.subject for listing in lists for reading in yes(listing).readings}

    assert sendable("2024-01-05") == set()
    apply(lamisnet, "sales", "customer_care", subject, "2024-02-01", End(ids["r"], "customer_left"))
    apply(lamisnet, "privacy", "requests", subject, "2024-02-02", Begin("request"), Refuse(RefusalKind.ERASURE, ("claims_archive",)))
    sweep(lamisnet, "2040-01-01")
    assert count("subject") == 0
    assert count("suppression") == 2
    back, _ = customer(lamisnet, "2040-02-01", email="AINO@asiakas.example")
    assert sendable("2040-02-02") == set()
    assert sees(lamisnet, "support", "customer_care", back, "2040-02-02") == {"identity", "contact"}


def test_a_contact_persons_basis_is_not_their_firms_contract(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02", kind="contact_person")
    bases = dict(sql("SELECT purpose, basis FROM ground WHERE subject_id=%s", subject))
    assert bases["customer_care"] == Basis.LEGITIMATE_INTEREST
    assert "contract" not in bases.values()
