"""What one batch of a sweep takes, what it leaves to the next, and what it says of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gate.club import DESK, NOTICE, OFFICE, Club, at, count, held, leaves, sql, yes
from seloste import gate
from seloste.gate import sweeping
from seloste.gate.settling import Settled
from seloste.gate.sweeping import Swept
from seloste.policy import Begin, End, NewSubject
from seloste.register import state
from seloste.register.sql import rows as sql_rows

DOOM = at("2024-03-02")
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def there(club: Club) -> Club:
    """Another register of the same firm."""
    gate.publish(club.home, NOTICE.replace("key: club", "key: second").encode(), file="second.yaml", now=at("2020-01-01"))
    club.door = gate.door(club.home, register="club")
    return Club(club.home, gate.door(club.home, register="second"))


def gone(club: Club, when: str = "2024-02-01", email: str = "aino@kerho.example") -> int:
    joined = club.join("2024-01-02", email=email)
    club.care(joined.subject, when, End(joined.ids["m"], "left"))
    return joined.subject


def bare(club: Club) -> int:
    """Somebody of whom nothing is stored, and whose last ground ended on 1 February 2024."""
    done = yes(club.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership", ref="m"),), now=at("2024-01-02")))
    club.care(done.subject, "2024-02-01", End(done.ids["m"], "left"))
    sql("UPDATE ground SET ends=%s WHERE subject_id=%s", at("2024-02-01"), done.subject)
    return done.subject


def test_a_sweep_with_nothing_to_do_says_so_and_writes_nothing(club: Club) -> None:
    club.join("2024-01-02")
    before, told = held(), leaves()
    for limit in (1, 200):
        assert club.door.sweep(now=at("2024-02-01"), limit=limit) == Swept()
    assert (held(), leaves()) == (before, told)


def test_a_sweep_names_what_it_destroyed_and_counts_none_as_spared(club: Club) -> None:
    one, other = gone(club), gone(club, email="b@kerho.example")
    club.join("2024-01-02", email="c@kerho.example")
    folders = {
        tuple(row) for row in sql("SELECT subject_id, id FROM folder WHERE category='reach' AND doom IS NOT NULL AND doom<=%s", DOOM)
    }
    assert {owner for owner, _ in folders} == {one, other}
    assert club.door.sweep(now=DOOM - MOMENT) == Swept()
    swept = club.door.sweep(now=DOOM, due_only=True)
    assert (set(swept.gone), len(swept.gone), swept.destroyed) == (folders, 2, {"reach": 2})
    assert (swept.records, swept.subjects, swept.archived, swept.spared, swept.more) == (2, 0, 0, 0, False)


def test_what_is_only_due_is_destroyed_and_the_house_is_left_as_it_is(club: Club) -> None:
    gone(club)
    nobody = bare(club)
    swept = club.door.sweep(now=DOOM, due_only=True)
    assert (swept.destroyed, swept.archived, swept.subjects) == ({"reach": 1}, 0, 0)
    assert count("subject", "id=%s", nobody) == 1
    assert count("folder", "archived") == 0
    swept = club.door.sweep(now=DOOM)
    assert (swept.destroyed, swept.archived, swept.subjects) == ({}, 1, 1)
    assert count("subject", "id=%s", nobody) == 0


def test_there_is_more_as_long_as_a_batch_is_full(club: Club) -> None:
    for number in range(2):
        gone(club, email=f"m{number}@kerho.example")
    told = [(s.destroyed, s.more) for s in (club.door.sweep(now=DOOM, limit=1, due_only=True) for _ in range(3))]
    assert told == [({"reach": 1}, True), ({"reach": 1}, True), ({}, False)]
    moved = [(s.archived, s.more) for s in (club.door.sweep(now=DOOM, limit=1) for _ in range(3))]
    assert moved == [(1, True), (1, True), (0, False)]
    gone(club, email="third@kerho.example")
    swept = club.door.sweep(now=DOOM, limit=2)
    assert (swept.destroyed, swept.archived, swept.more) == ({"reach": 1}, 1, False)


def test_people_of_whom_nothing_is_left_wait_until_nothing_more_is_due(club: Club) -> None:
    gone(club)
    nobody = bare(club)
    assert club.door.sweep(now=DOOM, limit=1).subjects == 0
    assert count("subject", "id=%s", nobody) == 1
    assert club.door.sweep(now=DOOM, limit=9).subjects == 1


def test_those_who_lost_their_last_folder_and_those_who_had_none_are_counted_together(club: Club) -> None:
    check = club.check(gone(club), "2024-01-10")
    sql("DELETE FROM folder WHERE category='name'")
    sql("UPDATE ground SET ends=%s", at("2024-02-01"))
    nobody = bare(club)
    (last,) = {owner for (owner,) in sql("SELECT id FROM subject")} - {nobody}
    sql("DELETE FROM event WHERE subject_id=%s AND matter=%s", last, check.ids["k"])
    swept = club.door.sweep(now=at("2040-01-01"))
    assert (swept.subjects, count("subject")) == (2, 0)


def test_only_who_has_no_folder_and_no_running_ground_is_removed_whatever_others_have(club: Club, there: Club) -> None:
    stays = club.join("2024-01-02").subject
    nobody, theirs = bare(club), bare(there)
    before = leaves()
    ends = at("2024-02-01")
    assert club.door.sweep(now=ends - MOMENT).subjects == 0
    assert club.door.sweep(now=ends).subjects == 1
    assert sorted(row[0] for row in sql("SELECT id FROM subject")) == sorted((stays, theirs))
    assert leaves()[len(before) :] == [("erase", "accountability", "allowed", 1)]
    assert sql("SELECT subject FROM ledger_side JOIN ledger_leaf ON id=leaf WHERE verb='erase'") == [(nobody,)]


def test_who_has_got_something_meanwhile_stays_and_no_erasure_is_written_down(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    bare(club)
    before = leaves()
    monkeypatch.setattr(state, "remove_bare", lambda seen, now: list)
    assert club.door.sweep(now=at("2024-02-10")).subjects == 0
    assert leaves() == before


def test_what_is_due_in_another_register_takes_no_place_in_the_batch(club: Club, there: Club) -> None:
    gone(there, "2024-01-10")
    mine = gone(club)
    swept = club.door.sweep(now=DOOM, limit=1, due_only=True)
    assert ({owner for owner, _ in swept.gone}, swept.spared) == ({mine}, 0)
    assert count("folder", "category='reach'") == 1


def test_what_is_left_without_a_key_is_not_counted_with_what_was_spared(club: Club) -> None:
    keyless, kept = gone(club), club.join("2024-01-02", email="b@kerho.example").subject
    sql("UPDATE folder SET marked=%s, wrapped=%s, kek=0 WHERE category='reach' AND subject_id=%s", at("2024-03-02"), b"", keyless)
    sql("UPDATE folder SET doom=%s WHERE category='name' AND subject_id=%s", at("2024-02-20"), kept)
    swept = club.door.sweep(now=DOOM, due_only=True)
    assert (swept.destroyed, swept.records, swept.spared) == ({"reach": 1}, 1, 1)
    assert count("folder") == 3


@pytest.mark.postgres
def test_whose_data_is_due_is_locked_as_it_is_found(club: Club) -> None:
    gone(club)
    with CaptureQueriesContext(connection) as told:
        club.door.sweep(now=DOOM, due_only=True)
    assert any("FROM folder" in query["sql"] and query["sql"].endswith("FOR UPDATE OF s") for query in told)


def test_who_has_nothing_that_must_go_at_once_loses_nothing_at_once(club: Club) -> None:
    member = club.join("2024-01-02").subject
    house = club.door._house
    with house.work(member):
        assert sweeping.at_once(house, at("2024-02-01"), member).done() == Settled()
        assert sweeping.at_once(house, at("2024-02-01"), 4711).done() == Settled()
    check = club.check(member, "2024-02-01").ids["k"]
    done = yes(club.door.apply(DESK, "checking", member, (End(check, "checked"),), now=at("2024-02-02")))
    assert (done.erased, count("folder")) == (1, 2)


def test_only_who_was_locked_has_anything_moved_to_the_archive(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    first, later = gone(club), gone(club, email="b@kerho.example")
    real, asked = sql_rows, list[str]()

    def rows(statement: str, params: Any = ()) -> list[tuple[Any, ...]]:
        found = real(statement, params)
        if "archived" in statement and "wrapped" in statement and not asked:
            asked.append(statement)
            return [row for row in found if row[0] == first]
        return found

    monkeypatch.setattr(sweeping, "rows", rows)
    assert club.door.sweep(now=DOOM).archived == 1
    assert sql("SELECT subject_id FROM folder WHERE archived") == [(first,)]
    assert club.door.sweep(now=DOOM).archived == 1
    assert sorted(sql("SELECT subject_id FROM folder WHERE archived")) == sorted([(first,), (later,)])
