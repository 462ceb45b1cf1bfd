"""What a subject's stored consequences are: always what the fold says, written as differences, below the subject and nowhere else."""

import random
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gate.club import TABLES, Club, at, count, held, sql
from seloste.policy import Begin, Put, fold
from seloste.policy.changes import Void
from seloste.policy.history import History
from seloste.policy.part import lone, matters_of, part
from seloste.register import ids, person, state
from seloste.register import sql as raw

BELOW = ("event", "matter", "ground", "folder", "record", "archived_record", "refusal", "restriction", "hold", "disclosure")


def test_stored_grounds_matters_and_fates_are_what_a_refold_gives_and_storing_again_changes_nothing(lived: Club) -> None:
    before = held()
    assert sum(lived.door.recompute_all()) == 3
    assert held() == before


def test_what_was_altered_by_hand_is_put_right_by_a_refold(lived: Club) -> None:
    before = held()
    sql("UPDATE ground SET ends=%s WHERE purpose='care'", at("2030-01-01"))
    sql("DELETE FROM ground WHERE purpose='post'")
    sql("UPDATE matter SET why='idle', reason='x'")
    sql("UPDATE folder SET live_until=%s", at("2090-01-01"))
    assert held() != before
    assert sum(lived.door.recompute_all()) == 3
    assert held() == before


def test_a_subject_read_back_folds_to_the_same(lived: Club) -> None:
    house = lived.door._house
    for (subject,) in sql("SELECT id FROM subject"):
        loaded = state.load(house.register, subject, state.own_matters(house.register))
        assert loaded is not None
        folded = fold(loaded.history, house.notices.timeline)
        assert {f.folder.id: f.fate for f in loaded.folders} == folded.fates
        stored = {row[0] for row in sql("SELECT id FROM ground WHERE subject_id=%s", subject)}
        assert stored == {state.ground_id(subject, ground) for ground in folded.grounds}


def test_a_small_change_rewrites_only_what_follows_from_it(lived: Club) -> None:
    ((subject, matter),) = sql("SELECT subject_id, id FROM matter WHERE kind='course' LIMIT 1")
    before = {table: set(map(repr, rows)) for table, rows in held().items()}
    lived.care(subject, "2024-01-10", Put("lessons", {"title": "Purje"}, matter=matter))
    after = {table: set(map(repr, rows)) for table, rows in held().items()}
    assert {table for table in TABLES if before[table] != after[table]} == {"record"}
    assert len(after["record"] - before["record"]) == 1


def key_of(table: str) -> list[str]:
    """A table's primary key, in the key's own order."""
    if connection.vendor == "sqlite":
        return [name for place, name in sorted((row[5], row[1]) for row in sql(f"PRAGMA table_info({table})")) if place]
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_columns(cursor, table) or []


@pytest.mark.parametrize("table", BELOW)
def test_every_table_below_a_subject_hangs_on_it(lived: Club, table: str) -> None:
    with connection.cursor() as cursor:
        known = connection.introspection
        assert key_of(table) == ["subject_id", "id"]
        assert {"controller_id", "register_id"} <= {column.name for column in known.get_table_description(cursor, table)}
        assert known.get_relations(cursor, table)["subject_id"][:2] == ("id", "subject")


