"""The account of every call: one leaf each, a side row for each person seen, in the same transaction, and no value in any of it."""

import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from gate.club import DESK, EVERYONE, OFFICE, POST, PRIVACY, Club, at, count, leaves, no, sql, yes
from seloste.gate import Filters, Order
from seloste.policy import Begin, Denial, End, NewSubject, Put, RefusalKind, Refuse

NOW = at("2024-02-01 12:00")
NOBODY = 4711

CALLS: list[tuple[str, Callable[[Club, int], Any], tuple[str, str, str, int]]] = [
    ("read", lambda c, m: c.door.read(OFFICE, "care", m, now=NOW), ("read", "care", "allowed", 1)),
    ("read of nobody", lambda c, m: c.door.read(OFFICE, "care", NOBODY, now=NOW), ("read", "care", "denied-unknown", 0)),
    ("read not open", lambda c, m: c.door.read(POST, "news", m, now=NOW), ("read", "news", "denied-no-ground", 1)),
    ("read without role", lambda c, m: c.door.read(POST, "care", m, now=NOW), ("read", "care", "denied-role", 0)),
    ("list", lambda c, m: c.door.list(OFFICE, "care", now=NOW), ("list", "care", "allowed", 2)),
    ("list without role", lambda c, m: c.door.list(POST, "care", now=NOW), ("list", "care", "denied-role", 0)),
    ("search", lambda c, m: c.door.search(OFFICE, "care", now=NOW, term="aino"), ("search", "care", "allowed", 2)),
    ("search for no one", lambda c, m: c.door.search(OFFICE, "care", now=NOW, term="x@kerho.example"), ("search", "care", "allowed", 0)),
    ("locate", lambda c, m: c.door.locate(PRIVACY, "requests", now=NOW, term="b@kerho.example"), ("locate", "requests", "allowed", 1)),
    ("life", lambda c, m: c.door.life(PRIVACY, "requests", m, now=NOW), ("life", "requests", "allowed", 1)),
    ("life not open", lambda c, m: c.door.life(POST, "news", m, now=NOW), ("life", "news", "denied-no-ground", 1)),
    ("looks", lambda c, m: c.door.looks(PRIVACY, "requests", m, now=NOW), ("looks", "requests", "allowed", 1)),
    ("looks without role", lambda c, m: c.door.looks(OFFICE, "requests", m, now=NOW), ("looks", "requests", "denied-role", 0)),
    ("explain", lambda c, m: c.door.explain(PRIVACY, OFFICE, "care", m, "name", now=NOW), ("explain", "accountability", "allowed", 1)),
    ("browse", lambda c, m: c.door.browse_ledger(PRIVACY, now=NOW), ("ledger", "accountability", "allowed", 0)),
    ("browse without role", lambda c, m: c.door.browse_ledger(OFFICE, now=NOW), ("ledger", "accountability", "denied-role", 0)),
    ("write", lambda c, m: c.door.apply(OFFICE, "care", m, (Put("name", {"first": "A"}),), now=NOW), ("write", "care", "allowed", 1)),
    ("write denied", lambda c, m: c.door.apply(OFFICE, "care", m, (Put("name", {}),), now=NOW), ("write", "care", "denied-SEL-G005", 1)),
    ("write of someone new", lambda c, m: c.door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership"),), now=NOW),
     ("write", "care", "allowed", 1)),
    ("disclose", lambda c, m: c.door.disclose(OFFICE, "care", m, Order("boats"), now=NOW), ("disclose", "care", "allowed", 1)),
    ("disclose to a stranger", lambda c, m: c.door.disclose(OFFICE, "care", m, Order("gossips"), now=NOW),
     ("disclose", "care", "denied-recipient", 0)),
    ("a fiscal year", lambda c, m: c.door.begin_own("year", begun=at("2024-01-01"), planned=date(2024, 12, 31), now=NOW),
     ("write", "accountability", "allowed", 0)),
]  # fmt: skip


@pytest.fixture
def two(club: Club) -> tuple[Club, int]:
    """Two members; the first one's id."""
    member = club.join("2024-01-02").subject
    club.join("2024-01-02", email="b@kerho.example")
    return club, member


def test_every_call_leaves_exactly_one_leaf_with_a_side_row_for_each_seen(two: tuple[Club, int]) -> None:
    club, member = two
    for name, call, leaf in CALLS:
        before, sides = leaves(), count("ledger_side")
        call(club, member)
        assert leaves()[len(before) :] == [leaf], name
        assert count("ledger_side") - sides == leaf[3], name


def test_a_call_that_is_rolled_back_has_left_no_leaf(two: tuple[Club, int]) -> None:
    club, member = two
    before, sides = leaves(), count("ledger_side")
    for name, call, _ in CALLS:
        with transaction.atomic():
            call(club, member)
            transaction.set_rollback(True)
        assert (leaves(), count("ledger_side")) == (before, sides), name


def test_a_call_that_cannot_be_written_down_shows_nothing(two: tuple[Club, int], monkeypatch: pytest.MonkeyPatch) -> None:
    club, member = two

    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    before = (count("record"), count("event"))
    for write in ("append", "reading", "noting"):  # the others are how PostgreSQL writes down what it reads
        monkeypatch.setattr(f"seloste.ledger.{write}", full)
    for name, call, _ in CALLS:
        with pytest.raises(OSError, match="disk"), transaction.atomic():
            assert call(club, member) is None, name
    assert (count("record"), count("event")) == before


