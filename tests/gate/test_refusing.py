"""The person's no, and ours: withdrawal, objection, ban, erasure, restriction, hold."""

from datetime import date

import pytest

from gate.club import DESK, LAW, NOTICE, OFFICE, POST, PRIVACY, Club, at, count, held, no, sql, yes
from gate.conftest import publish
from seloste.home import Home
from seloste.policy import Begin, Change, Code, End, Lift, PlaceHold, Put, RefusalKind, Refuse, Release, Restrict, Unrestrict

BAN, OBJECTION, WITHDRAWAL, ERASURE = RefusalKind.BAN, RefusalKind.OBJECTION, RefusalKind.WITHDRAWAL, RefusalKind.ERASURE
REVIEW = date(2024, 6, 1)


def say_no(club: Club, member: int, when: str, *changes: Change) -> None:
    yes(club.door.apply(PRIVACY, "requests", member, (Begin("request"), *changes), now=at(when)))


@pytest.mark.promise("LN-54", by="behaviour")
def test_a_withdrawal_is_one_step_like_the_consent_and_stops_the_purpose_at_once(club: Club) -> None:
    member = club.join("2024-01-02").subject
    yes(club.door.apply(POST, "news", member, (Begin("letters"),), now=at("2024-01-10 12:00")))
    assert club.sees(POST, "news", member, "2024-01-10 12:00") == {"reach"}
    yes(club.door.apply(POST, "news", member, (Refuse(WITHDRAWAL, ("news",)),), now=at("2024-01-20 12:00")))
    assert club.sees(POST, "news", member, "2024-01-20 12:00") == set()
    assert yes(club.door.list(POST, "news", now=at("2024-01-20 12:00"))).readings == ()
    assert yes(club.door.list(POST, "news", now=at("2024-01-20 12:00"), channel="email")).readings == ()
    ((opened, ends, why),) = sql("SELECT opened, ends, why FROM ground WHERE purpose='news'")
    assert (str(opened), str(ends), why) == ("2024-01-10 10:00:00", "2024-01-20 10:00:00", "withdrawal"), "what was lawful stays lawful"


def test_no_ground_opens_under_a_standing_refusal_and_lifting_it_opens_the_way(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.letters(member, "2024-01-10")
    yes(club.door.apply(POST, "news", member, (Refuse(WITHDRAWAL, ("news",)),), now=at("2024-01-20")))
    assert no(club.door.apply(POST, "news", member, (Begin("letters"),), now=at("2024-01-21"))).code is Code.NOT_OPEN
    ((refusal,),) = sql("SELECT id FROM refusal")
    yes(club.door.apply(POST, "news", member, (Lift(refusal), Begin("letters")), now=at("2024-01-22")))
    assert club.sees(POST, "news", member, "2024-01-22") == {"reach"}
    assert club.door.check("refusals_respected", now=at("2024-01-22")).breaches == 0


@pytest.mark.promise("LN-52", by="behaviour")
def test_an_objection_closes_the_purpose_and_lets_what_only_it_kept_fall(club: Club) -> None:
    helper = club.join("2024-01-02", kind="helper").subject
    say_no(club, helper, "2024-02-01", Refuse(OBJECTION, ("care", "archive")))
    assert club.sees(OFFICE, "care", helper, "2024-02-01") == set()
    assert club.sweep("2024-03-01") == {}
    assert club.sweep("2024-03-03") == {"name": 1, "reach": 1}


@pytest.mark.promise("LN-56", by="behaviour")
def test_a_marketing_ban_needs_no_reason_and_stops_every_channel_at_once(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.letters(member, "2024-01-10")
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("post", "news")),), now=at("2024-01-20")))
    for purpose, channels in (("post", ("post", "phone")), ("news", ("email",))):
        assert no(club.read(POST, purpose, member, "2024-01-20")).code is Code.NOT_OPEN
        for channel in ("", *channels):
            assert yes(club.door.list(POST, purpose, now=at("2024-01-20"), channel=channel)).readings == ()
    assert club.sees(OFFICE, "care", member, "2024-01-20") == {"name", "reach"}, "a ban of marketing is not the end of care"


