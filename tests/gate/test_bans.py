"""What a marketing ban binds besides the person: the contact points on file, of this register, for the purposes banned."""

from typing import Any

import pytest

from gate.club import NOTICE, POST, PRIVACY, Club, at, count, sql, yes
from gate.conftest import publish
from seloste import gate
from seloste.gate import bans
from seloste.home import Home
from seloste.policy import Begin, Lift, Put, RefusalKind, Refuse, Touch
from seloste.register.keyring import Keyring

BAN = RefusalKind.BAN


def ban(club: Club, member: int, *purposes: str, when: str = "2024-01-20", channel: str = "", kind: RefusalKind = BAN) -> None:
    yes(club.door.apply(POST, "post", member, (Refuse(kind, purposes, channel),), now=at(when)))


def standing(member: int) -> list[tuple[str, str]]:
    return sorted(sql("SELECT purpose, channel FROM refusal WHERE subject_id=%s AND lifted IS NULL", member))


def lift(club: Club, member: int, purpose: str, when: str) -> None:
    ((refusal,),) = sql("SELECT id FROM refusal WHERE subject_id=%s AND purpose=%s AND lifted IS NULL", member, purpose)
    club.care(member, when, Lift(refusal))


def suppressed() -> list[str]:
    return sorted(row[0] for row in sql("SELECT purpose FROM suppression"))


def test_every_contact_point_on_file_is_bound_and_nothing_else_of_the_person(club: Club) -> None:
    member = club.join("2024-01-02", more=(Put("reach", {"phone": "040 123 4567"}),)).subject
    ban(club, member, "post")
    assert suppressed() == ["post", "post"]
    assert standing(club.join("2024-02-01", email="other@kerho.example", more=(Put("reach", {"phone": "+358401234567"}),)).subject) == [
        ("post", "")
    ]
    assert standing(club.join("2024-02-01", email="other@kerho.example").subject) == [("post", "")], "the ban has reached that address too"
    assert standing(club.join("2024-02-01", email="third@kerho.example").subject) == []


def test_only_a_ban_of_a_whole_marketing_purpose_outlives_the_person(club: Club) -> None:
    member = club.join("2024-01-02", kind="helper").subject
    club.request(member, "2024-01-10", Refuse(RefusalKind.OBJECTION, ("care",)))
    ban(club, member, "post", channel="phone")
    assert suppressed() == []
    club.request(member, "2024-01-21", Refuse(RefusalKind.ERASURE, ("post",)))
    assert suppressed() == []


def test_a_ban_that_is_lifted_for_one_purpose_stands_for_the_other(club: Club) -> None:
    member = club.join("2024-01-02").subject
    ban(club, member, "post", "news")
    assert suppressed() == ["news", "post"]
    lift(club, member, "post", "2024-01-21")
    assert suppressed() == ["news"]
    assert standing(club.join("2024-02-01").subject) == [("news", "")]


def test_a_ban_that_stands_is_not_written_twice_and_one_that_was_lifted_is_met_again(club: Club) -> None:
    other = club.join("2024-01-02", email="other@kerho.example").subject
    ban(club, other, "post")
    member = club.join("2024-01-02").subject
    club.care(member, "2024-01-21", Put("reach", {"email": "other@kerho.example"}))
    assert standing(member) == [("post", "")]
    club.care(member, "2024-01-22", Put("reach", {"email": "other@kerho.example"}))
    assert standing(member) == [("post", "")]
    lift(club, member, "post", "2024-01-23")
    assert (standing(member), suppressed()) == ([], [])
    third = club.join("2024-01-24", email="third@kerho.example").subject
    ban(club, third, "post", when="2024-01-25")
    club.care(member, "2024-01-26", Put("reach", {"email": "third@kerho.example"}))
    assert standing(member) == [("post", "")]


def test_a_refused_channel_is_not_yet_the_ban_that_an_address_brings(club: Club) -> None:
    other = club.join("2024-01-02", email="other@kerho.example").subject
    ban(club, other, "post")
    member = club.join("2024-01-02").subject
    ban(club, member, "post", channel="phone")
    club.care(member, "2024-01-21", Put("reach", {"email": "other@kerho.example"}))
    assert standing(member) == [("post", ""), ("post", "phone")]


