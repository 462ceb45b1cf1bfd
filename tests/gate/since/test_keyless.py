"""What hangs on keys that the ring no longer has is counted, and removed when what was told since is applied: nothing will ever open it."""

import pytest

from gate.club import OFFICE, Club, at, count, sql, yes
from gate.since.conftest import AT_ONCE, Past, second
from seloste import gate
from seloste.gate import since
from seloste.gate.since import applying
from seloste.policy import Put
from seloste.register import keyring


def people(past: Past, number: int) -> list[int]:
    return [past.club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(number)]


def without_keys(past: Past, *categories: str) -> int:
    """Destroy the keys that folders of some categories hang on; give how many folders those were."""
    ring = keyring.read(past.club.home)
    keks = {kek for category in categories for (kek,) in sql("SELECT kek FROM folder WHERE category=%s", category)}
    keyring.write(past.club.home, ring.without(sorted(keks)))
    return sum(count("folder", "kek=%s", kek) for kek in keks)


def test_what_hangs_on_keys_that_are_gone_is_removed_and_counted(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "_BATCH", 2)
    three = people(past, 3)
    for one in three:
        past.club.bill(one, "2024-01-15")
    with past.undone():
        pass
    assert since.lacking(past.club.home) == 0
    assert without_keys(past, "bills") == 3
    assert since.lacking(past.club.home) == 3
    done = past.apply()
    assert (done.keyless, done.erased_folders, done.erased_records, done.people) == (3, 0, 0, 0)
    assert since.lacking(past.club.home) == 0
    assert {row[0] for row in sql("SELECT DISTINCT category FROM folder")} == {"name", "reach"}
    assert {row[0] for row in sql("SELECT DISTINCT category FROM record")} == {"name", "reach"}


def test_the_keyless_of_every_register_are_counted_and_each_is_removed_once(past: Past) -> None:
    other = second(past)
    mine, theirs = past.club.join("2024-01-02").subject, other.join("2024-01-02").subject
    past.club.bill(mine, "2024-01-15")
    other.bill(theirs, "2024-01-15")
    with past.undone():
        pass
    assert without_keys(past, "bills") == 2
    assert since.lacking(past.club.home) == 2
    assert past.apply().keyless == 2
    assert count("folder", "category='bills'") == 0


def test_of_two_registers_of_one_controller_each_loses_its_own_keyless(past: Past) -> None:
    assert (
        gate.publish(past.club.home, AT_ONCE.replace("key: club", "key: other").encode(), file="o.yaml", now=at("2020-01-01")).number == 1
    )
    other = Club(past.club.home, gate.door(past.club.home, register="other"))
    past.club.door = gate.door(past.club.home, register="club")
    for one in (past.club, other):
        one.bill(one.join("2024-01-02").subject, "2024-01-15")
    with past.undone():
        pass
    assert without_keys(past, "bills") == 2
    done = past.apply()
    assert (done.keyless, count("folder", "category='bills'")) == (2, 0)


def test_a_folder_marked_as_fallen_lacks_nothing_and_is_left_to_the_sweep(past: Past) -> None:
    for one in people(past, 2):
        past.club.bill(one, "2024-01-15")
    without_keys(past, "bills")
    ((marked, _), (other, _)) = sql("SELECT id, kek FROM folder WHERE category='bills' ORDER BY id")
    sql("UPDATE folder SET marked=%s WHERE id=%s", at("2024-01-20"), marked)
    assert since.lacking(past.club.home) == 1
    with past.undone():
        pass
    assert past.apply().keyless == 1
    assert sql("SELECT id FROM folder WHERE category='bills'") == [(marked,)] != [(other,)]


def test_a_folder_whose_key_is_gone_holds_up_no_erasure_of_a_record_in_it(past: Past) -> None:
    (member,) = people(past, 1)
    course = past.club.course(member, "2024-01-03", "2024-12-31")
    past.club.care(member, "2024-01-04", Put("lessons", {"title": "Melonta"}, matter=course.ids["c"]))
    with past.undone():
        yes(past.club.door.erase_record(OFFICE, "care", member, course.records[0], now=at("2024-02-02")))
    without_keys(past, "lessons")
    done = past.apply()
    assert (done.erased_records, done.keyless) == (1, 3)
