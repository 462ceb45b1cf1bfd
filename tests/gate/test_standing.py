"""The board's second opinion on what should have fallen: asked of grounds, holds and restrictions, to the instant, and of nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from gate.club import NOTICE, OFFICE, Club, at, sql
from seloste import gate
from seloste.gate.standing import Broken, broken
from seloste.policy import End, Put

NOW, PAST, FUTURE = at("2024-06-15"), at("2024-02-01"), at("2099-01-01")
MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)


def found(club: Club, when: datetime = NOW) -> list[tuple[str, datetime]]:
    """The categories whose run has broken, and when, as the board's query tells them."""
    names = {row[0]: row[1] for row in sql("SELECT id, category FROM folder")}
    return sorted((names[one.folder], one.fell) for one in broken(club.door._house, when))


def told(club: Club, *statements: tuple[str, tuple[object, ...]], when: datetime = NOW) -> list[tuple[str, datetime]]:
    with transaction.atomic():
        for statement, values in statements:
            sql(statement, *values)
        answer = found(club, when)
        transaction.set_rollback(True)
    return answer


@pytest.fixture
def lone(club: Club) -> Club:
    """One member since January with a name, an address and a lesson of a course through the year."""
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-12-31")
    assert found(club) == []
    return club


CARE = "UPDATE ground SET ends=%s WHERE purpose='care'"
KEEPING = {"restriction": "purpose, folder, reason, opened, review", "hold": "code, opened, review"}
KEPT = [("lessons", NOW), ("name", NOW), ("reach", NOW)]


def test_a_run_breaks_at_the_instant_at_which_its_last_keeping_ground_ends(lone: Club) -> None:
    assert told(lone, (CARE, (NOW,))) == KEPT
    assert told(lone, (CARE, (NOW + MOMENT,))) == []
    assert told(lone, (CARE, (NOW + MOMENT,)), when=NOW + MOMENT) == [(category, NOW + MOMENT) for category, _ in KEPT]


def test_a_ground_that_begins_as_another_ends_goes_on_with_the_run_and_a_moment_later_it_does_not(lone: Club) -> None:
    joined = "UPDATE ground SET opened=%s, purpose='care', ends=%s, store='live' WHERE purpose='archive'"
    assert told(lone, (joined, (PAST, FUTURE)), (CARE + " AND opened<%s", (PAST, PAST))) == []
    assert told(lone, (joined, (PAST + MOMENT, FUTURE)), (CARE + " AND opened<%s", (PAST, PAST))) == [(c, PAST) for c, _ in KEPT]


def test_what_only_reads_keeps_nothing(lone: Club) -> None:
    sql(CARE, PAST)
    assert found(lone) == [(category, PAST) for category, _ in KEPT], "post and teaching still read the name"


def test_what_ended_before_a_folder_arrived_breaks_no_run_and_what_nothing_kept_as_it_arrived_is_broken(lone: Club) -> None:
    before = lone.join("2023-01-02", email="b@kerho.example")
    sql("UPDATE ground SET ends=%s WHERE purpose='care' AND subject_id=%s", at("2023-06-01"), before.subject)
    sql("UPDATE folder SET arrived=%s WHERE subject_id=%s", at("2023-06-01") + MOMENT, before.subject)
    sql("UPDATE ground SET opened=%s, ends=%s WHERE purpose='archive' AND subject_id=%s", at("2023-06-01"), FUTURE, before.subject)
    assert found(lone) == [("reach", at("2023-06-01") + MOMENT)]
    sql("UPDATE folder SET arrived=%s WHERE subject_id=%s", at("2023-01-02"), before.subject)
    assert found(lone) == [("reach", at("2023-06-01"))]


def test_the_first_break_counts_whatever_was_opened_later(lone: Club) -> None:
    again = "UPDATE ground SET opened=%s, purpose='care', ends=%s, store='live' WHERE purpose='archive'"
    answer = told(lone, (CARE, (PAST,)), (again, (PAST + DAY, PAST + 2 * DAY)))
    assert answer == [(category, PAST) for category, _ in KEPT]


def test_a_matters_folder_is_kept_by_its_own_matter_or_by_a_ground_of_the_whole_person(lone: Club) -> None:
    ((subject,),) = sql("SELECT id FROM subject")
    lone.bill(subject, "2024-01-15")
    lone.bill(subject, "2024-01-15", "2023")
    assert found(lone) == []
    first = "SELECT matter FROM folder WHERE category='bills' ORDER BY arrived, id LIMIT 1"
    ((matter,),) = sql(first)
    assert told(lone, ("UPDATE ground SET ends=%s WHERE purpose='books' AND matter=%s", (PAST, matter))) == [("bills", PAST)]
    whole = "UPDATE ground SET matter=0 WHERE purpose='books' AND matter<>%s"
    assert told(lone, ("UPDATE ground SET ends=%s WHERE purpose='books' AND matter=%s", (PAST, matter)), (whole, (matter,))) == []
    # A folder of the whole person is kept by a ground of any of their matters.
    of_a_matter = "UPDATE ground SET matter=%s WHERE purpose='care'"
    assert told(lone, (of_a_matter, (matter,))) == [("lessons", at("2024-01-03"))]


def test_another_persons_ground_restriction_or_hold_keeps_nothing(lone: Club) -> None:
    other = lone.join("2024-01-02", email="b@kerho.example").subject
    ((subject,),) = sql("SELECT subject_id FROM folder WHERE category='lessons'")
    sql(CARE + " AND subject_id=%s", PAST, subject)
    for table, columns in KEEPING.items():
        insert(table, columns, other)
    assert found(lone) == [(category, PAST) for category, _ in KEPT]


