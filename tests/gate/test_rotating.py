"""Key-encryption keys change under a register in use: stopped anywhere, nothing is lost, and the next run finishes the work."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from gate.club import BOOKS, NOTICE, OFFICE, Club, Numbers, at, sql
from gate.conftest import FOUNDED, publish
from seloste import gate, vault
from seloste.gate import Door, rotating
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.home import Home, HomeError
from seloste.policy import Actor, Begin, Change, Denial, NewSubject, PlaceHold, Put
from seloste.register import keyring
from seloste.register.ids import seeded_ids
from seloste.register.keyring import Keyring

SALES = Actor(1, frozenset({"sales", "support"}), "Myynti")
HALF, HORIZON = vault.DEFAULT_HORIZON / 2, vault.DEFAULT_HORIZON


@pytest.fixture
def people(lamisnet: Door) -> list[int]:
    """Three customers, two folders each."""
    made = []
    for number in range(3):
        changes: list[Change] = [
            Begin("relationship"),
            Put("identity", {"last_name": f"Testi{number}"}),
            Put("contact", {"email": "t@asiakas.example"}),
        ]
        done = lamisnet.apply(SALES, "customer_care", NewSubject("customer"), changes, now=FOUNDED)
        assert not isinstance(done, Denial), done
        made.append(done.subject)
    return made


def ring(home: Home) -> vault.Ring:
    return keyring.read(home)


def keks() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kek FROM folder")
        return {kek for (kek,) in cursor.fetchall()}


def all_readable(door: Door, people: list[int], now: datetime) -> bool:
    readings = [door.read(SALES, "customer_care", subject, now=now) for subject in people]
    return all(not isinstance(reading, Denial) and len(reading.entries) == 2 for reading in readings)


def test_folders_move_and_the_old_key_goes_by_the_horizon(lamisnet: Door, people: list[int], fresh_home: Home) -> None:
    (old,) = keks()
    done = lamisnet.rotate_keys(now=FOUNDED + HALF)
    assert (done.rewrapped, done.destroyed) == (6, 0)
    assert old not in keks()
    assert ring(fresh_home).kek(old)
    assert lamisnet.rotate_keys(now=FOUNDED + HORIZON).destroyed == 2
    with pytest.raises(vault.Refused):
        ring(fresh_home).kek(old)
    assert all_readable(lamisnet, people, FOUNDED + HORIZON)


def test_before_half_a_horizon_nothing_happens(lamisnet: Door, people: list[int], fresh_home: Home) -> None:
    before = keyring.read(fresh_home)
    done = lamisnet.rotate_keys(now=FOUNDED + HALF - timedelta(seconds=1))
    assert (done.begun, done.rewrapped, done.destroyed) == (0, 0, 0)
    assert keyring.read(fresh_home) == before


@pytest.mark.parametrize("survivors", range(7))
def test_stopped_at_any_folder_everything_stays_readable_and_the_next_run_finishes(
    lamisnet: Door, people: list[int], monkeypatch: pytest.MonkeyPatch, survivors: int
) -> None:
    really, moved = vault.rewrap, [0]

    def stop(*args: Any) -> bytes:
        if moved[0] == survivors:
            raise KeyboardInterrupt
        moved[0] += 1
        return really(*args)

    monkeypatch.setattr(vault, "rewrap", stop)
    monkeypatch.setattr(rotating, "_BATCH", 2)
    later = FOUNDED + 3 * HORIZON
    if survivors < 6:
        with pytest.raises(KeyboardInterrupt):
            lamisnet.rotate_keys(now=later)
    monkeypatch.undo()
    assert all_readable(lamisnet, people, later)
    assert lamisnet.rotate_keys(now=later).destroyed == 2
    assert len(keks()) == 1
    assert all_readable(lamisnet, people, later)


def test_a_ring_that_can_not_be_written_changes_nothing(lamisnet: Door, people: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = keks()
    monkeypatch.setattr("seloste.home.ring.replace_durably", full)
    with pytest.raises(HomeError, match="The old one stands"):
        lamisnet.rotate_keys(now=FOUNDED + 3 * HORIZON)
    monkeypatch.undo()
    assert keks() == before
    assert all_readable(lamisnet, people, FOUNDED + 3 * HORIZON)


def test_a_key_that_a_folder_still_hangs_on_is_not_destroyed(
    lamisnet: Door, people: list[int], fresh_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = keks()
    monkeypatch.setattr(rotating, "_rewrap", lambda *_: 0)
    assert lamisnet.rotate_keys(now=FOUNDED + 3 * HORIZON).destroyed == 1
    assert ring(fresh_home).kek(old)
    assert all_readable(lamisnet, people, FOUNDED + 3 * HORIZON)
    monkeypatch.undo()
    assert lamisnet.rotate_keys(now=FOUNDED + 3 * HORIZON).destroyed == 1
    assert all_readable(lamisnet, people, FOUNDED + 3 * HORIZON)


def test_a_second_door_notices_the_new_ring(lamisnet: Door, people: list[int], fresh_home: Home) -> None:
    house = lamisnet._house
    other = Door(House(house.home, house.notices, Keyring.open(fresh_home), Names()))
    lamisnet.rotate_keys(now=FOUNDED + 3 * HORIZON)
    assert all_readable(other, people, FOUNDED + 3 * HORIZON)


def test_what_was_begun_moved_and_destroyed_is_counted(lamisnet: Door, people: list[int], fresh_home: Home) -> None:
    first = lamisnet.rotate_keys(now=FOUNDED + HALF)
    assert (first.begun, first.rewrapped, first.destroyed) == (2, 6, 0)
    again = lamisnet.rotate_keys(now=FOUNDED + HALF)
    assert (again.begun, again.rewrapped, again.destroyed) == (0, 0, 0)
    listed = rotating.keys(fresh_home)
    shown = {(row.horizon, row.epoch): (row.folders, row.created, row.destroy_after) for row in listed}
    assert shown["erasable", 1] == (0, FOUNDED, FOUNDED + HORIZON)
    assert shown["erasable", 2] == (6, FOUNDED + HALF, FOUNDED + HALF + HORIZON)
    assert [(row.horizon, row.epoch) for row in listed] == sorted(shown)


def test_a_batch_at_a_time_is_moved_until_none_is_left(lamisnet: Door, people: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "_BATCH", 2)
    assert lamisnet.rotate_keys(now=FOUNDED + HALF).rewrapped == 6
    assert all_readable(lamisnet, people, FOUNDED + HALF)


def test_vouchers_that_a_decision_keeps_past_their_month_move_to_a_later_one(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NOTICE.encode()))
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-15")
    club.request(member, "2030-12-01", PlaceHold("claim", date(2031, 3, 1)))
    under = "SELECT kek FROM folder WHERE category='bills'"
    ((old,),) = sql(under)
    assert ring(fresh_home).kek(old).epoch == 203101
    club.door.rotate_keys(now=at("2031-01-31"))
    assert sql(under) == [(old,)]
    passed = at("2031-02-02")
    assert club.door.rotate_keys(now=passed).rewrapped >= 1
    ((new,),) = sql(under)
    assert ring(fresh_home).kek(new).epoch == 203103, "the month after the one in which it is moved"
    with pytest.raises(vault.Refused):
        ring(fresh_home).kek(old)
    assert club.sees(BOOKS, "books", member, "2030-12-31") == {"bills"}


def test_one_controllers_rotation_moves_and_destroys_nothing_of_anothers(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NOTICE.encode()))
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    gate.publish(fresh_home, source.encode(), file="other.yaml", now=FOUNDED)
    club.door = gate.door(fresh_home, register="club")
    other = Club(fresh_home, gate.door(fresh_home, register="other"))
    theirs = other.join("2024-01-02").subject
    other.bill(theirs, "2024-01-15")
    other.request(theirs, "2030-12-01", PlaceHold("claim", date(2031, 3, 1)))
    before = sql("SELECT id, kek, wrapped FROM folder ORDER BY id")
    club.door.rotate_keys(now=at("2031-02-02"))
    assert sql("SELECT id, kek, wrapped FROM folder ORDER BY id") == before
    held = {kek.id for kek in ring(fresh_home).keks}
    assert {kek for _, kek, _ in before} <= held
    assert other.door.rotate_keys(now=at("2031-02-02")).rewrapped == len(before) == 2
    assert {row[0] for row in sql("SELECT kek FROM folder")}.isdisjoint({kek for _, kek, _ in before})


def test_nobody_takes_up_a_months_key_just_before_it_may_be_destroyed(lamisnet: Door, fresh_home: Home) -> None:
    """Whoever began to write in the last minutes of a month would else be writing under a key that goes with the month."""
    held, late = Keyring.open(fresh_home), datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    for until in (late - HORIZON, late, late + timedelta(minutes=20)):
        assert held.kek_for(lamisnet._house.controller, "statutory", until, now=late).epoch == 202602
    assert held.kek_for(lamisnet._house.controller, "statutory", late, now=late - timedelta(hours=1)).epoch == 202601


def test_a_harmed_folder_key_stays_where_it_is_and_holds_up_nobody_else(
    lamisnet: Door, people: list[int], fresh_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "_BATCH", 1)
    ((harmed, old),) = sql("SELECT id, kek FROM folder WHERE subject_id=%s AND category='contact'", people[0])
    sql("UPDATE folder SET wrapped=x'00' WHERE id=%s", harmed)
    for moved in (5, 0):
        done = lamisnet.rotate_keys(now=FOUNDED + 3 * HORIZON)
        assert (done.rewrapped, done.shut) == (moved, 1)
    assert sql("SELECT id FROM folder WHERE kek=%s", old) == [(harmed,)]
    assert ring(fresh_home).kek(old), "no key goes while a folder hangs on it"
    assert all_readable(lamisnet, people[1:], FOUNDED + 3 * HORIZON)


def two_clubs(home: Home) -> tuple[Club, Club]:
    """Two controllers in one home."""
    first = Club(home, publish(home, NOTICE.encode()))
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    gate.publish(home, source.encode(), file="other.yaml", now=FOUNDED)
    first.door = gate.door(home, register="club")
    return first, Club(home, gate.door(home, register="other"))


def test_expired_keys_of_another_controller_stay_though_nothing_hangs_on_them(db: None, fresh_home: Home) -> None:
    club, other = two_clubs(fresh_home)
    before = {kek.id: kek.controller for kek in ring(fresh_home).keks if kek.horizon in vault.ROTATED}
    assert club.door.rotate_keys(now=FOUNDED + 3 * HORIZON).destroyed == 2
    assert {before[kek.id] for kek in ring(fresh_home).keks if kek.id in before} == {other.door._house.controller}
    assert other.door.rotate_keys(now=FOUNDED + 3 * HORIZON).destroyed == 2
    assert not [kek for kek in ring(fresh_home).keks if kek.id in before]


def test_each_controllers_keys_are_shown_with_the_folders_that_hang_on_them(db: None, fresh_home: Home) -> None:
    club, other = two_clubs(fresh_home)
    for n in range(2):
        club.join("2024-01-02", email=f"{n}@kerho.example")
    other.join("2024-01-02")
    shown = rotating.keys(fresh_home)
    assert len(shown) == len(ring(fresh_home).keks)
    mine, theirs = (rotating.own_keys(one.door._house) for one in (club, other))
    assert sorted(map(repr, (*mine, *theirs))) == sorted(map(repr, shown))
    for rows, folders in ((mine, 4), (theirs, 2)):
        assert {row.horizon: row.folders for row in rows} == {"erasable": folders, "archive": 0, "lookup": 0, "ban": 0}


def test_the_first_date_of_a_key_is_how_long_a_copy_opens_no_more_than_the_ring(lamisnet: Door, fresh_home: Home) -> None:
    assert gate.keys_until(fresh_home) == FOUNDED + HORIZON
    lamisnet.rotate_keys(now=FOUNDED + HALF)
    assert gate.keys_until(fresh_home) == FOUNDED + HORIZON
    lamisnet.rotate_keys(now=FOUNDED + HORIZON)
    assert gate.keys_until(fresh_home) == FOUNDED + HALF + HORIZON
    undated = ring(fresh_home).without([kek.id for kek in ring(fresh_home).keks if kek.destroy_after])
    keyring.write(fresh_home, undated)
    assert gate.keys_until(fresh_home) is None


def test_while_an_older_writer_goes_on_for_too_long_no_key_is_destroyed(
    lamisnet: Door, people: list[int], fresh_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def goes_on() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr("seloste.home.turns.outlast", goes_on)
    assert lamisnet.rotate_keys(now=FOUNDED + HALF).rewrapped == 6
    assert asked == [], "nothing has come to its date, so nobody is waited for"
    before = {kek.id for kek in ring(fresh_home).keks}
    late = lamisnet.rotate_keys(now=FOUNDED + HORIZON)
    assert (late.destroyed, asked) == (0, [True])
    assert before <= {kek.id for kek in ring(fresh_home).keks}
    monkeypatch.undo()
    assert lamisnet.rotate_keys(now=FOUNDED + HORIZON).destroyed == 2


def test_vouchers_that_fall_much_later_than_their_month_move_to_the_month_in_which_they_fall(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NOTICE.encode()))
    club.bill(club.join("2024-01-02").subject, "2024-01-15")
    sql("UPDATE folder SET doom=%s WHERE category='bills'", at("2031-06-15"))
    club.door.rotate_keys(now=at("2031-02-02"))
    ((kek,),) = sql("SELECT kek FROM folder WHERE category='bills'")
    assert ring(fresh_home).kek(kek).epoch == 203106


@pytest.mark.parametrize("moved", ["kek=7", "key_version=2"])
def test_a_folder_that_was_changed_meanwhile_is_left_as_it_is(lamisnet: Door, people: list[int], moved: str) -> None:
    house = lamisnet._house
    (old,) = keks()
    (hanging,) = [one for one in rotating._hanging([old], ()) if one.subject == people[0]][:1]
    sql(f"UPDATE folder SET {moved} WHERE id=%s", hanging.folder)
    before = sql("SELECT * FROM folder ORDER BY id")
    lookup = next(kek for kek in house.keyring.fresh().keks if kek.horizon == "archive")
    rotating._move(house, house.keyring.fresh(), lookup, hanging, set())
    assert sql("SELECT * FROM folder ORDER BY id") == before


def test_two_peoples_folders_that_bear_the_same_id_are_moved_each_with_its_own_key(club: Club) -> None:
    for subject in (1, 2):
        with seeded_ids(Numbers(subject)):
            club.join("2024-01-02", email=f"{subject}@kerho.example")
    assert len(sql("SELECT DISTINCT id FROM folder")) == 2
    club.door.rotate_keys(now=at("2024-01-03"))
    assert club.door.rotate_keys(now=at("2024-01-03") + HALF).rewrapped == 4
    for subject in (1, 2):
        assert club.sees(OFFICE, "care", subject, "2024-02-20") == {"name", "reach"}
