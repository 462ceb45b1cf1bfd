"""A piece tells of everyone whom a call has changed, how they stand, and of nobody else; in ids, codes and dates only."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps

from gate.club import OFFICE, PRIVACY, at, sql, yes
from gate.since.conftest import AT_ONCE, TOLD, Past, second
from seloste import gate
from seloste.gate import since
from seloste.gate.since import facts, telling
from seloste.gate.since.pieces import plain, value
from seloste.policy import Begin, End, PlaceHold, Put, RefusalKind, Refuse


def people(past: Past, number: int) -> list[int]:
    return [past.club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(number)]


def told_of(past: Past) -> set[int]:
    return {said[0] for said in past.said("standing")}


def begin(past: Past) -> None:
    """Let a first piece be told, so that the next has only what comes after."""
    past.tell("2024-01-31")


def test_who_was_only_looked_at_is_not_told_and_who_was_changed_is(past: Past) -> None:
    seen, changed = people(past, 2)
    begin(past)
    past.club.read(OFFICE, "care", seen, "2024-02-02")
    yes(past.club.door.list(OFFICE, "care", now=at("2024-02-02")))
    yes(past.club.door.life(PRIVACY, "requests", seen, now=at("2024-02-02")))
    past.club.request(changed, "2024-02-03", PlaceHold("claim", date(2025, 1, 1)))
    piece = past.tell()
    assert told_of(past) == {changed}
    assert past.told[-1] == since.Told(past.pieces[0].end, piece.end, 1)
    assert len(past.said("entry")) == piece.end - piece.start > 3
    assert [said[0] for said in past.said("entry")] == list(range(piece.start, piece.end))


def test_the_first_piece_begins_where_the_backup_ends_and_without_one_where_the_ledger_is_now(past: Past) -> None:
    people(past, 2)
    past.tell()
    assert (past.told[0].start, past.told[0].people, len(past.said("entry"))) == (0, 2, past.told[0].end)
    past.pieces.clear()
    piece = past.tell(seal=False, backup=False)
    assert past.told[1] == since.Told(piece.end, piece.end, 0)
    assert piece.start == piece.end == past.told[0].end
    assert past.said("entry") == past.said("standing") == past.said("checkpoint") == []


def test_a_piece_says_of_itself_whose_it_is_how_far_it_reaches_and_when_it_falls(past: Past) -> None:
    (member,) = people(past, 1)
    past.club.read(OFFICE, "care", member, "2024-02-02")
    piece = past.tell()
    ((falls,),) = sql("SELECT MAX(falls) FROM ledger_leaf WHERE position IS NOT NULL")
    assert (piece.home, piece.start, piece.at) == (past.club.home.id, 0, at(TOLD))
    assert piece.falls == datetime.fromtimestamp(falls / 1_000_000, UTC)
    assert past.tell(seal=False).falls == datetime(1970, 1, 1, tzinfo=UTC), "nobody was seen in it"


def test_how_a_person_stands_is_their_register_their_folders_their_records_and_their_facts(past: Past) -> None:
    member = past.club.join("2024-01-02")
    course = past.club.course(member.subject, "2024-01-03", "2024-12-31")
    past.tell()
    ((subject, register, person, folders, records, columns, told),) = past.said("standing")
    assert (subject, register, person) == (member.subject, past.club.door._house.register, None)
    assert folders == [row[0] for row in sql("SELECT id FROM folder ORDER BY id")]
    assert sorted(map(int, records)) == sorted((*member.records, *course.records))
    assert records[str(member.records[0])] == {"at": at("2024-01-02").isoformat()}
    assert records[str(course.records[0])] == {"at": at("2024-01-03").isoformat()}
    assert set(told) == {"event"}
    ids = [row[columns["event"].index("id")] for row in told["event"]]
    assert sorted(ids) == [row[0] for row in sql("SELECT id FROM event ORDER BY id")]


def test_records_in_the_archive_are_told_and_folders_marked_as_fallen_are_not(past: Past) -> None:
    member = past.club.join("2024-01-02")
    past.club.course(member.subject, "2024-01-03", "2024-01-10")
    past.club.care(member.subject, "2024-01-20", End(member.ids["m"], "left"))
    past.club.sweep("2024-01-21")
    archived = [row[0] for row in sql("SELECT id FROM archived_record")]
    assert len(archived) == 2
    sql("UPDATE folder SET marked=%s WHERE category='lessons'", at("2024-01-22"))
    past.tell()
    ((_, _, _, folders, records, *_),) = past.said("standing")
    assert {*map(int, records)} == {*archived}
    assert folders == [row[0] for row in sql("SELECT id FROM folder WHERE category='name'")]


def test_who_is_gone_is_told_as_gone(past: Past) -> None:
    gone = past.club.join("2024-01-02")
    past.club.care(gone.subject, "2024-01-20", End(gone.ids["m"], "left"))
    past.club.sweep("2034-12-31")
    past.tell()
    assert past.said("standing") == [[gone.subject]]


def test_who_is_one_person_with_the_changed_is_told_too(past: Past) -> None:
    one, other, _ = people(past, 3)
    yes(past.club.door.link(PRIVACY, "requests", one, other, now=at("2024-01-03")))
    begin(past)
    past.club.request(one, "2024-02-02", Refuse(RefusalKind.OBJECTION, ("post",)))
    past.tell()
    assert told_of(past) == {one, other}
    assert past.told[-1].people == 2
    assert len({said[2] for said in past.said("standing")}) == 1


def test_many_are_told_in_batches_each_once(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "_BATCH", 2)
    five = people(past, 5)
    past.tell()
    assert [said[0] for said in past.said("standing")] == sorted(five)
    assert past.told[0].people == 5


def test_bans_are_told_once_until_they_change(past: Past) -> None:
    banned, other = people(past, 2)
    past.club.request(banned, "2024-01-03", Refuse(RefusalKind.BAN, ("post",)))
    past.tell("2024-01-31")
    ((register, first),) = past.said("bans")
    assert (register, len(first)) == (past.club.door._house.register, 1)
    assert first[0][2] == {"at": at("2024-01-03").isoformat()}
    past.tell("2024-02-01")
    assert past.said("bans") == []
    past.club.request(other, "2024-02-02", Refuse(RefusalKind.BAN, ("post",)))
    past.tell()
    ((_, both),) = past.said("bans")
    assert len(both) == 2
    assert first[0] in both
    assert past.pieces[0].bans == past.pieces[1].bans != past.pieces[2].bans


def test_notices_are_told_of_the_controller_that_published_and_own_matters_always(past: Past) -> None:
    other = second(past)
    theirs = other.door._house.register
    own = past.club.door.begin_own("year", begun=at("2024-01-01"), planned=date(2024, 12, 31), now=at("2024-01-02"))
    begin(past)
    assert {said[3] for said in past.said("notice")} == {theirs, past.club.door._house.register}
    gate.publish(past.club.home, AT_ONCE.replace("P5Y", "P1Y").encode(), file="n.yaml", now=at("2024-02-02"))
    past.tell()
    mine = past.club.door._house.register
    assert [said[3:6] for said in past.said("notice")] == [[mine, 1, "notice.yaml"], [mine, 2, "n.yaml"]]
    assert past.said("notice")[0][0] == "2701131-6"
    assert past.said("notice")[0][2] == "club"
    assert past.said("notice")[1][6:8] == [{"at": at("2024-02-02").isoformat()}] * 2
    told = dict(past.said("own"))
    assert told == {
        mine: [[own, "year", {"at": at("2024-01-01").isoformat()}, {"at": at("2025-01-01").isoformat()}]],
        theirs: [],
    }


def test_people_of_each_controller_are_told_and_checkpoints_are_as_signed(past: Past) -> None:
    other = second(past)
    mine, theirs = past.club.join("2024-01-02").subject, other.join("2024-01-02").subject
    begin(past)
    assert told_of(past) == {mine, theirs}
    assert past.told[0].people == 2
    other.request(theirs, "2024-02-02", PlaceHold("claim", date(2025, 1, 1)))
    piece = past.tell()
    assert told_of(past) == {theirs}
    assert [said[0] for said in past.said("checkpoint")] == [piece.end]
    assert sql("SELECT at, note FROM ledger_checkpoint WHERE size=%s", piece.end) == [tuple(past.said("checkpoint")[0][i] for i in (1, 3))]


def test_a_piece_is_whole_on_the_disk_before_its_file_is_closed_and_nobodys_rows_are_seen_after(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(past, 1)
    synced: list[int] = []
    left: list[bool] = []
    monkeypatch.setattr("os.fsync", synced.append)
    monkeypatch.setattr("seloste.home.wall.leave", lambda: left.append(True))
    path = past.place / "open.jsonl"
    with path.open("wb") as file:
        since.tell(past.club.home, file, None, 0, now=at(TOLD))
        assert since.read(path, past.club.home.id).at == at(TOLD)
        assert file.fileno() in synced
    assert left == [True]


def test_a_fact_is_a_number_a_code_an_instant_or_a_day() -> None:
    for fact in (0, 7, True, None, "left", date(2024, 2, 29), at("2024-02-29 12:00")):
        assert value(json.loads(json.dumps(plain(fact)))) == fact
    assert value(plain(datetime(2024, 2, 29, 10, 0))) == at("2024-02-29 12:00")
    assert type(value(plain(date(2024, 2, 29)))) is date
    with pytest.raises(TypeError, match="a fact is a number, a code or a date"):
        plain(b"Aino")


def test_no_value_and_no_key_stands_in_a_piece(past: Past) -> None:
    member = past.club.join("2024-01-02", first="Kanaria").subject
    past.club.course(member, "2024-01-03", "2024-12-31")
    written = past.tell().path.read_bytes()
    assert not [value for value in (b"Kanaria", b"aino@kerho.example", b"Soutu") if value in written]
    assert not [1 for (wrapped,) in sql("SELECT wrapped FROM folder") if bytes(wrapped).hex().encode() in written]


def test_every_table_below_a_person_is_told_but_what_follows_from_others(past: Past) -> None:
    facts.tables.cache_clear()
    tables = facts.tables()
    assert {"event", "refusal", "restriction", "hold", "disclosure"} <= set(tables)
    assert not {"folder", "record", "archived_record", "ground", "matter", "subject"} & set(tables)
    for table, columns in tables.items():
        (model,) = [model for model in apps.get_models() if model._meta.db_table == table]
        assert columns[0] == "subject_id"
        assert sorted(columns) == sorted(str(field.column) for field in model._meta.concrete_fields if field.column)


def test_a_column_that_is_gone_is_passed_over_and_a_table_that_is_not_told_of_is_emptied(past: Past) -> None:
    one, other = people(past, 2)
    for member in (one, other):
        past.club.request(member, "2024-01-03", PlaceHold("claim", date(2025, 1, 1)))
    found = facts.read([one])
    assert set(found) == {one}
    columns = {table: facts.tables()[table][1:] for table in found[one]}
    older: dict[str, tuple[str, ...]] = columns | {"hold": ("vanished", *columns["hold"])}
    rows: dict[str, list[list[Any]]] = {"hold": [["x", *row] for row in found[one]["hold"]]}
    before = sql("SELECT * FROM hold ORDER BY id"), sql("SELECT * FROM event WHERE subject_id=%s", other)
    facts.put_back({one: (older, rows)})
    assert (sql("SELECT * FROM hold ORDER BY id"), sql("SELECT * FROM event WHERE subject_id=%s", other)) == before
    assert sql("SELECT * FROM event WHERE subject_id=%s", one) == []
    facts.put_back({one: (columns, found[one])})
    assert facts.read([one]) == found
    assert json.dumps(found)


def test_a_planned_day_comes_back_as_a_day(past: Past) -> None:
    (member,) = people(past, 1)
    past.club.care(member, "2024-01-03", Begin("course", planned=date(2024, 12, 31)), Put("name", {"first": "A"}))
    asked = "SELECT id, at, recorded, planned, target FROM event ORDER BY id"
    before, found = sql(asked), facts.read([member])[member]
    facts.put_back({member: ({table: facts.tables()[table][1:] for table in found}, found)})
    assert sql(asked) == before


def test_the_ledgers_newest_checkpoint_and_each_registers_newest_notice_are_what_a_backup_asks(past: Past) -> None:
    second(past)
    gate.publish(past.club.home, AT_ONCE.replace("P5Y", "P1Y").encode(), file="n.yaml", now=at("2024-02-02"))
    past.tell()
    head, newest = (sql(asked) for asked in since.ASKED)
    assert [row[0] for row in head] == [past.pieces[0].end]
    assert [row[:2] for row in newest] == [("club", 2), ("other", 1)]
