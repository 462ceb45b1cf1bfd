"""Putting a training or an undertaking on record: by a privacy officer, about somebody else, with its version and its last day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.demanding import YEAR, demanding, on_record, roles, training, undertaking
from seloste import accounts
from seloste.accounts import AccountError
from seloste.accounts.models import Grant, Proof, Staff
from seloste.law import civil_date

pytestmark = pytest.mark.django_db
type Person = Callable[..., Staff]
BOTH = demanding(training=training(), undertaking=undertaking())


@pytest.fixture
def boss(person: Person, now: datetime) -> Staff:
    """The first privacy officer, who had nobody to ask."""
    outi = person("outi", "Outi Esimerkki")
    for kind in ("training", "undertaking"):
        accounts.record(outi, kind, by=outi, notice=BOTH, now=now)
    accounts.grant(outi, "privacy", by=outi, reason="Aloittaa käytön", expires=now + YEAR, now=now, notice=BOTH)
    return outi


@pytest.mark.promise("OA-28", by="behaviour")
def test_a_record_has_its_day_its_version_and_its_last_day(boss: Staff, person: Person, now: datetime) -> None:
    eero = person("eero", "Eero Esimerkki")
    trained = accounts.record(eero, "training", by=boss, notice=BOTH, now=now, on=date(2026, 11, 20))
    assert (trained.version, trained.on, trained.until) == ("2026-1", date(2026, 11, 20), date(2027, 11, 20))
    assert (trained.recorded_by, trained.recorded_at) == (boss, now)
    bound = accounts.record(eero, "undertaking", by=boss, notice=BOTH, now=now)
    assert (bound.on, bound.until) == (civil_date(now), None)
    sooner = accounts.record(eero, "training", by=boss, notice=BOTH, now=now, until=date(2027, 1, 31))
    assert sooner.until == date(2027, 1, 31)


def test_nobody_vouches_for_themselves_while_somebody_else_could(boss: Staff, person: Person, now: datetime) -> None:
    eero = person("eero", "Eero Esimerkki")
    with pytest.raises(AccountError, match="vouches for themselves"):
        accounts.record(eero, "training", by=eero, notice=BOTH, now=now)
    iida = person("iida", "Iida Esimerkki")
    with pytest.raises(AccountError, match="A privacy officer"):
        accounts.record(eero, "training", by=iida, notice=BOTH, now=now)
    for kind in ("training", "undertaking"):
        accounts.record(eero, kind, by=boss, notice=BOTH, now=now)
    accounts.grant(eero, "privacy", by=boss, reason="Sijainen", expires=now + YEAR, now=now, notice=BOTH)
    with pytest.raises(AccountError, match="vouches for themselves"):
        accounts.record(boss, "training", by=boss, notice=BOTH, now=now)
    accounts.record(boss, "training", by=eero, notice=BOTH, now=now)


def test_the_only_officer_gets_back_in_after_their_own_training_has_lapsed(boss: Staff, person: Person, now: datetime) -> None:
    late = now + timedelta(days=366)
    Grant.objects.update(expires=late + YEAR)
    assert roles(boss, BOTH, late) == frozenset()
    with pytest.raises(AccountError, match="A privacy officer"):
        accounts.record(boss, "training", by=person("eero", "Eero Esimerkki"), notice=BOTH, now=late)
    accounts.record(boss, "training", by=boss, notice=BOTH, now=late)
    assert roles(boss, BOTH, late) == {"privacy"}


def test_a_suspended_officer_vouches_for_nobody_while_another_is_not(boss: Staff, person: Person, now: datetime) -> None:
    eero, iida = person("eero", "Eero Esimerkki"), person("iida", "Iida Esimerkki")
    for kind in ("training", "undertaking"):
        accounts.record(eero, kind, by=boss, notice=BOTH, now=now)
    accounts.grant(eero, "privacy", by=boss, reason="Sijainen", expires=now + YEAR, now=now, notice=BOTH)
    Proof.objects.filter(staff=boss, kind="training").update(withdrawn_at=now)
    with pytest.raises(AccountError, match="A privacy officer"):
        accounts.record(iida, "training", by=boss, notice=BOTH, now=now)


@pytest.mark.parametrize("kind", ["training", "diploma"])
def test_what_the_notice_does_not_ask_for_is_not_recorded(boss: Staff, kind: str, now: datetime) -> None:
    with pytest.raises(AccountError, match="asks for no"):
        accounts.record(boss, kind, by=boss, notice=demanding(undertaking=undertaking()), now=now)


def test_a_record_of_the_future_or_of_a_closed_account_is_refused(boss: Staff, person: Person, now: datetime) -> None:
    eero = person("eero", "Eero Esimerkki")
    with pytest.raises(AccountError, match="future"):
        accounts.record(eero, "training", by=boss, notice=BOTH, now=now, on=civil_date(now) + timedelta(days=1))
    with pytest.raises(AccountError, match="run out before"):
        accounts.record(eero, "training", by=boss, notice=BOTH, now=now, until=civil_date(now) - timedelta(days=1))
    accounts.close(eero, now=now)
    with pytest.raises(AccountError, match="closed"):
        accounts.record(eero, "training", by=boss, notice=BOTH, now=now)


def test_only_our_own_people_vouch(boss: Staff, person: Person, now: datetime) -> None:
    theirs = person("eero", "Eero Esimerkki", employer="hosting")
    on_record(theirs, "training", civil_date(now))
    with pytest.raises(AccountError, match="own staff"):
        accounts.record(boss, "training", by=theirs, notice=BOTH, now=now)


def test_a_record_made_by_mistake_is_taken_back_and_its_row_stays(boss: Staff, person: Person, now: datetime) -> None:
    eero = person("eero", "Eero Esimerkki")
    wrong = accounts.record(eero, "training", by=boss, notice=BOTH, now=now)
    with pytest.raises(AccountError, match="vouches for themselves"):
        accounts.withdraw(wrong, by=eero, notice=BOTH, now=now)
    accounts.withdraw(wrong, by=boss, notice=BOTH, now=now)
    assert Proof.objects.get(pk=wrong.pk).withdrawn_at == now
    assert accounts.standing(eero, now=now, notice=BOTH).lacks


def test_the_table_holds_no_words_about_anybody() -> None:
    told = {field.name for field in Proof._meta.get_fields()}
    assert told == {"id", "staff", "kind", "version", "on", "until", "recorded_by", "recorded_at", "withdrawn_at"}


def test_the_database_refuses_a_proof_of_nothing(boss: Staff) -> None:
    for wrong in ({"kind": "diploma"}, {"version": ""}, {"until": date(2026, 1, 1)}):
        values = {"kind": "training", "version": "1", "until": None, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.create(staff=boss, on=date(2026, 11, 1), recorded_by=boss, recorded_at=boss.created, **values)
