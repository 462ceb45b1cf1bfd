"""Data leave only to a recipient the notice names, only what it names for them, and never past a ban; each time is written down."""

from datetime import date, datetime, timedelta

import pytest

from gate.club import HETU, NOTICE, at, count, held, leaves, no, sql, yes
from gate.shop import STAFF, anyone_sees, apply, customer, invoice, order, sweep
from seloste import gate
from seloste.gate import Door, Order, Reading
from seloste.gate.disclosing import Disclosure, disclosures
from seloste.policy import DISCLOSURE, Begin, Code, Denial, End, Lift, Put, RefusalKind, Refuse, Restrict, Role

NOW = at("2024-02-01 12:00")
STATUTE = "fi/1336-1997"


@pytest.fixture
def subject(lamisnet: Door) -> int:
    person, _ = customer(lamisnet, "2024-01-02")
    order(lamisnet, person, "2024-01-03", date(2024, 12, 31))
    return person


def give(
    door: Door, subject: int, recipient: str, *, role: str = "sales", purpose: str = "delivery", provision: str = ""
) -> Reading | Denial:
    approver = STAFF["privacy"] if provision else None
    return door.disclose(STAFF[role], purpose, subject, Order(recipient, provision, approver), now=NOW)


def test_a_recipient_gets_what_the_notice_names_for_it_and_the_purpose_opens(lamisnet: Door, subject: int) -> None:
    invoice(lamisnet, subject, "2024-01-05", 2024)
    given = yes(give(lamisnet, subject, "suppliers"))
    assert {entry.category for entry in given.entries} == {"identity", "contact", "orders"}
    ((recipient, purpose, categories),) = sql("SELECT recipient, purpose, categories FROM disclosure")
    assert (recipient, purpose, categories) == ("suppliers", "delivery", "contact,identity,orders")
    assert leaves()[-1] == ("disclose", "delivery", "allowed", 1)
    less = yes(give(lamisnet, subject, "suppliers", role="marketing", purpose="direct_marketing"))
    assert {entry.category for entry in less.entries} == {"identity", "contact", "orders"}


def test_an_identity_code_goes_to_the_credit_bureau_only_while_the_check_is_open(lamisnet: Door, subject: int) -> None:
    check = apply(lamisnet, "credit", "credit_check", subject, "2024-01-31", Begin("credit_check", ref="k"),
                  Put("identity_code", {"hetu": HETU}, matter="k"))[1]["k"]  # fmt: skip
    given = yes(give(lamisnet, subject, "credit_bureau", role="credit", purpose="credit_check"))
    assert {entry.category for entry in given.entries} == {"identity", "identity_code"}
    assert "identity_code" not in {e.category for e in yes(give(lamisnet, subject, "suppliers")).entries}
    apply(lamisnet, "credit", "credit_check", subject, "2024-02-01 11:00", End(check, "checked"))
    assert no(give(lamisnet, subject, "credit_bureau", role="credit", purpose="credit_check")).code is Code.NOT_OPEN


@pytest.mark.promise("LN-29", by="behaviour")
def test_a_ban_stops_every_discretionary_recipient_and_no_duty_of_law(lamisnet: Door, subject: int) -> None:
    apply(lamisnet, "support", "customer_care", subject, "2024-01-20", Refuse(RefusalKind.BAN, (DISCLOSURE,)))
    optional = [key for key, recipient in lamisnet.notice_at(NOW).recipients.items() if recipient.discretionary]
    assert "suppliers" in optional
    before = len(leaves())
    for recipient in optional:
        assert no(give(lamisnet, subject, recipient)).code in (Code.BANNED, Code.RECIPIENT)
    assert count("disclosure") == 0
    assert ("disclose", "delivery", "denied-banned", 1) in leaves()[before:]
    assert lamisnet.check("disclosures_allowed", now=NOW, recipient="suppliers").breaches == 0
    yes(give(lamisnet, subject, "authorities", provision=STATUTE))
    assert anyone_sees(lamisnet, subject, "2024-02-01")["customer_care"] >= {"identity", "contact"}, (
        "a ban of disclosure closes nothing else"
    )
    apply(lamisnet, "support", "customer_care", subject, "2024-01-21", Lift(sql("SELECT id FROM refusal")[0][0]))
    yes(give(lamisnet, subject, "suppliers"))


@pytest.mark.promise("LN-08", "LN-30", by="behaviour")
def test_nothing_goes_to_a_recipient_without_an_assessment_of_compatibility(lamisnet: Door, subject: int) -> None:
    recipients = lamisnet.notice_at(NOW).recipients
    assert [key for key, r in recipients.items() if r.kind == "controller" and not r.compatibility] == []
    for recipient in ("acquirer", "research"):
        assert no(give(lamisnet, subject, recipient)).detail == "assessment"
    for stranger in ("", "gossips", "SUPPLIERS"):
        assert no(give(lamisnet, subject, stranger)).code is Code.RECIPIENT
    assert count("disclosure") == 0


