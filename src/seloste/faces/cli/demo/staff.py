"""Who works at the demo's firm? Seven synthetic people with accounts, and grants renewed every year as a real firm would have to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from seloste import accounts
from seloste.accounts.models import Staff
from seloste.notice.model import Notice
from seloste.policy import Actor

PASSWORD = "seloste-esittely"  # noqa: S105 (printed by the command; demo homes hold nobody's data and listen on this machine only)
RENEWED = timedelta(days=360)
LASTS = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of staff as the demo introduces them."""

    login: str
    name: str
    unit: str
    roles: tuple[str, ...]
    duty: str


MEMBERS = (
    Member("tiina.kallio", "Tiina Kallio", "Hallinto", ("privacy",), "Tietosuoja"),
    Member("mikko.saari", "Mikko Saari", "Asiakaspalvelu", ("sales", "support"), "Myynti ja asiakaspalvelu"),
    Member("laura.niemi", "Laura Niemi", "Asiakaspalvelu", ("support",), "Asiakaspalvelu"),
    Member("jari.koski", "Jari Koski", "Hallinto", ("claims",), "Vaatimukset"),
    Member("sari.lehto", "Sari Lehto", "Talous", ("bookkeeping",), "Kirjanpito"),
    Member("petri.vuori", "Petri Vuori", "Talous", ("credit",), "Luottopäätökset"),
    Member("anna.laine", "Anna Laine", "Markkinointi", ("marketing",), "Markkinointi"),
)


@dataclass(slots=True)
class Crew:
    """The staff at work: who acts in a role at an instant, with the grants of that time."""

    accounts: dict[str, Staff]
    begins: datetime
    acting: dict[tuple[str, int], Actor] = field(default_factory=dict)

    def actor(self, role: str, at: datetime) -> Actor:
        """Give the actor of a role; grants change only when they are renewed, so one look per year is enough."""
        period = (at - self.begins) // RENEWED
        if (role, period) not in self.acting:
            self.acting[(role, period)] = accounts.actor(self.accounts[role], now=at)
        return self.acting[(role, period)]


def hire(notice: Notice, begins: datetime, now: datetime) -> Crew:
    """Make the accounts as the demo's time begins, and every year's grants up to now. Nobody grants themselves anything but the first."""
    staff = [accounts.create(m.login, name=m.name, unit=m.unit, password=PASSWORD, now=begins) for m in MEMBERS]
    first, second = staff[0], staff[1]
    for at in _renewals(begins, now):
        for one, member in zip(staff, MEMBERS, strict=True):
            giver = first if one is not first or at == begins else second
            for role in member.roles:
                accounts.grant(one, role, by=giver, reason=f"Tehtävä: {member.duty}", expires=at + LASTS, now=at, notice=notice)
    return Crew({role: one for one, member in reversed(list(zip(staff, MEMBERS, strict=True))) for role in member.roles}, begins)


def _renewals(begins: datetime, now: datetime) -> Iterator[datetime]:
    at = begins
    while at <= now:
        yield at
        at += RENEWED
