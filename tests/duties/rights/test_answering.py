"""Answering: a plan changes nothing, an answer does all it says in one unit, and no extension is offered under a month flat."""

from datetime import UTC, date, datetime, timedelta

import pytest

from duties.conftest import ACTORS, CANARY, EMAIL, World
from duties.rights.test_requests import ask
from seloste.duties.rights.answering import Choices, Decision, answer_request, decide_request, extend_request, reject_request
from seloste.duties.rights.decide import Code, Outcome, Right, State
from seloste.duties.rights.requests import Refused, Shown, find_request, show_request
from seloste.gate import Life
from seloste.law import day_after
from seloste.policy import Begin, Change, Denial, End, NewSubject, Put

PRIVACY, SALES = ACTORS["privacy"], ACTORS["sales"]


def asked(world: World, subject: int | NewSubject, right: Right, now: datetime) -> str:
    """File a request an hour ago, and give its number."""
    return ask(world, subject, right, now - timedelta(hours=1)).number


def decided(world: World, number: str, now: datetime, choices: Choices | None = None) -> Decision:
    """Plan an answer."""
    found = decide_request(world.door, PRIVACY, number, now=now, choices=choices)
    assert isinstance(found, Decision), found
    return found


def answered(world: World, number: str, now: datetime, choices: Choices | None = None) -> Decision:
    """Answer a request."""
    found = answer_request(world.door, PRIVACY, number, now=now, choices=choices)
    assert isinstance(found, Decision), found
    return found


def life(world: World, subject: int, now: datetime) -> Life:
    """Look at a life."""
    found = world.door.life(PRIVACY, "accountability", subject, now=now)
    assert isinstance(found, Life), found
    return found


@pytest.fixture
def buyer(world: World, now: datetime) -> int:
    """A customer of two years, with a contract that has ended and invoices of 2025 and 2026."""
    subject, _ = world.customer(now - timedelta(days=700))
    earlier = now - timedelta(days=300)
    changes: list[Change] = [Begin("contract", ref="c", planned=date(2026, 12, 31)), Put("orders", {"number": "T-1"}, "c")]
    contract = world.do("sales", "customer_care", subject, changes, earlier).ids["c"]
    world.invoice(subject, 2025, now - timedelta(days=400))
    world.invoice(subject, 2026, earlier)
    world.do("sales", "customer_care", subject, [End(contract, "done")], now - timedelta(days=100))
    return subject


