"""Ids are drawn at random and told apart by whose they are: two people whose rows bear the very same ids are never taken for each other."""

from datetime import date
from typing import Any

import pytest

from gate.club import DESK, OFFICE, POST, PRIVACY, TABLES, Club, Numbers, at, sql, yes
from seloste.gate import Order
from seloste.policy import Begin, Change, End, Lift, PlaceHold, Put, RefusalKind, Refuse, Release, Replan, Restrict, Touch, Unrestrict
from seloste.register import records
from seloste.register.ids import seeded_ids

ONE, OTHER = 1, 2
WHEN = "2024-02-10"
REVIEW = date(2024, 6, 1)
NAMES = {ONE: "Aino", OTHER: "Eero"}


def rows(subject: int) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: sorted(sql(f"SELECT * FROM {table} WHERE {'id' if table == 'subject' else 'subject_id'}=%s", subject), key=repr)
        for table in TABLES
        if table != "suppression"  # it knows nobody
    }


def ids(table: str, subject: int) -> list[int]:
    return sorted(row[0] for row in sql(f"SELECT id FROM {table} WHERE subject_id=%s", subject))


@pytest.fixture
def twins(club: Club) -> Club:
    """Two members with lives alike, down to every id but their own."""
    for subject in (ONE, OTHER):
        with seeded_ids(Numbers(subject)):
            club.join("2024-01-02", first=NAMES[subject], email=f"{NAMES[subject]}@kerho.example")
            course = club.course(subject, "2024-01-03", "2024-03-31").ids["c"]
            club.care(subject, "2024-01-03", Put("lessons", {"title": f"Purje {NAMES[subject]}"}, matter=course))
            club.letters(subject, "2024-01-04")
            club.request(subject, "2024-01-05")
            club.check(subject, "2024-02-01")
    for table in ("matter", "folder", "record", "event"):
        assert ids(table, ONE) == ids(table, OTHER) != []
    return club


def matter(kind: str) -> int:
    return int(sql("SELECT id FROM matter WHERE subject_id=%s AND kind=%s", ONE, kind)[0][0])


def folder(category: str) -> int:
    return int(sql("SELECT id FROM folder WHERE subject_id=%s AND category=%s", ONE, category)[0][0])


def record(category: str) -> int:
    return int(sql("SELECT id FROM record WHERE subject_id=%s AND category=%s ORDER BY id", ONE, category)[0][0])


def do(club: Club, *changes: Change) -> None:
    with seeded_ids(Numbers(5000, then=5001)):
        yes(club.door.apply(PRIVACY, "requests", ONE, (Begin("request"), *changes), now=at(WHEN)))


