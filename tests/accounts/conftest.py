"""Persons with accounts, for the tests of this folder."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from seloste import accounts
from seloste.accounts.models import Staff
from seloste.notice.model import Notice

PASSWORD = "kolme-pitkää-sanaa"


@pytest.fixture
def notice() -> Notice:
    """Return as much of a notice as grants need: the roles and the processors it names."""
    return cast(
        Notice,
        SimpleNamespace(
            roles=dict.fromkeys(("sales", "support", "privacy", "system")),
            processors={"hosting": None},
            security={},
            dates=SimpleNamespace(effective=date(2026, 1, 1)),
        ),
    )


@pytest.fixture
def person(now: datetime) -> Callable[..., Staff]:
    """Make a person's account."""

    def make(login: str, name: str = "Aino Esimerkki", employer: str = "") -> Staff:
        return accounts.create(login, name=name, unit="Myynti", password=PASSWORD, employer=employer, now=now)

    return make


@pytest.fixture
def granted(person: Callable[..., Staff], notice: Notice, now: datetime) -> Staff:
    """Make a person who holds the sales role, given by a boss who holds the privacy role."""
    boss, aino = person("outi", "Outi Esimerkki"), person("aino")
    year = now + timedelta(days=365)
    accounts.grant(boss, "privacy", by=boss, reason="Aloittaa käytön", expires=year, now=now, notice=notice)
    accounts.grant(aino, "sales", by=boss, reason="Hoitaa tilauksia", expires=year, now=now, notice=notice)
    return aino
