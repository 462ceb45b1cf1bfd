"""A record opens in the one place it was sealed for: moved, mixed or rolled back, it is refused and nothing is shown."""

import itertools
from typing import Any

import pytest
from django.db import connection

from gate.club import OFFICE, Club, at, sql
from seloste import vault
from seloste.policy import Put
from seloste.register import records

type Sealed = dict[str, Any]

_ALL = """
SELECT r.subject_id, r.id, r.folder, r.category, r.version, r.ciphertext, f.key_version, f.wrapped
FROM {table} r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder
"""


def everything() -> list[Sealed]:
    """Every record with its folder's wrapped key, in use and archived."""
    names = ("subject", "id", "folder", "category", "version", "ciphertext", "key_version", "wrapped")
    found = [row for table in ("record", "archived_record") for row in sql(_ALL.format(table=table))]
    return [dict(zip(names, row, strict=True)) for row in found]


def opened(club: Club, sealed: Sealed) -> dict[str, object]:
    """Open a record alone and as a list does, but without asking the gate: either both ways give the same or both refuse it alike."""
    ways: list[dict[str, object] | vault.Refused] = []
    for way in (alone, in_a_list):
        try:
            ways.append(way(club, sealed))
        except vault.Refused as refused:
            ways.append(refused)
    one, other = ways
    if isinstance(one, vault.Refused):
        assert str(one) == str(other)
        raise one
    assert one == other
    return one


def alone(club: Club, sealed: Sealed) -> dict[str, object]:
    house, when = club.door._house, at("2024-01-02")
    subject, folder, key_version = sealed["subject"], sealed["folder"], sealed["key_version"]
    key = house.keyring.unwrap(house.register, subject, folder, key_version, bytes(sealed["wrapped"]))
    row = records.Row(sealed["id"], folder, sealed["category"], 0, sealed["version"], "person", when, when)
    return records.unseal(house.keyring, house.register, subject, key, key_version, row, notice(club, sealed), bytes(sealed["ciphertext"]))


def in_a_list(club: Club, sealed: Sealed) -> dict[str, object]:
    house = club.door._house
    place = (sealed["subject"], sealed["folder"], sealed["key_version"], bytes(sealed["wrapped"]))
    record = (sealed["id"], sealed["category"], notice(club, sealed), bytes(sealed["ciphertext"]))
    return records.values_of(house.keyring.opener(house.register)(*place, *record))


def notice(club: Club, sealed: Sealed) -> str:
    return club.door._house.notices.hashes.get(sealed["version"], "ab" * 32)


def test_every_part_of_every_record_swapped_with_any_other_records_is_refused(lived: Club) -> None:
    lived.sweep("2024-03-01")
    lived.care(sql("SELECT subject_id FROM matter WHERE kind='course' LIMIT 1")[0][0], "2024-03-02", Put("name", {"first": "Kolmas"}))
    held = everything()
    assert len(held) >= 9
    assert all(opened(lived, sealed) for sealed in held), "the control: untouched, everything opens"
    tried = 0
    for one, other in itertools.permutations(held, 2):
        for part in ("ciphertext", "wrapped", "subject", "folder", "id", "category", "version", "key_version"):
            if one[part] != other[part]:
                tried += 1
                with pytest.raises(vault.Refused):
                    opened(lived, one | {part: other[part]})
    assert tried > 300
    for one in held:
        for change in (
            {"version": 2},
            {"key_version": one["key_version"] + 1},
            {"ciphertext": one["wrapped"]},
            {"wrapped": one["ciphertext"]},
        ):
            with pytest.raises(vault.Refused):
                opened(lived, one | change)


def test_a_read_that_meets_a_swapped_record_shows_nothing_at_all(lived: Club) -> None:
    first, second = (row[0] for row in sql("SELECT id FROM record WHERE category='lessons'"))
    ((subject,),) = sql("SELECT subject_id FROM record WHERE id=%s", first)
    sql("UPDATE record SET ciphertext=(SELECT ciphertext FROM record WHERE id=%s) WHERE id=%s", second, first)
    with pytest.raises(vault.Refused):
        lived.read(OFFICE, "care", subject, "2024-01-10")
    with pytest.raises(vault.Refused):
        lived.door.list(OFFICE, "care", now=at("2024-01-10"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record SET category='reach' WHERE category='name'",
        "UPDATE record SET id=id+1",
        "UPDATE record SET version=version+1",
        "UPDATE record SET ciphertext=substr(ciphertext, 1, length(ciphertext)-1)",
        "UPDATE record SET ciphertext=zeroblob(100)",
        "UPDATE folder SET wrapped=zeroblob(90)",
        "UPDATE folder SET wrapped=zeroblob(0)",
    ],
)
def test_nothing_is_shown_of_a_record_whose_columns_were_changed(lived: Club, change: str) -> None:
    ((subject,),) = sql("SELECT subject_id FROM record WHERE category='lessons' LIMIT 1")
    sql(change)
    with pytest.raises((vault.Refused, LookupError)):
        lived.read(OFFICE, "care", subject, "2024-01-10")


def test_a_whole_subject_moved_under_another_id_opens_nothing(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM matter WHERE kind='check' ORDER BY id LIMIT 1")
    sql("PRAGMA defer_foreign_keys=ON" if connection.vendor == "sqlite" else "SET CONSTRAINTS ALL DEFERRED")
    sql("UPDATE subject SET id=77 WHERE id=%s", subject)
    for table in ("folder", "record", "ground", "matter", "event"):
        sql(f"UPDATE {table} SET subject_id=77 WHERE subject_id=%s", subject)
    with pytest.raises(vault.Refused):
        lived.read(OFFICE, "care", 77, "2024-01-10")


def test_an_error_of_the_vault_tells_no_value(lived: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM record WHERE category='lessons' LIMIT 1")
    sql("UPDATE record SET category='reach' WHERE category='name'")
    with pytest.raises(vault.Refused) as error:
        lived.read(OFFICE, "care", subject, "2024-01-10")
    assert "Aino" not in repr(error.value) + str(error.value)
    assert str(subject) not in str(error.value)
