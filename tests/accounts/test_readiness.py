"""What a notice demands of those who hold a role: no grant without it, no use without it, and nothing where nothing is promised."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from accounts.demanding import YEAR, demanding, on_record, roles, training, undertaking
from seloste import accounts
from seloste.accounts import AccountError, Lack, Why
from seloste.accounts.models import Grant, Proof, Staff
from seloste.law import civil_date
from seloste.notice import Notice

pytestmark = pytest.mark.django_db
type Person = Callable[..., Staff]
TRAINED, BOUND = demanding(training=training()), demanding(undertaking=undertaking())


def give(staff: Staff, notice: Notice, now: datetime, role: str = "sales") -> Grant:
    """Let the boss grant a role."""
    boss = Staff.objects.get(login="outi")
    return accounts.grant(staff, role, by=boss, reason="työ", expires=now + YEAR, now=now, notice=notice)


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_a_role_is_not_granted_without_a_valid_training(granted: Staff, person: Person, now: datetime) -> None:
    eero, today = person("eero", "Eero Esimerkki"), civil_date(now)
    with pytest.raises(AccountError, match=r"No training is on record.*seloste people record eero training"):
        give(eero, TRAINED, now)
    on_record(eero, "training", today - timedelta(days=366))
    with pytest.raises(AccountError, match="No valid training"):
        give(eero, TRAINED, now)
    on_record(eero, "training", today, version="2019-1")
    with pytest.raises(AccountError, match="Only an outdated training"):
        give(eero, TRAINED, now)
    assert not Grant.objects.filter(staff=eero).exists()
    on_record(eero, "training", today)
    give(eero, TRAINED, now)
    assert roles(eero, TRAINED, now) == {"sales"}


@pytest.mark.promise("RA-34", "AS-25", "AL-59", by="behaviour")
def test_a_role_is_not_granted_without_an_undertaking(granted: Staff, person: Person, now: datetime) -> None:
    eero = person("eero", "Eero Esimerkki")
    with pytest.raises(AccountError, match="No undertaking is on record"):
        give(eero, BOUND, now)
    with pytest.raises(AccountError, match="No undertaking is on record"):
        give(granted, BOUND, now, "support")
    on_record(eero, "undertaking", civil_date(now))
    give(eero, BOUND, now)
    assert roles(eero, BOUND, now + timedelta(days=300)) == {"sales"}


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_the_roles_of_somebody_whose_training_runs_out_are_suspended_until_it_is_renewed(granted: Staff, now: datetime) -> None:
    first = civil_date(now) - timedelta(days=300)
    on_record(granted, "training", first)
    last = date(first.year + 1, first.month, first.day)
    until = now + (last - civil_date(now))
    assert roles(granted, TRAINED, until) == {"sales"}
    late = until + timedelta(days=1)
    assert roles(granted, TRAINED, late) == frozenset()
    assert accounts.standing(granted, now=late, notice=TRAINED).lacks == (Lack("training", Why.EXPIRED, last),)
    on_record(granted, "training", civil_date(late))
    assert roles(granted, TRAINED, late) == {"sales"}


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_a_new_content_is_gone_through_within_the_grace(granted: Staff, now: datetime) -> None:
    on_record(granted, "training", civil_date(now))
    since = civil_date(now) + timedelta(days=5)
    newer = demanding(training=training("2026-2", since))
    last = since + timedelta(days=30)
    at_last = now + timedelta(days=35)
    assert roles(granted, newer, at_last) == {"sales"}
    assert accounts.standing(granted, now=at_last, notice=newer).coming == (Lack("training", Why.OUTDATED, last),)
    assert roles(granted, newer, at_last + timedelta(days=1)) == frozenset()
    on_record(granted, "training", last, version="2026-2")
    assert roles(granted, newer, at_last + timedelta(days=1)) == {"sales"}


def test_whoever_held_a_role_before_something_was_demanded_has_the_grace_to_show_it(granted: Staff, person: Person, now: datetime) -> None:
    since = civil_date(now) + timedelta(days=3)
    coming = demanding(training=training(since=since))
    assert roles(granted, coming, now + timedelta(days=33)) == {"sales"}
    assert roles(granted, coming, now + timedelta(days=34)) == frozenset()
    with pytest.raises(AccountError, match="No training"):
        give(person("eero", "Eero Esimerkki"), coming, now + timedelta(days=4))
    # Not so whoever was given a role past the rules, after it was demanded.
    later = now + timedelta(days=4)
    Grant.objects.all().update(granted_at=later)
    assert roles(granted, coming, later) == frozenset()


def test_a_shorter_period_of_the_notice_binds_what_is_on_record(granted: Staff, now: datetime) -> None:
    on_record(granted, "training", civil_date(now), until=civil_date(now) + timedelta(days=365))
    assert roles(granted, TRAINED, now + timedelta(days=100)) == {"sales"}
    assert roles(granted, demanding(training=training(valid="P3M")), now + timedelta(days=100)) == frozenset()


def test_what_runs_out_is_told_a_month_before(granted: Staff, now: datetime) -> None:
    proof = on_record(granted, "training", civil_date(now), until=civil_date(now) + timedelta(days=40))
    assert accounts.standing(granted, now=now, notice=TRAINED).coming == ()
    soon = accounts.standing(granted, now=now + timedelta(days=10), notice=TRAINED)
    assert (soon.lacks, soon.coming) == ((), (Lack("training", Why.EXPIRED, proof.until),))


def test_nothing_is_demanded_where_the_notice_promises_nothing(granted: Staff, person: Person, notice: Notice, now: datetime) -> None:
    assert not Proof.objects.exists()
    give(person("eero", "Eero Esimerkki"), notice, now)
    assert roles(granted, notice, now) == {"sales"}
    assert accounts.standing(granted, now=now, notice=notice) == accounts.Standing()


@pytest.mark.promise("AL-57", "RA-33", by="behaviour")
def test_where_only_own_staff_are_let_in_a_processors_person_gets_no_role_and_uses_none(
    granted: Staff, person: Person, notice: Notice, now: datetime
) -> None:
    theirs, ours = person("eero", "Eero Esimerkki", employer="hosting"), demanding(own=True)
    with pytest.raises(AccountError, match="only the controller's own staff"):
        give(theirs, ours, now)
    # Granted while the notice let them in, or by hand in the database: not used either.
    give(theirs, notice, now)
    assert roles(theirs, notice, now) == {"sales"}
    assert roles(theirs, ours, now) == frozenset()
    assert roles(granted, ours, now) == {"sales"}


def test_only_somebody_who_holds_a_role_is_told_that_it_is_suspended(granted: Staff, person: Person, now: datetime) -> None:
    assert accounts.suspension(granted, now=now, notice=TRAINED).lacks
    assert accounts.suspension(person("eero", "Eero Esimerkki"), now=now, notice=TRAINED) == accounts.Standing()


def test_what_was_taken_back_and_what_is_yet_to_come_count_for_nothing(granted: Staff, now: datetime) -> None:
    wrong = on_record(granted, "training", civil_date(now))
    on_record(granted, "training", civil_date(now) + timedelta(days=1))
    Proof.objects.filter(pk=wrong.pk).update(withdrawn_at=now)
    assert roles(granted, TRAINED, now) == frozenset()
    assert roles(granted, TRAINED, now + timedelta(days=1)) == {"sales"}
