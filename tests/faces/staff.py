"""Staff and customers for the tests of the faces: people sign in, and customers are written down through the gate."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

from django.test import Client

from readied import ready
from seloste.accounts.models import Grant, Staff
from seloste.gate import Applied, Door
from seloste.home import Home
from seloste.policy import Actor, Begin, Change, Denial, NewSubject, Put

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LAMISNET = EXAMPLES / "lamisnet" / "notice.yaml"
SCHOOL = EXAMPLES / "opinaika" / "notice.yaml"
SALES = Actor(41, frozenset({"sales", "support"}), "Myynti")
STRANGER = 4_611_686_018_427_387_903


@dataclass(slots=True)
class Office:
    """The register behind its door, and the people who work with it."""

    home: Home
    door: Door
    now: datetime
    staff: dict[str, Staff] = field(default_factory=dict)

    def client(self, *roles: str, purpose: str = "") -> Client:
        """Sign in someone who holds these roles, working in a purpose."""
        key = "-".join(roles) or "nobody"
        if key not in self.staff:
            person = Staff.objects.create(login=f"{key}.esimerkki", name="Essi Esimerkki", unit="Myynti", created=self.now)
            ready(person, self.door.notice_at(self.now), self.now)
            for role in roles:
                end = self.now + timedelta(days=100)
                Grant.objects.create(staff=person, role=role, granted_by=person, reason="työ", granted_at=self.now, expires=end)
            self.staff[key] = person
        client = Client()
        client.force_login(self.staff[key])
        if purpose:
            session = client.session
            session["purpose"] = purpose
            session.save()
        return client

    def do(self, purpose: str, subject: int | NewSubject, *changes: Change, roles: str = "sales", at: datetime | None = None) -> Applied:
        """Do a unit of work that must succeed."""
        actor = Actor(41, frozenset(roles.split()), "Myynti")
        done = self.door.apply(actor, purpose, subject, changes, now=at or self.now)
        assert not isinstance(done, Denial), (done.code, done.detail, done.problems)
        return done

    def customer(self, first: str, last: str, *, planned: date | None = None, at: datetime | None = None) -> int:
        """Write down a customer."""
        email = f"{first}.{last}@posti.example".lower()
        return self.do(
            "customer_care",
            NewSubject("customer"),
            Begin("relationship", ref="r"),
            Begin("contract", ref="c", planned=planned),
            Put("identity", {"first_name": first, "last_name": last}),
            Put("contact", {"email": email, "phone": "+358501234567"}),
            Put("orders", {"product": "Verkkosivut", "price": "1250,00"}, matter="c"),
            at=at,
        ).subject


class Answer(Protocol):
    """What a page came back as, from the test client or a view."""

    @property
    def content(self) -> bytes: ...


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def words(response: Answer) -> str:
    """Give a page's words with single spaces between."""
    parser = _Text()
    parser.feed(response.content.decode())
    return re.sub(r" ([:.,])", r"\1", " ".join(" ".join(parser.parts).split()))


def main(response: Answer) -> str:
    """Give the page's own part as markup, without the frame around it."""
    body = response.content.decode()
    return body[body.index("<main") : body.index("</main>")]
