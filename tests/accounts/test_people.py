"""Accounts are persons', and roles are granted by someone else, for a reason, until a day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser

from seloste import accounts
from seloste.accounts import AccountError
from seloste.accounts.models import Grant, Staff
from seloste.notice.model import Notice

pytestmark = pytest.mark.django_db
PASSWORD = "kolme-pitkää-sanaa"
YEAR = timedelta(days=365)


def notice_with(*roles: str) -> Notice:
    named: Mapping[str, object] = dict.fromkeys(roles)
    return cast(Notice, SimpleNamespace(roles=named))


NOTICE = notice_with("sales", "support", "privacy", "system")


def person(login: str, now: datetime, name: str = "Aino Esimerkki") -> Staff:
    return accounts.create(login, name=name, unit="Myynti", password=PASSWORD, now=now)


def test_a_new_account_may_do_nothing(now: datetime) -> None:
    acting = accounts.actor(person("aino", now), now=now)
    assert acting.roles == frozenset()
    assert acting.unit == "Myynti"


def test_an_actor_has_the_roles_that_are_in_force(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    accounts.grant(aino, "sales", by=boss, reason="Hoitaa tilauksia", expires=now + YEAR, now=now, notice=NOTICE)
    assert accounts.actor(aino, now=now).roles == {"sales"}
    assert accounts.actor(aino, now=now + YEAR).roles == frozenset()


def test_a_revoked_role_is_gone_at_once(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    given = accounts.grant(aino, "sales", by=boss, reason="Hoitaa tilauksia", expires=now + YEAR, now=now, notice=NOTICE)
    accounts.revoke(given, now=now + timedelta(hours=1))
    assert accounts.actor(aino, now=now + timedelta(hours=2)).roles == frozenset()


def test_a_closed_account_acts_no_more(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    accounts.grant(aino, "sales", by=boss, reason="Hoitaa tilauksia", expires=now + YEAR, now=now, notice=NOTICE)
    accounts.close(aino, now=now)
    with pytest.raises(AccountError):
        accounts.actor(aino, now=now)
    assert not Grant.objects.filter(revoked_at=None).exists()


def test_nobody_signed_in_is_no_actor(now: datetime) -> None:
    with pytest.raises(AccountError, match="Nobody is signed in"):
        accounts.actor(AnonymousUser(), now=now)


@pytest.mark.parametrize(("login", "name"), [("info", "Aino Esimerkki"), ("aino", "Aino"), ("myynti@lamisnet.example", "Aino E"), ("a", "Myynti Tiimi")])
def test_a_shared_account_is_refused(login: str, name: str, now: datetime) -> None:
    with pytest.raises(AccountError, match="belongs to one person"):
        person(login, now, name)


@pytest.mark.parametrize("password", ["lyhyt", "passwordpassword"[:8], "aino esimerkki"])
def test_a_weak_password_is_refused(password: str, now: datetime) -> None:
    with pytest.raises(AccountError):
        accounts.create("aino", name="Aino Esimerkki", unit="Myynti", password=password, now=now)
    assert not Staff.objects.exists()


def test_a_login_is_given_once(now: datetime) -> None:
    person("aino", now)
    with pytest.raises(AccountError, match="already"):
        person("AINO ", now)


def test_a_password_is_kept_as_argon2(now: datetime) -> None:
    assert person("aino", now).password.startswith("argon2$argon2id$")


def test_a_role_that_the_notice_does_not_name_is_refused(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    for role in ("marketing", "system"):
        with pytest.raises(AccountError, match="no role"):
            accounts.grant(aino, role, by=boss, reason="x", expires=now + YEAR, now=now, notice=NOTICE)


def test_a_grant_without_reason_or_end_is_refused(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    with pytest.raises(AccountError, match="reason"):
        accounts.grant(aino, "sales", by=boss, reason=" ", expires=now + YEAR, now=now, notice=NOTICE)
    for expires in (now, now + timedelta(days=400)):
        with pytest.raises(AccountError, match="within a year"):
            accounts.grant(aino, "sales", by=boss, reason="x", expires=expires, now=now, notice=NOTICE)


def test_only_the_first_grant_is_to_oneself(now: datetime) -> None:
    boss, aino = person("outi", now, "Outi Esimerkki"), person("aino", now)
    for role in ("privacy", "support"):
        accounts.grant(boss, role, by=boss, reason="Aloittaa", expires=now + YEAR, now=now, notice=NOTICE)
    with pytest.raises(AccountError, match="themselves"):
        accounts.grant(aino, "sales", by=aino, reason="x", expires=now + YEAR, now=now, notice=NOTICE)
