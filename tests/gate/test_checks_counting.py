"""What the board's queries count, to the row and to the microsecond: what is a breach, among how many, and since when or until when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from gate.club import DESK, NOTICE, OFFICE, POST, PRIVACY, Club, at, leaves, sql, yes
from seloste import gate, ledger
from seloste.gate import Order
from seloste.home import Home
from seloste.policy import Begin, End, PlaceHold, Put, RefusalKind, Refuse
from seloste.policy.changes import DISCLOSURE
from seloste.vault.box import OVERHEAD

NOW, PAST = at("2024-06-15"), at("2024-02-01")
MOMENT = timedelta(microseconds=1)
type Count = tuple[int, int, datetime | None]
type Case = tuple[str, tuple[object, ...], Count]


def asked(club: Club, name: str, when: datetime = NOW, /, **params: str) -> Count:
    """Breaches, among how many, and the instant told with them."""
    found = club.door.check(name, now=when, **params)
    assert len(found.samples) == (0 if name == "access_log_falls" else min(found.breaches, 5))
    assert len(set(found.samples)) == len(found.samples)
    return found.breaches, found.of, found.oldest


def each(club: Club, name: str, cases: list[Case], **params: str) -> None:
    """Change rows by hand, ask, and put them back."""
    for statement, values, told in cases:
        with transaction.atomic():
            sql(statement, *values)
            assert asked(club, name, **params) == told, statement
            transaction.set_rollback(True)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_folder_is_late_from_its_doom_on_and_not_when_it_is_already_marked(lived: Club) -> None:
    late = "UPDATE folder SET doom=%s WHERE category='bills'"
    cases: list[Case] = [(late, (NOW,), (1, 11, None)), (late, (NOW + MOMENT,), (0, 11, None))]
    each(lived, "records_have_ground", cases)
    each(lived, "records_have_ground", [("UPDATE folder SET doom=%s, marked=%s WHERE category='bills'", (PAST, PAST), (0, 11, None))])
    late = "UPDATE folder SET doom=%s WHERE category='lessons'"
    each(lived, "overdue_folders", [(late, (NOW,), (1, 1, NOW)), (late, (NOW + MOMENT,), (0, 1, None))], category="lessons")
    gone = "UPDATE folder SET doom=%s, marked=%s WHERE category='lessons'"
    each(lived, "overdue_folders", [(gone, (PAST, PAST), (0, 0, None))], category="lessons")


def test_what_a_purpose_uses_or_only_keeps_is_asked_about_and_the_oldest_is_told_first(lived: Club) -> None:
    sql("UPDATE folder SET doom=%s WHERE category='name'", PAST + timedelta(days=1))
    sql("UPDATE folder SET doom=%s WHERE category='lessons'", PAST)
    assert asked(lived, "overdue_folders", purpose="care") == (5, 9, PAST)
    assert asked(lived, "overdue_folders", purpose="archive") == (5, 5, PAST)
    assert asked(lived, "overdue_folders", purpose="teaching") == (0, 0, None)
    ((lessons,),) = sql("SELECT id FROM folder WHERE category='lessons'")
    assert lived.door.check("overdue_folders", now=NOW, purpose="care").samples[0] == lessons


def test_a_category_stands_only_while_its_own_matter_is_open(lived: Club) -> None:
    code, begun = {"category": "code", "matter": "check"}, at("2024-06-10")
    name, ends = "category_only_while_matter_open", at("2024-06-24")
    assert asked(lived, name, ends - MOMENT, **code) == (0, 1, begun)
    assert asked(lived, name, ends, **code) == (1, 0, None)
    assert asked(lived, name, begun, **code) == (0, 1, begun)
    assert asked(lived, name, begun - MOMENT, **code) == (1, 0, None)
    assert asked(lived, name, category="code", matter="course") == (1, 1, at("2024-01-03"))
    ((subject, first),) = sql("SELECT subject_id, id FROM matter WHERE kind='check'")
    yes(lived.door.apply(DESK, "checking", subject, (Begin("check"),), now=NOW))
    each(lived, name, [("UPDATE matter SET ends=%s WHERE id=%s", (PAST, first), (1, 1, NOW))], **code)
    others = lived.join("2024-06-14").subject
    lived.check(others, "2024-06-14")
    each(lived, name, [("UPDATE matter SET ends=%s WHERE subject_id=%s AND kind='check'", (PAST, others), (1, 2, begun))], **code)


def test_the_archive_holds_what_is_archived_and_nothing_that_is_in_use(lived: Club) -> None:
    assert asked(lived, "archive_separate") == (0, 1, None)
    in_use = "UPDATE folder SET live_until=%s WHERE archived"
    moved = "UPDATE folder SET archived=%s, live_until=%s WHERE category='lessons'"
    cases: list[Case] = [
        (in_use, (NOW,), (0, 1, None)),
        (in_use, (NOW + MOMENT,), (1, 1, None)),
        (moved, (True, PAST), (1, 2, None)),
        (moved, (True, NOW + MOMENT), (1, 2, None)),
        ("UPDATE folder SET archived=%s WHERE archived", (False,), (1, 0, None)),
        ("UPDATE archived_record SET folder=folder+1", (), (0, 1, None)),
    ]
    each(lived, "archive_separate", cases)


def test_what_a_statute_keeps_falls_with_its_ground_or_later(lived: Club) -> None:
    books, ends = {"purpose": "books"}, at("2031-01-01")
    falls = "UPDATE folder SET falls=%s WHERE category='bills'"
    cases: list[Case] = [(falls, (ends - MOMENT,), (1, 1, ends)), (falls, (ends,), (0, 1, ends)), (falls, (None,), (0, 1, ends))]
    each(lived, "statutory_keeps", cases, **books)
    arrived = at("2024-01-15")
    assert asked(lived, "statutory_keeps", arrived, **books) == (0, 1, ends)
    assert asked(lived, "statutory_keeps", arrived - MOMENT, **books) == (0, 0, None)
    assert asked(lived, "statutory_keeps", ends - MOMENT, **books) == (0, 1, ends)
    assert asked(lived, "statutory_keeps", ends, **books) == (0, 0, None)
    assert asked(lived, "statutory_keeps", purpose="checking") == (0, 1, at("2024-06-24")), "it only reads the name"
    assert asked(lived, "statutory_keeps", purpose="teaching") == (0, 0, None)


def test_each_voucher_is_held_to_the_year_it_is_of_and_to_the_notice_it_came_under(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM folder WHERE category='bills'")
    lived.bill(subject, "2024-06-14", "2023")
    assert asked(lived, "statutory_keeps", purpose="books") == (0, 2, at("2030-01-01"))
    lived.bill(lived.join("2024-06-14").subject, "2024-06-14")
    assert asked(lived, "statutory_keeps", purpose="books") == (0, 3, at("2030-01-01"))
    before = asked(lived, "statutory_keeps", purpose="care")
    assert before == (0, 8, utc("2026-01-02T22:00")), "what fell with the first membership is not kept by the second"
    later = NOTICE.replace("why: Hoidamme.", "why: Hoidamme hyvin.")
    assert gate.publish(lived.home, later.encode(), file="club.yaml", now=at("2024-06-14")).number == 2
    lived.door = gate.door(lived.home)
    assert asked(lived, "statutory_keeps", purpose="care") == before
    assert asked(lived, "statutory_keeps", purpose="books") == (0, 3, at("2030-01-01"))


def test_a_statute_that_began_to_keep_what_stood_already_keeps_it_too(lived: Club) -> None:
    care, ends = {"purpose": "care"}, utc("2026-01-02T22:00")
    grown, later = "UPDATE ground SET opened=%s, store=%s WHERE purpose='care'", PAST + timedelta(days=1)
    dates = "UPDATE folder SET live_until=%s, falls=%s WHERE category='lessons'"
    sql("UPDATE folder SET live_until=%s, falls=%s WHERE category<>'lessons'", PAST, PAST)
    for store, live, falls, of in (
        ("live", later, ends, 0), ("live", later + MOMENT, ends, 1), ("archive", ends, later, 0), ("archive", PAST, later + MOMENT, 1),
        ("any", PAST, None, 1),
    ):  # fmt: skip
        with transaction.atomic():
            sql(grown, later, store)
            sql(dates, live, falls)
            ((subject,),) = sql("SELECT subject_id FROM folder WHERE category='lessons'")
            sql("DELETE FROM folder WHERE subject_id=%s AND category<>'lessons'", subject)
            sql("DELETE FROM ground WHERE subject_id<>%s", subject)
            assert asked(lived, "statutory_keeps", **care)[1] == of, (store, live, falls)
            transaction.set_rollback(True)


def test_only_matters_that_somebody_ended_need_a_reason(lived: Club) -> None:
    name, last = "ended_matters_have_reason", at("2024-05-20")
    assert asked(lived, name, last, matter="membership") == (0, 2, None)
    assert asked(lived, name, last - MOMENT, matter="membership") == (0, 1, None)
    each(lived, name, [("UPDATE matter SET reason=''", (), (2, 2, None))], matter="membership")
    ((subject, course),) = sql("SELECT subject_id, id FROM matter WHERE kind='course'")
    lived.care(subject, "2024-06-14", End(course, "done"))
    assert asked(lived, name, matter="course") == (0, 1, None)
    assert asked(lived, name, matter="membership") == (0, 2, None)
    each(lived, name, [("UPDATE matter SET reason='', ends=%s WHERE id=%s", (NOW, course), (1, 1, None))], matter="course")
    each(lived, name, [("UPDATE matter SET reason='', ends=%s WHERE id=%s", (NOW + MOMENT, course), (0, 0, None))], matter="course")


def test_a_ground_open_under_a_standing_refusal_of_the_whole_purpose_is_a_breach(lived: Club) -> None:
    other = lived.join("2024-06-01", email="letters@kerho.example").subject
    lived.letters(other, "2024-06-02")
    assert asked(lived, "refusals_respected") == (0, 1, None)
    ((subject,),) = sql("SELECT subject_id FROM refusal")
    opened = "UPDATE ground SET ends=%s WHERE purpose='news' AND subject_id=%s"
    each(lived, "refusals_respected", [(opened, (NOW, subject), (0, 1, None)), (opened, (NOW + MOMENT, subject), (1, 1, None))])
    sql(opened, at("2025-01-01"), subject)
    cases: list[Case] = [
        ("UPDATE refusal SET channel='email'", (), (0, 1, None)),
        ("UPDATE refusal SET kind='erasure'", (), (0, 1, None)),
        ("UPDATE refusal SET lifted=%s", (PAST,), (0, 0, None)),
        ("UPDATE refusal SET opened=%s", (NOW + MOMENT,), (0, 1, None)),
        ("UPDATE refusal SET opened=%s", (NOW,), (1, 1, None)),
        ("UPDATE ground SET opened=%s WHERE purpose='news'", (NOW + MOMENT,), (0, 1, None)),
        ("UPDATE ground SET opened=%s WHERE purpose='news'", (NOW,), (1, 1, None)),
    ]
    each(lived, "refusals_respected", cases)
    each(lived, "refusals_respected", [("UPDATE refusal SET opened=opened", (), (1, 1, None))], purpose="news")
    each(lived, "refusals_respected", [("UPDATE refusal SET opened=opened", (), (0, 0, None))], purpose="post")


def test_what_was_read_while_a_whole_person_was_restricted_is_a_breach(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM restriction")
    shut, lifted = at("2024-03-01"), at("2024-05-01")

    def read(when: datetime) -> None:
        ledger.append(
            leaf=ledger.new_leaf(), at=when, controller=lived.door._house.controller, verb="read", actor=1, unit="x", purpose="care",
            notice="ab" * 32, outcome="allowed", categories=("name",), subjects=(subject,), side_falls=NOW + timedelta(days=700),
        )  # fmt: skip

    for when in (shut - MOMENT, shut, shut + MOMENT, lifted - MOMENT, lifted + MOMENT, NOW - MOMENT):
        read(when)
    sql("UPDATE restriction SET lifted=%s", lifted)
    assert asked(lived, "restriction_closes") == (2, 1, None)
    assert asked(lived, "restriction_closes", shut - MOMENT) == (0, 0, None)
    assert asked(lived, "restriction_closes", shut) == (2, 1, None)
    cases: list[Case] = [
        ("UPDATE restriction SET lifted=NULL", (), (4, 1, None)),
        ("UPDATE restriction SET folder=5", (), (0, 0, None)),
        ("UPDATE restriction SET purpose='post'", (), (0, 1, None)),
    ]
    each(lived, "restriction_closes", cases)


def test_a_review_is_late_from_its_date_on_until_the_restriction_is_lifted_or_the_hold_released(lived: Club) -> None:
    other = lived.join("2024-06-01", email="held@kerho.example").subject
    lived.request(other, "2024-06-02", PlaceHold("claim", date(2024, 9, 1)))
    cases: list[Case] = [
        ("UPDATE restriction SET review=%s", (NOW,), (1, 2, NOW)),
        ("UPDATE restriction SET review=%s", (NOW + MOMENT,), (0, 2, None)),
        ("UPDATE restriction SET review=%s, lifted=%s", (PAST, PAST), (0, 1, None)),
        ("UPDATE hold SET review=%s", (PAST,), (1, 2, PAST)),
        ("UPDATE hold SET review=%s, released=%s", (PAST, PAST), (0, 1, None)),
    ]
    each(lived, "reviews_in_time", cases)
    sql("UPDATE hold SET review=%s", PAST)
    each(lived, "reviews_in_time", [("UPDATE restriction SET review=%s", (NOW,), (2, 2, PAST))])


@pytest.fixture
def given(lived: Club) -> datetime:
    """When somebody's data went to the boats; the person has forbidden it since."""
    ((subject,),) = sql("SELECT subject_id FROM disclosure")
    yes(lived.door.apply(PRIVACY, "requests", subject, (Begin("request"), Refuse(RefusalKind.BAN, (DISCLOSURE,))), now=at("2024-03-01")))
    return at("2024-02-01")


