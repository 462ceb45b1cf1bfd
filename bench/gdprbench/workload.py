"""Which records stand there, and which operations come?  The same for every variant: all draws are seeded.

A record has GDPRbench's seven attributes (purpose, expiry, user, objection, automated decisions, share, source). A campaign is the
purpose that records are used for; its end is their expiry. Objections and decisions are the person's, as the law has them.
"""

import hashlib
import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

OBJECTIONS, SOURCES, PAGE = 4, 3, 100
_MASK = 2**64 - 1

type Mix = dict[str, float]

# In hundredths. "paper": the mixes of GDPRbench's article; "artifact": those of its published properties files.
PROFILES: dict[str, dict[str, tuple[Mix, str]]] = {
    "paper": {
        "controller": (
            {
                "create": 25, "delete_by_purpose": 25 / 3, "delete_by_expiry": 25 / 3, "delete_by_user": 25 / 3,
                "tag_by_purpose": 50 / 3, "tag_by_user": 50 / 3, "tag_by_share": 50 / 3,
            },
            "uniform",
        ),
        "customer": (
            {"read_by_user": 20, "facts_by_key": 20, "update_by_key": 20, "tag_by_key": 20, "delete_by_key": 20},
            "zipf",
        ),
        "processor": ({"read_by_key": 80, "read_by_purpose": 20 / 3, "read_by_objection": 20 / 3, "read_by_decision": 20 / 3}, "zipf"),
        "regulator": ({"facts_by_user": 46, "logs": 31, "verify_deleted": 23}, "zipf"),
    },
    "artifact": {
        "controller": ({"create": 25, "delete_by_key": 25, "tag_by_purpose": 25, "tag_by_user": 25}, "uniform"),
        "customer": (
            {
                "read_by_key": 20, "read_by_purpose": 10, "read_by_user": 10, "update_by_key": 20,
                "tag_by_purpose": 10, "tag_by_user": 10, "delete_by_key": 20,
            },
            "zipf",
        ),
        "processor": ({"read_by_key": 20, "read_by_purpose": 40, "read_by_user": 40}, "uniform"),
        "regulator": ({"facts_by_user": 50, "logs": 50}, "zipf"),
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One record of the benchmark. `expires` counts days from the first expiry; `objection` is the channel refused, or -1."""

    id: int
    user: int
    campaign: int
    share: int
    objection: int
    decision: bool
    source: int
    expires: int
    data: str


@dataclass(frozen=True, slots=True)
class Op:
    """One operation: what, on which key, user, campaign, share, expiry or number of lines; `turn` numbers the stream."""

    name: str
    on: int
    turn: int
    other: int = 0


@dataclass(frozen=True, slots=True)
class Data:
    """The records: `group` of them a user, a campaign, a share and an expiry day each, on average."""

    records: int
    group: int = 10
    length: int = 100
    seed: int = 42

    @property
    def groups(self) -> int:
        """How many users, campaigns and shares there are."""
        return max(1, self.records // self.group)

    @property
    def lasting(self) -> int:
        """The first campaign that neither ends nor expires while the benchmark runs."""
        return self.groups * 3 // 4

    def payload(self, record: int, salt: int = 0) -> str:
        """The personal data of a record."""
        drawn = hashlib.shake_128(b"%d:%d:%d" % (self.seed, record, salt))
        return drawn.hexdigest((self.length + 1) // 2)[: self.length]

    def objection(self, user: int) -> int:
        """The channel that a user has refused from the start, or -1."""
        draw = self._draw(b"objection", user) % (OBJECTIONS * 4)
        return draw if draw < OBJECTIONS else -1

    def decision(self, user: int) -> bool:
        """Whether a user allows automated decisions."""
        return bool(self._draw(b"decision", user) % 2)

    def item(self, record: int) -> Item:
        """One record. Those that come later belong to the last quarter of the campaigns: nothing is stored for one that has ended."""
        draw = self._draw(b"record", record)
        draw, user = divmod(draw, self.groups)
        draw, campaign = divmod(draw, self.groups)
        draw, share = divmod(draw, self.groups)
        if record >= self.records:
            campaign = self.lasting + campaign % max(1, self.groups - self.lasting)
        return Item(
            record, user, campaign, share, self.objection(user), self.decision(user), draw % SOURCES, campaign, self.payload(record)
        )

    def _draw(self, what: bytes, number: int) -> int:
        return int.from_bytes(hashlib.blake2b(b"%d/%s/%d" % (self.seed, what, number), digest_size=16).digest(), "big")


class Zipf:
    """A scrambled zipfian draw over [0, count), as YCSB's (theta 0.99)."""

    def __init__(self, count: int, source: random.Random, theta: float = 0.99) -> None:
        self.count, self.source = count, source
        self.sums = list(accumulate((rank + 1) ** -theta for rank in range(count)))

    def __call__(self) -> int:
        rank = bisect_left(self.sums, self.source.random() * self.sums[-1])
        return (rank * 0x9E3779B97F4A7C15 & _MASK) % self.count if self.count > 1 else 0


def _draws(count: int, spread: str, source: random.Random) -> Callable[[], int]:
    return Zipf(count, source) if spread == "zipf" else partial(source.randrange, count)


def stream(data: Data, mix: Mix, spread: str, count: int, seed: int = 7) -> list[Op]:
    """The operations of one workload, in order."""
    source = random.Random(f"{seed}|{sorted(mix)}|{spread}|{count}")
    key, user = _draws(data.records, spread, source), _draws(data.groups, spread, source)
    created, expired = data.records, 0
    found = []
    for turn, name in enumerate(source.choices(list(mix), list(mix.values()), k=count)):
        other = 0
        if name == "create":
            on, created = created, created + 1
        elif name == "delete_by_expiry":
            on, expired = expired, expired + 1
        elif name in ("read_by_objection", "read_by_decision"):
            on, other = source.randrange(data.groups), source.randrange(OBJECTIONS)
        elif name == "delete_by_purpose":
            on = source.randrange(data.lasting)
        elif name.endswith(("_by_purpose", "_by_share")):
            on = source.randrange(data.groups)
        elif name.endswith("_by_user"):
            on = user()
        elif name == "logs":
            on = source.randint(1, 1000)
        elif name == "verify_deleted":
            on = source.randrange(2 * data.records)
        else:
            on = key()
        found.append(Op(name, on, turn, other))
    return found
