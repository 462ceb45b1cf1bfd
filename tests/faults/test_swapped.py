"""Ciphertexts, keys and places exchanged between any two records of a home, of two registers too: refused each time, whatever is exchanged
together; and a record that was put back as it once was.

The control takes the bound context out of the vault, and sees that exchanges come through. With SELOSTE_TEST_LARGE=1 every set of parts is
exchanged between every two records; else single parts, two parts, and all but one.
"""

import itertools
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from faults.large import LARGE
from gate.club import EVERYONE, NOTICE, OFFICE, Club, at, sql
from seloste import gate, vault
from seloste.policy import End, Put
from seloste.register import records

FEW = 10
NOW = at("2024-01-10 12:00")
PARTS = ("register", "subject", "folder", "id", "category", "version", "key_version", "wrapped", "ciphertext")
_ALL = """
SELECT r.register_id, r.subject_id, r.folder, r.id, r.category, r.version, f.key_version, f.wrapped, r.ciphertext
FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder ORDER BY r.created, r.id
"""
Sealed = dict[str, Any]


@pytest.fixture
def clubs(club: Club) -> tuple[Club, Club]:
    """Two firms' registers in one home, with records in use and archived, of the same and of other people, folders and key versions."""
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    assert gate.publish(club.home, source.encode(), file="other.yaml", now=at("2020-01-01")).number == 1
    first = Club(club.home, gate.door(club.home, register="club"))
    second = Club(club.home, gate.door(club.home, register="other"))
    for number, each in ((0, first), (1, first), (2, second)):
        joined = each.join("2024-01-02", first=f"Aino{number}", email=f"aino{number}@kerho.example")
        each.care(joined.subject, "2024-01-03", Put("name", {"first": f"Toinen{number}"}))
        if number != 1:
            each.course(joined.subject, "2024-01-03", "2024-12-31")
            each.check(joined.subject, "2024-01-04")
            each.care(joined.subject, "2024-01-05", Put("reach", {"phone": "+358 40 123 4567"}, record=joined.records[1]))
    gone = first.join("2023-01-02", first="Mennyt", email="mennyt@kerho.example")
    first.care(gone.subject, "2023-01-05", End(gone.ids["m"], "left"))
    first.sweep("2023-06-01")
    first.dispute(gone.subject, "2024-01-06")
    return first, second


def everything() -> list[Sealed]:
    """Every record with its folder's wrapped key."""
    return [dict(zip(PARTS, row, strict=True)) for table in ("record", "archived_record") for row in sql(_ALL.format(table=table))]


def opened(clubs: tuple[Club, Club], sealed: Sealed) -> dict[str, object]:
    """Open a record as reading does, without asking the gate."""
    house = clubs[0].door._house
    hashes = {club.door._house.register: club.door._house.notices.hashes for club in clubs}
    subject, folder, version = sealed["subject"], sealed["folder"], sealed["key_version"]
    key = house.keyring.unwrap(sealed["register"], subject, folder, version, sealed["wrapped"])
    row = records.Row(sealed["id"], folder, sealed["category"], 0, sealed["version"], "person", NOW, NOW)
    notice = hashes[sealed["register"]].get(sealed["version"], "ab" * 32)
    return records.unseal(house.keyring, sealed["register"], subject, key, version, row, notice, sealed["ciphertext"])


def sets_of_parts() -> Iterator[tuple[str, ...]]:
    sizes = range(1, len(PARTS)) if LARGE else (1, 2, len(PARTS) - 1)
    return itertools.chain.from_iterable(itertools.combinations(PARTS, size) for size in sizes)


def exchanges(clubs: tuple[Club, Club], held: list[Sealed]) -> tuple[int, int]:
    """Exchange every set of parts between every two records: how many were tried, and how many opened."""
    assert all(opened(clubs, sealed) for sealed in held), "untouched, everything opens"
    tried = through = 0
    for one, other in itertools.permutations(held, 2):
        for parts in sets_of_parts():
            mixed = one | {part: other[part] for part in parts}
            if mixed not in (one, other):
                tried += 1
                with suppress(vault.Refused):
                    opened(clubs, mixed)
                    through += 1
    return tried, through


def test_whatever_is_exchanged_between_two_records_neither_opens(clubs: tuple[Club, Club]) -> None:
    tried, through = exchanges(clubs, everything())
    assert tried > 5_000
    assert through == 0


def test_control_without_a_bound_context_exchanges_come_through(clubs: tuple[Club, Club], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "context", lambda **_: b"")
    monkeypatch.setattr(vault, "wrapping_context", lambda **_: b"")
    joined = clubs[0].join("2024-01-07", first="Ilman", email="ilman@kerho.example")
    clubs[0].care(joined.subject, "2024-01-08", Put("name", {"first": "Sidosta"}))
    _, through = exchanges(clubs, [sealed for sealed in everything() if sealed["subject"] == joined.subject])
    assert through > 50


