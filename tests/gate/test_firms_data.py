"""What the five firms promise of data: the fields they hold of whom, how long, and that nothing else can be stored."""

from datetime import date, datetime, timedelta

import pytest

from gate.club import at, count, no, sql, yes
from gate.firms import PLANNED, SINCE, Firm, proves, publish, sample, source_text, staff
from seloste import gate
from seloste.home import Home
from seloste.law import day_after
from seloste.policy import Begin, Code, Denial, NewSubject, Put

# firm, kind of subject, every field that may be held of such a person
FIELDS = [
    proves("OA-09", "OA", "user", {
        "account": {"username", "state", "activated_on"}, "person": {"last_name", "first_name", "email", "phone", "position"},
    }),
    proves("AS-10", "AS", "contact_person", {
        "identity": {"first_name", "last_name"}, "contact": {"address", "phone", "email"}, "company": {"company", "business_id"},
        "orders": {"number", "ordered_on", "work", "done_on", "price"}, "messages": {"sent_on", "text"},
        "invoices": {"number", "invoiced_on", "payer_name", "payer_address", "total", "due_on"},
        "receivables": {"invoice", "open", "due_on", "reminders"},
    }),
    proves("AL-14 AL-15", "AL", "private", {
        "login": {"username", "password"}, "identity": {"last_name", "first_name", "address", "phone", "email"},
        "contract": {"service", "price", "begins_on", "ends_on", "extra"},
        "invoices": {"number", "invoiced_on", "payer_name", "payer_address", "total"}, "receivables": {"invoice", "open", "due_on"},
        "messages": {"sent_on", "text"}, "usage": {"material", "used_on"},
    }),
    proves("AL-21", "AL", "pupil", {"login": {"username", "password"}, "messages": {"sent_on", "text"}}),
    proves("AL-22", "ALC", "contact_person", {
        "identity": {"last_name", "first_name", "organisation", "position"}, "contact": {"email", "phone", "address", "page"},
        "messages": {"sent_on", "text"},
    }),
    proves("RA-10", "RA", "contact_person", {
        "basics": {"last_name", "first_name", "company", "position", "phone", "email", "address"}, "feedback": {"received_on", "text"},
        "invoices": {"number", "invoiced_on", "reference", "total", "paid_on"},
    }),
    proves("RA-12", "RA", "licensee", {
        "basics": {"last_name", "first_name", "company", "position", "phone", "email", "address"}, "licences": {"licence"},
        "misuse": {"noticed_on", "text"},
    }),
]  # fmt: skip


def attempts(register: Firm, subject: int, category: str, values: dict[str, object]) -> list[gate.Applied | Denial]:
    """Try to store values of a category for every purpose of the firm in every role of it, with every source, in every matter that runs."""
    found = []
    for purpose in register.policy.purposes.values():
        for role in sorted(purpose.roles):
            for source in register.policy.sources:
                for matter in (0, *register.began.values()):
                    found.append(register.do(role, purpose.key, subject, Put(category, values, matter=matter, source=source)))
    return found


