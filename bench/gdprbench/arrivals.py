"""How do the benchmark's people get into the register?  Through the gate, a unit of work or two each; campaigns and disclosures as rows.

The controller's campaigns are about nobody, and past disclosures come with an import: neither is what is measured here.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from bench.gdprbench.workload import Data, Item
from seloste import gate
from seloste.gate import Applied
from seloste.home import Home
from seloste.law.instants import day_after
from seloste.policy import Actor
from seloste.policy.changes import Begin, Change, NewSubject, Put, Refuse
from seloste.policy.history import RefusalKind
from seloste.register.ids import new_id
from seloste.register.models import Disclosure, OwnMatter

NOTICE = Path(__file__).with_name("notice.yaml")
OFFICE = Actor(1, frozenset({"office"}), "Toimisto")
FOUNDED = datetime(2039, 1, 1, 9, tzinfo=UTC)
ARRIVED = FOUNDED + timedelta(days=1)
FIRST = date(2040, 1, 1)
CHANNELS = ("email", "sms", "phone", "post")
SOURCES = ("person", "partner", "public")
AT_ONCE = 100


@dataclass(slots=True)
class Known:
    """What the client knows: which subject a user is, where a record is, and which refusals stand, each by the register's ids."""

    people: dict[int, tuple[int, int]] = field(default_factory=dict)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    refused: dict[tuple[int, str], int] = field(default_factory=dict)

    def copy(self) -> "Known":
        """The same for another copy of the database."""
        return Known(dict(self.people), dict(self.places), dict(self.refused))


class Register:
    """One register being filled."""

    def __init__(self, home: Home, data: Data) -> None:
        published = gate.publish(home, NOTICE.read_bytes(), file=NOTICE.name, now=FOUNDED)
        if published.findings:
            raise SystemExit(f"The benchmark's notice can't be published: {published.findings[0].message}")
        self.door, self.data, self.known = gate.door(home), data, Known()
        self.campaigns = [new_id() for _ in range(data.groups)]

    def fill(self) -> None:
        """Let everything arrive."""
        ends = [campaign_ends(number) for number in range(self.data.groups)]
        OwnMatter.objects.bulk_create(
            OwnMatter(id=id, register_id=self.door.register, kind="campaign", begun=FOUNDED, ends=end)
            for id, end in zip(self.campaigns, ends, strict=True)
        )
        items: dict[int, list[Item]] = {user: [] for user in range(self.data.groups)}
        for number in range(self.data.records):
            item = self.data.item(number)
            items[item.user].append(item)
        users = list(items)
        for start in range(0, len(users), AT_ONCE):
            with transaction.atomic():
                for user in users[start : start + AT_ONCE]:
                    self._arrive(user, items[user])
                self._share([item for user in users[start : start + AT_ONCE] for item in items[user]])

    def _arrive(self, user: int, items: list[Item]) -> None:
        who: int | NewSubject = NewSubject("customer")
        if items:
            done = applied(self.door.apply(OFFICE, "campaign", who, [put(item, self.campaigns) for item in items], now=ARRIVED))
            who = done.subject
            self.known.places.update({item.id: (done.subject, record) for item, record in zip(items, done.records, strict=True)})
        begin: list[Change] = [Begin("relationship", ref="relationship")]
        if not self.data.decision(user):
            begin.append(Refuse(RefusalKind.OBJECTION, ("decisions",)))
        channel = self.data.objection(user)
        if channel >= 0:
            begin.append(Refuse(RefusalKind.OBJECTION, ("campaign",), CHANNELS[channel]))
        done = applied(self.door.apply(OFFICE, "care", who, begin, now=ARRIVED))
        self.known.people[user] = (done.subject, done.ids["relationship"])
        if channel >= 0:
            self.known.refused[(user, CHANNELS[channel])] = done.decisions[-1]

    def _share(self, items: list[Item]) -> None:
        """A share is a batch: what was given to the partner at one instant."""
        controller = self.door._house.controller
        Disclosure.objects.bulk_create(
            Disclosure(
                subject_id=self.known.places[item.id][0], id=new_id(), controller_id=controller, register_id=self.door.register,
                recipient="partner", purpose="campaign", categories="item", at=shared_at(item.share),
            )
            for item in items
        )  # fmt: skip


def put(item: Item, campaigns: list[int]) -> Put:
    """A record as a change."""
    return Put("item", {"data": item.data}, campaigns[item.campaign], SOURCES[item.source])


def campaign_ends(number: int, later: int = 0) -> datetime:
    """The instant at which a campaign's data expire; two days apart, so that one may be moved by a day and keep its place."""
    return day_after(campaign_planned(number, later))


def campaign_planned(number: int, later: int = 0) -> date:
    """The last day of a campaign."""
    return FIRST + timedelta(days=2 * number + later)


def shared_at(share: int) -> datetime:
    """The instant of a batch of disclosures."""
    return ARRIVED + timedelta(seconds=share)


def applied(answer: object) -> Applied:
    """Give what the gate did, or stop: a denial must not be measured as fast work."""
    if not isinstance(answer, Applied):
        raise SystemExit(f"The gate denied what was to be measured: {answer}")
    return answer
