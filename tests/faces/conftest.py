"""A register of LamisNET with one customer, and staff who sign in: what the tests of every face stand on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from faces.staff import LAMISNET, SCHOOL, Office
from seloste import gate
from seloste.home import Home


@pytest.fixture
def office(db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open a register whose notice has been in force for a week, on a clock that starts at `now`."""
    yield from opened(fresh_home, now, monkeypatch, LAMISNET.read_bytes())


@pytest.fixture
def school(db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open a register of Opinaika's: pupils and teachers beside private customers, and purposes that open no name."""
    yield from opened(fresh_home, now, monkeypatch, SCHOOL.read_bytes())


def opened(place: Home, now: datetime, monkeypatch: pytest.MonkeyPatch, notice: bytes) -> Iterator[Office]:
    """Open a register under a notice."""
    monkeypatch.setenv("SELOSTE_HOME", str(place.path))
    assert gate.publish(place, notice, file="notice.yaml", now=datetime(2026, 11, 16, tzinfo=UTC)).number == 1
    with time_machine.travel(now, tick=True):
        yield Office(place, gate.door(place), now)


@pytest.fixture
def aino(office: Office) -> int:
    """Write down a customer with a relationship, a contract and an order."""
    return office.customer("Aino", "Esimerkki", planned=date(2027, 6, 30), at=office.now - timedelta(days=3))


@pytest.fixture
def templates() -> Path:
    """Give the folder of the faces."""
    return Path(__file__).resolve().parents[2] / "src" / "seloste" / "faces"
