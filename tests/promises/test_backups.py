"""The probe of backups: kept while the last backup and the last restore test are as young as promised and the test went well."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from duties.conftest import World
from seloste.duties.operations import backups
from seloste.home import Home
from seloste.law import Period
from seloste.notice import clauses
from seloste.promises.backups import backups_restored
from seloste.promises.evidence import Asked

pytestmark = pytest.mark.promise("AL-51", by="behaviour")
DAY = timedelta(days=1)


@pytest.fixture
def asked(world: World, now: datetime) -> Asked:
    """A clause under check at a home that knows of no backup."""
    notice = world.door.notice_at(now)
    return Asked(world.door, notice, "", clauses(notice)[0], now)


@pytest.fixture
def home(world: World) -> Home:
    """The home behind the door."""
    return world.home


def note(home: Home, **known: Any) -> None:
    backups.note(home, **known)


def test_backups_as_young_as_promised_and_a_test_that_went_well_keep_it(asked: Asked, home: Home, now: datetime) -> None:
    note(home, made=now - DAY, tested=now - 80 * DAY, whole=True)
    found = backups_restored(asked)
    assert found.holds
    assert "21.11.2026" in found.words
    assert "eikä siinä ollut poistettuja" in found.words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "ei ole otettu"),
        ({"made": -3, "tested": -1, "whole": True}, "uusi piti ottaa"),
        ({"made": 0}, "ei ole kokeiltu"),
        ({"made": 0, "tested": -1, "whole": False}, "epäonnistui"),
        ({"made": 0, "tested": -120, "whole": True}, "uusi koe piti tehdä"),
    ],
)
def test_what_is_missing_late_or_failed_breaks_it_and_says_what_to_do(
    asked: Asked, home: Home, now: datetime, known: dict[str, Any], words: str
) -> None:
    note(home, **{name: value if isinstance(value, bool) else now + value * DAY for name, value in known.items()})
    found = backups_restored(asked)
    assert not found.holds
    assert words in found.words
    assert "seloste backup " in found.words


def test_the_notice_says_how_old_they_may_be(asked: Asked, home: Home, now: datetime) -> None:
    note(home, made=now - 5 * DAY, tested=now - 5 * DAY, whole=True)
    storage = asked.notice.storage
    assert storage.backups
    assert not backups_restored(asked).holds
    weekly = storage.backups.model_copy(update={"every": Period.parse("P7D")})
    notice = asked.notice.model_copy(update={"storage": storage.model_copy(update={"backups": weekly})})
    assert backups_restored(replace(asked, notice=notice)).holds
    stricter = weekly.model_copy(update={"tested": Period.parse("P2D")})
    notice = asked.notice.model_copy(update={"storage": storage.model_copy(update={"backups": stricter})})
    assert not backups_restored(replace(asked, notice=notice)).holds


def test_a_note_that_cannot_be_read_is_no_backup(asked: Asked, home: Home, now: datetime) -> None:
    note(home, made=now, tested=now, whole=True)
    (home.path / "backups.json").write_text('{"made": "yesterday"}', encoding="utf-8")
    assert not backups_restored(asked).holds