ACTS: dict[str, Any] = {
    "a correction": lambda club: club.care(ONE, WHEN, Put("name", {"first": "Oona"}, record=record("name"))),
    "a new lesson": lambda club: club.care(ONE, WHEN, Put("lessons", {"title": "Melonta"}, matter=matter("course"))),
    "an end": lambda club: club.care(ONE, WHEN, End(matter("membership"), "left"), End(matter("course"), "left")),
    "a plan": lambda club: club.care(ONE, WHEN, Replan(matter("course"), date(2024, 5, 31))),
    "a touch": lambda club: club.care(ONE, WHEN, Touch(matter("membership"))),
    "a restriction of a folder": lambda club: do(club, Restrict(("care",), "accuracy", REVIEW, folder("name"))),
    "a restriction": lambda club: do(club, Restrict(("care",), "accuracy", REVIEW)),
    "a hold": lambda club: do(club, PlaceHold("2024-0001", REVIEW)),
    "an erasure": lambda club: do(club, Refuse(RefusalKind.ERASURE, ("care", "archive"))),
    "a ban": lambda club: yes(club.door.apply(POST, "post", ONE, (Refuse(RefusalKind.BAN, ("news",)),), now=at(WHEN))),
    "an erased record": lambda club: yes(club.door.erase_record(OFFICE, "care", ONE, record("reach"), now=at(WHEN))),
    "a narrowed folder": lambda club: yes(club.door.erase_record(OFFICE, "care", ONE, record("lessons"), now=at(WHEN))),
    "a disclosure": lambda club: yes(club.door.disclose(OFFICE, "care", ONE, Order("boats"), now=at(WHEN))),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_done_to_one_changes_nothing_of_the_other(twins: Club, act: str) -> None:
    mine, theirs = rows(ONE), rows(OTHER)
    ACTS[act](twins)
    assert rows(ONE) != mine
    assert rows(OTHER) == theirs


def seen(club: Club, subject: int, when: str) -> dict[str, list[dict[str, object]]]:
    found = yes(club.read(OFFICE, "care", subject, when))
    return {key: [dict(entry.values) for entry in found.of(key)] for key in ("name", "reach", "lessons")}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_done_to_one_opens_and_shuts_nothing_of_the_other(twins: Club, act: str) -> None:
    before = seen(twins, OTHER, WHEN)
    assert before["name"] == [{"first": "Eero", "last": "Väisänen"}]
    assert [one["title"] for one in before["lessons"]] == ["Soutu", "Purje Eero"]
    ACTS[act](twins)
    assert seen(twins, OTHER, WHEN) == before
    assert twins.sees(DESK, "checking", OTHER, WHEN) == {"name", "code"}
    assert twins.sees(POST, "news", OTHER, WHEN) == {"reach"}


def test_a_sweep_takes_from_each_what_is_theirs(twins: Club) -> None:
    twins.care(ONE, WHEN, End(matter("membership"), "left"), End(matter("course"), "left"))
    assert twins.sweep("2024-02-20") == {"code": 2}
    theirs = rows(OTHER)
    assert twins.sweep("2024-03-20") == {"reach": 1}
    assert {row[0] for row in sql("SELECT category FROM folder WHERE subject_id=%s AND archived", ONE)} == {"name", "lessons"}
    assert len(rows(ONE)["archived_record"]) == 3
    assert rows(OTHER) == theirs
    assert seen(twins, OTHER, "2024-03-20")["reach"] == [{"email": "Eero@kerho.example"}]


def test_keys_move_each_with_its_own_folder(twins: Club) -> None:
    before = {subject: seen(twins, subject, WHEN) for subject in (ONE, OTHER)}
    assert twins.door.rotate_keys(now=at(WHEN)).rewrapped > 0
    assert {subject: seen(twins, subject, WHEN) for subject in (ONE, OTHER)} == before


def test_a_refold_and_the_board_find_nothing_to_change(twins: Club) -> None:
    before = rows(ONE), rows(OTHER)
    assert sum(twins.door.recompute_all()) == 2
    assert (rows(ONE), rows(OTHER)) == before
    for name, params in (
        ("records_have_ground", {}), ("archive_separate", {}), ("refusals_respected", {}),
        ("category_only_while_matter_open", {"category": "code", "matter": "check"}),
    ):  # fmt: skip
        assert twins.door.check(name, now=at(WHEN), **params).breaches == 0, name
    sql("UPDATE matter SET ends=%s WHERE subject_id=%s AND kind='check'", at("2024-02-02"), ONE)
    assert twins.door.check("category_only_while_matter_open", now=at(WHEN), category="code", matter="check").breaches == 1


def test_a_life_is_told_of_one_only(twins: Club) -> None:
    twins.care(ONE, WHEN, End(matter("course"), "left"))
    life = yes(twins.door.life(PRIVACY, "requests", OTHER, now=at(WHEN)))
    assert sorted(one.kind for one in life.matters) == ["check", "course", "letters", "membership", "request"]
    assert {one.why for one in life.matters} & {"ended"} == set()
    assert len(life.folders) == 4


def test_of_two_people_whose_folders_bear_the_same_ids_each_loses_its_own_only(twins: Club) -> None:
    lessons, name, house = folder("lessons"), folder("name"), twins.door._house
    with house.work():
        records.remove_folders([(ONE, lessons), (OTHER, name)])
    assert (lessons in ids("folder", ONE), name in ids("folder", ONE)) == (False, True)
    assert (lessons in ids("folder", OTHER), name in ids("folder", OTHER)) == (True, False)
    left = {ONE: name, OTHER: lessons}
    assert all(sql("SELECT 1 FROM record WHERE subject_id=%s AND folder=%s", subject, stays) for subject, stays in left.items())


def test_each_sees_what_lies_in_their_own_folders_once(twins: Club) -> None:
    page = yes(twins.door.list(OFFICE, "care", now=at(WHEN))).readings
    assert {one.subject: sorted(entry.record for entry in one.entries) for one in page} == {
        subject: sorted(
            id for (id,) in sql("SELECT id FROM record WHERE subject_id=%s AND category IN ('name', 'reach', 'lessons')", subject)
        )
        for subject in (ONE, OTHER)
    }


def test_what_one_takes_back_stands_for_the_other(twins: Club) -> None:
    decided = (Restrict(("post",), "accuracy", REVIEW), PlaceHold("q1", REVIEW), Refuse(RefusalKind.BAN, ("post",)))
    for subject in (ONE, OTHER):
        with seeded_ids(Numbers(7000, then=7001)):
            yes(twins.door.apply(PRIVACY, "requests", subject, (Begin("request"), *decided), now=at(WHEN)))
    for table in ("refusal", "restriction", "hold"):
        assert ids(table, ONE) == ids(table, OTHER) != []
    ((ban,),), ((shut,),), ((hold,),) = (
        sql(f"SELECT id FROM {table} WHERE subject_id=%s", ONE) for table in ("refusal", "restriction", "hold")
    )
    do(twins, Lift(ban), Unrestrict(shut), Release(hold))
    for table, column in (("refusal", "lifted"), ("restriction", "lifted"), ("hold", "released")):
        assert sql(f"SELECT subject_id FROM {table} WHERE {column} IS NULL") == [(OTHER,)]
