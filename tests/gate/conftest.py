"""A register behind its door, in a home of the test's own: the small club's, and LamisNET's."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gate.club import LAW, NOTICE, OFFICE, POST, Club, at, yes
from seloste import gate
from seloste.gate import Applied, Order
from seloste.home import Home
from seloste.policy import Begin, End, Put, RefusalKind, Refuse, Restrict

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


@pytest.fixture
def lived(club: Club) -> Club:
    """A register with a bit of everything in it: the busy, the gone, the withdrawn, the restricted, the billed, the held."""
    busy = club.join("2024-01-02")
    club.course(busy.subject, "2024-01-03", "2024-12-31")
    club.bill(busy.subject, "2024-01-15")
    club.check(busy.subject, "2024-06-10")
    yes(club.door.disclose(OFFICE, "care", busy.subject, Order("boats"), now=at("2024-02-01")))
    gone = club.join("2024-01-02", email="gone@kerho.example")
    club.care(gone.subject, "2024-02-01", End(gone.ids["m"], "left"))
    no_letters = club.join("2024-01-02", email="silent@kerho.example")
    club.letters(no_letters.subject, "2024-01-03")
    yes(club.door.apply(POST, "news", no_letters.subject, (Refuse(RefusalKind.WITHDRAWAL, ("news",)),), now=at("2024-01-04")))
    club.request(no_letters.subject, "2024-03-01", Restrict(("care",), "accuracy", date(2024, 9, 1)))
    back = club.join("2024-01-02", email="back@kerho.example")
    club.care(back.subject, "2024-05-20", End(back.ids["m"], "left"))
    club.care(back.subject, "2024-06-10", Begin("membership"), Put("reach", {"email": "again@kerho.example"}))
    for member in (busy, back):
        club.read(OFFICE, "care", member.subject, "2024-06-12")
    club.read(OFFICE, "care", no_letters.subject, "2024-06-12")
    club.dispute(gone.subject, "2024-06-12")
    club.read(LAW, "disputes", gone.subject, "2024-06-13")
    club.sweep("2024-06-14")
    return club


type Taught = tuple[Club, int, Applied, Applied]


@pytest.fixture
def taught(db: None, fresh_home: Home) -> Taught:
    """A club whose teaching uses the lessons of the course it is open on; a member with a course that is over in February, and with one
    that runs. The lessons of both are kept by the care of the member.
    """
    teaching = NOTICE.replace("reads: [name, lessons]\n    roles: [desk]", "uses: [lessons]\n    reads: [name]\n    roles: [desk]")
    club = Club(fresh_home, publish(fresh_home, teaching.encode()))
    member = club.join("2024-01-02").subject
    return club, member, club.course(member, "2024-01-03", "2024-01-20"), club.course(member, "2024-01-04", "2024-12-01")
