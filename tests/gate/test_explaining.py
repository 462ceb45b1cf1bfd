"""What the privacy officer is told: the rule that lets someone read, or doesn't, and the line of the notice it stands on."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gate.club import DESK, EVERYONE, LAW, NOTICE, OFFICE, POST, PRIVACY, Club, at, leaves, no, yes
from gate.conftest import publish
from gate.test_kinds import CHOSEN, SCHOOL, join
from seloste import gate
from seloste.gate import Door, Explanation, Rule
from seloste.home import Home
from seloste.policy import Actor, Begin, Code, End, Lift, Put, RefusalKind, Refuse, Restrict, Unrestrict

MOMENT = timedelta(microseconds=1)
NOBODY = 4_611_686_018_427_387_903


def told(door: Door, purpose: str, category: str, subject: int, when: str, *, actor: Actor = EVERYONE, **more: Any) -> Explanation:
    return yes(door.explain(PRIVACY, actor, purpose, subject, category, now=at(when), **more))


def line(source: str, key: str, part: str = "purposes") -> int:
    """The line on which a purpose or a category of a notice begins."""
    lines = source.splitlines()
    start = lines.index(f"{part}:")
    return next(n for n, text in enumerate(lines, start=1) if n > start and text.startswith(f"  {key}:"))


def test_what_is_open_is_said_to_be_open_and_why(club: Club) -> None:
    member = club.join("2024-01-02").subject
    assert told(club.door, "care", "name", member, "2024-01-03") == Explanation(True, Rule.OPEN, line(NOTICE, "care"))
    assert told(club.door, "care", "reach", member, "2024-01-03", field="email").allowed
    assert told(club.door, "post", "name", member, "2024-01-03", channel="phone").allowed


@pytest.mark.parametrize(
    ("purpose", "category", "actor", "more", "rule", "detail"),
    [
        ("gossip", "name", EVERYONE, {}, Rule.NO_PURPOSE, ""),
        ("care", "name", POST, {}, Rule.ROLE, "office"),
        ("care", "horoscope", EVERYONE, {}, Rule.NO_CATEGORY, ""),
        ("care", "name", EVERYONE, {"field": "shoe_size"}, Rule.NO_FIELD, ""),
        ("care", "code", EVERYONE, {}, Rule.NOT_COVERED, ""),
        ("news", "reach", EVERYONE, {}, Rule.NO_GROUND, ""),
        ("care", "lessons", EVERYONE, {}, Rule.NOTHING, ""),
        ("post", "name", EVERYONE, {"channel": "email"}, Rule.CHANNEL, "email"),
    ],
)
def test_a_no_names_its_rule(club: Club, purpose: str, category: str, actor: Actor, more: dict[str, str], rule: Rule, detail: str) -> None:
    member = club.join("2024-01-02").subject
    found = told(club.door, purpose, category, member, "2024-01-03", actor=actor, **more)
    assert (found.allowed, found.rule, found.detail) == (False, rule, detail)


def test_a_no_names_the_line_it_stands_on(club: Club) -> None:
    member = club.join("2024-01-02").subject
    assert told(club.door, "care", "name", member, "2024-01-03", actor=POST).line == line(NOTICE, "care")
    assert told(club.door, "news", "reach", member, "2024-01-03").line == line(NOTICE, "news")
    assert told(club.door, "care", "lessons", member, "2024-01-03").line == line(NOTICE, "lessons", "data")
    assert told(club.door, "care", "name", member, "2024-01-03", field="shoe_size").line == line(NOTICE, "name", "data")
    assert told(club.door, "care", "horoscope", member, "2024-01-03").line == NOTICE.splitlines().index("data:") + 1


def test_someone_unknown_is_told_apart_from_someone_without_a_ground(club: Club) -> None:
    assert told(club.door, "care", "name", NOBODY, "2024-01-03").rule is Rule.UNKNOWN


def test_a_restriction_of_everything_and_of_one_folder_are_told_apart(club: Club) -> None:
    member = club.join("2024-01-02")
    folder = yes(club.read(OFFICE, "care", member.subject, "2024-01-03")).of("name")[0].folder
    asked = club.request(member.subject, "2024-01-04", Restrict(("care",), "accuracy", date(2024, 3, 1), folder))
    assert told(club.door, "care", "name", member.subject, "2024-01-05").rule is Rule.RESTRICTED_FOLDER
    assert told(club.door, "care", "reach", member.subject, "2024-01-05").allowed
    assert asked.decisions
    club.request(member.subject, "2024-01-06", Restrict(("care",), "accuracy", date(2024, 3, 1)))
    assert told(club.door, "care", "reach", member.subject, "2024-01-07").rule is Rule.RESTRICTED


def test_a_channel_that_the_person_refuses_is_named(club: Club) -> None:
    member = club.join("2024-01-02")
    club.request(member.subject, "2024-01-04", Refuse(RefusalKind.BAN, ("post",), "phone"))
    found = told(club.door, "post", "reach", member.subject, "2024-01-05", channel="phone")
    assert (found.rule, found.detail) == (Rule.CHANNEL, "phone")
    assert told(club.door, "post", "reach", member.subject, "2024-01-05", channel="post").allowed


def test_archived_and_fallen_are_told_apart(club: Club) -> None:
    member = club.join("2024-01-02")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    club.dispute(member.subject, "2024-02-02")
    back = club.care(member.subject, "2024-02-03", Begin("membership", ref="m"))
    assert told(club.door, "care", "name", member.subject, "2024-02-04").rule is Rule.ARCHIVED
    assert told(club.door, "care", "reach", member.subject, "2024-02-04").rule is Rule.FALLEN
    assert told(club.door, "bygones", "name", member.subject, "2024-02-04").allowed
    club.care(member.subject, "2024-02-05", Put("name", {"first": "Aino"}))
    other = club.join("2024-02-05", email="b@kerho.example").subject
    club.dispute(other, "2024-02-05")
    assert told(club.door, "bygones", "name", other, "2024-02-06").rule is Rule.NOT_ARCHIVED
    assert told(club.door, "care", "name", member.subject, "2024-02-06").allowed, "what came anew is open, whatever lies in the archive"
    assert back.subject == member.subject


def test_a_ground_of_another_matter_opens_nothing_of_this_one(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-03-31")
    club.care(member, "2024-03-01", Begin("course", planned=date(2024, 12, 31)))
    assert told(club.door, "teaching", "lessons", member, "2024-04-02", actor=DESK).rule is Rule.OTHER_MATTER


def test_a_ground_of_a_notice_that_opens_it_no_longer_or_not_yet_opens_nothing(club: Club) -> None:
    narrow = NOTICE.replace("reads: [name, reach]\n    roles: [post]\n    while", "reads: [name]\n    roles: [post]\n    while")
    member = club.join("2024-01-02").subject
    for source, when in ((narrow, "2024-02-01"), (NOTICE.replace("name: Posti", "name: Postit"), "2024-03-01")):
        assert gate.publish(club.home, source.encode(), file="n.yaml", now=at(when)).number
    door = gate.door(club.home)
    assert told(door, "post", "name", member, "2024-03-02").allowed
    assert told(door, "post", "reach", member, "2024-03-02").rule is Rule.OTHER_NOTICE


def test_what_is_not_for_a_kind_and_what_the_controller_has_not_chosen_are_named(db: None, fresh_home: Home) -> None:
    door = publish(fresh_home, SCHOOL.encode())
    helper, pupil = join(door, "helper"), join(door, "pupil", "2024-01-02", Put("reach", {"email": "a@koulu.example"}))
    found = told(door, "care", "lessons", helper, "2024-01-03")
    assert (found.rule, found.line) == (Rule.KIND, line(SCHOOL, "lessons", "data"))
    found = told(door, "care", "reach", pupil, "2024-01-03", field="nick")
    assert (found.rule, found.line) == (Rule.FIELD_OFF, line(SCHOOL, "reach", "data"))
    gate.publish(fresh_home, CHOSEN.encode(), file="n.yaml", now=at("2024-02-01"))
    assert told(gate.door(fresh_home), "care", "reach", pupil, "2024-02-02", field="nick").allowed


def test_explaining_is_for_the_privacy_officer_and_leaves_its_leaf(club: Club) -> None:
    member = club.join("2024-01-02").subject
    assert no(club.door.explain(LAW, EVERYONE, "care", member, "name", now=at("2024-01-03"))).code is Code.ROLE
    told(club.door, "care", "name", member, "2024-01-03")
    assert leaves()[-1] == ("explain", "accountability", "allowed", 1)


def instant(club: Club, purpose: str, category: str, subject: int, when: datetime, *, actor: Actor = EVERYONE, **more: Any) -> Rule:
    return yes(club.door.explain(PRIVACY, actor, purpose, subject, category, now=when, **more)).rule


def test_a_refusal_of_a_channel_counts_from_its_first_instant_to_the_one_at_which_it_is_lifted(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    said, lifted = at("2024-01-04"), at("2024-01-10")
    refused = club.request(member, "2024-01-04", Refuse(RefusalKind.BAN, ("post",), "phone"))
    asked: dict[str, Any] = {"channel": "phone"}
    assert instant(club, "post", "reach", member, said - MOMENT, **asked) is Rule.OPEN
    assert instant(club, "post", "reach", member, said, **asked) is Rule.CHANNEL
    assert instant(club, "post", "reach", other, said, **asked) is Rule.OPEN
    club.request(member, "2024-01-10", Lift(refused.decisions[0]))
    assert instant(club, "post", "reach", member, lifted - MOMENT, **asked) is Rule.CHANNEL
    assert instant(club, "post", "reach", member, lifted, **asked) is Rule.OPEN


def test_a_channel_refused_for_one_purpose_is_open_for_another(db: None, fresh_home: Home) -> None:
    club = Club(fresh_home, publish(fresh_home, NOTICE.replace("marketing: [email]", "marketing: [email, phone]").encode()))
    member = club.join("2024-01-02").subject
    club.letters(member, "2024-01-03")
    club.request(member, "2024-01-04", Refuse(RefusalKind.BAN, ("news",), "phone"))
    assert instant(club, "news", "reach", member, at("2024-01-05"), channel="phone") is Rule.CHANNEL
    assert instant(club, "post", "reach", member, at("2024-01-05"), channel="phone") is Rule.OPEN


def test_a_folder_is_archived_and_falls_at_the_instants_it_bears(club: Club) -> None:
    member = club.join("2024-01-02")
    club.dispute(member.subject, "2024-01-03")
    club.check(member.subject, "2024-01-25")
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    left = at("2024-02-01")
    for purpose, before, after in (
        ("bygones", Rule.NOT_ARCHIVED, Rule.OPEN), ("checking", Rule.OPEN, Rule.ARCHIVED), ("disputes", Rule.OPEN, Rule.OPEN),
    ):  # fmt: skip
        assert instant(club, purpose, "name", member.subject, left - MOMENT) is before
        assert instant(club, purpose, "name", member.subject, left) is after
    club.dispute(member.subject, "2028-01-02")
    falls = at("2029-02-01")
    for purpose in ("bygones", "disputes"):
        assert instant(club, purpose, "name", member.subject, falls - MOMENT) is Rule.OPEN
        assert instant(club, purpose, "name", member.subject, falls) is Rule.FALLEN


def test_a_restriction_of_a_folder_that_was_lifted_or_is_of_another_purpose_shuts_nothing(club: Club) -> None:
    member = club.join("2024-01-02")
    folder = yes(club.read(OFFICE, "care", member.subject, "2024-01-03")).of("name")[0].folder
    shut = club.request(member.subject, "2024-01-04", Restrict(("care",), "accuracy", date(2024, 3, 1), folder))
    assert instant(club, "care", "name", member.subject, at("2024-01-04")) is Rule.RESTRICTED_FOLDER
    assert instant(club, "post", "name", member.subject, at("2024-01-04")) is Rule.OPEN
    club.request(member.subject, "2024-01-05", *(Unrestrict(one) for one in shut.decisions))
    assert instant(club, "care", "name", member.subject, at("2024-01-05")) is Rule.OPEN
    club.care(member.subject, "2024-02-01", End(member.ids["m"], "left"))
    club.check(member.subject, "2024-01-25")
    assert instant(club, "checking", "name", member.subject, at("2024-02-02")) is Rule.ARCHIVED


def test_another_matters_ground_is_told_apart_to_the_instant_at_which_the_own_one_ended(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-03-31")
    club.care(member, "2024-03-01", Begin("course", planned=date(2024, 12, 31)))
    ended = at("2024-04-01")
    assert instant(club, "teaching", "lessons", member, ended - MOMENT, actor=DESK) is Rule.OPEN
    assert instant(club, "teaching", "lessons", member, ended, actor=DESK) is Rule.OTHER_MATTER
    assert instant(club, "teaching", "name", member, ended, actor=DESK) is Rule.OPEN


def test_where_nothing_stands_and_nothing_is_for_the_kind_the_categorys_line_is_told(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.course(member, "2024-01-03", "2024-03-31")
    assert instant(club, "teaching", "lessons", member, at("2024-01-03"), actor=DESK, field="paid") is Rule.OPEN
    assert instant(club, "care", "name", member, at("2024-01-03"), channel="email") is Rule.CHANNEL
