"""One condition at a time: what each of them shuts for one person, on each way of looking, and for nobody else.

Rows are changed under the gate here, also to what it never writes: so no condition stands in for another that has been left out.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from gate.club import EVERYONE, NOTICE, PRIVACY, Club, at, sql, yes
from gate.test_standing import KEEPING, insert
from seloste import gate
from seloste.gate import reading
from seloste.policy import Denial, RefusalKind, Refuse

NOW = at("2024-02-01 12:00")
MOMENT = timedelta(microseconds=1)
CARE, POST, TEACHING = ("lessons", "name", "reach"), ("name", "reach"), ("lessons", "name")


@pytest.fixture
def two(club: Club) -> tuple[Club, int, int]:
    """Two members with lives alike, and a second register of the same controller with the same notice."""
    gate.publish(club.home, NOTICE.replace("key: club", "key: second").encode(), file="s.yaml", now=at("2020-01-01"))
    club.door = gate.door(club.home, register="club")
    members = [club.join("2024-01-02", email=f"{name}@kerho.example").subject for name in ("a", "b")]
    for member in members:
        club.course(member, "2024-01-03", "2024-12-31")
    return club, members[0], members[1]


def second() -> int:
    """The other register."""
    return int(sql("SELECT id FROM register WHERE key='second'")[0][0])


def opened(club: Club, subject: int, purpose: str) -> tuple[str, ...]:
    """The categories that a purpose opens of someone: looked at, listed, record by record, and counted, which all say the same."""
    page = {one.subject: one for one in yes(club.door.list(EVERYONE, purpose, now=NOW)).readings}
    look = club.door.read(EVERYONE, purpose, subject, now=NOW)
    entries = () if isinstance(look, Denial) else look.entries
    assert (page[subject].entries if subject in page else ()) == entries
    for (record,) in sql("SELECT id FROM record WHERE subject_id=%s", subject):
        alone = club.door.read(EVERYONE, purpose, subject, now=NOW, record=record)
        found = [] if isinstance(alone, Denial) else [entry.record for entry in alone.entries]
        assert found == [entry.record for entry in entries if entry.record == record]
    counted = yes(club.door.count(EVERYONE, purpose, now=NOW))
    assert (counted.subjects, counted.records) == (len(page), sum(len(one.entries) for one in page.values()))
    assert all(one.kind == "member" for one in page.values())
    return tuple(sorted(entry.category for entry in entries))


def told(club: Club, subject: int, purpose: str) -> bool:
    """Whether the facts of their records are told."""
    return not isinstance(club.door.facts(EVERYONE, purpose, subject, now=NOW), Denial)


GROUND = "UPDATE ground SET {}=%s WHERE purpose='care' AND subject_id=%s"
FOLDER = "UPDATE folder SET {}=%s WHERE category='reach' AND subject_id=%s"


@pytest.mark.parametrize(
    ("statement", "value", "left"),
    [
        (GROUND.format("opened"), NOW, CARE),
        (GROUND.format("opened"), NOW + MOMENT, ()),
        (GROUND.format("ends"), NOW, ()),
        (GROUND.format("ends"), NOW + MOMENT, CARE),
        (GROUND.format("purpose"), "archive", ()),
        (FOLDER.format("marked"), NOW, ("lessons", "name")),
        (FOLDER.format("live_until"), NOW, ("lessons", "name")),
        (FOLDER.format("live_until"), NOW + MOMENT, CARE),
        ("UPDATE record SET register_id=%s WHERE category='reach' AND subject_id=%s", second, ("lessons", "name")),
    ],
)
def test_what_one_persons_rows_shut_is_shut_to_them_alone(
    two: tuple[Club, int, int], statement: str, value: datetime | str | Callable[[], int], left: tuple[str, ...]
) -> None:
    club, mine, other = two
    assert (opened(club, mine, "care"), opened(club, other, "care")) == (CARE, CARE)
    sql(statement, value() if callable(value) else value, mine)
    assert (opened(club, mine, "care"), opened(club, other, "care")) == (left, CARE)
    assert (told(club, mine, "care"), told(club, other, "care")) == (bool(left), True)


def test_a_ground_of_another_register_opens_nothing(two: tuple[Club, int, int]) -> None:
    club, mine, other = two
    sql(GROUND.format("register_id"), second(), mine)
    assert (opened(club, mine, "care"), opened(club, other, "care")) == ((), CARE)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("DELETE FROM cover WHERE {}", ("lessons", "name")),
        ("UPDATE cover SET version=99 WHERE {}", ("lessons", "name")),
        ("UPDATE cover SET reads=false WHERE {}", ("lessons", "name")),
        ("UPDATE cover SET reads_until=%s WHERE {}", ("lessons", "name")),
        ("UPDATE cover SET reads_until=%s WHERE {} ", CARE),
    ],
)
def test_what_the_notice_does_not_open_another_purpose_version_or_registers_notice_does_not_either(
    two: tuple[Club, int, int], change: str, left: tuple[str, ...]
) -> None:
    club, mine, other = two
    where = "purpose='care' AND category='reach' AND register_id<>%s"
    until = [NOW + MOMENT if left == CARE else NOW] if "reads_until" in change else []
    sql(change.format(where), *until, second())
    assert opened(club, mine, "care") == opened(club, other, "care") == left
    assert (opened(club, mine, "post"), opened(club, mine, "teaching")) == (POST, TEACHING)


@pytest.mark.parametrize(
    ("opens", "lifted", "shut"), [(NOW, None, True), (NOW + MOMENT, None, False), (at("2024-01-04"), NOW, False),
                                  (at("2024-01-04"), NOW + MOMENT, True)],
)  # fmt: skip
@pytest.mark.parametrize("whole", [True, False])
def test_a_restriction_shuts_its_purpose_of_its_person_for_its_time(
    two: tuple[Club, int, int], opens: datetime, lifted: datetime | None, shut: bool, whole: bool
) -> None:
    club, mine, other = two
    folder = 0 if whole else sql("SELECT id FROM folder WHERE category='reach' AND subject_id=%s", mine)[0][0]
    insert("restriction", KEEPING["restriction"], mine, folder=folder, opened=opens, ended=lifted)
    assert opened(club, mine, "care") == (CARE if not shut else () if whole else ("lessons", "name"))
    assert (opened(club, other, "care"), opened(club, mine, "post")) == (CARE, POST)
    assert told(club, mine, "care") is not (shut and whole)
    assert told(club, other, "care")
    assert told(club, mine, "post")
    reason = "denied-restricted" if shut and whole else "allowed"
    club.door.read(EVERYONE, "care", mine, now=NOW)
    assert sql("SELECT outcome FROM ledger_leaf ORDER BY rowid")[-1] == (reason,)


def test_a_matters_records_are_opened_by_a_ground_of_it_or_of_the_whole_person(two: tuple[Club, int, int]) -> None:
    club, mine, other = two
    again = club.course(mine, "2024-01-04", "2024-12-31").ids["c"]
    assert opened(club, mine, "teaching") == ("lessons", *TEACHING)
    sql("UPDATE ground SET ends=%s WHERE purpose='teaching' AND subject_id=%s AND matter<>%s", NOW, mine, again)
    assert opened(club, mine, "teaching") == TEACHING
    assert opened(club, other, "teaching") == TEACHING
    sql("UPDATE ground SET matter=0 WHERE purpose='teaching' AND subject_id=%s", mine)
    assert opened(club, mine, "teaching") == ("lessons", *TEACHING)


def test_a_refusal_of_a_channel_is_of_its_purpose_and_person(two: tuple[Club, int, int]) -> None:
    club, mine, other = two

    def reached() -> set[int]:
        listed = {one.subject for one in yes(club.door.list(EVERYONE, "post", now=NOW, channel="phone")).readings}
        assert yes(club.door.count(EVERYONE, "post", now=NOW, channel="phone")).subjects == len(listed)
        return listed

    club.request(mine, "2024-01-10", Refuse(RefusalKind.BAN, ("post",), "phone"))
    assert reached() == {other}
    sql("UPDATE refusal SET channel=''")
    assert reached() == {other}
    sql("UPDATE refusal SET purpose='news'")
    assert reached() == {mine, other}


def test_what_the_archive_and_the_disputes_see_goes_by_the_dates_of_the_folder(two: tuple[Club, int, int]) -> None:
    club, mine, other = two
    for member in (mine, other):
        club.dispute(member, "2024-01-05")

    def seen() -> tuple[tuple[str, ...], ...]:
        return tuple(opened_archive(club, mine, purpose) for purpose in ("care", "bygones", "disputes"))

    name = "UPDATE folder SET live_until=%s, falls=%s WHERE category='name' AND subject_id=%s"
    for live, falls, found in (
        (NOW + MOMENT, NOW + 2 * MOMENT, (True, False, True)),
        (NOW, NOW + MOMENT, (False, True, True)),
        (NOW, NOW, (False, False, False)),
        (NOW, None, (False, True, True)),
        (NOW + MOMENT, NOW, (True, False, True)),
    ):
        sql(name, live, falls, mine)
        assert tuple("name" in one for one in seen()) == found, (live, falls)


def opened_archive(club: Club, subject: int, purpose: str) -> tuple[str, ...]:
    """The categories of a look, whichever table it is of; a list says the same."""
    look = club.door.read(EVERYONE, purpose, subject, now=NOW)
    entries = () if isinstance(look, Denial) else look.entries
    page = {one.subject: one.entries for one in yes(club.door.list(EVERYONE, purpose, now=NOW)).readings}
    assert page.get(subject, ()) == entries
    return tuple(sorted(entry.category for entry in entries))


def test_facts_are_of_the_records_of_this_register_that_are_not_being_destroyed(two: tuple[Club, int, int]) -> None:
    club, mine, other = two

    def categories(subject: int) -> list[str]:
        return sorted(one.category for one in yes(club.door.facts(PRIVACY, "requests", subject, now=NOW)).records)

    assert categories(mine) == categories(other) == list(CARE)
    sql("UPDATE folder SET marked=%s WHERE category='reach' AND subject_id=%s", NOW, mine)
    sql("UPDATE record SET register_id=%s WHERE category='name' AND subject_id=%s", second(), mine)
    assert (categories(mine), categories(other)) == (["lessons"], list(CARE))


def test_what_is_locked_is_the_persons_own(two: tuple[Club, int, int]) -> None:
    club, mine, other = two
    club.check(other, "2024-01-25")
    sql("UPDATE folder SET live_until=%s WHERE category='lessons' AND subject_id=%s", NOW, mine)

    def locked(subject: int, record: int = 0) -> set[str]:
        return {one.category for one in yes(club.door.read(EVERYONE, "post", subject, now=NOW, record=record)).locked}

    assert (locked(mine), locked(other)) == (set(), {"lessons", "code"})
    ((name,),) = sql("SELECT id FROM record WHERE category='name' AND subject_id=%s", mine)
    assert locked(mine, name) == {"reach"}


def test_a_persons_kind_and_what_stands_there_are_told_to_the_instant(two: tuple[Club, int, int]) -> None:
    club, mine, other = two
    club.check(other, "2024-01-25")
    for change, value, left in (
        ("live_until=%s", NOW, {"lessons", "name"}), ("live_until=%s", NOW + MOMENT, set(CARE)), ("marked=%s", NOW, {"lessons", "name"}),
    ):  # fmt: skip
        sql(f"UPDATE folder SET {change} WHERE category='reach' AND subject_id=%s", value, mine)
        kind, standing = reading.standing(mine, NOW)
        assert (kind, set(standing.split(","))) == ("member", left)
    assert reading.standing(min(mine, other) - 1, NOW) == ("", "")


def test_what_two_tables_hold_is_told_by_person_and_in_the_order_it_was_made(
    two: tuple[Club, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    club, *_ = two
    house = club.door._house
    sight = house.sight(house.policy_at(NOW).purposes["disputes"], NOW)
    # Of a row: the person, the record, its folder; at the eighth place when it was made, at the ninth when it was changed.
    live, archived = (
        [(2, 5, 1, "", 0, 0, "", 3, 9), (1, 8, 2, "", 0, 0, "", 2, 7)],
        [(1, 7, 3, "", 0, 0, "", 2, 8), (1, 9, 1, "", 0, 0, "", 1, 9)],
    )
    monkeypatch.setattr(reading, "rows", lambda sql, params: archived if "FROM archived_record" in sql else live)
    assert [row[:2] for row in reading.find(sight, reading.Query(reading.one(1)))] == [(1, 9), (1, 7), (1, 8), (2, 5)]
