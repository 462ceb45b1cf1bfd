"""Search: whole identifiers by keyed hashes, names by their beginnings; disposable, rebuilt, forgotten, and never a way around the gate."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from gate.club import BOOKS, DESK, HETU, LAW, NOTICE, OFFICE, POST, PRIVACY, Club, Numbers, at, count, leaves, no, sql, yes
from gate.conftest import FOUNDED
from seloste import gate, vault
from seloste.gate import Door, reading, searching
from seloste.gate.searching import Rebuilt
from seloste.policy import Actor, Code, End, Put, Restrict
from seloste.register import keyring
from seloste.register.ids import seeded_ids

NOON = at("2024-02-01 12:00")


def found(club: Club, term: str, actor: Actor = OFFICE, purpose: str = "care", when: str = "2024-02-01 12:00") -> list[int]:
    return [one.subject for one in yes(club.door.search(actor, purpose, now=at(when), term=term)).readings]


def rebuilt(door: Door, when: str = "2024-02-01 12:00") -> int:
    return sum(batch.terms for batch in door.rebuild_search(now=at(when)))


@pytest.fixture
def aino(club: Club) -> int:
    reach = Put("reach", {"email": "aino@kerho.example", "phone": "040 123 4567"})
    member = club.join("2024-01-02 09:00", more=(reach,)).subject
    club.join("2024-01-02 09:00", first="Olli", last="Öhman", email="olli@kerho.example")
    return member


@pytest.mark.parametrize("term", ["aino@kerho.example", "0401234567", "+358 40 123 4567", "Väisänen", "vaisanen", "väi aino", "väisnen"])
def test_a_person_is_found_by_any_way_of_writing_what_is_on_file(club: Club, aino: int, term: str) -> None:
    assert found(club, term) == [aino]


@pytest.mark.parametrize("term", ["040 123 4568", "ino@kerho.example", "kerho.example", "isänen", "041234567"])
def test_a_part_of_an_identifier_finds_nobody(club: Club, aino: int, term: str) -> None:
    assert found(club, term) == []


def test_vouchers_are_not_indexed_since_the_notice_lets_nobody_search_them(club: Club, aino: int) -> None:
    club.bill(aino, "2024-01-15")
    assert found(club, "1", BOOKS, "books") == []
    assert count("lookup", "field='reference'") == 0


def test_a_hit_passes_the_gate(club: Club, aino: int) -> None:
    assert found(club, "0401234567", LAW, "disputes") == []
    shown = yes(club.door.search(POST, "post", now=NOON, term="0401234567")).readings
    assert [(one.subject, {entry.category for entry in one.entries}) for one in shown] == [(aino, {"name", "reach"})]


def test_an_identity_code_is_found_only_while_its_check_is_open(club: Club, aino: int) -> None:
    check = club.check(aino, "2024-01-30")
    assert found(club, HETU.lower(), DESK, "checking") == [aino]
    yes(club.door.apply(DESK, "checking", aino, (End(check.ids["k"], "checked"),), now=NOON))
    assert count("lookup", "field='fi-hetu'") == 0
    assert yes(club.door.locate(PRIVACY, "requests", now=NOON + timedelta(minutes=1), term=HETU)) == ()


def test_the_index_holds_no_value_in_the_clear(club: Club, aino: int) -> None:
    club.check(aino, "2024-01-30")
    held = repr(sql("SELECT * FROM lookup")).casefold()
    for value in ("aino", "väisänen", "401234567", HETU.casefold()):
        assert value not in held
    assert count("lookup") == 5


def test_a_search_leaves_a_leaf_and_no_word_of_what_was_asked(club: Club, aino: int) -> None:
    found(club, "aino@kerho.example")
    assert leaves()[-1] == ("search", "care", "allowed", 1)
    assert "aino" not in repr(sql("SELECT * FROM ledger_leaf")).casefold()


def test_a_rebuild_makes_the_same_index_under_a_fresh_key_and_destroys_the_old(club: Club, aino: int) -> None:
    old = keyring.read(club.home).current(club.door._house.controller, "lookup")
    before = {bytes(token) for (token,) in sql("SELECT token FROM lookup")}
    assert rebuilt(club.door) == 4
    after = {bytes(token) for (token,) in sql("SELECT token FROM lookup")}
    assert len(after) == len(before) == 3
    assert not before & after
    assert found(club, "aino@kerho.example") == [aino]
    with pytest.raises(vault.Refused):
        keyring.read(club.home).kek(old.id)


def test_a_rebuild_fills_an_index_that_was_lost(club: Club, aino: int) -> None:
    sql("DELETE FROM lookup")
    assert found(club, "aino@kerho.example") == []
    rebuilt(club.door)
    assert found(club, "aino@kerho.example") == [aino]


def test_a_rebuild_also_finds_those_whom_no_purpose_may_read_now(club: Club, aino: int) -> None:
    club.request(aino, "2024-01-20", Restrict(("care", "post"), "accuracy", date(2024, 6, 1)))
    rebuilt(club.door)
    assert found(club, "aino@kerho.example") == []
    assert yes(club.door.locate(PRIVACY, "requests", now=NOON, term="aino@kerho.example")) == (aino,)


def test_a_rebuild_forgets_what_has_fallen(club: Club) -> None:
    joined = club.join("2024-01-02 09:00")
    club.care(joined.subject, "2024-01-20", End(joined.ids["m"], "left"))
    rebuilt(club.door, "2024-02-25")
    assert club.door.search_terms() == {}


def test_a_rebuild_that_is_stopped_goes_on_with_the_same_key(club: Club, aino: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_BATCH", 1)
    started = club.door.rebuild_search(now=NOON)
    assert isinstance(next(started), Rebuilt)
    del started
    assert found(club, "aino@kerho.example") == [aino]
    assert found(club, "olli@kerho.example")
    fresh = keyring.read(club.home).current(club.door._house.controller, "lookup")
    rebuilt(club.door)
    assert keyring.read(club.home).current(club.door._house.controller, "lookup") == fresh
    assert count("lookup", "epoch<%s", fresh.epoch) == 0
    assert found(club, "olli@kerho.example")


def test_a_ban_stands_through_a_rebuild(club: Club, aino: int) -> None:
    before = sorted(bytes(t) for (t,) in sql("SELECT token FROM suppression"))
    rebuilt(club.door)
    assert sorted(bytes(t) for (t,) in sql("SELECT token FROM suppression")) == before


@pytest.mark.parametrize("term", ["väis", "Väisänen", "aino väi", "ake", "Åke", "x väisänen", "väi a", "äkäslompolo"])
def test_names_are_found_by_their_beginnings_in_the_index_where_memory_is_too_small(
    club: Club, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setattr(settings, "NAME_SEARCH", "beginnings")
    member = club.join("2024-01-02 09:00", first="Aino Åke Äkäslompolo").subject
    club.join("2024-01-02 09:00", first="Olli", last="Öhman", email="olli@kerho.example")
    assert found(club, term) == [member]
    assert found(club, "isänen") == []
    for nobody in ("aino öhm", "öhm aino", "a", ""):
        assert found(club, nobody) == []
    assert club.door._house.names.entries == {}


def test_after_the_setting_changes_a_rebuild_makes_names_findable(club: Club, aino: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "NAME_SEARCH", "beginnings")
    assert found(club, "väis") == []
    rebuilt(club.door)
    assert found(club, "väis") == [aino]


def test_the_index_is_in_no_write_ahead_log_on_postgresql(club: Club) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps one file; there the key makes an old index worthless")
    assert sql("SELECT relpersistence FROM pg_class WHERE relname='lookup'") == [("u",)]


def test_the_key_of_the_index_serves_a_month(club: Club, aino: int) -> None:
    def key() -> vault.Kek:
        return keyring.read(club.home).current(club.door._house.controller, "lookup")

    first = key()
    assert sum(batch.terms for batch in club.door.renew_search(now=at("2020-01-30"))) == 0
    assert sum(batch.terms for batch in club.door.renew_search(now=NOON)) == 4
    assert key() != first
    assert list(club.door.renew_search(now=NOON)) == []


def test_only_those_who_are_shown_are_opened_and_each_is_in_the_log(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        club.join("2024-01-02 09:00", email=f"aino{number}@kerho.example")
    found(club, "aino")  # the list of names is filled
    opened: set[int] = set()
    unseal = reading.unseal

    def noted(sight: Any, rows: Any) -> Any:
        entries = unseal(sight, rows)
        opened.update(entries)
        return entries

    monkeypatch.setattr(reading, "unseal", noted)
    listing = yes(club.door.search(OFFICE, "care", now=NOON, term="aino", limit=2))
    assert len(listing.readings) == 2
    assert opened == {one.subject for one in listing.readings}
    assert {row[0] for row in sql("SELECT subject FROM ledger_side WHERE leaf=%s", listing.leaf)} == opened


def test_only_our_own_work_may_locate_by_an_identifier_and_it_is_written_down(club: Club, aino: int) -> None:
    asked: dict[str, Any] = {"now": NOON, "term": "aino@kerho.example"}
    denied = no(club.door.locate(OFFICE, "care", **asked))
    assert (denied.code, denied.purpose, denied.line > 0) == (Code.ROLE, "care", True)
    assert leaves()[-1] == ("locate", "care", "denied-purpose", 0)
    assert no(club.door.locate(OFFICE, "requests", **asked)).code is Code.ROLE
    assert yes(club.door.locate(PRIVACY, "requests", **asked)) == (aino,)
    assert leaves()[-1] == ("locate", "requests", "allowed", 1)


def test_someone_with_an_address_twice_is_found_once(club: Club, aino: int) -> None:
    club.care(aino, "2024-01-05", Put("reach", {"email": "aino@kerho.example"}))
    assert found(club, "aino@kerho.example") == [aino]


def test_people_are_shown_in_the_order_in_which_they_were_found(club: Club) -> None:
    subjects = []
    for number in (9, 4, 7):
        with seeded_ids(Numbers(number, then=1000 * number)):
            subjects.append(club.join("2024-01-02 09:00", email=f"{number}@kerho.example").subject)
        found(club, "aino")
    assert subjects == [9, 4, 7]
    assert found(club, "aino") == [9, 4, 7]
    listing = yes(club.door.search(OFFICE, "care", now=NOON, term="aino", limit=2))
    assert [one.subject for one in listing.readings] == [9, 4]
    assert [len(one.entries) for one in listing.readings] == [2, 2]


def test_a_rebuild_tells_what_it_did_and_writes_down_whom_it_opened(club: Club, aino: int) -> None:
    club.bill(aino, "2024-01-15")
    before = len(leaves())
    assert list(club.door.rebuild_search(now=NOON)) == [Rebuilt(2, 4)]
    assert leaves()[before:] == [("index", "indexing", "allowed", 2)]
    assert sql("SELECT categories FROM ledger_leaf WHERE verb='index'") == [("code,reach",)]
    assert club.door.search_terms() == {"email": 3, "phone": 1}


def test_the_key_of_the_index_is_renewed_when_it_has_served_its_time_to_the_instant(club: Club, aino: int) -> None:
    ends = FOUNDED + searching.KEY_LASTS
    assert list(club.door.renew_search(now=ends - timedelta(microseconds=1))) == []
    assert len(list(club.door.renew_search(now=ends))) == 1
    assert list(club.door.renew_search(now=ends + searching.KEY_LASTS - timedelta(microseconds=1))) == []


def test_a_rebuild_that_was_stopped_is_taken_up_however_young_its_key_is(club: Club, aino: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_BATCH", 1)
    next(club.door.rebuild_search(now=NOON))
    assert len(list(club.door.renew_search(now=NOON))) == 2
    assert list(club.door.renew_search(now=NOON)) == []


def test_a_field_that_a_notice_lets_nobody_look_for_any_more_leaves_the_index_with_the_next_round(club: Club, aino: int) -> None:
    narrower = NOTICE.replace("phone: {type: phone, searchable: true}", "phone: {type: phone}")
    takes_effect = at("2024-01-20")
    assert list(club.door.rebuild_search(now=at("2024-01-10")))
    gate.publish(club.home, narrower.encode(), file="n.yaml", now=at("2024-01-15"), effective=takes_effect)
    assert list(club.door.renew_search(now=takes_effect - timedelta(microseconds=1))) == []
    assert club.door.search_terms() == {"email": 3, "phone": 1}
    before = lookup_keys(club)
    assert list(club.door.renew_search(now=takes_effect)) == [Rebuilt(2, 3)]
    assert club.door.search_terms() == {"email": 3}
    assert lookup_keys(club).isdisjoint(before), "a stolen copy of the index is asked no more"
    # What was looked for once and again comes back when it is written anew; nothing must go for it.
    assert list(club.door.renew_search(now=takes_effect + timedelta(hours=1))) == []
    gate.publish(club.home, NOTICE.replace("P24M", "P23M").encode(), file="n.yaml", now=at("2024-01-25"))
    assert list(club.door.renew_search(now=at("2024-01-26"))) == []


def lookup_keys(club: Club) -> set[int]:
    return {kek.id for kek in keyring.read(club.home).keks if kek.horizon == "lookup"}


def test_what_hangs_on_an_old_key_of_the_index_is_indexed_again_before_that_key_goes(club: Club, aino: int) -> None:
    first = next(club.door.rebuild_search(now=NOON))
    assert first.subjects == 2
    started = club.door.rebuild_search(now=NOON)
    next(started)
    sql("UPDATE lookup SET epoch=epoch-1 WHERE subject_id=%s", aino)
    assert [batch.subjects for batch in started] == [1]
    assert found(club, "aino@kerho.example") == [aino]