def test_a_refused_channel_ends_no_ground_and_must_be_one_of_the_purposes(club: Club) -> None:
    member = club.join("2024-01-02").subject
    grounds = sorted(sql("SELECT * FROM ground"))
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("post",), channel="phone"),), now=at("2024-01-20")))
    assert sorted(sql("SELECT * FROM ground")) == grounds
    assert club.sees(POST, "post", member, "2024-01-21") == {"name", "reach"}
    for purpose, channel in (("post", "email"), ("post", "Aino Väisänen"), ("care", "email")):
        answer = club.door.apply(OFFICE, "care", member, (Refuse(BAN, (purpose,), channel=channel),), now=at("2024-01-21"))
        assert no(answer).code is Code.DECISION
    assert count("suppression") == 0


def erase(club: Club, subject: int) -> None:
    club.sweep("2031-01-01")
    club.sweep("2040-01-01")
    assert count("subject", "id=%s", subject) == 0


@pytest.mark.promise("LN-56", "AL-39", by="behaviour")
def test_a_marketing_ban_outlives_the_erasure_and_binds_when_the_person_comes_back(club: Club) -> None:
    member = club.join("2024-01-02", email="Aino@kerho.example").subject
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    say_no(club, member, "2024-02-01", Refuse(ERASURE, ("care", "archive")))
    erase(club, member)
    assert count("suppression") == 1
    assert count("refusal") == 0
    back = club.join("2040-02-01", email="aino@KERHO.example").subject
    other = club.join("2040-02-01", email="eero@kerho.example").subject
    assert no(club.read(POST, "post", back, "2040-02-02")).code is Code.NOT_OPEN
    assert [r.subject for r in yes(club.door.list(POST, "post", now=at("2040-02-02"))).readings] == [other]
    assert sql("SELECT subject_id, kind, purpose FROM refusal") == [(back, "ban", "post")]
    assert club.sees(OFFICE, "care", back, "2040-02-02") == {"name", "reach"}


def test_a_ban_holds_no_value_and_no_id_of_the_person(club: Club) -> None:
    member = club.join("2024-01-02").subject
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    ((_, purpose, token, _, _),) = sql("SELECT * FROM suppression")
    assert purpose == "post"
    assert len(bytes(token)) == 16
    assert b"aino" not in bytes(token)


