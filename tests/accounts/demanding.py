"""A notice as far as it demands something of those who hold roles, and ways to put things on record."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from seloste import accounts
from seloste.accounts.models import Proof, Staff
from seloste.law import Period
from seloste.notice import Notice
from seloste.notice.people import Requires, Training, Undertaking

SINCE = date(2026, 1, 1)
YEAR = timedelta(days=365)


def demanding(*, training: Training | None = None, undertaking: Undertaking | None = None, own: bool = False) -> Notice:
    """Give a notice that demands these."""
    requires = Requires.model_construct(training=training, undertaking=undertaking, employer="own" if own else None)
    parts: dict[str, Any] = {
        "roles": dict.fromkeys(("sales", "support", "privacy", "system")),
        "processors": {"hosting": None},
        "security": {"staff": SimpleNamespace(requires=requires, review=None)},
        "dates": SimpleNamespace(effective=SINCE),
    }
    return cast(Notice, SimpleNamespace(**parts))


def training(version: str = "2026-1", since: date | None = None, valid: str = "P1Y", grace: str = "P30D") -> Training:
    """A demand for training."""
    return Training.model_construct(version=version, since=since, valid=Period.parse(valid), grace=Period.parse(grace))


def undertaking(version: str = "2026-1") -> Undertaking:
    """A demand for an undertaking that is good until its text changes."""
    return Undertaking.model_construct(version=version, since=None, valid=None, grace=Period.parse("P30D"))


def on_record(staff: Staff, kind: str, on: date, *, version: str = "2026-1", until: date | None = None) -> Proof:
    """Put something on record, past the rules."""
    at = datetime.combine(on, datetime.min.time()).astimezone()
    return Proof.objects.create(staff=staff, kind=kind, version=version, on=on, until=until, recorded_by=staff, recorded_at=at)


def roles(staff: Staff, notice: Notice, now: datetime) -> frozenset[str]:
    """What somebody may act as."""
    return accounts.actor(staff, now=now, notice=notice).roles