def test_what_falls_at_once_and_a_sweep_are_leaves_of_their_own(two: tuple[Club, int]) -> None:
    club, member = two
    check = club.check(member, "2024-01-10").ids["k"]
    before = len(leaves())
    yes(club.door.apply(DESK, "checking", member, (End(check, "checked"),), now=at("2024-01-11")))
    club.door.sweep(now=at("2024-01-12"))
    assert leaves()[before:] == [("write", "checking", "allowed", 1), ("erase", "accountability", "allowed", 1)]
    club.door.sweep(now=at("2034-01-01"))
    assert leaves()[-1][:3] == ("erase", "accountability", "allowed")


def test_the_ledger_verifies_before_and_after_sealing_and_finds_a_changed_leaf(two: tuple[Club, int]) -> None:
    club, member = two
    for _, call, _ in CALLS:
        call(club, member)
    assert club.door.verify_ledger(now=NOW).ok
    sealed = club.door.seal_ledger(now=NOW)
    assert sealed.size == count("ledger_leaf")
    verdict = club.door.verify_ledger(now=NOW)
    assert (verdict.ok, verdict.leaves, verdict.sealed) == (True, sealed.size, sealed.size)
    sql("UPDATE ledger_leaf SET purpose='care' WHERE purpose='news' AND verb='read'")
    assert not club.door.verify_ledger(now=NOW).ok


def test_erasing_the_person_leaves_the_ledger_whole(two: tuple[Club, int]) -> None:
    club, member = two
    club.door.seal_ledger(now=NOW)
    club.request(member, "2024-02-02", Refuse(RefusalKind.ERASURE, ("care", "archive")))
    club.sweep("2032-01-01")
    club.door.drop_sides(now=at("2035-01-01"))
    club.door.seal_ledger(now=at("2035-01-02"))
    assert count("subject", "id=%s", member) == 0
    assert club.door.verify_ledger(now=at("2035-01-02")).ok


def test_a_person_sees_when_which_unit_and_for_what_and_never_who(two: tuple[Club, int]) -> None:
    club, member = two
    club.read(OFFICE, "care", member, "2024-02-01 10:00")
    no(club.read(POST, "news", member, "2024-02-01 11:00"))
    denied, read, *_ = yes(club.door.looks(PRIVACY, "requests", member, now=NOW))
    assert (read.at, read.unit, read.verb, read.purpose, read.categories) == (
        at("2024-02-01 10:00"), "Toimisto", "read", "care", ("name", "reach"))  # fmt: skip
    assert (denied.purpose, denied.outcome) == ("news", "denied-no-ground")
    assert "11" not in {str(value) for value in (read.unit, read.verb, read.purpose, read.outcome)}
    assert not hasattr(read, "actor")


def test_the_office_browses_the_ledger_and_no_one_else(two: tuple[Club, int]) -> None:
    club, member = two
    club.read(OFFICE, "care", member, "2024-02-01 10:00")
    assert isinstance(club.door.browse_ledger(OFFICE, now=NOW), Denial)
    (entry,) = yes(club.door.browse_ledger(PRIVACY, now=NOW, filters=Filters(verb="read")))
    assert (entry.purpose, entry.actor, entry.count) == ("care", OFFICE.id, 1)


def test_no_value_is_in_the_ledger_nor_open_in_the_database(two: tuple[Club, int]) -> None:
    club, member = two
    club.course(member, "2024-01-03", "2024-06-30")
    club.check(member, "2024-01-10")
    yes(club.door.search(OFFICE, "care", now=NOW, term="Aino Väisänen"))
    yes(club.door.search(OFFICE, "care", now=NOW, term="aino@kerho.example"))
    club.door.explain(PRIVACY, EVERYONE, "Aino Väisänen", member, "131052-902Y soutu", now=NOW)
    secrets = ("aino", "väisänen", "kerho.example", "131052-902", "soutu")
    tables = set(connection.introspection.table_names()) - {"notice_version"}
    for table in tables:
        for row in sql(f"SELECT * FROM {table}"):
            for value in row:
                text = bytes(value).decode("utf-8", "ignore") if isinstance(value, bytes | memoryview) else str(value)
                assert not [secret for secret in secrets if secret in text.casefold()], table


def test_only_the_owner_may_read_the_files_of_the_home_but_for_the_public_key(club: Club) -> None:
    usual = os.umask(0o022)
    try:
        club.join("2024-01-02 09:00")
        club.door.seal_ledger(now=at("2024-01-02 10:00"))
    finally:
        os.umask(usual)
    files = [path for path in club.home.path.rglob("*") if path.is_file()]
    assert any("tile" in path.parts for path in files)
    assert {path.name for path in files if path.stat().st_mode & 0o077} == {"verifier.txt"}


def test_what_opens_a_commitment_is_32_bytes_whatever_statement_wrote_it(club: Club) -> None:
    joined, now = club.join("2024-01-02"), at("2024-02-01")
    yes(club.door.read(OFFICE, "care", joined.subject, now=now))
    yes(club.door.read(OFFICE, "care", joined.subject, now=now, record=joined.records[0]))
    yes(club.door.list(OFFICE, "care", now=now))
    yes(club.door.facts(OFFICE, "care", joined.subject, now=now))
    yes(club.door.disclose(OFFICE, "care", joined.subject, Order("boats"), now=now))
    assert yes(club.door.tell_recipient(PRIVACY, "notifying", "boats", given=now, now=now)) == 1
    found = [len(r) for (r,) in sql("SELECT r FROM ledger_side WHERE r IS NOT NULL")]
    assert found == [32] * 7
