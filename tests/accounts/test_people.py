"""Accounts are persons', and roles are granted by someone else, for a reason, until a day."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from seloste import accounts
from seloste.accounts import AccountError
from seloste.accounts.models import Grant, Staff
from seloste.notice.model import Notice

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
Person = Callable[..., Staff]


def test_a_new_account_may_do_nothing(person: Person, now: datetime, notice: Notice) -> None:
    acting = accounts.actor(person("aino"), now=now, notice=notice)
    assert acting.roles == frozenset()
    assert acting.unit == "Myynti"


@pytest.mark.promise("LN-44", "RA-33", by="behaviour")
def test_an_actor_has_the_roles_that_are_in_force_and_no_others(granted: Staff, now: datetime, notice: Notice) -> None:
    assert accounts.actor(granted, now=now - timedelta(seconds=1), notice=notice).roles == frozenset()
    assert accounts.actor(granted, now=now, notice=notice).roles == {"sales"}
    assert accounts.actor(granted, now=now + YEAR, notice=notice).roles == frozenset()


def test_a_revoked_role_is_gone_at_once(granted: Staff, now: datetime, notice: Notice) -> None:
    accounts.revoke(Grant.objects.get(staff=granted), now=now + timedelta(hours=1))
    assert accounts.actor(granted, now=now + timedelta(hours=2), notice=notice).roles == frozenset()


def test_a_closed_account_acts_no_more(granted: Staff, now: datetime, notice: Notice) -> None:
    accounts.close(granted, now=now)
    with pytest.raises(AccountError):
        accounts.actor(granted, now=now, notice=notice)
    assert not Grant.objects.filter(staff=granted, revoked_at=None).exists()
    assert not Staff.objects.get(pk=granted.pk).has_usable_password()


def test_nobody_signed_in_is_no_actor(now: datetime, notice: Notice) -> None:
    with pytest.raises(AccountError, match="Nobody is signed in"):
        accounts.actor(AnonymousUser(), now=now, notice=notice)


@pytest.mark.promise("LN-45", "OA-19", by="behaviour")
@pytest.mark.parametrize(
    ("login", "name"),
    [("info", "Aino Esimerkki"), ("aino", "Aino"), ("myynti@lamisnet.example", "Aino E"), ("a", "Myynti Tiimi")],
)
def test_a_shared_account_is_refused(login: str, name: str, person: Person) -> None:
    with pytest.raises(AccountError, match="belongs to one person"):
        person(login, name)


@pytest.mark.parametrize("password", ["lyhyt", "password", "aino esimerkki"])
def test_a_weak_password_is_refused(password: str, now: datetime) -> None:
    with pytest.raises(AccountError):
        accounts.create("aino", name="Aino Esimerkki", unit="Myynti", password=password, now=now)
    assert not Staff.objects.exists()


def test_an_account_without_login_name_or_unit_is_refused(now: datetime) -> None:
    for login, name, unit in (("", "Aino Esimerkki", "Myynti"), ("aino", " ", "Myynti"), ("aino", "Aino Esimerkki", "")):
        with pytest.raises(AccountError, match="needs"):
            accounts.create(login, name=name, unit=unit, password="kolme-pitkää-sanaa", now=now)


def test_a_login_is_given_once(person: Person) -> None:
    person("aino")
    with pytest.raises(AccountError, match="already"):
        person("AINO ")


def test_a_password_is_kept_as_argon2(person: Person) -> None:
    assert person("aino").password.startswith("argon2$argon2id$")


def test_a_role_that_the_notice_does_not_name_is_refused(granted: Staff, notice: Notice, now: datetime) -> None:
    boss = Staff.objects.get(login="outi")
    for role in ("marketing", "system"):
        with pytest.raises(AccountError, match="no role"):
            accounts.grant(granted, role, by=boss, reason="x", expires=now + YEAR, now=now, notice=notice)


@pytest.mark.promise("LN-44", "RA-33", "OA-19", by="behaviour")
def test_a_grant_without_need_or_end_is_refused(granted: Staff, notice: Notice, now: datetime) -> None:
    boss = Staff.objects.get(login="outi")
    with pytest.raises(AccountError, match="reason"):
        accounts.grant(granted, "support", by=boss, reason=" ", expires=now + YEAR, now=now, notice=notice)
    for expires in (now, now + timedelta(days=400)):
        with pytest.raises(AccountError, match="within a year"):
            accounts.grant(granted, "support", by=boss, reason="x", expires=expires, now=now, notice=notice)


def test_only_the_first_grant_is_to_oneself(granted: Staff, person: Person, notice: Notice, now: datetime) -> None:
    for who in (granted, Staff.objects.get(login="outi")):
        with pytest.raises(AccountError, match="themselves"):
            accounts.grant(who, "support", by=who, reason="x", expires=now + YEAR, now=now, notice=notice)


@pytest.mark.promise("LN-45", "AS-24", by="behaviour")
def test_only_the_controllers_own_staff_grant_roles(granted: Staff, person: Person, notice: Notice, now: datetime) -> None:
    outsider = person("eero", "Eero Esimerkki", employer="hosting")
    with pytest.raises(AccountError, match="own staff"):
        accounts.grant(granted, "support", by=outsider, reason="x", expires=now + YEAR, now=now, notice=notice)


@pytest.mark.promise("LN-44", "LN-45", "AS-24", "OA-15", by="behaviour")
def test_a_processors_person_gets_a_role_only_if_the_notice_names_the_processor(
    granted: Staff, person: Person, notice: Notice, now: datetime
) -> None:
    boss = Staff.objects.get(login="outi")
    named, unnamed = person("eero", "Eero Esimerkki", employer="hosting"), person("iida", "Iida Esimerkki", employer="somebody")
    accounts.grant(named, "support", by=boss, reason="Ylläpitää palvelinta", expires=now + YEAR, now=now, notice=notice)
    assert accounts.actor(named, now=now, notice=notice).roles == {"support"}
    with pytest.raises(AccountError, match="no processor"):
        accounts.grant(unnamed, "support", by=boss, reason="x", expires=now + YEAR, now=now, notice=notice)
    assert accounts.actor(unnamed, now=now, notice=notice).roles == frozenset()


def test_a_closed_account_neither_gives_nor_gets(granted: Staff, notice: Notice, now: datetime) -> None:
    boss = Staff.objects.get(login="outi")
    accounts.close(granted, now=now)
    with pytest.raises(AccountError, match="closed"):
        accounts.grant(granted, "support", by=boss, reason="x", expires=now + YEAR, now=now, notice=notice)


def test_an_account_is_not_written_with_its_name(granted: Staff) -> None:
    assert "Aino" not in str(granted)
    assert str(granted.pk) in str(granted)
