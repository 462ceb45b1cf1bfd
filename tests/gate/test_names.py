"""The list of names in memory: what one slip of the pen is, which words are in it, and when they leave it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.club import NOTICE, OFFICE, Club, at, sql, yes
from gate.conftest import publish
from seloste import gate
from seloste.gate import Door, names
from seloste.gate.house import House
from seloste.gate.names import categories_of, misspelt
from seloste.home import Home
from seloste.policy import End, Put

MOMENT = timedelta(microseconds=1)
WORDS = st.text("abc", max_size=7)
NICKNAMED = NOTICE.replace("last: {type: text, searchable: true}", "last: {type: text, searchable: true}, nick: text").replace(
    "phone: {type: phone, searchable: true}", "phone: {type: phone, searchable: true}, note: text"
)


def found(club: Club, term: str, when: str = "2024-02-01 12:00", limit: int = 50) -> list[int]:
    return [one.subject for one in yes(club.door.search(OFFICE, "care", now=at(when), term=term, limit=limit)).readings]


def slips(word: str) -> set[str]:
    """Everything one slip away from a word of these letters, by the book: none, one letter less, more, other, or two swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {word} | {a + b[1:] for a, b in cuts if b} | {a + c + b for a, b in cuts for c in "abcd"}
    made |= {a + c + b[1:] for a, b in cuts if b for c in "abcd"}
    return made | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}


@given(asked=st.text("abcd", max_size=7), word=WORDS)
def test_a_slip_is_a_letter_changed_missing_extra_or_swapped_at_the_beginning_of_a_word(asked: str, word: str) -> None:
    near = any(asked in slips(word[:length]) for length in range(len(word) + 1))
    assert misspelt(asked, word) == (len(asked) >= 4 and near)


@given(word=st.text("abc", min_size=4, max_size=7), data=st.data())
def test_every_slip_of_a_word_of_four_letters_or_more_is_one(word: str, data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(sorted(slips(word))))
    assert misspelt(asked, word) == (len(asked) >= 4)


def test_a_word_of_four_letters_may_be_misspelt_and_one_of_three_may_not(club: Club) -> None:
    member = club.join("2024-01-02", first="Kari", last="Aho").subject
    assert found(club, "kair") == [member]
    assert found(club, "aoh") == []
    assert found(club, "aho") == [member]


def test_where_a_name_is_spelt_right_nobody_a_slip_away_is_found(club: Club) -> None:
    right = club.join("2024-01-02", first="Maria", last="Aho").subject
    club.join("2024-01-02", first="Marja", last="Aho", email="m@kerho.example")
    assert found(club, "maria") == [right]


def test_each_word_must_be_the_same_persons(club: Club) -> None:
    aino = club.join("2024-01-02", first="Aino", last="Virtanen").subject
    club.join("2024-01-02", first="Eero", last="Korhonen", email="e@kerho.example")
    assert found(club, "aino virtannen") == [aino]
    assert found(club, "aino korhnen") == []
    assert found(club, "anio korhonen") == []
    assert found(club, "aino korhonen") == []
    assert found(club, "   ") == []


def test_what_the_notice_does_not_let_be_searched_is_no_name(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NICKNAMED.encode()))
    nicked = Put("name", {"first": "Aino", "last": "Aho", "nick": "Pulu"})
    member = club.join("2024-01-02", more=(nicked, Put("reach", {"email": "p@kerho.example", "note": "Kuuro"})))
    assert found(club, "pulu") == []
    assert found(club, "kuuro") == []
    assert found(club, "aho") == [member.subject]
    policy = club.door.policy_at(at("2024-02-01"))
    assert categories_of(policy, names=True, identifiers=False) == ("name",)
    assert categories_of(policy, names=False, identifiers=True) == ("reach", "code")
    assert categories_of(policy, names=True, identifiers=True) == ("name", "reach", "code")
    assert categories_of(policy, names=False, identifiers=False) == ()


def held(club: Club) -> list[int]:
    return sorted(subject for subject, _, _ in club.door._house.names.entries.values())


def test_only_names_that_stand_are_in_the_list_and_they_leave_it_at_the_instant_they_are_used_no_more(club: Club) -> None:
    stays = club.join("2024-01-02", email="s@kerho.example").subject
    goes = club.join("2024-01-02")
    club.care(goes.subject, "2024-02-01", End(goes.ids["m"], "left"))
    when = at("2024-02-01")
    yes(club.door.search(OFFICE, "care", now=when - MOMENT, term="aino"))
    assert held(club) == sorted((stays, goes.subject))
    yes(club.door.search(OFFICE, "care", now=when, term="aino"))
    assert held(club) == [stays]


