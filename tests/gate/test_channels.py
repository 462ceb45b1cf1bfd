"""A no to one channel, said and taken back in one statement, is what a unit of work makes of it; whatever is more than that goes there."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gate.club import NOTICE, OFFICE, POST, PRIVACY, Club, at, count, held, leaves, no, sql, yes
from seloste import gate
from seloste.gate import channels
from seloste.policy import Actor, Begin, Change, Code, Lift, RefusalKind, Refuse

pytestmark = pytest.mark.postgres

BAN, OBJECTION = RefusalKind.BAN, RefusalKind.OBJECTION
PHONE = Refuse(BAN, ("post",), channel="phone")
NOW = at("2024-01-20 12:00")


def at_once(club: Club, subject: int, *changes: Change, actor: Actor = POST, purpose: str = "post") -> gate.Applied | None:
    return channels.at_once(club.door._house, actor, purpose, subject, changes, NOW)


def apply(club: Club, subject: int, *changes: Change) -> gate.Applied:
    return yes(club.door.apply(POST, "post", subject, changes, now=NOW))


@pytest.fixture
def member(club: Club) -> int:
    return club.join("2024-01-02").subject


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Whether the short way may be gone."""
    way = channels.at_once
    return lambda open: monkeypatch.setattr(channels, "at_once", way if open else lambda *_: None)


def test_both_ways_leave_the_same(club: Club, member: int, short: Callable[[bool], None]) -> None:
    other = club.join("2024-01-02", email="eero@kerho.example").subject
    for subject, taken in ((member, True), (other, False)):
        short(taken)
        said = apply(club, subject, PHONE)
        assert (said.subject, said.events, said.records, said.erased) == (subject, (), (), 0)
        (refusal,) = said.decisions
        assert sql("SELECT leaf FROM ledger_side WHERE subject=%s AND leaf=%s", subject, said.leaf) == [(said.leaf,)]
        assert apply(club, subject, Lift(refusal)).decisions == ()
        apply(club, subject, PHONE)
    columns = "purpose, kind, channel, opened, lifted, version, controller_id, register_id, origin"
    one, another = (sorted(sql(f"SELECT {columns} FROM refusal WHERE subject_id=%s", who), key=repr) for who in (member, other))
    assert one == another
    assert len(one) == 2
    told = "version, at, controller, verb, actor, purpose, notice, outcome, categories, count, falls"
    short_leaves, long_leaves = (
        sorted(sql(f"SELECT {told}, unit, r IS NULL FROM ledger_leaf JOIN ledger_side ON leaf=id WHERE subject=%s AND purpose='post'", who))
        for who in (member, other)
    )
    assert short_leaves == long_leaves
    assert len(short_leaves) == 3
    club.door.recompute_all()
    assert club.door.check("refusals_respected", now=NOW).breaches == 0


def test_it_is_one_statement(club: Club, member: int) -> None:
    with CaptureQueriesContext(connection) as told:
        (refusal,) = apply(club, member, PHONE).decisions
        apply(club, member, Lift(refusal))
    assert len([query for query in told if "SAVEPOINT" not in query["sql"]]) == 2


def test_what_is_said_binds(club: Club, member: int) -> None:
    assert at_once(club, member, PHONE)
    page = {channel: yes(club.door.list(POST, "post", now=NOW, channel=channel)).readings for channel in ("phone", "post")}
    assert (len(page["phone"]), len(page["post"])) == (0, 1)


