"""Seloste's own engine under the benchmark: every operation is a verb of the gate, with its decision, encryption and ledger.

What the client of GDPRbench knows by key (a user, a record, a campaign) is known here by the ids that the register gave.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from bench.gdprbench import ballast
from bench.gdprbench.arrivals import CHANNELS, OFFICE, Known, Register, applied, campaign_ends, campaign_planned, put, shared_at
from bench.gdprbench.cluster import Cluster
from bench.gdprbench.plain import table_sizes
from bench.gdprbench.workload import OBJECTIONS, Data, Op
from seloste.gate import Door
from seloste.home import Home, schema
from seloste.policy import Actor, Denial
from seloste.policy.changes import Change, End, Lift, NewSubject, Put, Refuse
from seloste.policy.history import RefusalKind

PRIVACY = Actor(2, frozenset({"privacy"}), "Tietosuoja")
NOW = datetime(2039, 6, 1, 9, tzinfo=UTC)
PEOPLE_ON_A_PAGE = 10
TABLES = (
    "subject", "matter", "event", "ground", "folder", "record", "archived_record", "lookup", "refusal", "restriction", "hold",
    "disclosure", "own_matter", "ledger_leaf", "ledger_side",
)  # fmt: skip


class Gated:
    """The register of the benchmark, behind its door."""

    def __init__(self, cluster: Cluster, data: Data, home: Home, copies: int = 0, *, batched: bool = False) -> None:
        self.cluster, self.data, self.home, self.copies = cluster, data, home, copies
        self.name = "seloste" + (f" x{copies + 1}" if copies else "") + (" batched" if batched else "")
        self.batched = batched
        self.door: Door
        self.known, self.loaded = Known(), Known()
        self.campaigns: list[int] = []
        self.now = NOW

    def load(self, database: str) -> None:
        """Make the tables, publish the notice and let everyone arrive."""
        self._turn_to(database)
        schema.bring_up()
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit=off")
        register = Register(self.home, self.data)
        register.fill()
        self.door, self.campaigns, self.loaded = register.door, register.campaigns, register.known
        connection.close()
        if self.copies:
            ballast.add(self.cluster, database, self.copies)
        with self.cluster.connect(database) as plain:
            plain.execute("VACUUM (FREEZE, ANALYZE)")

    def open(self, database: str) -> None:
        """Turn to a copy."""
        settings.READ_EVENTS = "batched" if self.batched else "durable"
        self._turn_to(database)
        self.known = self.loaded.copy()

    def close(self) -> None:
        """Let go of it."""
        connection.close()

    def sizes(self, database: str) -> dict[str, int]:
        """Every table with a row about somebody, and the ledger."""
        return table_sizes(self.cluster, database, TABLES)

    def do(self, op: Op) -> int:
        """Do one operation, a second after the one before."""
        self.now = NOW + timedelta(seconds=op.turn)
        return int(getattr(self, op.name)(op))

    def _turn_to(self, database: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = database

    def _subject(self, user: int) -> int:
        """A user who has gone is asked for as anyone unknown."""
        return self.known.people.get(user, (1, 1))[0]

    # the controller's

    def create(self, op: Op) -> int:
        item = self.data.item(op.on)
        there = self.known.people.get(item.user)
        who: int | NewSubject = there[0] if there else NewSubject("customer")
        done = applied(self.door.apply(OFFICE, "campaign", who, [put(item, self.campaigns)], now=self.now))
        self.known.people.setdefault(item.user, (done.subject, 0))
        self.known.places[op.on] = (done.subject, done.records[0])
        return 1

    def delete_by_purpose(self, op: Op) -> int:
        try:
            return self.door.end_own(self.campaigns[op.on], now=self.now).settled.records
        except LookupError:  # it ended before
            return 0

    def delete_by_expiry(self, op: Op) -> int:
        records, more = 0, True
        while more:
            swept = self.door.sweep(now=campaign_ends(op.on, 1), due_only=True)
            records, more = records + swept.records, swept.more
        return records

    def delete_by_user(self, op: Op) -> int:
        there = self.known.people.pop(op.on, None)
        if there is None:
            return 0
        subject, relationship = there
        changes: list[Change] = [Refuse(RefusalKind.ERASURE, ("campaign",))]
        if relationship:
            changes += [Refuse(RefusalKind.ERASURE, ("care", "decisions")), End(relationship, "erasure")]
        answer = self.door.apply(OFFICE, "care" if relationship else "campaign", subject, changes, now=self.now)
        return 0 if isinstance(answer, Denial) else applied(answer).erased

    def tag_by_purpose(self, op: Op) -> int:
        try:
            return self.door.replan_own(self.campaigns[op.on], planned=campaign_planned(op.on, op.turn & 1), now=self.now).folders
        except LookupError:
            return 0

    def tag_by_user(self, op: Op) -> int:
        channel = CHANNELS[op.turn % OBJECTIONS]
        there = self.known.people.get(op.on)
        if there is None:
            return 0
        standing = self.known.refused.pop((op.on, channel), None)
        change: Change = Lift(standing) if standing else Refuse(RefusalKind.OBJECTION, ("campaign",), channel)
        done = applied(self.door.apply(OFFICE, "care" if there[1] else "campaign", there[0], [change], now=self.now))
        if not standing:
            self.known.refused[(op.on, channel)] = done.decisions[0]
        return 1

    def tag_by_share(self, op: Op) -> int:
        answer = self.door.tell_recipient(PRIVACY, "notifying", "partner", given=shared_at(op.on), now=self.now)
        return int(_given(answer, int))

    # the customer's

    def read_by_user(self, op: Op) -> int:
        return self._entries(self.door.read(OFFICE, "care", self._subject(op.on), now=self.now, locked=False))

    def facts_by_key(self, op: Op) -> int:
        subject, record = self.known.places[op.on]
        answer = self.door.facts(OFFICE, "care", subject, now=self.now, record=record)
        return 0 if isinstance(answer, Denial) else len(answer.records)

    def update_by_key(self, op: Op) -> int:
        subject, record = self.known.places[op.on]
        values = {"data": self.data.payload(op.on, op.turn + 1)}
        answer = self.door.apply(OFFICE, "campaign", subject, [Put("item", values, record=record)], now=self.now)
        return 0 if isinstance(answer, Denial) else 1

    def tag_by_key(self, op: Op) -> int:
        """An objection is the person's, not the record's."""
        return self.tag_by_user(Op("tag_by_user", self.data.item(op.on).user, op.turn))

    def delete_by_key(self, op: Op) -> int:
        subject, record = self.known.places[op.on]
        answer = self.door.erase_record(OFFICE, "campaign", subject, record, now=self.now)
        return 0 if isinstance(answer, Denial) else 1

    # the processor's

    def read_by_key(self, op: Op) -> int:
        subject, record = self.known.places[op.on]
        return self._entries(self.door.read(OFFICE, "campaign", subject, now=self.now, locked=False, record=record))

    def read_by_purpose(self, op: Op) -> int:
        return self._listed(self.door.list(OFFICE, "campaign", now=self.now, limit=1000, matter=self.campaigns[op.on]))

    def read_by_objection(self, op: Op) -> int:
        return self._page(op, "campaign", CHANNELS[op.other])

    def read_by_decision(self, op: Op) -> int:
        return self._page(op, "decisions", "")

    def _page(self, op: Op, purpose: str, channel: str) -> int:
        after = self._subject(op.on)
        return self._listed(self.door.list(OFFICE, purpose, now=self.now, limit=PEOPLE_ON_A_PAGE, after=after, channel=channel))

    # the regulator's

    def facts_by_user(self, op: Op) -> int:
        answer = self.door.facts(PRIVACY, "accountability", self._subject(op.on), now=self.now)
        return 0 if isinstance(answer, Denial) else len(answer.records)

    def logs(self, op: Op) -> int:
        _given(self.door.browse_ledger(PRIVACY, now=self.now, limit=op.on), tuple)
        return 1

    def verify_deleted(self, op: Op) -> int:
        subject, record = self.known.places.get(op.on, (1, op.on))
        _given(self.door.stands(PRIVACY, "accountability", subject, record, now=self.now), bool)
        return 1

    def _entries(self, answer: Any) -> int:
        return 0 if isinstance(answer, Denial) else len(answer.entries)

    def _listed(self, answer: Any) -> int:
        return sum(len(reading.entries) for reading in answer.readings)


def _given(answer: object, kind: type) -> Any:
    if not isinstance(answer, kind):
        raise SystemExit(f"The gate denied what was to be measured: {answer}")
    return answer
