"""Which folders a sweep moves to the archive, and from which instant: those alone that an open archive ground of theirs keeps now."""

from datetime import date, timedelta

import pytest

from gate.club import NOTICE, Club, at, sql
from gate.conftest import publish
from seloste import gate
from seloste.home import Home
from seloste.policy import Begin, End, Lift, PlaceHold, Put, RefusalKind, Refuse
from seloste.register.sql import instant

REVIEW = date(2024, 6, 1)
MOMENT = timedelta(microseconds=1)
LEFT = "2024-02-01"
MOVES = at("2024-03-02")
"""Thirty days after: from then on not even a voided event brings back what was left on 1 February."""
ENDS = at("2029-02-01")
"""When the archive's five years are over."""


def leave(club: Club, *, hold: bool = False, email: str = "aino@kerho.example") -> int:
    joined = club.join("2024-01-02", email=email)
    if hold:
        club.request(joined.subject, "2024-01-10", PlaceHold("q1", REVIEW))
    club.care(joined.subject, LEFT, End(joined.ids["m"], "left"))
    return joined.subject


def archived() -> set[tuple[int, str]]:
    return {(owner, category) for owner, category in sql("SELECT subject_id, category FROM folder WHERE archived")}


def test_a_folder_moves_at_the_instant_from_which_it_cannot_be_live_again_and_once(club: Club) -> None:
    member = leave(club)
    assert {instant(gone) for (gone,) in sql("SELECT gone_live FROM folder")} == {MOVES}
    assert club.door.sweep(now=MOVES - MOMENT).archived == 0
    assert (club.door.sweep(now=MOVES).archived, archived()) == (1, {(member, "name")})
    assert club.door.sweep(now=MOVES).archived == 0
    assert [sql(f"SELECT COUNT(*) FROM {table} WHERE category='name'")[0][0] for table in ("record", "archived_record")] == [0, 1]


def test_what_is_held_moves_only_where_an_archive_ground_of_its_own_keeps_it(club: Club) -> None:
    member = leave(club, hold=True)
    other = leave(club, email="b@kerho.example", hold=True)
    club.request(other, "2024-02-02", Refuse(RefusalKind.OBJECTION, ("archive",)))
    assert sql("SELECT DISTINCT falls FROM folder") == [(None,)]
    assert (club.door.sweep(now=at("2024-06-01")).archived, archived()) == (1, {(member, "name")})


@pytest.mark.parametrize("which", ["another register", "a later notice"])
def test_what_another_notice_lets_its_archive_keep_says_nothing_here(club: Club, which: str) -> None:
    member = leave(club, hold=True)
    wider = NOTICE.replace("keeps: [name, lessons]", "keeps: [name, reach, lessons]")
    if which == "another register":
        wider = wider.replace("key: club", "key: second")
    made = gate.publish(club.home, wider.encode(), file="n.yaml", now=at("2024-02-10"))
    assert made.number, made.findings
    club.door = gate.door(club.home, register="club")
    club.door.sweep(now=at("2024-06-01"))
    assert archived() == {(member, "name")}


def test_what_another_register_may_archive_is_left_to_it(club: Club) -> None:
    gate.publish(club.home, NOTICE.replace("key: club", "key: second").encode(), file="second.yaml", now=at("2020-01-01"))
    there = Club(club.home, gate.door(club.home, register="second"))
    club.door = gate.door(club.home, register="club")
    mine, theirs = leave(club), leave(there)
    assert (club.door.sweep(now=MOVES).archived, archived()) == (1, {(mine, "name")})
    assert (there.door.sweep(now=MOVES).archived, archived()) == (1, {(mine, "name"), (theirs, "name")})


def test_an_archive_that_is_over_takes_nothing_that_only_a_hold_still_keeps(club: Club) -> None:
    leave(club, hold=True)
    assert {instant(ends) for (ends,) in sql("SELECT ends FROM ground WHERE purpose='archive'")} == {ENDS}
    assert club.door.sweep(now=ENDS).archived == 0
    assert (club.door.sweep(now=ENDS - MOMENT).archived, len(archived())) == (1, 1)


def test_what_has_fallen_is_not_moved_for_the_sake_of_a_later_archive(club: Club) -> None:
    member = leave(club)
    again = club.care(member, "2028-01-02", Begin("membership", ref="m"), Put("name", {"first": "Oona"}))
    club.care(member, "2028-03-01", End(again.ids["m"], "left"))
    assert club.door.sweep(now=ENDS).archived == 1
    assert sql("SELECT generation FROM folder WHERE archived") == [(2,)]
    assert sql("SELECT generation FROM folder WHERE NOT archived AND category='name'") == [(1,)]


def test_an_archive_that_is_still_to_come_takes_nothing_yet(club: Club) -> None:
    member = leave(club, hold=True)
    refused = club.request(member, "2024-02-02", Refuse(RefusalKind.OBJECTION, ("archive",))).decisions
    club.request(member, "2024-02-03", Lift(refused[0]))
    club.care(member, "2024-02-04", Begin("membership"))
    assert sql("SELECT COUNT(*) FROM ground WHERE purpose='archive' AND opened>%s", MOVES)[0][0] == 1
    assert (club.door.sweep(now=MOVES).archived, archived()) == (0, set())


def test_what_has_no_time_left_moves_as_the_archive_begins(db: None, fresh_home: Home) -> None:
    source = NOTICE.replace("  name: {name: Nimi, fields:", "  name: {name: Nimi, within: PT0S, fields:")
    club = Club(fresh_home, publish(fresh_home, source.encode()))
    member = leave(club)
    assert (club.door.sweep(now=at(LEFT)).archived, archived()) == (1, {(member, "name")})


def test_what_has_lost_its_key_does_not_move(club: Club) -> None:
    leave(club)
    sql("UPDATE folder SET marked=%s, wrapped=%s, kek=0 WHERE category='name'", MOVES, b"")
    assert (club.door.sweep(now=MOVES).archived, archived()) == (0, set())
