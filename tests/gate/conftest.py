"""A register behind its door, in a home of the test's own: the small club's, and LamisNET's."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gate.club import NOTICE, Club
from seloste import gate
from seloste.home import Home

LAMISNET = Path(__file__).resolve().parents[2] / "examples" / "lamisnet" / "notice.yaml"
FOUNDED = datetime(2020, 1, 1, 7, 0, tzinfo=UTC)


def publish(home: Home, source: bytes, now: datetime = FOUNDED) -> gate.Door:
    """Publish a first notice and open the door."""
    made = gate.publish(home, source, file="notice.yaml", now=now)
    assert made.number == 1, made.findings
    return gate.door(home)


@pytest.fixture
def club(db: None, fresh_home: Home) -> Club:
    """The club's register since 2020."""
    return Club(fresh_home, publish(fresh_home, NOTICE.encode()))


@pytest.fixture
def lamisnet(db: None, fresh_home: Home) -> gate.Door:
    """LamisNET's register since 2020, by the notice in examples/."""
    return publish(fresh_home, LAMISNET.read_bytes())