@pytest.mark.parametrize(("firm", "kind", "fields"), FIELDS)
def test_of_each_kind_of_person_only_the_fields_that_the_notice_lists_can_stand(
    db: None, fresh_home: Home, firm: str, kind: str, fields: dict[str, set[str]]
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    stand: dict[str, set[str]] = {}
    for purpose in register.policy.purposes.values():
        answer = register.door.read(staff(min(purpose.roles, default="")), purpose.key, subject, now=SINCE)
        for entry in () if isinstance(answer, Denial) else answer.entries:
            stand.setdefault(entry.category, set()).update(entry.values)
    assert stand == fields, "everything that may be stored was stored, and this is all of it"
    before = count("record")
    for category in register.policy.categories:
        if category == "request_file":
            continue
        extra = {**sample(register.policy.categories[category], kind), "shoe_size": "38"}
        assert all(isinstance(answer, Denial) for answer in attempts(register, subject, category, extra)), category
        if category not in fields:
            plain = sample(register.policy.categories[category], "") or {"name": "Testi"}
            assert all(isinstance(answer, Denial) for answer in attempts(register, subject, category, plain)), category
    assert all(isinstance(answer, Denial) for answer in attempts(register, subject, "shoes", {"size": "38"}))
    assert count("record") == before


@pytest.mark.promise("OA-09", by="behaviour")
def test_a_users_phone_and_position_may_be_left_out(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "OA")
    values = {"last_name": "Testi", "email": "aino@asiakas.example"}
    changes = (Begin("use", ref="u"), Put("person", values, matter="u", source="employer"))
    subject = yes(register.do("accounts", "accounts", NewSubject("user"), *changes)).subject
    reading = yes(register.door.read(staff("accounts"), "accounts", subject, now=SINCE))
    assert [entry.values for entry in reading.entries] == [values]


@pytest.mark.promise("OA-08", by="behaviour")
def test_a_user_id_comes_to_be_only_with_the_activation_that_records_who_when_and_under_which_notice(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "OA")
    account = {"username": "testi", "state": "käytössä"}
    assert isinstance(register.do("accounts", "accounts", NewSubject("user"), Put("account", account, source="employer")), Denial)
    assert count("subject") == 0
    done = yes(register.do("accounts", "accounts", NewSubject("user"), Begin("use", ref="u"), Put("account", account, "u", "employer")))
    assert no(register.do("accounts", "accounts", done.subject, Put("account", account, source="employer"))).code is Code.MATTER
    assert no(register.do("accounts", "accounts", done.subject, Put("account", account, 4711, "employer"))).code is Code.MATTER
    matters = [row[0] for row in sql("SELECT matter FROM record WHERE category='account'")]
    assert matters == [done.ids["u"]]
    begun = sql("SELECT kind, recorded FROM event WHERE verb='begin' AND matter=%s", done.ids["u"])
    assert [(kind, recorded.replace(tzinfo=None)) for kind, recorded in begun] == [("use", SINCE.replace(tzinfo=None))]
    ((actor, notice),) = sql("SELECT actor, notice FROM ledger_leaf WHERE id=%s", done.leaf)
    assert (actor, bytes(notice).hex()) == (staff("accounts").id, register.door.notice_at(SINCE).sha256)


@pytest.mark.promise("AS-09", by="behaviour")
@pytest.mark.parametrize(
    ("kind", "company", "code"), [("person", False, True), ("contact_person", True, False), ("sole_trader", True, True)]
)
def test_what_is_held_of_a_company_is_not_held_of_a_person_nor_the_other_way_round(
    db: None, fresh_home: Home, kind: str, company: bool, code: bool
) -> None:
    register = publish(fresh_home, "AS")
    put = Put("company", {"company": "Testi Oy", "business_id": "2810442-6"})
    answer = register.do("service", "customer_care", NewSubject(kind), Begin("relationship"), put)
    assert (answer.code if isinstance(answer, Denial) else None) == (None if company else Code.NOT_FOR_KIND)
    subject = register.everything(kind)
    stands = count("record", "category='identity_code' AND subject_id=%s", subject)
    assert stands == (1 if code else 0)
    if not code:
        hetu = Put("identity_code", {"hetu": "010190-900P"}, matter="c")
        assert isinstance(register.do("finance", "debt_collection", subject, Begin("collection", ref="c"), hetu), Denial)
        assert count("record", "category='identity_code' AND subject_id=%s", subject) == 0


CHOICES = ["name", "group", "email"]


@pytest.mark.promise("AL-21", by="behaviour")
@pytest.mark.parametrize("chosen", CHOICES)
def test_a_pupils_name_group_and_address_are_off_until_the_school_turns_each_on(db: None, fresh_home: Home, chosen: str) -> None:
    register = publish(fresh_home, "AL")
    subject = register.everything("pupil")
    values: dict[str, object] = {"name": "Testi", "group": "7B", "email": "testi@koulu.example"}
    matter = register.began["access"]

    def put(key: str, now: datetime) -> gate.Applied | Denial:
        return register.do("service", "login", subject, Put("profile", {key: values[key]}, matter, "organisation"), now=now)

    assert [no(put(key, SINCE)).problems[0].code for key in CHOICES] == ["SEL-P015"] * 3
    first = register.door.notice_at(SINCE).sha256
    made = gate.publish(fresh_home, _choosing(chosen).encode(), file="notice.yaml", now=SINCE + timedelta(days=1), actor=staff("privacy"))
    assert made.number == 2, [str(finding) for finding in made.findings]
    told = sql("SELECT actor, notice FROM ledger_leaf WHERE verb='publish' ORDER BY at, id")[-1]
    assert told[0] == staff("privacy").id
    assert bytes(told[1]).hex() not in ("", first)
    register.door = gate.door(fresh_home)
    later = SINCE + timedelta(days=2)
    assert [not isinstance(put(key, later), Denial) for key in CHOICES] == [key == chosen for key in CHOICES]


def _choosing(field: str) -> str:

    text = source_text("AL")
    made = text.replace("    kind: customer\n", f"    kind: customer\n    chosen: [profile.{field}]\n", 1)
    assert made != text
    return made


@pytest.mark.promise("AL-20", by="behaviour")
@pytest.mark.parametrize("kind", ["pupil", "teacher"])
def test_how_a_schools_user_uses_the_service_is_not_recorded(db: None, fresh_home: Home, kind: str) -> None:
    register = publish(fresh_home, "AL")
    subject = register.everything(kind)
    values: dict[str, object] = {"material": "Murtoluvut"}
    assert all(isinstance(answer, Denial) for answer in attempts(register, subject, "usage", values))
    begin = (Begin("usage_period", ref="u"), Put("usage", values, "u", "own_work"))
    assert isinstance(register.do("service", "usage", subject, *begin), Denial)
    assert count("record", "category='usage'") == 0


def falls(subject: int, category: str) -> datetime:
    """The instant at which somebody's only folder of a category falls."""
    ((when,),) = sql("SELECT falls FROM folder WHERE subject_id=%s AND category=%s", subject, category)
    assert isinstance(when, datetime)
    return when.replace(tzinfo=SINCE.tzinfo)


# firm, kind of subject, category, the instant at which it falls when nobody does anything more
FALLS = [
    proves("AL-20", "AL", "private", "usage", at("2024-07-02")),
    proves("AL-15", "AL", "private", "contract", day_after(PLANNED)),
    proves("AL-16", "AL", "private", "invoices", day_after(date(2030, 12, 31))),
    proves("AL-16", "AL", "private", "receivables", at("2027-01-03")),
    proves("RA-13", "RA", "user", "logs", at("2025-01-02")),
    proves("RA-13", "RA", "contact_person", "invoices", day_after(date(2030, 12, 31))),
    proves("LN-18", "LN", "customer", "usage", at("2026-01-03")),
]


@pytest.mark.parametrize(("firm", "kind", "category", "when"), FALLS)
def test_each_kind_of_data_has_its_own_clock_and_the_board_sees_what_stays_too_long(
    db: None, fresh_home: Home, firm: str, kind: str, category: str, when: datetime
) -> None:
    register = publish(fresh_home, firm)
    subject = register.everything(kind)
    assert falls(subject, category) == when
    late = when + timedelta(days=60)
    assert register.door.check("overdue_folders", now=late, category=category).breaches == 1
    while register.door.sweep(now=late).more:
        pass
    assert count("folder", "category=%s", category) == count("record", "category=%s", category) == 0
    assert register.door.check("overdue_folders", now=late, category=category).breaches == 0


@pytest.mark.promise("AL-15", by="behaviour")
def test_a_contract_reaches_its_term_without_anybody_ending_it(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "AL")
    subject = register.everything("private")
    term = day_after(PLANNED)
    assert "contract" in set(register.sees("sales", "relationship", subject, term - timedelta(minutes=1)) or ())
    assert register.sees("sales", "relationship", subject, term) is Code.NOT_OPEN
    assert sql("SELECT why FROM matter WHERE id=%s", register.began["contract"]) == [("planned",)]


@pytest.mark.promise("LN-18", by="behaviour")
def test_the_use_of_online_services_is_written_for_that_purpose_only(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "LN")
    subject = register.everything("customer")
    values: dict[str, object] = {"service": "Kauppa"}
    stored = {
        purpose.key
        for purpose in register.policy.purposes.values()
        for role in purpose.roles
        if not isinstance(register.do(role, purpose.key, subject, Put("usage", values, register.began["relationship"], "own_work")), Denial)
    }
    assert stored == {"online_services"}