def test_a_disclosure_under_a_ban_beyond_the_notice_or_to_nobody_it_names_is_a_breach(lived: Club, given: datetime) -> None:
    boats = {"recipient": "boats"}
    banned = f"UPDATE refusal SET opened=%s, lifted=%s WHERE purpose='{DISCLOSURE}'"
    cases: list[Case] = [
        (banned, (given + MOMENT, None), (0, 1, None)),
        (banned, (given, None), (1, 1, given)),
        (banned, (PAST - MOMENT, given), (0, 1, None)),
        (banned, (PAST - MOMENT, given + MOMENT), (1, 1, given)),
        ("UPDATE refusal SET opened=%s WHERE purpose='news'", (PAST - MOMENT,), (0, 1, None)),
        ("UPDATE disclosure SET categories='name'", (), (0, 1, None)),
        ("UPDATE disclosure SET categories='name,lessons'", (), (1, 1, given)),
        ("UPDATE disclosure SET recipient='gossips'", (), (0, 0, None)),
    ]
    each(lived, "disclosures_allowed", cases, **boats)
    each(lived, "disclosures_allowed", [("UPDATE disclosure SET recipient='gossips'", (), (1, 1, given))], recipient="gossips")
    other = lived.join("2024-06-01", email="banned@kerho.example").subject
    lived.request(other, "2024-06-02", Refuse(RefusalKind.BAN, (DISCLOSURE,)))
    each(
        lived, "disclosures_allowed", [("UPDATE refusal SET opened=%s WHERE subject_id=%s", (PAST - MOMENT, other), (0, 1, None))], **boats
    )


