"""Publishing: the plan is made again on what stands at this instant, and only one without an obstacle goes through, in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from seloste import gate
from seloste.duties.announcements.planning import Plan, plan
from seloste.home import Home
from seloste.notice import Finding, load


@dataclass(frozen=True, slots=True)
class Published:
    """The version's number; 0 with the findings or the plan's obstacles when nothing was changed."""

    number: int
    plan: Plan | None
    findings: tuple[Finding, ...] = ()


def publish(home: Home, source: bytes, *, file: str, effective: datetime, now: datetime, ends: Collection[str] = ()) -> Published:
    """Publish a notice file, unless something stands in its way. Everything is parsed and weighed before anything changes."""
    loaded = load(source, file=file, on=now.date())
    if loaded.notice is None:
        return Published(0, None, loaded.findings)
    with transaction.atomic():
        key = loaded.notice.register.key
        door = gate.door(home, register=key) if gate.is_open(key) else None
        found = plan(door, loaded.notice, effective=effective, ends=ends, now=now)
        if found.obstacles:
            return Published(0, found)
        made = gate.publish(home, source, file=file, now=now, effective=found.effective)
    return Published(made.number, found, made.findings)
