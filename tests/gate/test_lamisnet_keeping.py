"""What LamisNET promises of keeping and erasing, made to happen in the register that its notice drives."""

from datetime import date, timedelta

import pytest

from gate.club import HETU, at, count, no, sql, yes
from gate.shop import STAFF, anyone_sees, apply, customer, departed, order, sees, standing, sweep
from seloste.gate import Door
from seloste.policy import Begin, Code, Denial, End, Put, RefusalKind, Refuse, Touch


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
