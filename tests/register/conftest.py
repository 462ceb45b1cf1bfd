"""A club's register with a few members, to look at from below."""

import pytest

from gate.club import Club
from gate.conftest import club
from seloste.policy import End, Put

__all__ = ["club"]


@pytest.fixture
def lived(club: Club) -> Club:
    """Two members with names, addresses, courses and codes; one more who has left for the archive."""
    for number in range(2):
        joined = club.join("2024-01-02", first=f"Aino{number}", email=f"aino{number}@kerho.example")
        club.care(joined.subject, "2024-01-03", Put("name", {"first": "Toinen"}))
        club.course(joined.subject, "2024-01-03", "2024-12-31")
        club.check(joined.subject, "2024-01-04")
    gone = club.join("2024-01-02", email="gone@kerho.example")
    club.care(gone.subject, "2024-01-05", End(gone.ids["m"], "left"))
    club.dispute(gone.subject, "2024-01-05 12:00")
    return club