def test_an_address_given_after_the_ban_is_banned_too(club: Club) -> None:
    joined = club.join("2024-01-02")
    yes(club.door.apply(POST, "post", joined.subject, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    club.care(joined.subject, "2024-01-21", Put("reach", {"email": "uusi@kerho.example"}, record=joined.records[1]))
    say_no(club, joined.subject, "2024-02-01", Refuse(ERASURE, ("care", "archive")))
    erase(club, joined.subject)
    back = club.join("2040-02-01", email="uusi@kerho.example").subject
    assert club.sees(POST, "post", back, "2040-02-02") == set()


@pytest.mark.parametrize("corrected", [True, False])
def test_who_comes_to_an_address_banned_before_is_banned_and_a_refold_finds_nothing_to_change(club: Club, corrected: bool) -> None:
    gone = club.join("2024-01-02", email="aino@kerho.example").subject
    yes(club.door.apply(POST, "post", gone, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    say_no(club, gone, "2024-02-01", Refuse(ERASURE, ("care", "archive")))
    erase(club, gone)
    joined = club.join("2040-02-01", email="muu@kerho.example")
    assert club.sees(POST, "post", joined.subject, "2040-02-02") == {"name", "reach"}
    record = joined.records[1] if corrected else 0
    club.care(joined.subject, "2040-02-03", Put("reach", {"email": "aino@kerho.example"}, record=record))
    assert club.sees(POST, "post", joined.subject, "2040-02-04") == set()
    before = held()
    assert sum(club.door.recompute_all()) == 1
    assert held() == before


def test_the_lift_of_one_channel_leaves_the_ban_of_another_person_with_the_same_address(club: Club) -> None:
    banned, other = (club.join("2024-01-02", email="talous@kerho.example").subject for _ in range(2))
    channel = yes(club.door.apply(POST, "post", other, (Refuse(BAN, ("post",), "phone"),), now=at("2024-01-19"))).decisions[0]
    yes(club.door.apply(POST, "post", banned, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    club.care(other, "2024-01-21", Lift(channel))
    assert count("suppression") == 1


def test_a_ban_that_is_lifted_leaves_no_suppression(club: Club) -> None:
    member = club.join("2024-01-02").subject
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("post",)),), now=at("2024-01-20")))
    club.care(member, "2024-01-21", Lift(sql("SELECT id FROM refusal")[0][0]))
    assert count("suppression") == 0
    assert club.sees(POST, "post", member, "2024-01-22") == {"name", "reach"}


def test_bans_of_several_purposes_all_come_back_even_where_one_no_longer_applies(club: Club) -> None:
    member = club.join("2024-01-02").subject
    yes(club.door.apply(POST, "post", member, (Refuse(BAN, ("news", "post")),), now=at("2024-01-20")))
    sql("UPDATE suppression SET purpose='bygone' WHERE purpose='news'")
    back = club.join("2024-03-01").subject
    assert sql("SELECT purpose FROM refusal WHERE subject_id=%s", back) == [("post",)]


def test_an_erasure_ends_what_had_begun_and_not_what_begins_after(club: Club) -> None:
    member = club.join("2024-01-02").subject
    say_no(club, member, "2024-02-01", Refuse(ERASURE, ("care", "archive")))
    assert club.sees(OFFICE, "care", member, "2024-02-01") == set()
    club.care(member, "2024-02-10", Begin("membership"), Put("name", {"first": "Aino"}))
    (entry,) = yes(club.read(OFFICE, "care", member, "2024-02-11")).entries
    assert entry.values == {"first": "Aino"}, "a new generation of the folder; the erased one stays closed"
    assert sorted(sql("SELECT generation FROM folder WHERE category='name'")) == [(1,), (2,)]
    assert club.sweep("2024-03-10") == {"name": 1, "reach": 1}


def test_what_the_law_demands_cannot_be_refused(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.bill(member, "2024-01-10")
    for kind in RefusalKind:
        answer = club.door.apply(PRIVACY, "requests", member, (Begin("request"), Refuse(kind, ("books",))), now=at("2024-02-01"))
        assert no(answer).code is Code.DECISION


@pytest.mark.promise("LN-52", by="behaviour")
def test_a_restriction_closes_reading_and_keeps_what_would_fall(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.letters(joined.subject, "2024-01-10")
    say_no(club, joined.subject, "2024-01-20", Restrict(("care", "post", "news"), "accuracy", REVIEW))
    for actor, purpose in ((OFFICE, "care"), (POST, "post"), (POST, "news")):
        assert no(club.read(actor, purpose, joined.subject, "2024-01-20")).code is Code.NOT_OPEN
        assert yes(club.door.list(actor, purpose, now=at("2024-01-21"))).readings == ()
        assert yes(club.door.search(actor, purpose, now=at("2024-01-21"), term="aino")).readings == ()
    yes(club.door.apply(OFFICE, "care", joined.subject, (End(joined.ids["m"], "left"),), now=at("2024-02-01")))
    assert club.folders(joined.subject)["reach"][1:3] == (None, None)
    assert club.sweep("2029-01-01") == {}
    yes(club.door.apply(PRIVACY, "requests", joined.subject, (Begin("request"),
        *(Unrestrict(r) for (r,) in sql("SELECT id FROM restriction"))), now=at("2029-01-02")))  # fmt: skip
    assert club.sweep("2029-02-03").get("reach") == 1


def test_a_restriction_leaves_open_what_the_law_leaves_open(club: Club) -> None:
    member = club.join("2024-01-02").subject
    say_no(club, member, "2024-01-20", Restrict(("care", "post"), "claims", REVIEW))
    club.dispute(member, "2024-01-21")
    assert club.sees(LAW, "disputes", member, "2024-01-22") == {"name"}
    assert club.sees(PRIVACY, "requests", member, "2024-01-22") == {"name", "reach"}


def test_a_restriction_of_one_folder_closes_that_folder_only(club: Club) -> None:
    member = club.join("2024-01-02").subject
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach'")
    say_no(club, member, "2024-01-20", Restrict(("care",), "accuracy", REVIEW, folder=folder))
    assert club.sees(OFFICE, "care", member, "2024-01-21") == {"name"}
    assert club.sees(POST, "post", member, "2024-01-21") == {"name", "reach"}


def test_a_restriction_never_lapses_by_itself_but_is_missed_at_its_review(club: Club) -> None:
    member = club.join("2024-01-02").subject
    say_no(club, member, "2024-01-20", Restrict(("care",), "accuracy", REVIEW))
    assert club.door.check("reviews_in_time", now=at("2024-06-01")).breaches == 0
    assert club.door.check("reviews_in_time", now=at("2024-06-02")).breaches == 1
    assert club.sees(OFFICE, "care", member, "2025-01-01") == set()


def test_a_hold_keeps_the_requesters_data_and_its_release_lets_them_fall(club: Club) -> None:
    joined = club.join("2024-01-02")
    say_no(club, joined.subject, "2024-01-20", PlaceHold("2024-0001", REVIEW))
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    assert club.folders(joined.subject)["reach"][1:3] == (None, None)
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-11") == set(), "kept, not used"
    assert club.sees(PRIVACY, "requests", joined.subject, "2024-02-11") == {"name", "reach"}
    assert club.sweep("2024-12-01") == {}
    ((hold,),) = sql("SELECT id FROM hold")
    yes(club.door.apply(PRIVACY, "requests", joined.subject, (Release(hold),), now=at("2024-12-02")))
    assert club.sweep("2024-12-31") == {}
    assert club.sweep("2025-01-02") == {"reach": 1}


def test_what_had_fallen_before_the_hold_is_not_brought_back_by_it(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    say_no(club, joined.subject, "2024-02-10", PlaceHold("2024-0001", REVIEW))
    assert club.sees(PRIVACY, "requests", joined.subject, "2024-02-11") == {"name"}, "the archive stands, the address has fallen"
    assert club.sweep("2024-03-03") == {"reach": 1}


def test_a_hold_never_extends_what_the_notice_caps(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.check(member, "2024-01-10")
    say_no(club, member, "2024-01-11", PlaceHold("2024-0001", REVIEW))
    assert club.sweep("2024-01-24") == {"code": 1}
    assert club.sees(DESK, "checking", member, "2024-01-25") == set()


def test_a_ban_of_all_marketing_holds_for_a_kind_of_subject_with_which_only_some_of_it_is_done(db: None, fresh_home: Home) -> None:
    some = NOTICE.replace("basis: consent\n", "basis: {member: consent}\n")
    club = Club(fresh_home, publish(fresh_home, some.encode()))
    helper = club.join("2024-01-02", kind="helper").subject
    club.care(helper, "2024-01-10", Refuse(BAN, ("news", "post")))
    assert sql("SELECT purpose FROM refusal") == [("post",)]
    assert club.sees(POST, "post", helper, "2024-01-11") == set()
    assert no(club.door.apply(OFFICE, "care", helper, (Refuse(BAN, ("news",)),), now=at("2024-01-12"))).code is Code.DECISION
    assert no(club.door.apply(OFFICE, "care", helper, (Refuse(BAN, ("post", "nosuch")),), now=at("2024-01-12"))).code is Code.DECISION