def test_removing_a_subject_takes_everything_below_it_along(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM matter WHERE kind='dispute'")
    sql("DELETE FROM subject WHERE id=%s", subject)
    assert {table: count(table, "subject_id=%s", subject) for table in BELOW} == dict.fromkeys(BELOW, 0)
    assert count("subject") == 2


def test_only_those_are_removed_of_whom_nothing_stands_and_no_ground_is_open(lived: Club) -> None:
    subjects = [subject for (subject,) in sql("SELECT id FROM subject")]
    now, later = at("2024-02-01"), at("2090-01-01")
    assert state.remove_bare(subjects, later)() == []
    sql("DELETE FROM folder WHERE subject_id=%s", subjects[0])
    assert state.remove_bare(subjects, now)() == []
    assert state.remove_bare(subjects, later)() == [subjects[0]]
    assert count("subject") == 2


def test_nothing_can_stand_below_nobody(lived: Club) -> None:
    with transaction.atomic():
        sql("UPDATE record SET subject_id=5")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_ids_are_random_and_never_nought_and_repeat_only_from_a_seed() -> None:
    assert len({ids.new_id() for _ in range(1000)}) == 1000
    assert all(0 < ids.new_id() < 2**63 for _ in range(1000))
    drawn = []
    for _ in range(2):
        with ids.seeded_ids(random.Random(7)):
            drawn.append([ids.new_id() for _ in range(5)])
    assert drawn[0] == drawn[1]
    assert ids.new_id() not in drawn[0]


@pytest.mark.parametrize("text", ["2024-01-02 09:00", "2024-07-02 09:00:00.000001", "1999-12-31 23:59:59.999999"])
def test_an_instant_comes_back_as_it_was_stored(db: None, text: str) -> None:
    when = at(text)
    ((back,),) = sql("SELECT %s", raw.stamp(when))
    assert raw.instant(back) == when
    assert raw.instant(when.isoformat(sep=" ")) == when
    assert raw.maybe_instant(None) is None
    with pytest.raises(TypeError):
        raw.instant(5)


def test_a_list_of_no_ids_matches_nothing(lived: Club) -> None:
    assert raw.rows(f"SELECT id FROM subject WHERE id IN ({raw.marks(0)})") == []
    raw.run_many("DELETE FROM subject WHERE id=%s", [])
    assert count("subject") == 3


def test_a_second_folder_of_a_matter_is_its_own(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM matter WHERE kind='course' LIMIT 1")
    first = count("folder", "subject_id=%s AND category='lessons'", subject)
    lived.care(subject, "2024-01-10", Begin("course", ref="c", planned=date(2025, 1, 1)), Put("lessons", {"title": "Purje"}, matter="c"))
    assert count("folder", "subject_id=%s AND category='lessons'", subject) == first + 1
    wrapped = [bytes(row[0]) for row in sql("SELECT wrapped FROM folder")]
    assert len(set(wrapped)) == len(wrapped)


def ordered(history: History) -> History:
    """A history whose rows came in whatever order."""
    return replace(
        history, events=tuple(sorted(history.events, key=lambda e: e.id)), folders=tuple(sorted(history.folders, key=lambda f: f.id))
    )


def test_a_part_read_is_that_part_of_the_whole(lived: Club) -> None:
    """The controller's year stands apart here: what hangs on it is left out unless it is named."""
    house, stands = lived.door._house, lived.door._house.notices.apart
    subjects = [subject for (subject,) in sql("SELECT id FROM subject")]
    lived.bill(subjects[0], "2024-01-07")
    ((year,),) = sql("SELECT id FROM own_matter")
    for named, bills in (((), 0), ((year,), 1)):
        found = state.load_part(house.register, subjects, named, stands)
        assert len([f for piece in found.values() for f in piece.folders if f.folder.category == "bills"]) == bills
        for subject, piece in found.items():
            whole = state.load(house.register, subject, state.named_matters(house.register, named))
            assert whole is not None
            matters = matters_of(whole.history, named, stands)
            expected = part(whole.history, named, stands)
            assert expected is not None
            assert (piece.whole, ordered(piece.history)) == (False, ordered(expected))
            assert set(piece.folders) == {f for f in whole.folders if f.folder.matter in matters}
            assert piece.grounds == {id: g for id, g in whole.grounds.items() if g.matter in matters}
            assert piece.matters == {id: m for id, m in whole.matters.items() if id in matters}
            folded = fold(piece.history, house.notices.timeline)
            assert {f.folder.id: f.fate for f in piece.folders} == folded.fates
            assert set(piece.grounds) == {state.ground_id(subject, ground) for ground in folded.grounds}


def test_what_is_read_of_a_matter_that_stands_alone_is_that_part_of_the_whole(lived: Club) -> None:
    house = lived.door._house
    subjects = [subject for (subject,) in sql("SELECT id FROM subject")]
    for subject in subjects[:2]:
        lived.bill(subject, "2024-01-07")
    ((year,),) = sql("SELECT id FROM own_matter")
    assert house.notices.apart.alone == {"year"}
    found = state.load_lone(house.register, subjects, (year,))
    assert set(found) == set(subjects)
    own = state.named_matters(house.register, (year,))
    hung = state.lone(raw.rows(*state.loading_hung(house.register, year)), own)
    assert hung == {subject: piece for subject, piece in found.items() if piece.folders}
    assert len(hung) == 2
    for subject, piece in found.items():
        whole = state.load(house.register, subject)
        assert whole is not None
        assert (piece.whole, piece.history) == (False, lone(whole.history, (year,)))
        assert piece.folders == tuple(f for f in whole.folders if f.folder.matter == year)
        assert piece.grounds == {id: g for id, g in whole.grounds.items() if g.matter == year}
        folded = fold(piece.history, house.notices.timeline)
        assert {f.folder.id: f.fate for f in piece.folders} == folded.fates
        assert set(piece.grounds) == {state.ground_id(subject, ground) for ground in folded.grounds}


def test_of_whom_something_was_voided_no_part_is_read(lived: Club) -> None:
    house, stands = lived.door._house, lived.door._house.notices.apart
    ((subject, event),) = sql("SELECT subject_id, id FROM event WHERE kind='course' AND verb='begin' LIMIT 1")
    lived.care(subject, "2024-01-10", Void(event))
    assert state.load_part(house.register, [subject], (), stands)[subject] == state.load(house.register, subject)


def test_what_is_read_beside_a_record_is_what_hangs_on_its_matter(lived: Club) -> None:
    house, now = lived.door._house, at("2024-06-15")
    for record, subject, matter in sql("SELECT id, subject_id, matter FROM record"):
        named = person.Asked("lone", "care", now, {matter} - {0}, {record})
        beside = person.Asked("beside", "care", now, records={record})
        one, other = (person.read(house.register, subject, asked, house.notices.apart) for asked in (named, beside))
        assert one is not None
        assert other is not None
        if matter:
            assert (one.held, one.open, one.beside) == (other.held, other.open, other.beside)
        assert {f.folder.matter for f in other.held.folders} == {matter}
        assert {g.matter for g in other.held.grounds.values()} <= {matter}