def shown(clubs: tuple[Club, Club]) -> tuple[dict[int, Any], int]:
    """What every read of everyone shows (record → values), and how many reads were refused by the vault."""
    values: dict[int, Any] = {}
    refused = 0
    for club in clubs:
        people = [row[0] for row in sql("SELECT id FROM subject WHERE register_id=%s", club.door._house.register)]
        for purpose in club.door.policy_at(NOW).purposes:
            for person in people:
                try:
                    answer = club.door.read(EVERYONE, purpose, person, now=NOW)
                except vault.Refused:
                    refused += 1
                else:
                    values |= {entry.record: entry.values for entry in getattr(answer, "entries", ())}
    return values, refused


def through_the_gate(clubs: tuple[Club, Club], table: str, column: str) -> Iterator[tuple[dict[int, Any], int]]:
    """Exchange a column between every two rows of a table, and read everything each time."""
    columns = (column, "kek") if table == "folder" else (column,)
    rows = sql(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id")
    different = [(one, other) for one, other in itertools.combinations(rows, 2) if one[1:] != other[1:]]
    for one, other in different if LARGE else different[:: max(1, len(different) // FEW)]:
        with transaction.atomic():
            for to, source in ((one, other), (other, one)):
                sql(f"UPDATE {table} SET {', '.join(f'{name}=%s' for name in columns)} WHERE id=%s", *source[1:], to[0])
            yield shown(clubs)
            transaction.set_rollback(True)


@pytest.mark.parametrize(("table", "column"), [("record", "ciphertext"), ("folder", "wrapped"), ("record", "folder")])
def test_rows_exchanged_in_the_database_show_nothing_through_the_gate(clubs: tuple[Club, Club], table: str, column: str) -> None:
    truth, none = shown(clubs)
    assert (len(truth) > 8, none) == (True, 0)
    tried = 0
    for found, refused in through_the_gate(clubs, table, column):
        tried += 1
        assert refused or len(found) < len(truth), "somebody's read met what was exchanged"
        assert all(truth[record] == values for record, values in found.items())
    assert tried >= FEW


def test_a_record_put_back_as_it_was_before_a_correction_is_refused(clubs: tuple[Club, Club]) -> None:
    club = clubs[0]
    joined = club.join("2024-01-07", first="Vanha", email="vanha@kerho.example")
    old = next(sealed for sealed in everything() if sealed["id"] == joined.records[0])
    club.care(joined.subject, "2024-01-08", Put("name", {"first": "Uusi"}, record=joined.records[0]))
    for columns in (("ciphertext",), ("ciphertext", "version")):
        with transaction.atomic():
            sql(f"UPDATE record SET {', '.join(f'{c}=%s' for c in columns)} WHERE id=%s", *(old[c] for c in columns), joined.records[0])
            with pytest.raises(vault.Refused):
                club.read(OFFICE, "care", joined.subject, "2024-01-09")
            transaction.set_rollback(True)
    for columns in (("wrapped",), ("key_version",), ("wrapped", "key_version")):
        with transaction.atomic():
            sql(f"UPDATE folder SET {', '.join(f'{c}=%s' for c in columns)} WHERE id=%s", *(old[c] for c in columns), old["folder"])
            with pytest.raises(vault.Refused):
                club.read(OFFICE, "care", joined.subject, "2024-01-09")
            transaction.set_rollback(True)


def test_a_whole_folder_put_back_with_its_old_key_opens_no_longer_than_to_the_horizon(clubs: tuple[Club, Club]) -> None:
    """Whoever may write everything can put a whole folder back; the old value then opens until its key-encryption key is destroyed."""
    club = clubs[0]
    joined = club.join("2024-01-07", first="Vanha", email="vanha@kerho.example")
    old = next(sealed for sealed in everything() if sealed["id"] == joined.records[0])
    ((kek,),) = sql("SELECT kek FROM folder WHERE id=%s", old["folder"])
    club.care(joined.subject, "2024-01-08", Put("name", {"first": "Uusi"}, record=joined.records[0]))
    for days in ("2024-01-12", "2024-01-20"):
        club.door.rotate_keys(now=at(days))
    back = "UPDATE folder SET wrapped=%s, key_version=%s, kek=%s WHERE id=%s"
    sql(back, old["wrapped"], old["key_version"], kek, old["folder"])
    sql("UPDATE record SET ciphertext=%s, version=%s WHERE id=%s", old["ciphertext"], old["version"], old["id"])
    with pytest.raises(vault.Refused, match="not in the ring"):
        club.read(OFFICE, "care", joined.subject, "2024-01-21")
