"""What the five firms promise of purposes: each opens its own data to its own roles, and nothing else to anybody."""

import pytest

from gate.club import sql, yes
from gate.firms import SINCE, Firm, proves, publish, staff
from seloste.home import Home
from seloste.policy import Begin, Code, Denial, RefusalKind, Refuse

# firm, kind of subject, purpose, the roles that it is for, what they see of somebody of whom everything stands
PURPOSES = [
    proves("OA-10", "OA", "contact_person", "relationship", {"sales", "support"}, {"contact"}),
    proves("OA-11", "OA", "user", "billing_basis", {"billing"}, {"account"}),
    proves("OA-12", "OA", "user", "support", {"support"}, {"account", "person"}),
    proves("AS-05", "AS", "person", "customer_care", {"service"}, {"identity", "contact", "messages"}),
    proves("AS-05", "AS", "sole_trader", "customer_care", {"service"}, {"identity", "contact", "company", "messages"}),
    proves("AS-07", "AS", "person", "payment_monitoring", {"finance"}, {"receivables", "identity", "contact", "invoices"}),
    proves("AL-05", "AL", "pupil", "login", {"service"}, {"login"}),
    proves("AL-11", "AL", "private", "relationship", {"sales", "service"}, {"identity", "contract"}),
    proves("AL-11", "AL", "private", "service", {"service"}, {"login", "contract"}),
    proves("AL-12", "AL", "private", "invoicing", {"finance"}, {"identity", "contract", "invoices"}),
    proves("AL-12", "AL", "private", "support", {"service"}, {"login", "identity", "messages"}),
    proves("AL-16", "AL", "private", "debt_collection", {"finance"}, {"identity", "invoices", "receivables"}),
    proves("RA-06", "RA", "contact_person", "relationship", {"sales", "service"}, {"basics", "feedback"}),
    proves("RA-06", "RA", "user", "service", {"service"}, {"basics", "account"}),
    proves("RA-12", "RA", "licensee", "licence_misuse", {"security"}, {"misuse", "basics", "licences"}),
    proves("LN-18", "LN", "customer", "online_services", {"support"}, {"usage", "identity", "contact"}),
]


@pytest.mark.parametrize(("firm", "kind", "purpose", "roles", "seen"), PURPOSES)
def test_a_purpose_opens_its_own_data_to_its_own_roles_only(
    db: None, fresh_home: Home, firm: str, kind: str, purpose: str, roles: set[str], seen: set[str]
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    assert {role: register.sees(role, purpose, subject) for role in register.roles} == {
        role: seen if role in roles else Code.ROLE for role in register.roles
    }
    reads = "SELECT DISTINCT purpose FROM ledger_leaf WHERE verb='read' AND outcome='allowed'"
    assert sql(reads) == [(purpose,)], "the access log says for what they were read"
    assert register.door.check("purpose_reads_within_notice", now=SINCE, purpose=purpose).breaches == 0
    assert register.door.check("reads_have_purpose", now=SINCE).breaches == 0


@pytest.mark.promise("OA-11", by="behaviour")
def test_invoicing_sees_of_a_user_the_id_and_its_state_and_no_name_phone_or_address(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "OA")
    reading = yes(register.door.read(staff("billing"), "billing_basis", register.everything("user"), now=SINCE))
    assert {key for entry in reading.entries for key in entry.values} == {"username", "state", "activated_on"}
    for purpose in register.policy.purposes:
        if purpose != "billing_basis":
            assert register.sees("billing", purpose, reading.subject) is Code.ROLE


@pytest.mark.promise("AL-16", by="behaviour")
def test_invoices_and_debts_are_seen_by_finance_and_by_nobody_else(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "AL")
    subject = register.everything("private")
    for role in register.roles:
        for purpose in register.policy.purposes:
            seen = register.sees(role, purpose, subject)
            if isinstance(seen, set) and seen & {"invoices", "receivables"}:
                assert role == "finance", purpose


# firm, kind of subject, who sends
NEWSLETTERS = [
    proves("OA-13", "OA", "user", "marketing", "sales"),
    proves("AS-06", "AS", "person", "newsletter", "marketing"),
    proves("AL-06 AL-13", "AL", "private", "newsletter", "sales"),
    proves("AL-06 AL-13", "ALC", "contact_person", "newsletter", "sales"),
    proves("RA-07", "RA", "prospect", "newsletter", "sales"),
    proves("LN-06", "LN", "customer", "newsletter", "marketing"),
]
LETTERS = [
    proves("AS-06", "AS", "person", "direct_marketing", "marketing"),
    proves("AL-06 AL-13", "ALC", "prospect", "direct_marketing", "sales"),
    proves("RA-07", "RA", "prospect", "direct_marketing", "sales"),
    proves("LN-06", "LN", "customer", "direct_marketing", "marketing"),
]


def sendable(register: Firm, role: str, purpose: str, channel: str) -> list[int]:
    """Whom a campaign would reach."""
    return [r.subject for r in yes(register.door.list(staff(role), purpose, now=SINCE, channel=channel)).readings]


def refuse(register: Firm, subject: int, refusal: Refuse) -> None:
    """Let the person say no, by a request."""
    yes(register.do("privacy", "requests", subject, Begin("request"), refusal))


@pytest.mark.parametrize(("firm", "kind", "purpose", "role"), NEWSLETTERS)
def test_electronic_marketing_waits_for_consent_and_ends_with_it(
    db: None, fresh_home: Home, firm: str, kind: str, purpose: str, role: str
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind, without="consent")
    assert sendable(register, role, purpose, "email") == []
    assert register.sees(role, purpose, subject) is Code.NOT_OPEN
    yes(register.do(role, purpose, subject, Begin("consent")))
    assert sendable(register, role, purpose, "email") == [subject]
    refuse(register, subject, Refuse(RefusalKind.WITHDRAWAL, (purpose,)))
    assert sendable(register, role, purpose, "email") == []
    again = register.do(role, purpose, subject, Begin("consent"))
    assert isinstance(again, Denial), "a new consent opens nothing while the person's no stands"
    assert sendable(register, role, purpose, "email") == []


@pytest.mark.parametrize(("firm", "kind", "purpose", "role"), LETTERS)
def test_letters_and_calls_stop_by_channel_or_altogether_when_the_person_says_so(
    db: None, fresh_home: Home, firm: str, kind: str, purpose: str, role: str
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    assert sendable(register, role, purpose, "post") == sendable(register, role, purpose, "phone") == [subject]
    refuse(register, subject, Refuse(RefusalKind.BAN, (purpose,), "phone"))
    assert (sendable(register, role, purpose, "post"), sendable(register, role, purpose, "phone")) == ([subject], [])
    refuse(register, subject, Refuse(RefusalKind.BAN, (purpose,)))
    assert sendable(register, role, purpose, "post") == []
    assert isinstance(register.do(role, purpose, subject, Refuse(RefusalKind.BAN, (purpose,), "email")), Denial), (
        "e-mail is no channel of it"
    )


@pytest.mark.promise("OA-13", by="behaviour")
def test_news_of_the_service_reach_a_user_who_has_banned_marketing(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "OA")
    subject = register.everything("user")
    refuse(register, subject, Refuse(RefusalKind.BAN, ("marketing",)))
    assert register.sees("sales", "marketing", subject) is Code.NOT_OPEN
    assert register.sees("sales", "informing", subject) == {"person"}
