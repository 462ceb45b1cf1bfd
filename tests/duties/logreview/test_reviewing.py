"""Going through the access log: from the last review to now, an outcome for each thing that stood out, and a signature."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from duties.conftest import ACTORS, World
from seloste.duties.logreview import reviewing
from seloste.duties.logreview.models import Anomaly, Review
from seloste.duties.logreview.reviewing import Refused
from seloste.duties.logreview.rules import DENIALS
from seloste.policy import Denial

OFFICER, OTHER = ACTORS["privacy"], ACTORS["sales"]


@pytest.fixture
def used(world: World, now: datetime) -> World:
    """A register in which somebody was denied many times, on a Sunday before office hours."""
    subject, _ = world.customer(now - timedelta(hours=3))
    for _ in range(DENIALS):
        assert isinstance(world.door.read(ACTORS["claims"], "customer_care", subject, now=now - timedelta(hours=2)), Denial)
    world.door.read(OTHER, "customer_care", subject, now=now - timedelta(hours=1))
    return world


def begun(world: World, now: datetime) -> Review:
    made = reviewing.begin(world.door, OFFICER, now=now)
    assert isinstance(made, Review)
    return made


def settle_all(world: World, now: datetime) -> None:
    for one in Anomaly.objects.filter(outcome=""):
        assert reviewing.settle(world.door, OFFICER, one.pk, "work", alone=True, now=now) is None


@pytest.mark.promise("AL-54", by="behaviour")
def test_a_review_finds_what_stands_out_and_is_signed_when_each_has_an_outcome(used: World, now: datetime) -> None:
    begun(used, now)
    found = {(one.rule, one.actor): one.count for one in Anomaly.objects.all()}
    assert found == {("denials", ACTORS["claims"].id): DENIALS, ("off-hours", OTHER.id): 1}
    assert reviewing.sign(used.door, OFFICER, now=now) is Refused.UNDECIDED
    first, second = Anomaly.objects.order_by("pk")
    assert reviewing.settle(used.door, OFFICER, first.pk, "misuse", alone=False, now=now) is None
    assert reviewing.settle(used.door, OFFICER, second.pk, "gossip", alone=False, now=now) is Refused.NO_SUCH_OUTCOME
    assert reviewing.settle(used.door, OFFICER, second.pk, "work", alone=False, now=now) is None
    done = reviewing.sign(used.door, OFFICER, now=now)
    assert isinstance(done, Review)
    assert (done.signed_at, done.signed_by) == (now, OFFICER.id)
    assert reviewing.settle(used.door, OFFICER, first.pk, "work", alone=False, now=now) is Refused.NOT_THERE


def test_the_next_review_begins_where_the_last_one_ended(used: World, now: datetime) -> None:
    one = begun(used, now)
    assert reviewing.begin(used.door, OFFICER, now=now + timedelta(hours=1)) is Refused.OPEN_ALREADY
    settle_all(used, now)
    assert isinstance(reviewing.sign(used.door, OFFICER, now=now), Review)
    later = now + timedelta(days=1)
    two = begun(used, later)
    assert (two.since, two.until) == (one.until, later)
    assert not two.anomalies.filter(rule="denials").exists()


def test_only_the_privacy_officer_reviews_and_the_asking_is_in_the_ledger(used: World, now: datetime) -> None:
    assert isinstance(reviewing.begin(used.door, OTHER, now=now), Denial)
    assert not Review.objects.exists()
    one = begun(used, now)
    first = one.anomalies.first()
    assert first
    assert isinstance(reviewing.settle(used.door, OTHER, first.pk, "work", alone=True, now=now), Denial)
    assert isinstance(reviewing.sign(used.door, OTHER, now=now), Denial)
    entries = used.door.browse_ledger(OFFICER, now=now)
    assert not isinstance(entries, Denial)
    assert {entry.outcome for entry in entries if entry.verb == "ledger"} == {"allowed", "denied-role"}


@pytest.mark.promise("AL-54", by="behaviour")
def test_nobody_decides_about_their_own_use_while_somebody_else_could(used: World, now: datetime) -> None:
    one = begun(used, now)
    own = Anomaly.objects.create(register_id=one.register_id, review=one, rule="crowd", actor=OFFICER.id, day=now.date(), count=60)
    assert reviewing.settle(used.door, OFFICER, own.pk, "work", alone=False, now=now) is Refused.ONESELF
    assert reviewing.settle(used.door, OFFICER, own.pk, "work", alone=True, now=now) is None


def test_there_is_nothing_to_sign_and_nothing_to_settle_before_a_review_begins(world: World, now: datetime) -> None:
    assert reviewing.sign(world.door, OFFICER, now=now) is Refused.NONE_OPEN
    assert reviewing.settle(world.door, OFFICER, 1, "work", alone=False, now=now) is Refused.NOT_THERE


def test_where_reviews_are_not_promised_nothing_is_late(world: World, now: datetime) -> None:
    stands = reviewing.state(world.door, now=now + timedelta(days=900))
    assert (stands.due, stands.latest) == (None, None)
    assert reviewing.log_reviewed(world.door, now=now + timedelta(days=900)).breaches == 0


def test_what_a_review_says_of_colleagues_falls_with_the_log(used: World, now: datetime) -> None:
    begun(used, now)
    settle_all(used, now)
    reviewing.sign(used.door, OFFICER, now=now)
    for days in (700, 800):
        later = now + timedelta(days=days)
        begun(used, later)
        settle_all(used, later)
        reviewing.sign(used.door, OFFICER, now=later)
        assert Review.objects.filter(until=now).exists() == (days < 731)
    assert not Anomaly.objects.filter(rule="denials").exists()


def test_a_register_has_one_open_review(used: World, now: datetime) -> None:
    one = begun(used, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(register_id=one.register_id, since=now, until=now + timedelta(days=1), begun_by=1)
