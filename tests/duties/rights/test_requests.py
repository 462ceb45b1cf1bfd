"""Filing a request: its clock, its hold, its words behind the gate, and what a person's no stops at once."""

from datetime import date, datetime, timedelta

import pytest

from duties.conftest import ACTORS, EMAIL, Sql, World
from seloste.duties.rights.decide import Right, State
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import Refused, Shown, find_request, list_requests, move_request, open_request, show_request
from seloste.gate.disclosing import Order
from seloste.policy import Actor, Begin, Code, Denial, NewSubject, Put

PRIVACY = ACTORS["privacy"]
SALES = ACTORS["sales"]
MARKETING = Actor(106, frozenset({"marketing"}), "Markkinointi")
WORDS = "Haluan tietää, mitä tietoja minusta on."


def ask(world: World, subject: int | NewSubject, right: Right, now: datetime, **more: object) -> Request:
    """File a request, and expect it to be filed."""
    given = {"text": WORDS, "channel": "email", **more}
    done = open_request(world.door, PRIVACY, subject, right, now=now, **given)  # type: ignore[arg-type]
    assert isinstance(done, Request), done
    return done


def test_a_request_is_numbered_due_and_received(world: World, now: datetime) -> None:
    subject, _ = world.customer(now - timedelta(days=40))
    request = ask(world, subject, Right.ACCESS, now, received=now - timedelta(days=2))
    assert (request.number, request.state, request.due) == ("2026-0001", State.RECEIVED, date(2026, 12, 20))
    assert ask(world, subject, Right.ERASURE, now).number == "2026-0002"


def test_its_words_are_in_the_register_and_nowhere_in_the_duty(world: World, now: datetime, sql: Sql) -> None:
    subject, _ = world.customer(now)
    request = ask(world, subject, Right.ACCESS, now)
    shown = show_request(world.door, PRIVACY, request.number, now=now)
    assert isinstance(shown, Shown)
    assert dict(shown.file) == {"channel": "email", "text": WORDS}
    assert WORDS not in str(sql("SELECT * FROM request")) + str(sql("SELECT * FROM request_number")) + str(sql("SELECT * FROM event"))


def test_an_open_request_holds_what_would_have_fallen(world: World, now: datetime) -> None:
    began = now - timedelta(days=31)
    subject, _ = world.customer(began)
    world.do(
        "sales",
        "customer_care",
        subject,
        [Begin("contract", ref="c", planned=date(2026, 11, 25)), Put("orders", {"number": "1"}, "c")],
        now,
    )
    ask(world, subject, Right.ACCESS, now)
    life = world.door.life(PRIVACY, "requests", subject, now=now)
    assert not isinstance(life, Denial)
    assert [hold.code for hold in life.holds] == ["2026-0001"]
    assert {folder.falls for folder in life.folders if folder.category != "identity_code"} == {None}


def test_somebody_we_know_nothing_of_can_ask_too(world: World, now: datetime) -> None:
    request = ask(world, NewSubject("customer"), Right.ACCESS, now)
    assert isinstance(show_request(world.door, PRIVACY, request.number, now=now), Shown)


def test_only_the_privacy_role_files_lists_shows_and_moves(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    request = ask(world, subject, Right.ACCESS, now)
    assert isinstance(open_request(world.door, SALES, subject, Right.ACCESS, text=WORDS, channel="email", now=now), Denial)
    assert isinstance(list_requests(world.door, SALES, now=now), Denial)
    assert isinstance(show_request(world.door, SALES, request.number, now=now), Denial)
    assert isinstance(move_request(world.door, SALES, request.number, State.IN_WORK, now=now), Denial)
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "code"), [({"channel": "fax"}, "SEL-R001"), ({"received": datetime.fromisoformat("2027-01-01T00:00Z")}, "SEL-R002")]
)
def test_a_request_that_makes_no_sense_is_refused(world: World, now: datetime, more: dict[str, object], code: str) -> None:
    given = {"text": WORDS, "channel": "email", **more}
    refused = open_request(world.door, PRIVACY, NewSubject("customer"), Right.ACCESS, now=now, **given)  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert Request.objects.count() == 0