@pytest.mark.parametrize(
    ("change", "actor", "purpose"),
    [
        (Refuse(BAN, ("post",)), POST, "post"),
        (Refuse(BAN, ("post", "news"), channel="post"), POST, "post"),
        (Refuse(BAN, ("post",), channel="email"), POST, "post"),
        (Refuse(BAN, ("care",), channel="phone"), POST, "post"),
        (Refuse(BAN, ("nothing",), channel="phone"), POST, "post"),
        (PHONE, OFFICE, "post"),
        (PHONE, POST, "news"),
        (PHONE, PRIVACY, "requests"),
        (PHONE, POST, "nothing"),
        (Lift(4711), POST, "post"),
        (Begin("letters"), POST, "news"),
    ],
)
def test_nothing_is_written_of_what_is_more_or_is_denied(club: Club, member: int, change: Change, actor: Actor, purpose: str) -> None:
    before, told = held(), len(leaves())
    assert at_once(club, member, change, actor=actor, purpose=purpose) is None
    assert at_once(club, 4711, change, actor=actor, purpose=purpose) is None
    assert (held(), len(leaves())) == (before, told)


def test_several_at_once_are_a_unit_of_work(club: Club, member: int) -> None:
    assert at_once(club, member, PHONE, PHONE) is None
    assert len(apply(club, member, PHONE, Refuse(BAN, ("post",), channel="post")).decisions) == 2


def test_a_no_is_taken_back_once_and_only_a_channels_here(club: Club, member: int) -> None:
    (channel,) = apply(club, member, PHONE).decisions
    assert at_once(club, member, Lift(channel))
    assert at_once(club, member, Lift(channel)) is None
    assert no(club.door.apply(POST, "post", member, (Lift(channel),), now=NOW)).code is Code.DECISION
    ((opened, lifted),) = sql("SELECT opened, lifted FROM refusal")
    assert opened == lifted
    (whole,) = apply(club, member, Refuse(BAN, ("post",))).decisions
    assert at_once(club, member, Lift(whole), actor=OFFICE, purpose="care") is None
    other = club.join("2024-01-02", email="eero@kerho.example").subject
    (others,) = apply(club, other, PHONE).decisions
    assert at_once(club, member, Lift(others), actor=OFFICE, purpose="care") is None
    assert at_once(club, other, Lift(others))


def test_a_no_reaches_those_linked(club: Club, member: int) -> None:
    other = club.join("2024-01-02", email="eero@kerho.example").subject
    yes(club.door.link(PRIVACY, "requests", member, other, now=NOW))
    assert at_once(club, member, PHONE) is None
    apply(club, member, PHONE)
    assert count("refusal", "subject_id=%s AND origin=%s", other, member) == 1


def test_a_notice_that_another_has_published_is_taken_up_first(club: Club, member: int) -> None:
    gate.publish(club.home, NOTICE.replace("marketing: [post, phone]", "marketing: [post]").encode(), file="notice.yaml", now=NOW)
    assert at_once(club, member, PHONE) is None
    assert no(club.door.apply(POST, "post", member, (PHONE,), now=NOW)).code is Code.DECISION
    assert count("refusal") == 0


def test_while_a_notice_is_to_come_it_is_a_unit_of_work(club: Club, member: int) -> None:
    later = NOTICE.replace("why: Kerromme.", "why: Kerromme lisää.").encode()
    gate.publish(club.home, later, file="notice.yaml", now=NOW, effective=at("2024-03-01"))
    assert at_once(Club(club.home, gate.door(club.home)), member, PHONE) is None
    apply(club, member, PHONE)
    assert count("refusal") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", ["SELECT 1 FROM subject WHERE id=%s FOR UPDATE", "UPDATE refusal SET lifted=now() WHERE subject_id=%s"])
def test_whoever_is_worked_on_is_not_waited_for_here(club: Club, member: int, locked: str) -> None:
    (refusal,) = apply(club, member, PHONE).decisions
    told = len(leaves())
    server: Any = connection
    with psycopg.connect(**server.get_connection_params() | {"prepare_threshold": None}) as other:
        other.execute("SELECT set_config('seloste.controller', %s, false)", (str(club.door._house.controller),))
        assert other.execute(locked.encode(), (member,)).rowcount == 1
        assert at_once(club, member, Lift(refusal)) is None
        if "subject" in locked.partition("WHERE")[0]:
            assert at_once(club, member, PHONE) is None
        other.rollback()
    assert len(leaves()) == told
    assert at_once(club, member, Lift(refusal))