def test_a_ban_in_one_register_of_a_firm_is_none_in_its_other(club: Club) -> None:
    source = NOTICE.replace("key: club", "key: second")
    gate.publish(club.home, source.encode(), file="second.yaml", now=at("2020-01-01"))
    second = Club(club.home, gate.door(club.home, register="second"))
    club.door = gate.door(club.home, register="club")
    assert second.door._house.controller == club.door._house.controller
    ban(club, club.join("2024-01-02").subject, "post")
    theirs = second.join("2024-01-02").subject
    assert standing(theirs) == []
    ban(second, theirs, "post")
    assert count("suppression") == 2
    lift(second, theirs, "post", "2024-01-21")
    assert count("suppression") == 1
    assert standing(club.join("2024-02-01").subject) == [("post", "")]
    assert standing(second.join("2024-02-01").subject) == []


def test_contact_points_are_opened_only_when_a_ban_may_bind_them(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    real = bans._on_file

    def noted(draft: Any, place: Any, *more: Any) -> Any:
        opened.append(place.subject)
        return real(draft, place, *more)

    monkeypatch.setattr(bans, "_on_file", noted)
    joined = club.join("2024-01-02")
    member = joined.subject
    club.care(member, "2024-01-03", Put("reach", {"phone": "040 123 4567"}))
    assert opened == []
    ban(club, member, "post")
    assert opened == [member]
    club.care(member, "2024-01-21", Touch(joined.ids["m"]))
    assert opened == [member]
    club.care(member, "2024-01-22", Put("reach", {"email": "uusi@kerho.example"}))
    assert opened == [member] * 2
    lift(club, member, "post", "2024-01-23")
    assert opened == [member] * 3
    club.care(member, "2024-01-24", Put("reach", {"email": "uudempi@kerho.example"}))
    assert opened == [member] * 3


def test_a_contact_point_that_is_being_destroyed_is_not_bound(club: Club) -> None:
    member = club.join("2024-01-02").subject
    sql("UPDATE folder SET marked=%s WHERE category='reach'", at("2024-01-05"))
    ban(club, member, "post")
    assert suppressed() == []


def test_a_ban_that_another_has_written_meanwhile_is_no_error(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = club.join("2024-01-02").subject, club.join("2024-01-02").subject
    ban(club, first, "post")
    monkeypatch.setattr(bans, "_suppressed", lambda register, purpose: set())
    yes(club.door.apply(PRIVACY, "requests", second, (Begin("request"), Refuse(BAN, ("post",))), now=at("2024-01-20")))
    assert suppressed() == ["post"]


def test_what_was_stored_as_words_and_is_no_number_binds_nobody(db: None, fresh_home: Home) -> None:
    worded = NOTICE.replace("phone: {type: phone, searchable: true}", "phone: {type: text, searchable: true}")
    club = Club(fresh_home, publish(fresh_home, worded.encode()))
    member = club.join("2024-01-02", more=(Put("reach", {"phone": "ei ole"}),)).subject
    assert gate.publish(fresh_home, NOTICE.encode(), file="n.yaml", now=at("2024-01-10")).number == 2
    club.door = gate.door(fresh_home)
    ban(club, member, "post")
    assert suppressed() == ["post"], "the address, and no token of nothing"


def test_a_ban_is_dated_when_it_was_said_and_stays_so_when_others_are_added_or_lifted(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="other@kerho.example").subject
    ban(club, member, "news", when="2024-01-10")
    ban(club, member, "post", when="2024-01-20")
    ban(club, other, "post", when="2024-01-21")
    dated = [(purpose, opened.replace(tzinfo=None)) for purpose, opened in sql("SELECT purpose, opened FROM suppression ORDER BY opened")]
    days = [at(f"2024-01-{day}").replace(tzinfo=None) for day in (10, 20, 21)]
    assert dated == [("news", days[0]), ("post", days[1]), ("post", days[2])]
    lift(club, member, "post", "2024-01-22")
    left = [(purpose, opened.replace(tzinfo=None)) for purpose, opened in sql("SELECT purpose, opened FROM suppression ORDER BY opened")]
    assert left == [("news", days[0]), ("post", days[2])]


def test_only_what_may_hold_a_contact_point_is_opened_for_a_ban(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-12-31")
    opened: list[int] = []
    real = Keyring.unwrap

    def unwrap(ring: Keyring, register: int, subject: int, folder: int, *more: Any) -> Any:
        opened.append(folder)
        return real(ring, register, subject, folder, *more)

    monkeypatch.setattr(Keyring, "unwrap", unwrap)
    ban(club, member, "post")
    assert [(folder,) for folder in opened] == sql("SELECT id FROM folder WHERE category='reach'")
