"""security.txt: where to report a weakness, and for how long that holds (RFC 9116)."""

from datetime import datetime, timedelta

from django.test import Client

from faces.staff import Office


def test_it_says_whom_to_write_to_and_expires_within_a_year(office: Office) -> None:
    response = Client().get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:tietosuoja@lamisnet.example"
    assert office.now < datetime.fromisoformat(fields["Expires"]) < office.now + timedelta(days=365)