def insert(table: str, columns: str, subject: int, *, folder: int = 0, opened: datetime = PAST, ended: datetime | None = None) -> None:
    ((controller, register),) = sql("SELECT controller_id, register_id FROM subject WHERE id=%s", subject)
    values = {"purpose": "care", "folder": folder, "reason": "", "opened": opened, "review": FUTURE, "code": "x"}
    named = [one.strip() for one in columns.split(",")]
    ends = "lifted" if table == "restriction" else "released"
    marks = ", ".join(["%s"] * (len(named) + 5))
    sql(f"INSERT INTO {table} (subject_id, id, controller_id, register_id, {ends}, {columns}) VALUES ({marks})",
        subject, 77, controller, register, ended, *(values[one] for one in named))  # fmt: skip


@pytest.mark.parametrize(
    ("table", "columns"), [("restriction", "purpose, folder, reason, opened, review"), ("hold", "code, opened, review")]
)
def test_a_restriction_or_a_hold_keeps_from_its_first_instant_to_its_last(lone: Club, table: str, columns: str) -> None:
    ((subject,),) = sql("SELECT id FROM subject")
    sql(CARE, PAST)

    def when(opened: datetime, ended: datetime | None) -> list[tuple[str, datetime]]:
        with transaction.atomic():
            insert(table, columns, subject, opened=opened, ended=ended)
            answer = found(lone)
            transaction.set_rollback(True)
        return answer

    def all_at(instant: datetime) -> list[tuple[str, datetime]]:
        return [(category, instant) for category, _ in KEPT]

    assert when(PAST, None) == []
    assert when(PAST + MOMENT, None) == all_at(PAST)
    assert when(PAST, NOW + MOMENT) == []
    assert when(PAST, NOW) == all_at(NOW)
    assert when(PAST - DAY, PAST + MOMENT) == all_at(PAST + MOMENT)
    assert when(PAST - DAY, PAST) == all_at(PAST)


def test_a_restriction_of_one_folder_keeps_that_one(lone: Club) -> None:
    ((subject, folder),) = sql("SELECT subject_id, id FROM folder WHERE category='reach'")
    sql(CARE, PAST)
    insert("restriction", KEEPING["restriction"], subject, folder=folder)
    assert found(lone) == [("lessons", PAST), ("name", PAST)]


def test_a_hold_keeps_nothing_that_the_notice_caps(lone: Club) -> None:
    ((subject,),) = sql("SELECT id FROM subject")
    lone.check(subject, "2024-01-20")
    sql("UPDATE ground SET ends=%s WHERE purpose IN ('care', 'checking')", PAST)
    insert("hold", KEEPING["hold"], subject)
    assert found(lone) == [("code", PAST)]


def test_what_is_being_destroyed_is_not_asked_about(lone: Club) -> None:
    marked = "UPDATE folder SET marked=%s WHERE category='name'"
    assert told(lone, (CARE, (PAST,)), (marked, (PAST,))) == [("lessons", PAST), ("reach", PAST)]


def test_a_notice_that_takes_a_category_away_breaks_its_run_as_it_takes_effect(lone: Club) -> None:
    ((subject,),) = sql("SELECT id FROM subject")
    matters = sql("SELECT id FROM matter WHERE subject_id=%s ORDER BY kind", subject)
    lone.care(subject, "2024-02-01", *(End(matter, "left") for (matter,) in matters))
    fewer = NOTICE.replace("keeps: [name, lessons]", "keeps: [name]")
    assert gate.publish(lone.home, fewer.encode(), file="n.yaml", now=at("2024-03-05"), effective=at("2024-04-01")).number == 2
    lone.door = gate.door(lone.home)
    sql("DELETE FROM folder WHERE category='reach'")
    assert found(lone, at("2024-04-01") - MOMENT) == []
    assert found(lone, at("2024-04-01")) == [("lessons", at("2024-04-01"))]


def test_doom_is_reckoned_from_the_break_and_what_may_still_be_read_is_told(lone: Club) -> None:
    sql(CARE, PAST)
    sql("UPDATE folder SET live_until=%s WHERE category='reach'", NOW)
    sql("UPDATE folder SET live_until=%s WHERE category='name'", NOW + MOMENT)
    answers = {one.folder: one for one in broken(lone.door._house, NOW)}
    by_name = {row[1]: answers[row[0]] for row in sql("SELECT id, category FROM folder")}
    assert {category: one.readable for category, one in by_name.items()} == {"lessons": True, "name": True, "reach": False}
    assert isinstance(by_name["reach"], Broken)
    assert by_name["reach"].doom == datetime(2024, 3, 1, 22, tzinfo=UTC), "thirty whole days"
    sql("UPDATE folder SET live_until=%s WHERE category='reach'", PAST - DAY)
    assert not next(one for one in broken(lone.door._house, PAST) if one.folder == by_name["reach"].folder).readable


def test_each_register_is_asked_about_its_own(lone: Club) -> None:
    source = NOTICE.replace("key: club", "key: second")
    gate.publish(lone.home, source.encode(), file="second.yaml", now=at("2020-01-01"))
    second = Club(lone.home, gate.door(lone.home, register="second"))
    lone.door = gate.door(lone.home, register="club")
    theirs = second.join("2024-01-02", more=(Put("reach", {"phone": "040 123 4567"}),)).subject
    sql(CARE + " AND subject_id=%s", PAST, theirs)
    assert broken(lone.door._house, NOW) == ()
    assert {fell for _, fell in found(second)} == {PAST}
    assert second.sees(OFFICE, "care", theirs, "2024-01-15") == {"name", "reach"}
