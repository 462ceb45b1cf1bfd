"""The club's register, whose notice promises to tell of changes, and short ways to tell, plan and publish."""

from dataclasses import dataclass

import pytest

from gate.club import NOTICE, Club, at
from seloste import gate
from seloste.duties.announcements import planning, publishing, telling
from seloste.duties.announcements.promise import Channel
from seloste.home import Home
from seloste.notice import Notice, load
from seloste.policy import SYSTEM

PROMISED = f"{NOTICE}changes: {{channels: [site, email], lead: P14D}}\n"


def dated(source: str, effective: str) -> str:
    """The notice with the date from which it says it binds."""
    return source.replace("effective: 2020-01-01", f"effective: {effective}")


def read(source: str, when: str = "2024-01-01") -> Notice:
    notice = load(source.encode(), file="notice.yaml", on=at(when).date()).notice
    assert notice is not None
    return notice


@dataclass
class Change:
    """One register and the notices that follow in it."""

    home: Home
    club: Club

    def tell(self, source: str, channel: Channel, when: str) -> None:
        notice = read(source)
        effective = planning.effective_of(notice, at(when))
        telling.announce(gate.door(self.home), notice, source.encode(), channel, effective=effective, by=SYSTEM, now=at(when))

    def plan(self, source: str, when: str, *ends: str) -> planning.Plan:
        notice = read(source)
        effective = planning.effective_of(notice, at(when))
        return planning.plan(gate.door(self.home), notice, effective=effective, ends=ends, now=at(when))

    def publish(self, source: str, when: str, *ends: str, effective: str = "") -> publishing.Published:
        binds = at(effective) if effective else planning.effective_of(read(source), at(when))
        made = publishing.publish(self.home, source.encode(), file="notice.yaml", effective=binds, now=at(when), ends=ends)
        self.club.door = gate.door(self.home)
        return made

    def why(self, source: str, when: str, *ends: str) -> list[planning.Why]:
        """Why it was not published; it must have changed nothing then."""
        before = len(self.club.door.notices())
        made = self.publish(source, when, *ends)
        assert made.plan is not None
        assert (made.number == 0) is bool(made.plan.obstacles)
        assert len(self.club.door.notices()) == before + (made.number > 0)
        return [each.why for each in made.plan.obstacles]


@pytest.fixture
def change(db: None, fresh_home: Home) -> Change:
    """A register since 2020, made by publishing its first notice."""
    made = publishing.publish(fresh_home, PROMISED.encode(), file="notice.yaml", effective=at("2020-01-01"), now=at("2020-01-01"))
    assert made.number == 1
    return Change(fresh_home, Club(fresh_home, gate.door(fresh_home)))