@pytest.mark.promise("LN-51", by="behaviour")
def test_an_erasure_ends_everything_but_the_vouchers_and_says_why(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    plan = decided(world, number, now)
    assert plan.gone == ("identity", "contact", "orders")
    kept = {(each.purpose, each.code) for each in plan.grounds if each.outcome is Outcome.KEPT}
    assert {("bookkeeping", Code.REF_KPL), ("accountability", Code.REF_LAW)} <= kept
    assert "Poistimme tietosi 22.11.2026. Osan säilytämme, ja kerromme tässä miksi." in plan.letter
    assert (
        "Laskut 2025: kirjanpitolaki velvoittaa säilyttämään ne (kirjanpitolain (1336/1997) 2 luvun 10 §). Poistamme ne 1.1.2032"
        in plan.letter
    )
    assert "Laskut 2026" in plan.letter
    assert "Poistamme ne 1.1.2033" in plan.letter
    assert "tuhotaan lopullisesti viimeistään 22.12.2026" in plan.letter
    assert "Lintulahdenkuja 4" in plan.letter
    assert CANARY not in plan.letter


def test_every_ground_of_the_life_is_in_the_answer(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    standing = life(world, buyer, now).grounds
    plan = decided(world, number, now)
    assert sorted((each.purpose, each.matter) for each in plan.grounds) == sorted((g.purpose, g.matter) for g in standing)
    for each in plan.grounds:
        assert f"[{each.code}]" in plan.letter


def test_a_plan_changes_nothing(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    before = life(world, buyer, now)
    decided(world, number, now)
    after = life(world, buyer, now)
    assert (before.grounds, before.folders, before.refusals, before.holds) == (after.grounds, after.folders, after.refusals, after.holds)


@pytest.mark.promise("LN-51", by="behaviour")
def test_after_an_erasure_no_purpose_opens_the_person_and_the_vouchers_stand(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    answered(world, number, now)
    later = now + timedelta(minutes=1)
    for purpose in ("customer_care", "development"):
        assert isinstance(world.door.read(SALES, purpose, buyer, now=later), Denial)
    vouchers = world.door.read(ACTORS["bookkeeping"], "bookkeeping", buyer, now=later)
    assert not isinstance(vouchers, Denial)
    assert len(vouchers.of("invoices")) == 2
    standing = life(world, buyer, later)
    assert all(hold.released == now for hold in standing.holds)
    falls = {folder.category: folder.falls for folder in standing.folders if folder.category in ("identity", "contact", "orders")}
    assert set(falls.values()) == {now}


def test_what_an_erasure_ended_is_destroyed_in_time(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    answered(world, number, now)
    then = now + timedelta(days=31)
    world.door.sweep(now=then)
    assert {folder.category for folder in life(world, buyer, then).folders} == {"invoices", "request_file"}


def test_a_running_contract_is_kept_with_its_matter_named(world: World, now: datetime) -> None:
    subject, _ = world.customer(now - timedelta(days=10))
    world.do("sales", "customer_care", subject, [Begin("contract", planned=date(2027, 6, 30))], now - timedelta(days=9))
    number = asked(world, subject, Right.ERASURE, now)
    plan = decided(world, number, now)
    care = next(each for each in plan.grounds if each.purpose == "customer_care")
    assert (care.code, care.because) == (Code.REF_CONTRACT, ("contract",))
    assert care.until == day_after(date(2027, 6, 30))  # not until the relationship would have run dry
    assert "koska asia on vielä kesken (sopimus)" in plan.letter
    assert "Emme voi vielä poistaa tietojasi." in plan.letter
    assert plan.gone == ()


def test_an_erasure_ends_the_relationship_and_keeps_the_contract_to_its_own_end(world: World, now: datetime) -> None:
    subject, relationship = world.customer(now - timedelta(days=10))
    done = world.do("sales", "customer_care", subject, [Begin("contract", ref="c", planned=date(2027, 6, 30))], now - timedelta(days=9))
    answered(world, asked(world, subject, Right.ERASURE, now), now)
    later = now + timedelta(minutes=1)
    ends = {matter.id: matter.ends for matter in life(world, subject, later).matters}
    assert ends[relationship] == now
    assert ends[done.ids["c"]] == day_after(date(2027, 6, 30))
    assert not isinstance(world.door.read(SALES, "customer_care", subject, now=later), Denial)
    assert {each.falls for each in life(world, subject, later).folders if each.category == "identity"} == {day_after(date(2027, 6, 30))}


def test_an_assessment_by_a_person_keeps_the_archive(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    plan = decided(world, number, now, Choices(assessed={"claims_archive": Code.REF_CLAIM}))
    assert next(each for each in plan.grounds if each.purpose == "claims_archive").code is Code.REF_CLAIM
    assert plan.gone == ()
    assert "oikeudellisen vaatimuksen esittämiseen tai torjumiseen" in plan.letter


def test_the_answer_is_filed_and_can_be_shown_afterwards(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    letter = answered(world, number, now).letter
    request = find_request(number)
    assert request is not None
    assert (request.state, request.ended) == (State.ANSWERED, now)
    shown = show_request(world.door, PRIVACY, number, now=now + timedelta(days=400))
    assert isinstance(shown, Shown)
    assert dict(shown.file)["answer"] == letter
    assert isinstance(world.door.read(PRIVACY, "requests", buyer, now=now + timedelta(minutes=1)), Denial)


def test_an_answered_request_is_not_decided_answered_extended_or_rejected_again(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    answered(world, number, now)
    for again in (
        decide_request(world.door, PRIVACY, number, now=now),
        answer_request(world.door, PRIVACY, number, now=now),
        extend_request(world.door, PRIVACY, number, "monimutkainen", now=now),
        reject_request(world.door, PRIVACY, number, Code.UNF, "peruste", now=now),
    ):
        assert isinstance(again, Refused)
        assert again.code == "SEL-R005"


@pytest.mark.promise("LN-50", by="behaviour")
def test_an_access_request_is_never_extended(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ACCESS, now)
    refused = extend_request(world.door, PRIVACY, number, "Pyyntö on laaja.", now=now)
    assert isinstance(refused, Refused)
    assert refused.code == "SEL-R008"
    request = find_request(number)
    assert request is not None
    assert (request.due, request.extended_from) == (date(2026, 12, 22), None)


def test_an_erasure_is_extended_once_in_time_and_with_reasons(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    assert isinstance(extend_request(world.door, PRIVACY, number, " ", now=now), Refused)
    late = extend_request(world.door, PRIVACY, number, "Laaja.", now=datetime(2026, 12, 23, tzinfo=UTC))
    assert isinstance(late, Refused)
    assert late.code == "SEL-R010"
    done = extend_request(world.door, PRIVACY, number, "Pyyntö on laaja.", now=now)
    assert isinstance(done, Decision)
    assert "Vastaamme viimeistään 22.2.2027." in done.letter
    request = find_request(number)
    assert request is not None
    assert (request.due, request.extended_from) == (date(2027, 2, 22), date(2026, 12, 22))
    assert isinstance(extend_request(world.door, PRIVACY, number, "Taas.", now=now), Refused)


def test_a_rejection_needs_a_code_of_the_law_and_reasons_and_says_where_to_complain(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ACCESS, now)
    assert isinstance(reject_request(world.door, PRIVACY, number, Code.REF_KPL, "syy", now=now), Refused)
    assert isinstance(reject_request(world.door, PRIVACY, number, Code.EXC, "", now=now), Refused)
    done = reject_request(world.door, PRIVACY, number, Code.ID_FAIL, "Henkilöllisyys ei selvinnyt.", now=now)
    assert isinstance(done, Decision)
    assert "12 artiklan 2 kohta" in done.letter
    assert "kantelun" in done.letter
    request = find_request(number)
    assert request is not None
    assert (request.state, request.code) == (State.REJECTED, Code.ID_FAIL)
    assert all(hold.released for hold in life(world, buyer, now).holds)


@pytest.mark.promise("LN-52", by="behaviour")
def test_an_objection_ends_what_rests_on_interest_and_explains_the_rest(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.OBJECTION, now)
    done = answered(world, number, now, Choices(purposes=("development", "claims_archive", "bookkeeping")))
    assert {each.purpose: each.code for each in done.said} == {
        "bookkeeping": Code.OBJ_NA,
        "claims_archive": Code.OBJ_OK,
        "development": Code.OBJ_OK,
    }
    later = now + timedelta(minutes=1)
    assert isinstance(world.door.read(SALES, "development", buyer, now=later), Denial)
    assert not isinstance(world.door.read(SALES, "customer_care", buyer, now=later), Denial)


def test_an_objection_to_everything_leaves_what_an_open_claim_needs_and_never_lists_contracts(
    world: World, buyer: int, now: datetime
) -> None:
    world.do("claims", "claims", buyer, [Begin("claim")], now - timedelta(days=1))
    number = asked(world, buyer, Right.OBJECTION, now)
    said = {each.purpose: each.code for each in decided(world, number, now).said}
    assert said["claims"] is said["claims_archive"] is Code.REF_OBJ
    assert said["direct_marketing"] is Code.OBJ_DM
    assert said["development"] is Code.OBJ_OK
    assert not {"customer_care", "bookkeeping", "credit_check"} & set(said)


def test_an_erasure_tells_of_recipients_and_of_the_ban_that_outlives_it(world: World, buyer: int, now: datetime) -> None:
    ask(world, buyer, Right.MARKETING_BAN, now - timedelta(days=3))
    number = asked(world, buyer, Right.ERASURE, now)
    assert "Suoramarkkinointikiellostasi jää tunniste" in decided(world, number, now).letter


def test_a_ban_of_one_channel_is_told_as_such(world: World, buyer: int, now: datetime) -> None:
    number = ask(world, buyer, Right.MARKETING_BAN, now - timedelta(hours=1), marketing_channel="phone").number
    assert "Suoramarkkinointi: emme enää ota sinuun yhteyttä puhelimitse." in decided(world, number, now).letter


@pytest.mark.promise("LN-52", by="behaviour")
def test_a_restriction_locks_every_purpose_but_claims_and_keeps_the_data(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.RESTRICTION, now)
    answered(world, number, now, Choices(restriction=Code.RES_A))
    later = now + timedelta(minutes=1)
    assert isinstance(world.door.read(SALES, "customer_care", buyer, now=later), Denial)
    standing = life(world, buyer, later)
    assert {restriction.reason for restriction in standing.restrictions} == {"res-a"}
    assert {folder.falls for folder in standing.folders} == {None}


def test_only_the_privacy_role_decides_and_answers(world: World, buyer: int, now: datetime) -> None:
    number = asked(world, buyer, Right.ERASURE, now)
    assert isinstance(decide_request(world.door, SALES, number, now=now), Denial)
    assert isinstance(answer_request(world.door, SALES, number, now=now), Denial)
    request = find_request(number)
    assert request is not None
    assert request.state == State.RECEIVED


@pytest.mark.parametrize("right", [right for right in Right if right is not Right.ERASURE])
def test_every_right_can_be_answered(world: World, buyer: int, now: datetime, right: Right) -> None:
    number = asked(world, buyer, right, now)
    done = answered(world, number, now)
    assert done.letter.startswith(f"Vastaus pyyntöön {number}")
    assert "Lintulahdenkuja 4" in done.letter
    assert EMAIL not in done.letter


def test_somebody_unknown_is_told_that_there_is_nothing(world: World, now: datetime) -> None:
    number = asked(world, NewSubject("customer"), Right.ACCESS, now)
    assert "ei ole sinusta muita tietoja kuin tämä pyyntösi" in answered(world, number, now).letter
