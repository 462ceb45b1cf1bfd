"""What the five firms promise of where data come from, in which role they are held, and where they go."""

from collections.abc import Mapping

import pytest

from gate.club import count, no, sql, yes
from gate.firms import SINCE, Firm, proves, publish, sample, source_text, staff
from seloste import gate
from seloste.gate import Order
from seloste.home import Home
from seloste.policy import Begin, Code, Denial, NewSubject, Put, Role

# firm, kind of subject, category, purpose, the sources that the notice names for it
SOURCES = [
    proves("AS-12", "AS", "person", "identity", "customer_care", {"person", "employer"}),
    proves("AS-12", "AS", "sole_trader", "company", "customer_care", {"person", "employer", "ytj"}),
    proves("AS-12", "AS", "person", "messages", "customer_care", {"person", "own_work"}),
    proves("AL-23", "ALC", "contact_person", "contact", "relationship", {"person", "organisation", "web"}),
    proves("AL-23", "ALC", "contact_person", "messages", "support", {"person"}),
    proves("AL-23", "AL", "private", "identity", "relationship", {"person"}),
    proves("AL-23", "AL", "pupil", "login", "login", {"person", "organisation"}),
]
ANYWHERE = ("", "hearsay", "PERSON", "person", "employer", "organisation", "own_work", "ytj", "web", "web_analytics", "credit_company")


