"""Who works at a demo's firm? Synthetic people who hold the notice's roles, by grants renewed every year as a real firm would have to.

Before that they have gone through what the notice demands of them, and they go through it again in good time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from seloste import accounts
from seloste.accounts.models import Staff
from seloste.law import civil_date
from seloste.notice import Notice
from seloste.notice.builtin import PRIVACY_ROLE
from seloste.notice.people import demands
from seloste.policy import Actor

PASSWORD = "seloste-esittely"  # noqa: S105 (printed by the command; demo homes hold nobody's data and listen on this machine only)
RENEWED = timedelta(days=360)
LASTS = timedelta(days=366)
TRAINED = timedelta(days=180)
OFFICER = "Tiina Kallio"
COLLEAGUES = ("Mikko Saari", "Laura Niemi", "Jari Koski", "Sari Lehto", "Petri Vuori", "Anna Laine", "Heikki Salo", "Elina Harju")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of staff as the demo introduces them."""

    name: str
    unit: str
    roles: tuple[str, ...]
    duty: str

    @property
    def login(self) -> str:
        """The name to sign in with."""
        return self.name.lower().replace(" ", ".")


def members(notice: Notice) -> tuple[Member, ...]:
    """Give each role of the notice to somebody: the privacy officer's to one person, the rest to colleagues in the notice's order.

    The first of them does the next one's work too, so that there is somebody who chooses between roles' purposes.
    """
    working = [role for role in notice.roles if role != PRIVACY_ROLE] or [PRIVACY_ROLE]
    held: list[tuple[str, tuple[str, ...]]] = [(OFFICER, (PRIVACY_ROLE,))]
    for place, name in enumerate(COLLEAGUES[: len(working)]):
        extra = working[1:2] if place == 0 else []
        held.append((name, tuple(dict.fromkeys([*working[place :: len(COLLEAGUES)], *extra]))))
    return tuple(Member(name, notice.roles[roles[0]].name.fi, roles, _duty(notice, roles)) for name, roles in held)


def _duty(notice: Notice, roles: tuple[str, ...]) -> str:
    return ", ".join(notice.roles[role].name.fi for role in roles)


@dataclass(slots=True)
class Crew:
    """The staff at work: who acts in a role at an instant, with the grants of that time."""

    accounts: dict[str, Staff]
    begins: datetime
    notice: Notice
    acting: dict[tuple[str, int], Actor] = field(default_factory=dict)

    def actor(self, role: str, at: datetime) -> Actor:
        """Give the actor of a role; grants change only when they are renewed, so one look per year is enough."""
        period = (at - self.begins) // RENEWED
        if (role, period) not in self.acting:
            self.acting[(role, period)] = accounts.actor(self.accounts[role], now=at, notice=self.notice)
        return self.acting[(role, period)]


def hire(notice: Notice, begins: datetime, now: datetime) -> Crew:
    """Make the accounts as the demo's time begins, and every year's grants up to now. Nobody grants themselves anything but the first."""
    crew = members(notice)
    staff = [accounts.create(m.login, name=m.name, unit=m.unit, password=PASSWORD, now=begins) for m in crew]
    first, second = staff[0], staff[1 % len(staff)]
    for at in _times(begins, now, TRAINED):
        for kind, demand in demands(notice.security).proofs().items():
            for one in staff if demand.valid or at == begins else ():
                accounts.record(one, kind, by=first, on=civil_date(at), now=at, notice=notice)
    for at in _times(begins, now, RENEWED):
        for one, member in zip(staff, crew, strict=True):
            giver = first if one is not first or at == begins else second
            for role in member.roles:
                accounts.grant(one, role, by=giver, reason=f"Tehtävä: {member.duty}", expires=at + LASTS, now=at, notice=notice)
    return Crew({role: one for one, member in reversed(list(zip(staff, crew, strict=True))) for role in member.roles}, begins, notice)


def _times(begins: datetime, now: datetime, every: timedelta) -> Iterator[datetime]:
    at = begins
    while at <= now:
        yield at
        at += every