def test_where_a_notice_promises_that_nobody_is_given_anything_any_recipient_it_does_not_name_is_a_breach(lived: Club) -> None:
    yes(lived.door.disclose(OFFICE, "care", lived.join("2024-06-01").subject, Order("boats"), now=at("2024-06-02")))
    assert asked(lived, "disclosures_allowed") == (0, 2, None)
    gossip = "UPDATE disclosure SET recipient='gossips'"
    each(lived, "disclosures_allowed", [(gossip, (), (2, 2, PAST)), (f"{gossip} WHERE at>%s", (PAST,), (1, 2, at("2024-06-02")))])


def test_a_ban_stops_only_what_is_at_our_discretion(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("    discretionary: true\n", "").encode()
    assert gate.publish(fresh_home, source, file="club.yaml", now=at("2020-01-01")).number == 1
    club = Club(fresh_home, gate.door(fresh_home))
    member = club.join("2024-01-02").subject
    club.request(member, "2024-01-03", Refuse(RefusalKind.BAN, (DISCLOSURE,)))
    yes(club.door.disclose(OFFICE, "care", member, Order("boats"), now=PAST))
    assert asked(club, "disclosures_allowed", recipient="boats") == (0, 1, None)


def test_allowed_calls_are_counted_by_their_purpose_and_what_they_saw(lived: Club) -> None:
    allowed = [(verb, purpose) for verb, purpose, outcome, _ in leaves() if outcome == "allowed"]
    care = [verb for verb, purpose in allowed if purpose == "care" and verb in ("read", "write", "disclose")]
    assert asked(lived, "reads_have_purpose") == (0, len(allowed), None)
    assert asked(lived, "purpose_reads_within_notice", purpose="care") == (0, len(care), None)
    stray = "UPDATE ledger_leaf SET categories='name,code' WHERE purpose='care' AND verb='disclose'"
    found = lived.door.check("purpose_reads_within_notice", now=NOW, purpose="care")
    sql(stray)
    found = lived.door.check("purpose_reads_within_notice", now=NOW, purpose="care")
    assert (found.breaches, found.of, len(found.samples)) == (1, len(care), 1)
    sql("UPDATE ledger_leaf SET purpose='gossip' WHERE purpose='care'")
    found = lived.door.check("reads_have_purpose", now=NOW)
    assert (found.breaches, found.of) == (len(care), len(allowed))


@pytest.mark.parametrize("verb", ["erase", "explain"])
def test_our_own_work_on_every_category_is_no_reading_beyond_the_notice(lived: Club, verb: str) -> None:
    sql(f"UPDATE ledger_leaf SET verb='{verb}', categories='code' WHERE purpose='care' AND verb='disclose'")
    assert asked(lived, "purpose_reads_within_notice", purpose="care")[0] == 0


def test_a_record_shorter_than_an_empty_one_or_with_another_header_is_no_ciphertext_of_ours(lived: Club) -> None:
    cut = "UPDATE record SET ciphertext=substr(ciphertext, 1, %s) WHERE category='lessons'"
    head = "UPDATE record SET ciphertext=%s WHERE category='lessons'"
    cases: list[Case] = [
        (cut, (OVERHEAD,), (0, 11, None)),
        (cut, (OVERHEAD - 1,), (1, 11, None)),
        (head, (b"S1\x01" + bytes(OVERHEAD),), (0, 11, None)),
        (head, (b"S1\x02" + bytes(OVERHEAD),), (1, 11, None)),
        (head, (b"S2\x01" + bytes(OVERHEAD),), (1, 11, None)),
        ("UPDATE archived_record SET ciphertext=%s", (b"S0",), (1, 11, None)),
    ]
    each(lived, "records_sealed", cases)


def test_words_that_no_notice_names_are_counted_in_the_archive_too(lived: Club) -> None:
    for name, column in (("undeclared_categories", "category"), ("undeclared_fields", "category"), ("sources_declared", "source")):
        cases: list[Case] = [
            (f"UPDATE record SET {column}='gossip' WHERE category='lessons'", (), (1, 11, None)),
            (f"UPDATE archived_record SET {column}='gossip'", (), (1, 11, None)),
            (f"UPDATE record SET {column}='gossip'", (), (10, 11, None)),
        ]
        each(lived, name, cases)


def test_the_access_logs_rows_are_late_a_day_after_their_date(lived: Club) -> None:
    total = sum(1 for _, _, outcome, _ in leaves() if outcome == "allowed")
    sql("UPDATE ledger_leaf SET falls=%s WHERE verb='disclose'", int(PAST.timestamp() * 1_000_000))
    assert asked(lived, "access_log_falls", PAST + timedelta(days=1) - MOMENT) == (0, total, None)
    assert asked(lived, "access_log_falls", PAST + timedelta(days=1)) == (1, total, None)


def test_one_registers_board_counts_its_own_rows_only(lived: Club) -> None:
    before = {name: asked(lived, name) for name in ("records_have_ground", "archive_separate", "reviews_in_time", "records_sealed")}
    before["statutory_keeps"] = asked(lived, "statutory_keeps", purpose="books")
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    gate.publish(lived.home, source.encode(), file="other.yaml", now=at("2020-01-01"))
    theirs = Club(lived.home, gate.door(lived.home, register="other"))
    member = theirs.join("2024-01-02", more=(Put("reach", {"phone": "040 123 4567"}),))
    theirs.bill(member.subject, "2024-01-15")
    theirs.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    yes(theirs.door.apply(POST, "post", theirs.join("2024-01-02").subject, (Refuse(RefusalKind.BAN, ("post",)),), now=PAST))
    theirs.sweep("2024-06-14")
    lived.door = gate.door(lived.home, register="club")
    after = {name: asked(lived, name) for name in before if name != "statutory_keeps"}
    assert after | {"statutory_keeps": asked(lived, "statutory_keeps", purpose="books")} == before
    assert asked(lived, "refusals_respected") == (0, 1, None)