def test_a_name_that_was_corrected_is_read_again_and_the_others_are_not(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = club.join("2024-01-02")
    club.join("2024-01-02", first="Eero", email="e@kerho.example")
    found(club, "aino")
    seen: list[int] = []
    words = names._words

    def noted(policy: object, category: str, values: dict[str, object]) -> str:
        seen.append(1)
        return words(policy, category, values)  # type: ignore[arg-type]

    monkeypatch.setattr(names, "_words", noted)
    assert found(club, "aino") == [joined.subject]
    assert seen == []
    club.care(joined.subject, "2024-01-03", Put("name", {"first": "Oona"}, record=joined.records[0]))
    assert found(club, "oona") == [joined.subject]
    assert found(club, "aino") == []
    assert len(seen) == 1


def test_many_new_names_are_read_in_batches_and_each_is_read(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_BATCH", 2)
    joined = {club.join("2024-01-02", email=f"{n}@kerho.example").subject for n in range(5)}
    assert set(found(club, "aino")) == joined
    assert len(found(club, "aino", limit=3)) == 3


def test_no_more_than_the_most_hits_are_looked_at(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST_HITS", 2)
    for n in range(3):
        club.join("2024-01-02", email=f"{n}@kerho.example")
    assert len(found(club, "aino")) == 2


def test_forgetting_some_leaves_the_others(club: Club) -> None:
    first = club.join("2024-01-02").subject
    second = club.join("2024-01-02", email="b@kerho.example").subject
    found(club, "aino")
    club.door._house.names.forget({first})
    assert held(club) == [second]
    assert len(found(club, "aino")) == 2


def test_the_list_holds_no_name_of_another_register(club: Club) -> None:
    mine = club.join("2024-01-02").subject
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    gate.publish(club.home, source.encode(), file="other.yaml", now=at("2020-01-01"))
    other = Club(club.home, gate.door(club.home, register="other"))
    other.join("2024-01-02", email="o@kerho.example")
    club.door = gate.door(club.home, register="club")
    assert found(club, "aino") == [mine]
    assert held(club) == [mine]
    assert len(sql("SELECT id FROM subject")) == 2


def test_only_names_of_this_register_are_asked_for(club: Club) -> None:
    gate.publish(club.home, NOTICE.replace("key: club", "key: second").encode(), file="s.yaml", now=at("2020-01-01"))
    Club(club.home, gate.door(club.home, register="second")).join("2024-01-02")
    house, now = gate.door(club.home, register="club")._house, at("2024-02-01")
    mine = club.join("2024-01-02", email="m@kerho.example").subject
    ((record,),) = sql("SELECT id FROM record WHERE subject_id=%s AND category='name'", mine)
    policy = house.policy_at(now)
    assert set(house.names._standing(policy, house.sight(policy.purposes["indexing"], now))) == {record}


def test_what_is_searchable_follows_the_notice_from_the_instant_it_takes_effect(club: Club) -> None:
    member = club.join("2024-01-02").subject
    other = NOTICE.replace(
        "first: {type: text, searchable: true}, last: {type: text, searchable: true}", "first: {type: text, searchable: true}, last: text"
    )
    assert gate.publish(club.home, other.encode(), file="n.yaml", now=at("2024-01-10"), effective=at("2024-03-01")).number == 2
    club.door = gate.door(club.home)
    before, after = "2024-02-29 23:59", "2024-03-01"
    assert (found(club, "Väisänen", before), found(club, "Aino", before)) == ([member], [member])
    assert (found(club, "Väisänen", after), found(club, "Aino", after)) == ([], [member])
    assert found(club, "Väisänen", before) == [member]


def test_names_in_memory_go_with_whom_another_process_has_erased_though_nobody_asks_for_a_name(club: Club) -> None:
    member = club.join("2024-01-02", first="Kari", last="Aho").subject
    club.join("2024-01-02", first="Maria", last="Koski", email="m@kerho.example")
    here = club.door._house
    assert found(club, "aho") == [member]
    elsewhere = Door(House(here.home, here.notices, here.keyring, names.Names()))
    ((record,),) = sql("SELECT id FROM record WHERE subject_id=%s AND category='name'", member)
    yes(elsewhere.erase_record(OFFICE, "care", member, record, now=at("2024-02-02")))
    assert " kari aho" in [words for _, _, words in here.names.entries.values()], "until somebody looks"
    club.door.prune_names(now=at("2024-02-02 00:59"))
    assert [words for _, _, words in here.names.entries.values()] == [" maria koski"]


def test_names_in_memory_are_gone_through_only_where_somebody_was_erased_within_the_hour(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.join("2024-01-02", last="Aho")
    assert found(club, "aho")
    gone_through: list[object] = []
    monkeypatch.setattr(names.Names, "prune", lambda _, *told: gone_through.append(told))
    club.door.prune_names(now=at("2024-02-01 12:00"))
    assert gone_through == []
