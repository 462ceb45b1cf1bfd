"""The gate in plain words: what may this actor do for this purpose at this instant? Small, slow, and sharing no code with policy or SQL.

A notice is a plain document, and a life a history of values; `policy.reference` plays the grounds and folders, and this asks the rest.
A no is the code of the gate's denial, a yes is what is opened. Our own work stands here once more, as DESIGN words it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from policy.reference import Doc, Reference
from seloste.policy.history import History, OwnMatter

NO_PURPOSE, ROLE, NOT_OPEN, RECIPIENT, BANNED = "SEL-G001", "SEL-G002", "SEL-G003", "SEL-G011", "SEL-G012"
NOBODY = {"uses": (), "reads": (), "keeps": (), "applies": "new", "roles": (), "basis": "legitimate-interest"}


def with_our_own(doc: Doc) -> Doc:
    """Add our own work to a written notice: answering requests, accounting for it, telling of changes."""
    duty: dict[str, Any] = {**NOBODY, "basis": "legal-obligation", "roles": ("privacy",), "builtin": True}
    own = {
        "requests": {
            **duty,
            "while": ("request",),
            "uses": ("request_file",),
            "reads": tuple(doc["data"]),
            "store": "any",
            "despite": True,
        },
        "accountability": {**duty, "per": "request", "uses": ("request_file",), "keep": "P36M", "despite": True},
    }
    purposes = {key: {**NOBODY, **purpose, "despite": purpose.get("despite_restriction")} for key, purpose in doc["purposes"].items()}
    matters = {**doc["matters"], "request": {"idle": "P24M"}}
    return {**doc, "matters": matters, "data": {**doc["data"], "request_file": {"of": "request"}}, "purposes": {**purposes, **own}}


@dataclass(frozen=True, eq=False)
class Life:
    """What was recorded about one person, and in which folder each record lies."""

    history: History
    records: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Model:
    """One register's notices, and its gate."""

    docs: Sequence[tuple[datetime, Doc]]
    own: Mapping[int, OwnMatter] = field(default_factory=dict)
    ids: int = 0
    plays: dict[tuple[Life, datetime], Reference] = field(default_factory=dict)

    def doc(self, now: datetime) -> Doc:
        return [doc for effective, doc in self.docs if effective <= now][-1]

    def may(self, now: datetime, roles: Collection[str], purpose: str) -> str:
        found = self.doc(now)["purposes"].get(purpose)
        return NO_PURPOSE if found is None else "" if set(roles) & set(found["roles"]) else ROLE

    def played(self, life: Life, now: datetime) -> Reference:
        """The life as it has gone by now, played once for every question of the moment."""
        if (life, now) not in self.plays:
            self.plays[(life, now)] = Reference(self.docs, life.history).play(until=now)
        return self.plays[(life, now)]

    # reading

    def opened(self, life: Life | None, now: datetime, roles: Collection[str], purpose: str) -> str | set[int]:
        """The folders that a read gives, or the code of its no."""
        if no := self.may(now, roles, purpose):
            return no
        if life is None or (not life.history.events and not life.history.folders):
            return NOT_OPEN
        world, store = self.played(life, now), self.doc(now)["purposes"][purpose].get("store", "live")
        shut = self.shut(life, now, purpose)
        grounds = [g for g in world.grounds if g.purpose == purpose]
        if not grounds or 0 in shut:
            return NOT_OPEN
        looks = {"live": ("live",), "archive": ("archived",), "any": ("live", "archived")}[store]
        return {
            f.id
            for f in life.history.folders
            if f.id not in shut
            and ("live" if f.id not in world.live_until else "fallen" if f.id in world.falls else "archived") in looks
            and any(g.matter in (0, f.matter) or not f.matter for g in grounds if self.reads(g.version, purpose, f.category, now))
        }

    def shut(self, life: Life, now: datetime, purpose: str) -> set[int]:
        standing = (r for r in life.history.restrictions if r.lifted is None or r.lifted > now)
        return {r.folder for r in standing if r.purpose == purpose}

    def reads(self, version: int, purpose: str, category: str, now: datetime) -> bool:
        """Whether the notice of a ground opens the category, and no later one has closed it."""
        later = [doc for effective, doc in self.docs[version + 1 :] if effective <= now]
        named = [doc["purposes"].get(purpose, NOBODY) for doc in (self.docs[version][1], *later)]
        return all(category in (*p["uses"], *p["reads"]) for p in named)

    def reached(self, life: Life, now: datetime, purpose: str, channel: str) -> bool:
        """Whether the person lets us use the channel for the purpose."""
        no = (r for r in life.history.refusals if r.purpose == purpose and r.channel in ("", channel))
        return not any(r.lifted is None or r.lifted > now for r in no)

    def disclosed(self, life: Life, now: datetime, roles: Collection[str], purpose: str, recipient: str) -> str | set[int]:
        """The folders that go to a recipient."""
        if no := self.may(now, roles, purpose):
            return no
        to = self.doc(now)["recipients"].get(recipient)
        if to is None or to["kind"] != "controller" or not to.get("compatibility"):
            return RECIPIENT
        opened = self.opened(life, now, roles, purpose)
        given = {f.id for f in life.history.folders if not isinstance(opened, str) and f.id in opened and f.category in to["data"]}
        if not given:
            return NOT_OPEN
        return BANNED if to.get("discretionary") and not self.reached(life, now, "disclosure", "") else given
