"""A register of LamisNET with one customer, and staff who sign in: what the tests of every face stand on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from faces.staff import LAMISNET, Office
from seloste import gate
from seloste.home import Home


@pytest.fixture
def office(db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open a register whose notice has been in force for a week, on a clock that starts at `now`."""
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    published = datetime(2026, 11, 16, tzinfo=UTC)
    assert gate.publish(fresh_home, LAMISNET.read_bytes(), file="notice.yaml", now=published).number == 1
    with time_machine.travel(now, tick=True):
        yield Office(fresh_home, gate.door(fresh_home), now)


@pytest.fixture
def aino(office: Office) -> int:
    """Write down a customer with a relationship, a contract and an order."""
    return office.customer("Aino", "Esimerkki", planned=date(2027, 6, 30), at=office.now - timedelta(days=3))


@pytest.fixture
def templates() -> Path:
    """Give the folder of the faces."""
    return Path(__file__).resolve().parents[2] / "src" / "seloste" / "faces"
