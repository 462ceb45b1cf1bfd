"""The board on those who work with the data: kept while everyone who acts is ready, broken by a role given past the rules."""

from datetime import datetime, timedelta

import pytest

from gate.firms import publish
from readied import ready
from seloste import accounts
from seloste.accounts import people
from seloste.accounts.models import Grant, Proof, Staff
from seloste.duties.logreview import reviewing
from seloste.duties.logreview.models import Anomaly, Review
from seloste.gate import Door
from seloste.home import Home
from seloste.law import Period, add_period, civil_date, day_start
from seloste.policy import Actor
from seloste.promises import Promise, board

LATER = timedelta(days=400)


def person(login: str, name: str, now: datetime, employer: str = "") -> Staff:
    return accounts.create(login, name=name, unit="Toimisto", password="pitkä-ja-oma-lause-7", employer=employer, now=now)


def line(door: Door, key: str, now: datetime) -> Promise:
    return next(one for one in board(door, now=now).promises if one.clause.anchor == f"security.{key}")


def firm(home: Home, key: str, now: datetime) -> tuple[Door, Staff]:
    """A firm's register, with a privacy officer who is ready."""
    door = publish(home, key).door
    boss, notice = person("maija.malli", "Maija Malli", now), door.notice_at(now)
    ready(boss, notice, now)
    accounts.grant(boss, "privacy", by=boss, reason="perustaja", expires=now + timedelta(days=300), now=now, notice=notice)
    return door, boss


def by_hand(staff: Staff, boss: Staff, now: datetime) -> None:
    """Give a role as somebody with the database could."""
    Grant.objects.create(staff=staff, role="service", granted_by=boss, reason="x", granted_at=now, expires=now + timedelta(days=9))


@pytest.mark.parametrize(
    ("key", "measure"),
    [
        pytest.param("OA", "staff", marks=pytest.mark.promise("OA-28", by="behaviour"), id="OA"),
        pytest.param("AL", "staff", marks=pytest.mark.promise("AL-56", "AL-59", by="behaviour"), id="AL"),
        pytest.param("RA", "staff", marks=pytest.mark.promise("RA-34", by="behaviour"), id="RA"),
        pytest.param("AS", "secrecy", marks=pytest.mark.promise("AS-25", by="behaviour"), id="AS"),
        pytest.param("LN", "staff", id="LN"),
    ],
)
def test_a_role_given_by_hand_to_somebody_who_is_not_ready_breaks_the_promise_and_opens_nothing(
    db: None, fresh_home: Home, key: str, measure: str, now: datetime
) -> None:
    door, boss = firm(fresh_home, key, now)
    kept = line(door, measure, now)
    assert (kept.state, kept.clause.kind) == ("kept", "enforced")
    eero = person("eero.malli", "Eero Malli", now)
    by_hand(eero, boss, now)
    broken = line(door, measure, now)
    assert broken.state == "broken"
    assert "(1)" in broken.evidence
    assert "Eero" not in broken.evidence
    assert accounts.actor(eero, now=now, notice=door.notice_at(now)).roles == frozenset()
    ready(eero, door.notice_at(now), now)
    assert line(door, measure, now).state == "kept"


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
@pytest.mark.parametrize("key", ["OA", "AL"])
def test_a_training_that_lapses_suspends_and_the_promise_stays_kept(db: None, fresh_home: Home, key: str, now: datetime) -> None:
    door, boss = firm(fresh_home, key, now)
    Grant.objects.update(expires=now + LATER + timedelta(days=1))
    late = line(door, "staff", now + LATER)
    assert late.state == "kept"
    assert "1 on keskeytettynä" in late.evidence
    assert accounts.actor(boss, now=now + LATER, notice=door.notice_at(now)).roles == frozenset()


@pytest.mark.promise("OA-28", by="behaviour")
def test_somebody_who_acts_without_a_valid_training_breaks_the_promise(
    db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, _ = firm(fresh_home, "OA", now)
    Grant.objects.update(expires=now + LATER + timedelta(days=1))

    def careless(user: Staff, *, now: datetime, notice: object) -> Actor:
        return Actor(user.pk, frozenset({"privacy"}), user.unit)

    monkeypatch.setattr(people, "actor", careless)
    monkeypatch.setattr("seloste.accounts.checks.actor", careless)
    broken = line(door, "staff", now + LATER)
    assert broken.state == "broken"
    assert "Rooli on käytössä, vaikka sen edellytys ei täyty (1)." in broken.evidence


@pytest.mark.promise("AL-57", by="behaviour")
def test_under_a_notice_of_own_staff_only_a_processors_person_with_a_role_breaks_the_promise(
    db: None, fresh_home: Home, now: datetime
) -> None:
    door, boss = firm(fresh_home, "AL", now)
    assert line(door, "own_staff", now).state == "kept"
    notice = door.notice_at(now)
    theirs = ready(person("eero.malli", "Eero Malli", now, employer=min(notice.processors)), notice, now)
    with pytest.raises(accounts.AccountError, match="own staff"):
        accounts.grant(theirs, "service", by=boss, reason="x", expires=now + timedelta(days=9), now=now, notice=notice)
    by_hand(theirs, boss, now)
    broken = line(door, "own_staff", now)
    assert broken.state == "broken"
    assert "Rooli on henkilöllä, joka ei ole rekisterinpitäjän omaa henkilöstöä (1)." in broken.evidence
    assert line(door, "staff", now).state == "kept"


def test_a_record_taken_back_breaks_the_promise_of_the_role_that_was_given_on_it(db: None, fresh_home: Home, now: datetime) -> None:
    door, boss = firm(fresh_home, "RA", now)
    Proof.objects.filter(staff=boss, kind="undertaking").update(withdrawn_at=now)
    assert line(door, "staff", now).state == "broken"


@pytest.mark.promise("AL-54", by="behaviour")
def test_a_review_that_is_late_and_an_anomaly_without_an_outcome_break_the_promise(db: None, fresh_home: Home, now: datetime) -> None:
    door, boss = firm(fresh_home, "AL", now)
    officer, first = accounts.actor(boss, now=now, notice=door.notice_at(now)), min(effective for _, effective, _ in door.notices())
    latest = add_period(add_period(civil_date(first), Period.parse("P1M")), Period.parse("P14D"))
    in_time = line(door, "log_review", day_start(latest))
    assert (in_time.state, in_time.clause.kind) == ("kept", "watched")
    late = line(door, "log_review", day_start(latest) + timedelta(days=1))
    assert late.state == "broken"
    assert "Käyttöloki piti käydä läpi viimeistään" in late.evidence
    begun = reviewing.begin(door, officer, now=now)
    assert isinstance(begun, Review)
    begun.anomalies.update(outcome="work")
    assert isinstance(reviewing.sign(door, officer, now=now), Review)
    kept = line(door, "log_review", now)
    assert kept.state == "kept"
    assert (
        "Käyttöloki on käyty läpi 1 kerran, viimeksi 22.11.2026 asti. Seuraava tarkistus on tehtävä viimeistään 5.1.2027." in kept.evidence
    )
    Anomaly.objects.create(register_id=begun.register_id, review=begun, rule="crowd", actor=1, day=now.date(), count=60)
    broken = line(door, "log_review", now)
    assert broken.state == "broken"
    assert "poikkeama ilman ratkaisua (1)" in broken.evidence