@pytest.mark.promise("LN-31", "OA-17", by="behaviour")
@pytest.mark.parametrize("provision", ["", "fi/9999-2020", "Poliisi pyysi"])
def test_an_authority_gets_data_only_on_a_provision_in_force_with_approval(lamisnet: Door, subject: int, provision: str) -> None:
    before = held()
    asked = Order("authorities", provision, STAFF["privacy"])
    assert no(lamisnet.disclose(STAFF["sales"], "delivery", subject, asked, now=NOW)).detail == "provision"
    for approver in (None, STAFF["sales"]):
        alone = Order("authorities", STATUTE, approver)
        assert no(lamisnet.disclose(STAFF["sales"], "delivery", subject, alone, now=NOW)).detail == "approver"
    assert held() == before
    yes(give(lamisnet, subject, "authorities", provision=STATUTE))
    assert count("disclosure", "recipient='authorities' AND provision=''") == 0
    assert sql("SELECT recipient, provision FROM disclosure") == [("authorities", STATUTE)]


def test_nobody_discloses_what_they_may_not_read(lamisnet: Door, subject: int) -> None:
    assert no(give(lamisnet, subject, "suppliers", role="marketing")).code is Code.ROLE
    assert no(give(lamisnet, subject, "suppliers", role="marketing", purpose="newsletter")).code is Code.NOT_OPEN
    assert give(lamisnet, 4711, "suppliers") == give(lamisnet, 4712, "suppliers")
    apply(lamisnet, "privacy", "requests", subject, "2024-01-20", Begin("request"), Restrict(("delivery",), "accuracy", date(2024, 6, 1)))
    assert give(lamisnet, subject, "suppliers") == give(lamisnet, 4711, "suppliers")
    assert count("disclosure") == 0


def test_the_person_learns_who_received_what_and_the_rows_go_with_them(lamisnet: Door, subject: int) -> None:
    yes(give(lamisnet, subject, "suppliers"))
    life = yes(lamisnet.life(STAFF["privacy"], "requests", subject, now=NOW))
    assert [(d.recipient, d.categories, d.at) for d in life.disclosures] == [("suppliers", ("contact", "identity", "orders"), NOW)]
    sweep(lamisnet, "2045-01-01")
    assert count("disclosure") == count("subject") == 0


def test_it_is_written_down_that_a_recipient_was_told_what_has_changed(lamisnet: Door, subject: int) -> None:
    yes(give(lamisnet, subject, "suppliers"))
    privacy, later = STAFF["privacy"], at("2024-02-02")
    assert yes(lamisnet.tell_recipient(privacy, "notifying", "suppliers", given=NOW, now=later)) == 1
    assert yes(lamisnet.tell_recipient(privacy, "notifying", "suppliers", given=later, now=later)) == 0
    told = [d.told for d in yes(lamisnet.life(privacy, "accountability", subject, now=later)).disclosures]
    assert told == [later]
    assert ("write", "notifying", "allowed", 1) in leaves()
    assert no(lamisnet.tell_recipient(STAFF["sales"], "delivery", "suppliers", given=NOW, now=later)).code is Code.ROLE


def test_what_several_people_s_recipient_was_told_is_one_leaf_that_binds_whom_it_was_about(lamisnet: Door, subject: int) -> None:
    other, _ = customer(lamisnet, "2024-01-02")
    order(lamisnet, other, "2024-01-03", date(2024, 12, 31))
    for person in (subject, other, subject):
        yes(give(lamisnet, person, "suppliers"))
    assert yes(lamisnet.tell_recipient(STAFF["privacy"], "notifying", "suppliers", given=NOW, now=at("2024-02-02"))) == 3
    assert leaves()[-1] == ("write", "notifying", "allowed", 2)
    told = sql("SELECT s.subject FROM ledger_side s JOIN ledger_leaf l ON l.id=s.leaf WHERE l.purpose='notifying' ORDER BY s.ordinal")
    assert [person for (person,) in told] == sorted((subject, other))
    assert lamisnet.verify_ledger(now=at("2024-02-03")).ok