@pytest.mark.parametrize(("firm", "kind", "category", "purpose", "named"), SOURCES)
def test_data_come_from_the_sources_that_the_notice_names_for_them_and_each_value_carries_its_own(
    db: None, fresh_home: Home, firm: str, kind: str, category: str, purpose: str, named: set[str]
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    rules = register.policy.categories[category]
    matter, role = register.began[rules.of] if rules.of else 0, min(register.policy.purposes[purpose].roles)
    before = count("record", "category=%s", category)
    for source in ANYWHERE:
        answer = register.do(role, purpose, subject, Put(category, sample(rules, kind), matter, source))
        assert (answer.code if isinstance(answer, Denial) else None) == (None if source in named else Code.SOURCE), source
    stored = [row[0] for row in sql("SELECT source FROM record WHERE category=%s ORDER BY created, id", category)]
    assert (len(stored), set(stored)) == (before + len(named), named)
    assert count("record", "source=''") == 0
    reading = yes(register.door.read(staff(role), purpose, subject, now=SINCE))
    assert {entry.source for entry in reading.of(category)} == named
    found = register.door.check("sources_declared", now=SINCE)
    assert (found.breaches, found.of) == (0, count("record"))
    sql("UPDATE record SET source='hearsay' WHERE category=%s", category)
    assert register.door.check("sources_declared", now=SINCE).breaches == len(stored)


# firm, kind of subject, the purposes that may be open on such a person, in which role we hold their data
ROLES = [
    proves("AL-07", "AL", "pupil", {"login", "service", "support"}, Role.PROCESSOR),
    proves("AL-07", "AL", "teacher", {"login", "service", "support"}, Role.PROCESSOR),
    proves("AL-08", "AL", "private", {"login", "service", "support", "relationship", "usage", "invoicing", "bookkeeping", "debt_collection",
                                      "newsletter"}, Role.CONTROLLER),
    proves("RA-03", "RA", "user", {"service", "security", "statistics"}, Role.PROCESSOR),
    proves("RA-04", "RA", "contact_person", {"relationship", "direct_marketing", "newsletter", "development", "invoicing", "bookkeeping"},
           Role.CONTROLLER),
    proves("RA-04", "RA", "licensee", {"licences", "licence_misuse"}, Role.CONTROLLER),
    proves("RA-04", "RA", "prospect", {"new_customers", "direct_marketing", "newsletter"}, Role.CONTROLLER),
]  # fmt: skip


@pytest.mark.parametrize(("firm", "kind", "purposes", "role"), ROLES)
def test_everything_held_of_somebody_has_one_role_and_serves_no_purpose_of_another(
    db: None, fresh_home: Home, firm: str, kind: str, purposes: set[str], role: Role
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    opened: dict[str, Role | None] = {}
    for purpose in register.policy.purposes.values():
        if not purpose.builtin:
            begin = [Begin(key) for key in sorted(purpose.while_) if key not in register.began]
            tried = register.do(min(purpose.roles), purpose.key, subject, *begin)
            answer = register.door.read(staff(min(purpose.roles)), purpose.key, subject, now=SINCE)
            if isinstance(answer, Denial):
                assert isinstance(tried, Denial), purpose.key
            else:
                opened[purpose.key] = answer.role
    assert opened == dict.fromkeys(purposes, role)
    life = yes(register.door.life(staff("privacy"), "requests", subject, now=SINCE))
    assert (life.role, bool(life.decided_by)) == (role, role is Role.PROCESSOR)


def refused(register: Firm, text: str) -> list[str]:
    """The errors for which a changed notice is not published; it has changed nothing then."""
    before = count("notice_version")
    made = gate.publish(register.home, text.encode(), file="notice.yaml", now=SINCE)
    assert (made.number == 0) is any(finding.severity == "error" for finding in made.findings)
    assert count("notice_version") == before + (made.number > 0)
    return [finding.id for finding in made.findings if finding.severity == "error"]


def changed(firm: str, **parts: str) -> str:
    """A firm's notice with entries put first in some of its parts."""
    text = source_text(firm)
    for part, entry in parts.items():
        text = text.replace(f"\n{part}:\n", f"\n{part}:\n{entry}", 1)
        assert entry in text, part
    return text


def party(country: str, more: str = "") -> Mapping[str, str]:
    """A recipient, a processor and a place of storage in a country."""
    words = "{fi: Kokeilu, sv: Prov, en: Trial}"
    contract = "no_own_use: true, contract: {by: privacy, on: 2026-10-05, valid: P1Y}"
    return {
        "recipients": f"  trial: {{name: {words}, kind: authority, why: {words}, data: [%s], country: {country}{more}}}\n",
        "processors": f"  trial: {{name: {words}, why: {words}, data: [%s], countries: [{country}], {contract}{more}}}\n",
        "places": f"    trial: {{name: {words}, country: {country}, owner: own}}\n",
    }


NONE = [proves("AS-21", "AS", "contact", "SE"), proves("AL-47", "AL", "identity", "FI"), proves("AL-47", "ALC", "contact", "FI")]


@pytest.mark.parametrize(("firm", "category", "near"), NONE)
def test_where_no_transfer_is_promised_nobody_outside_the_area_can_be_given_anything(
    db: None, fresh_home: Home, firm: str, category: str, near: str
) -> None:
    register = publish(fresh_home, firm)
    kind = next(iter(register.policy.subjects))
    subject = register.everything(kind)
    safe = ", safeguard: scc-2021/914, copy_from: {fi: Kysy, sv: Fråga, en: Ask}"
    for country, more in (("US", ""), ("US", safe), ("CH", ""), ("GB", "")):
        for part in ("recipients", "processors"):
            entry = party(country, more)[part] % category
            assert "NX-contra" in refused(register, changed(firm, **{part: entry})), (part, country)
        text = source_text(firm).replace("  places:\n", "  places:\n" + party(country)["places"], 1)
        assert refused(register, text), ("places", country)
    for role in register.roles:
        for purpose in register.policy.purposes:
            answer = register.door.disclose(staff(role), purpose, subject, Order("trial"), now=SINCE)
            assert no(answer).code in (Code.RECIPIENT, Code.ROLE)
    assert count("disclosure") == 0
    assert refused(register, changed(firm, recipients=party(near)["recipients"] % category)) == [], "one within the area may be named"
    door = gate.door(fresh_home, register=register.door.notice_at(SINCE).register.key)
    assert "trial" in door.notices()[-1][2].recipients


@pytest.mark.promise("RA-25", by="behaviour")
def test_a_transfer_that_leans_on_adequacy_alone_cannot_be_published_where_standard_clauses_are_promised(
    db: None, fresh_home: Home
) -> None:
    register = publish(fresh_home, "RA")
    copy = ", copy_from: {fi: Kysy, sv: Fråga, en: Ask}"

    def given(country: str, more: str) -> str:
        # Data are promised to stay in the area but for this processor, so that the safeguard alone decides.
        return changed("RA", processors=party(country, more)["processors"] % "basics").replace(
            "  area: EEA\n", "  area: EEA\n  except: [trial]\n", 1
        )

    for country, more in (("GB", ""), ("US", f", safeguard: dpf{copy}"), ("CH", "")):
        assert refused(register, given(country, more)) == ["NX-contra"], country
    assert refused(register, given("US", f", safeguard: scc-2010/87{copy}")), "the old clauses are dead"
    assert refused(register, given("US", ", safeguard: scc-2021/914")) == ["N13-1f"], "a copy of the clauses must be to be had"
    assert refused(register, given("US", f", safeguard: scc-2021/914{copy}")) == []


@pytest.mark.promise("LN-36", by="behaviour")
def test_a_transfer_without_a_safeguard_cannot_be_published(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "LN")
    for part in ("recipients", "processors"):
        assert "N13-1f" in refused(register, changed("LN", **{part: party("US")[part] % "contact"}))
        dead = party("US", ", safeguard: privacy-shield, copy_from: {fi: Kysy, sv: Fråga, en: Ask}")[part] % "contact"
        assert refused(register, changed("LN", **{part: dead}))
    assert isinstance(
        register.door.disclose(staff("sales"), "customer_care", register.everything("customer"), Order("trial"), now=SINCE), Denial
    )


@pytest.mark.promise("OA-24", by="behaviour")
@pytest.mark.parametrize("country", ["NO", "IS", "LI", "US", "GB"])
def test_a_place_of_storage_outside_the_union_cannot_be_published(db: None, fresh_home: Home, country: str) -> None:
    register = publish(fresh_home, "OA")
    text = source_text("OA")
    assert refused(register, text.replace("  places:\n", "  places:\n" + party(country)["places"], 1))
    assert refused(register, text.replace("  places:\n", "  places:\n" + party("SE")["places"], 1)) == []


@pytest.mark.promise("AL-04", by="behaviour")
def test_everything_that_is_held_lies_in_one_of_the_two_registers_of_the_notice(db: None, fresh_home: Home) -> None:
    service, contacts = publish(fresh_home, "AL"), None
    made = gate.publish(fresh_home, source_text("ALC").encode(), file="contacts.yaml", now=SINCE)
    assert made.number == 1
    contacts = Firm(fresh_home, gate.door(fresh_home, register="contacts"))
    service.door = gate.door(fresh_home, register="service")
    users = {service.everything(kind) for kind in ("private", "pupil", "teacher")}
    people = {contacts.everything(kind) for kind in ("contact_person", "prospect")}
    for table in ("record", "folder", "ground", "matter", "event"):
        assert set(sql(f"SELECT DISTINCT register_id, subject_id FROM {table}")) == {
            *((service.door.register, user) for user in users),
            *((contacts.door.register, person) for person in people),
        }
    for door, kind in ((service.door, "prospect"), (contacts.door, "pupil")):
        answer = door.apply(staff("sales"), "relationship", NewSubject(kind), (), now=SINCE)
        assert no(answer).code is Code.KIND
    for user in users:
        assert no(contacts.door.read(staff("sales"), "relationship", user, now=SINCE)).code is Code.NOT_OPEN
