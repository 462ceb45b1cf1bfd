"""What LamisNET promises its customers, made to happen in the register that its notice drives. Each test proves rows of promises.yaml."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from gate.club import HETU, at, count, no, sql, yes
from seloste.gate import Door, Reading
from seloste.notice.values import Basis
from seloste.policy import Actor, Begin, Change, Code, Denial, End, NewSubject, Put, RefusalKind, Refuse, Touch

STAFF = {role: Actor(20 + n, frozenset({role}), role) for n, role in enumerate(
    ("sales", "support", "claims", "bookkeeping", "credit", "marketing", "privacy"))}  # fmt: skip
EVERYONE = Actor(40, frozenset(STAFF), "kaikki")


def apply(door: Door, role: str, purpose: str, subject: int | NewSubject, when: str, *changes: Change) -> tuple[int, dict[str, int]]:
    done = yes(door.apply(STAFF[role], purpose, subject, changes, now=at(when)))
    return done.subject, dict(done.ids)


def customer(
    door: Door, when: str, *more: Change, kind: str = "customer", email: str = "aino@asiakas.example"
) -> tuple[int, dict[str, int]]:
    person = (Put("identity", {"first_name": "Aino", "last_name": "Testi"}), Put("contact", {"email": email, "address": "Testitie 1"}))
    return apply(door, "sales", "customer_care", NewSubject(kind), when, Begin("relationship", ref="r"), *person)


def order(door: Door, subject: int, when: str, planned: date) -> int:
    _, ids = apply(door, "sales", "customer_care", subject, when, Begin("contract", ref="c", planned=planned),
                   Put("orders", {"number": "T-1", "product": "Palvelin", "state": "tilattu"}, matter="c"))  # fmt: skip
    return ids["c"]


def invoice(door: Door, subject: int, when: str, year: int) -> None:
    own = door.begin_own("fiscal_year", begun=at(f"{year}-01-01"), planned=date(year, 12, 31), now=at(when))
    values = {"number": "1", "payer_name": "Aino Testi", "payer_address": "Testitie 1", "total": "100,00"}
    apply(door, "bookkeeping", "bookkeeping", subject, when, Put("invoices", values, matter=own, source="own_work"))


def sees(door: Door, role: str, purpose: str, subject: int, when: str) -> set[str]:
    answer = door.read(STAFF[role], purpose, subject, now=at(when))
    return {entry.category for entry in answer.entries} if isinstance(answer, Reading) else set()


def anyone_sees(door: Door, subject: int, when: str, *, but: Iterable[str] = ()) -> dict[str, set[str]]:
    """What each purpose of any role opens, those that open nothing left out."""
    purposes = [key for key in door.policy_at(at(when)).purposes if key not in but]
    found = {(key, role): sees(door, role, key, subject, when) for key in purposes for role in STAFF}
    return {key: seen for (key, _), seen in found.items() if seen}


def sweep(door: Door, when: str) -> None:
    while door.sweep(now=at(when)).more:
        pass


def standing(subject: int) -> set[str]:
    return {row[0] for row in sql("SELECT category FROM folder WHERE subject_id=%s", subject)}


@pytest.mark.promise("LN-25", by="behaviour")
@pytest.mark.parametrize(
    ("relationship", "contract", "warranty", "kept_through"),
    [
        ("2024-03-01", "2024-06-30", "2024-05-31", "2024-06-30"),
        ("2024-08-01", "2024-06-30", "2024-05-31", "2024-07-31"),
        ("2024-03-01", "2024-06-30", "2026-06-30", "2026-06-30"),
        ("2024-06-30", "2024-06-30", "2024-06-30", "2024-06-30"),
    ],
)
def test_data_are_kept_for_the_relationship_contract_and_warranty_whichever_ends_last(
    lamisnet: Door, relationship: str, contract: str, warranty: str, kept_through: str
) -> None:
    subject, ids = customer(lamisnet, "2024-01-02")
    order(lamisnet, subject, "2024-01-03", date.fromisoformat(contract))
    apply(lamisnet, "support", "customer_care", subject, "2024-01-04", Begin("warranty", ref="w", planned=date.fromisoformat(warranty)),
          Put("warranties", {"product": "Palvelin", "serial": "1"}, matter="w"))  # fmt: skip
    apply(lamisnet, "sales", "customer_care", subject, relationship, End(ids["r"], "customer_left"))
    last = date.fromisoformat(kept_through)
    assert sees(lamisnet, "support", "customer_care", subject, f"{last} 23:59") >= {"identity", "contact", "orders", "warranties"}
    after = str(last + timedelta(days=1))
    assert sees(lamisnet, "support", "customer_care", subject, after) == set()
    ((_, ends, _),) = sql("SELECT opened, ends, why FROM ground WHERE purpose='customer_care'")
    assert at(after).replace(tzinfo=None) == ends


@pytest.mark.promise("LN-25", by="behaviour")
def test_a_relationship_ends_after_two_years_of_silence_and_each_dealing_begins_them_anew(lamisnet: Door) -> None:
    subject, ids = customer(lamisnet, "2024-01-15")
    assert sees(lamisnet, "support", "customer_care", subject, "2026-01-15 23:59") == {"identity", "contact"}
    assert sees(lamisnet, "support", "customer_care", subject, "2026-01-16") == set()
    apply(lamisnet, "support", "customer_care", subject, "2025-06-01", Touch(ids["r"]))
    assert sees(lamisnet, "support", "customer_care", subject, "2027-06-01 23:59") == {"identity", "contact"}
    assert sees(lamisnet, "support", "customer_care", subject, "2027-06-02") == set()


def departed(door: Door) -> int:
    """A customer of 2023 and 2024 with an order, an invoice and a message, who left on 1 March 2024."""
    subject, ids = customer(door, "2023-06-01")
    order(door, subject, "2023-06-02", date(2024, 2, 15))
    apply(door, "support", "customer_care", subject, "2023-06-03", Put("messages", {"text": "Hei", "channel": "puhelu"}, matter=ids["r"]))
    invoice(door, subject, "2023-06-05", 2023)
    invoice(door, subject, "2024-01-15", 2024)
    apply(door, "sales", "customer_care", subject, "2024-03-01", End(ids["r"], "customer_left"))
    return subject


@pytest.mark.promise("LN-26", by="behaviour")
def test_five_more_years_in_an_archive_that_only_an_open_claim_opens(lamisnet: Door) -> None:
    subject = departed(lamisnet)
    sweep(lamisnet, "2024-04-05")
    live = {row[0] for row in sql("SELECT category FROM record WHERE subject_id=%s", subject)}
    assert live == {"invoices"}, "what claims don't need is gone, the rest is absent from live use"
    assert {row[0] for row in sql("SELECT category FROM archived_record WHERE subject_id=%s", subject)} == {"identity", "contact", "orders"}
    assert set(anyone_sees(lamisnet, subject, "2024-06-01")) == {"bookkeeping"}
    claim = apply(lamisnet, "claims", "claims", subject, "2024-06-02", Begin("claim", ref="v"))[1]["v"]
    seen = {key: seen for key, seen in anyone_sees(lamisnet, subject, "2024-06-03").items() if seen & {"identity", "contact", "orders"}}
    assert seen == {"claims": {"identity", "contact", "orders"}}
    for role in STAFF:
        answer = lamisnet.read(STAFF[role], "claims", subject, now=at("2024-06-03"))
        assert isinstance(answer, Denial) == (role != "claims")
    apply(lamisnet, "claims", "claims", subject, "2024-07-01", End(claim, "settled"))
    assert set(anyone_sees(lamisnet, subject, "2024-07-01")) == {"bookkeeping"}
    # five years through 28 February 2029, since what ends at midnight belonged to the day before, and thirty days for the work
    sweep(lamisnet, "2029-03-30 23:59")
    assert count("archived_record") == 3
    sweep(lamisnet, "2029-03-31")
    assert count("archived_record") == 0
    assert standing(subject) == {"invoices"}


@pytest.mark.promise("LN-27", by="behaviour")
def test_vouchers_stand_six_years_after_the_year_in_which_the_fiscal_year_ended_and_then_go(lamisnet: Door) -> None:
    subject = departed(lamisnet)
    falls = [row[0] for row in sql("SELECT falls FROM folder WHERE category='invoices' ORDER BY falls")]
    assert [at(day).replace(tzinfo=None) for day in ("2030-01-01", "2031-01-01")] == falls
    assert lamisnet.check("statutory_keeps", now=at("2026-01-01"), purpose="bookkeeping").breaches == 0
    for end in ("2029-12-31 23:59", "2030-12-31 23:59"):
        sweep(lamisnet, end)
        assert "invoices" in sees(lamisnet, "bookkeeping", "bookkeeping", subject, end)
    sweep(lamisnet, "2031-01-31")
    assert count("folder") == count("subject") == 0


@pytest.mark.promise("LN-27", by="behaviour")
def test_nobody_may_have_a_voucher_erased_before_its_time(lamisnet: Door) -> None:
    subject = departed(lamisnet)
    answer = lamisnet.apply(STAFF["privacy"], "requests", subject, (Begin("request"), Refuse(RefusalKind.ERASURE, ("bookkeeping",))),
                            now=at("2024-05-01"))  # fmt: skip
    assert no(answer).code is Code.DECISION
    apply(lamisnet, "privacy", "requests", subject, "2024-05-01", Begin("request"),
          Refuse(RefusalKind.ERASURE, ("customer_care", "claims_archive")))  # fmt: skip
    sweep(lamisnet, "2024-06-15")
    assert standing(subject) == {"invoices"}


def test_after_the_relationship_an_invoice_opens_under_bookkeeping_and_the_address_under_nothing(lamisnet: Door) -> None:
    subject = departed(lamisnet)
    for when in ("2024-03-01", "2024-03-20", "2024-04-05", "2026-01-01", "2029-01-01"):
        sweep(lamisnet, when)
        seen = anyone_sees(lamisnet, subject, when)
        assert seen == {"bookkeeping": {"invoices"}}, when
        for role in STAFF:
            for purpose in lamisnet.policy_at(at(when)).purposes:
                answer = lamisnet.read(STAFF[role], purpose, subject, now=at(when))
                assert "aino@asiakas.example" not in repr(answer)
    answer = yes(lamisnet.read(STAFF["bookkeeping"], "bookkeeping", subject, now=at("2026-01-01")))
    assert {entry.values["payer_name"] for entry in answer.entries} == {"Aino Testi"}


@pytest.mark.promise("LN-28", by="behaviour")
@pytest.mark.parametrize("finished", [True, False], ids=["checked", "left open"])
def test_an_identity_code_stands_only_while_credit_is_checked(lamisnet: Door, finished: bool) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    check = apply(lamisnet, "credit", "credit_check", subject, "2024-01-10 09:00", Begin("credit_check", ref="k"),
                  Put("identity_code", {"hetu": HETU}, matter="k"))[1]["k"]  # fmt: skip
    apply(lamisnet, "credit", "credit_decision", subject, "2024-01-10 09:30",
          Put("credit_results", {"decision": "myönnetty"}, matter=check, source="own_work"))  # fmt: skip
    assert [role for role in STAFF if "identity_code" in sees(lamisnet, role, "credit_check", subject, "2024-01-10 10:00")] == ["credit"]
    if finished:
        apply(lamisnet, "credit", "credit_check", subject, "2024-01-10 11:00", End(check, "checked"))
        ended = "2024-01-10 11:00"
    else:
        ended = "2024-01-24"
        assert "identity_code" in sees(lamisnet, "credit", "credit_check", subject, "2024-01-23 23:59")
        assert "identity_code" not in sees(lamisnet, "credit", "credit_check", subject, ended)
        sweep(lamisnet, ended)
    assert count("folder", "category='identity_code'") == count("record", "category='identity_code'") == 0
    found = lamisnet.check("category_only_while_matter_open", now=at(ended), category="identity_code", matter="credit_check")
    assert (found.breaches, found.of) == (0, 0)
    assert sees(lamisnet, "credit", "credit_decision", subject, "2024-03-01") >= {"credit_results"}, "our own decision can be explained"


@pytest.mark.promise("LN-21", by="behaviour")
def test_credit_and_collection_data_need_their_own_matter_purpose_and_role(lamisnet: Door) -> None:
    subject, _ = customer(lamisnet, "2024-01-02")
    now = at("2024-01-10")
    result = Put("credit_results", {"decision": "hylätty"}, matter="k", source="credit_company")
    for role in STAFF:
        answer = lamisnet.apply(STAFF[role], "credit_decision", subject, (result,), now=now)
        assert isinstance(answer, Denial), "no credit data without a credit check"
        both = lamisnet.apply(STAFF[role], "credit_decision", subject, (Begin("credit_check", ref="k"), result), now=now)
        assert isinstance(both, Denial) == (role != "credit")
    debt = Put("receivables", {"open": "10,00"}, matter="d", source="own_work")
    for role in STAFF:
        made = lamisnet.apply(STAFF[role], "debt_collection", subject, (Begin("receivable", ref="d"), debt), now=now)
        assert isinstance(made, Denial) == (role != "bookkeeping")
    seen = anyone_sees(lamisnet, subject, "2024-01-11")
    assert {purpose for purpose, categories in seen.items() if "credit_results" in categories} == {"credit_decision"}
    assert {purpose for purpose, categories in seen.items() if "receivables" in categories} == {"debt_collection"}
    sweep(lamisnet, "2024-05-25")
    assert count("folder", "category='credit_results'") == 0, "the decision is kept three months after the check, not longer"


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
    marketing = [key for key, purpose in lamisnet.policy_at(at("2024-01-04")).purposes.items() if purpose.marketing]
    assert marketing == ["newsletter", "direct_marketing"]
    apply(lamisnet, "support", "customer_care", subject, "2024-01-05", Refuse(RefusalKind.BAN, tuple(marketing)))

    def sendable(when: str) -> set[int]:
        lists = [lamisnet.list(STAFF["marketing"], p, now=at(when), channel=c) for p in marketing for c in ("", "email", "post", "phone")]
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