def test_a_ban_stops_from_its_first_instant_to_the_one_at_which_it_is_lifted(lamisnet: Door, subject: int) -> None:
    moment = timedelta(microseconds=1)

    def goes(when: datetime) -> bool:
        answer = lamisnet.disclose(STAFF["sales"], "delivery", subject, Order("suppliers"), now=when)
        assert isinstance(answer, Reading) or answer.code is Code.BANNED
        return isinstance(answer, Reading)

    other, _ = customer(lamisnet, "2024-01-02")
    apply(lamisnet, "support", "customer_care", other, "2024-01-03", Refuse(RefusalKind.BAN, (DISCLOSURE,)))
    apply(lamisnet, "support", "customer_care", subject, "2024-01-20", Refuse(RefusalKind.BAN, (DISCLOSURE,)))
    said, lifted = at("2024-01-20"), at("2024-01-25")
    assert (goes(said - moment), goes(said)) == (True, False)
    ((refusal,),) = sql("SELECT id FROM refusal WHERE subject_id=%s", subject)
    apply(lamisnet, "support", "customer_care", subject, "2024-01-25", Lift(refusal))
    assert (goes(lifted - moment), goes(lifted)) == (False, True)
    apply(lamisnet, "marketing", "direct_marketing", subject, "2024-01-26", Refuse(RefusalKind.BAN, ("direct_marketing",)))
    assert goes(at("2024-01-26")), "a ban of marketing is none of disclosing"


def test_a_denial_names_its_reason_in_the_ledger_and_whom_it_saw(lamisnet: Door, subject: int) -> None:
    before = len(leaves())
    assert no(give(lamisnet, subject, "gossips")).detail == "recipient"
    no(give(lamisnet, 4711, "suppliers"))
    no(give(lamisnet, subject, "suppliers", role="marketing", purpose="newsletter"))
    no(give(lamisnet, subject, "suppliers", role="marketing"))
    assert [(outcome, people) for _, _, outcome, people in leaves()[before:]] == [
        ("denied-recipient", 0),
        ("denied-unknown", 0),
        ("denied-no-ground", 1),
        ("denied-role", 0),
    ]


def test_a_provision_must_be_in_force_on_the_day_and_a_readings_kind_and_leaf_are_told(lamisnet: Door, subject: int) -> None:
    given = yes(give(lamisnet, subject, "suppliers"))
    ((leaf,),) = sql("SELECT id FROM ledger_leaf WHERE verb='disclose'")
    assert (given.subject, given.kind, given.leaf, given.role) == (subject, "customer", leaf, Role.CONTROLLER)
    assert sql("SELECT actor, count FROM ledger_leaf WHERE verb='disclose'") == [(STAFF["sales"].id, 1)]
    ((at_,),) = sql("SELECT at FROM disclosure")
    assert str(at_) == "2024-02-01 10:00:00"


def test_nobody_writes_down_for_another_role_that_a_recipient_was_told(lamisnet: Door, subject: int) -> None:
    yes(give(lamisnet, subject, "suppliers"))
    asked = lamisnet.tell_recipient(STAFF["sales"], "notifying", "suppliers", given=NOW, now=at("2024-02-02"))
    assert no(asked).code is Code.ROLE
    assert leaves()[-1] == ("write", "notifying", "denied-role", 0)
    assert sql("SELECT told FROM disclosure") == [(None,)]


def test_a_disclosure_tells_each_thing_from_its_own_column(lamisnet: Door, subject: int) -> None:
    yes(give(lamisnet, subject, "suppliers"))
    later = at("2024-02-02")
    yes(lamisnet.tell_recipient(STAFF["privacy"], "notifying", "suppliers", given=NOW, now=later))
    ((id,),) = sql("SELECT id FROM disclosure")
    sql("UPDATE disclosure SET provision=%s", STATUTE)
    given = ("contact", "identity", "orders")
    assert disclosures(subject) == (Disclosure(id, "suppliers", "delivery", given, NOW, STATUTE, later),)
    assert disclosures(subject + 1) == ()


@pytest.mark.parametrize(
    ("column", "value"), [("recipient", "carriers"), ("at", NOW + timedelta(microseconds=1)), ("register_id", "second")]
)
def test_a_recipient_is_told_of_its_own_disclosures_of_that_instant_and_register(
    lamisnet: Door, subject: int, column: str, value: object
) -> None:
    yes(give(lamisnet, subject, "suppliers"))
    if value == "second":
        gate.publish(lamisnet.home, NOTICE.replace("key: club", "key: second").encode(), file="s.yaml", now=at("2020-01-01"))
        ((value,),) = sql("SELECT id FROM register WHERE key='second'")
    sql(f"UPDATE disclosure SET {column}=%s", value)
    assert yes(lamisnet.tell_recipient(STAFF["privacy"], "notifying", "suppliers", given=NOW, now=at("2024-02-02"))) == 0
    assert sql("SELECT told FROM disclosure") == [(None,)]