def test_a_ban_of_a_channel_that_the_notice_does_not_use_is_refused(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    given = {"text": WORDS, "channel": "email", "marketing_channel": "sms"}
    refused = open_request(world.door, PRIVACY, subject, Right.MARKETING_BAN, now=now, **given)  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert refused.code == "SEL-R011"


def test_a_denied_request_leaves_nothing(world: World, now: datetime) -> None:
    assert isinstance(open_request(world.door, PRIVACY, 4711, Right.ACCESS, text=WORDS, channel="email", now=now), Denial)
    assert isinstance(open_request(world.door, PRIVACY, NewSubject("ghost"), Right.ACCESS, text=WORDS, channel="email", now=now), Denial)
    assert Request.objects.count() == 0


@pytest.mark.promise("LN-56", by="behaviour")
def test_a_marketing_ban_works_the_moment_it_is_filed(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    listed = world.door.list(MARKETING, "direct_marketing", now=now)
    assert not isinstance(listed, Denial)
    assert [reading.subject for reading in listed.readings] == [subject]
    ask(world, subject, Right.MARKETING_BAN, now)
    after = world.door.list(MARKETING, "direct_marketing", now=now)
    assert not isinstance(after, Denial)
    assert after.readings == ()


def test_a_ban_of_one_channel_leaves_the_other(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    ask(world, subject, Right.MARKETING_BAN, now, marketing_channel="phone")
    for channel, found in (("phone", []), ("post", [subject])):
        listed = world.door.list(MARKETING, "direct_marketing", now=now, channel=channel)
        assert not isinstance(listed, Denial)
        assert [reading.subject for reading in listed.readings] == found


@pytest.mark.promise("LN-54", by="behaviour")
def test_withdrawing_is_one_step_and_stops_the_newsletter_at_once(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    world.door.apply(MARKETING, "newsletter", subject, [Begin("consent", ref="c")], now=now)
    later = now + timedelta(minutes=1)
    assert not isinstance(world.door.read(MARKETING, "newsletter", subject, now=later), Denial)
    ask(world, subject, Right.WITHDRAWAL, later)
    assert isinstance(world.door.read(MARKETING, "newsletter", subject, now=later + timedelta(minutes=1)), Denial)


@pytest.mark.promise("LN-29", by="behaviour")
def test_a_disclosure_ban_stops_what_goes_to_suppliers_and_nothing_else(world: World, now: datetime) -> None:
    subject, _ = world.customer(now - timedelta(days=2))
    world.do("sales", "customer_care", subject, [Begin("contract", planned=date(2027, 6, 30))], now - timedelta(days=1))
    order = Order("suppliers")
    assert not isinstance(world.door.disclose(SALES, "delivery", subject, order, now=now), Denial)
    ask(world, subject, Right.DISCLOSURE_BAN, now)
    later = now + timedelta(minutes=1)
    banned = world.door.disclose(SALES, "delivery", subject, order, now=later)
    assert isinstance(banned, Denial)
    assert banned.code is Code.BANNED
    assert not isinstance(world.door.read(SALES, "delivery", subject, now=later), Denial)


def test_the_queue_shows_the_most_urgent_first_and_no_person(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    ask(world, subject, Right.ACCESS, now)
    ask(world, subject, Right.ERASURE, now, received=now - timedelta(days=20))
    queue = list_requests(world.door, PRIVACY, now=now)
    assert not isinstance(queue, Denial)
    assert [request.number for request in queue] == ["2026-0002", "2026-0001"]
    assert EMAIL not in str([vars(request) for request in queue])


def test_a_request_moves_between_open_states_only(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    number = ask(world, subject, Right.ACCESS, now).number
    moved = move_request(world.door, PRIVACY, number, State.WAITING, now=now)
    assert isinstance(moved, Request)
    found = find_request(number)
    assert found is not None
    assert found.state == State.WAITING
    assert isinstance(move_request(world.door, PRIVACY, number, State.VERIFYING, now=now), Refused)
    assert isinstance(move_request(world.door, PRIVACY, number, State.ANSWERED, now=now), Refused)
    assert isinstance(move_request(world.door, PRIVACY, number, State.RECEIVED, now=now), Refused)


def test_an_unknown_number_is_refused(world: World, now: datetime) -> None:
    for answer in (show_request(world.door, PRIVACY, "2026-9999", now=now), move_request(world.door, PRIVACY, "x", State.IN_WORK, now=now)):
        assert isinstance(answer, Refused)
        assert answer.code == "SEL-R003"
