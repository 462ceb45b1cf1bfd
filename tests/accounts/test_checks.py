"""Each check of the accounts finds the breach it is for, and counts it without a name."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from seloste.accounts import Check, checks
from seloste.accounts.models import Grant, Staff

pytestmark = pytest.mark.django_db


def failing(now: datetime) -> set[str]:
    return {name for name in checks.CHECKS if not checks.run(name, now=now).passed}


@pytest.mark.usefixtures("granted")
def test_accounts_in_order_pass_every_check(now: datetime) -> None:
    assert failing(now) == set()


@pytest.mark.promise("OA-19", by="behaviour")
def test_a_shared_account_is_found(granted: Staff, now: datetime) -> None:
    Staff.objects.filter(pk=granted.pk).update(login="info")
    assert failing(now) == {"accounts_personal"}
    assert checks.run("accounts_personal", now=now) == Check("accounts_personal", 1, (granted.pk,))


@pytest.mark.promise("OA-19", by="behaviour")
def test_an_account_left_behind_by_its_roles_is_found(granted: Staff, now: datetime) -> None:
    assert granted.pk not in checks.run("accounts_held", now=now + timedelta(days=364)).sample
    assert granted.pk in checks.run("accounts_held", now=now + timedelta(days=366)).sample


@pytest.mark.promise("OA-19", by="behaviour")
def test_an_account_whose_role_was_taken_away_is_found_at_once(granted: Staff, now: datetime) -> None:
    Grant.objects.filter(staff=granted).update(revoked_at=now)
    assert checks.run("accounts_held", now=now).sample == (granted.pk,)


@pytest.mark.promise("OA-19", by="behaviour")
@pytest.mark.usefixtures("granted")
def test_a_new_account_may_wait_for_its_first_role_for_a_month_and_no_longer(person: Callable[..., Staff], now: datetime) -> None:
    new = person("eero", "Eero Esimerkki")
    assert failing(now) == failing(now + timedelta(days=29)) == set()
    assert checks.run("accounts_held", now=now + timedelta(days=30)).sample == (new.pk,)


@pytest.mark.promise("OA-19", by="behaviour")
def test_a_grant_for_ever_is_found(granted: Staff, now: datetime) -> None:
    Grant.objects.filter(staff=granted).update(expires=now + timedelta(days=4000))
    assert failing(now) == {"grants_complete"}


def test_a_role_taken_by_oneself_is_found(granted: Staff, now: datetime) -> None:
    later = now + timedelta(hours=1)
    Grant.objects.filter(staff=granted).update(granted_by=granted, granted_at=later)
    assert failing(later) == {"grants_by_others"}


@pytest.mark.promise("LN-45", "AS-24", by="behaviour")
def test_a_role_that_the_controller_did_not_give_is_found(granted: Staff, now: datetime) -> None:
    Staff.objects.filter(login="outi").update(employer="hosting")
    assert failing(now) == {"grants_by_controller"}


@pytest.mark.promise("OA-15", "AS-24", by="behaviour")
def test_an_outsider_whom_the_notice_does_not_name_is_found(granted: Staff, now: datetime) -> None:
    Staff.objects.filter(pk=granted.pk).update(employer="hosting")
    assert checks.accounts_of_ours(now, {"hosting"}).passed
    assert checks.accounts_of_ours(now, {"accounting"}) == Check("accounts_of_ours", 1, (granted.pk,))
    assert checks.accounts_of_ours(now + timedelta(days=366), set()).passed, "whoever holds no role opens nothing"


def test_a_password_that_is_not_hashed_is_found(granted: Staff, now: datetime) -> None:
    Staff.objects.filter(pk=granted.pk).update(password="sala")
    assert failing(now) == {"passwords_hashed"}


def test_a_closed_account_is_nobodys_worry(granted: Staff, now: datetime) -> None:
    Staff.objects.filter(pk=granted.pk).update(login="info", password="x", is_active=False)
    assert failing(now) == set()


def test_an_unknown_check_is_an_error(now: datetime) -> None:
    with pytest.raises(KeyError):
        checks.run("everything", now=now)
