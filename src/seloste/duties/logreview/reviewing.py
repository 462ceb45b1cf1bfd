"""Going through the access log: begin a review, say what came of each thing that stood out, and sign. Late ones are the board's to tell.

A review covers the log from where the one before ended. Nobody decides about their own use while somebody else could.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from seloste.duties.logreview.models import Anomaly, Review
from seloste.duties.logreview.rules import CROWD, Outcome, found
from seloste.gate import Check, Door
from seloste.home import turns
from seloste.law import add_period, civil_date, keep_until
from seloste.notice.people import log_review
from seloste.policy import Actor, Denial, decide

PURPOSE = "accountability"


class Refused(StrEnum):
    """Why a step can't be taken."""

    NONE_OPEN = "none-open"
    OPEN_ALREADY = "open-already"
    TOO_SOON = "too-soon"
    NOT_THERE = "not-there"
    NO_SUCH_OUTCOME = "no-such-outcome"
    ONESELF = "oneself"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class State:
    """From when the log waits, by when its review is due and must be signed (None where that isn't promised), and the open one."""

    since: datetime
    due: date | None
    latest: date | None
    open: Review | None

    def late(self, today: date) -> bool:
        """Whether a review should have been signed by now."""
        return self.latest is not None and today > self.latest


def state(door: Door, *, now: datetime) -> State:
    """See how reviewing stands."""
    signed = _signed(door)
    since = signed.until if signed else _owed_since(door, now)
    promised = log_review(door.notice_at(now).security)
    due = add_period(civil_date(since), promised.every) if promised else None
    latest = add_period(due, promised.within) if promised and due else None
    return State(since, due, latest, Review.objects.filter(register_id=door.register, signed_at=None).first())


def begin(door: Door, actor: Actor, *, now: datetime) -> Review | Denial | Refused:
    """Look for what stands out in the log since the last review, up to now."""
    with transaction.atomic():
        turns.alone("log review", str(door.register))
        stands = state(door, now=now)
        if stands.open:
            return Refused.OPEN_ALREADY
        if stands.since >= now:
            return Refused.TOO_SOON
        habits = door.habits(actor, since=stands.since, until=now, crowd=CROWD, now=now)
        if isinstance(habits, Denial):
            return habits
        made = Review.objects.create(register_id=door.register, since=stands.since, until=now, begun_by=actor.id)
        Anomaly.objects.bulk_create(
            Anomaly(register_id=door.register, review=made, rule=one.rule, actor=one.actor, day=one.day, count=one.count)
            for one in found(habits)
        )
        return made


def settle(door: Door, actor: Actor, anomaly: int, outcome: str, *, alone: bool, now: datetime) -> Denial | Refused | None:
    """Say what came of one thing that stood out. `alone` is for the only officer there is, who has nobody to ask about their own."""
    denied = decide(door.policy_at(now), actor, PURPOSE)
    if denied:
        return denied
    one = Anomaly.objects.filter(pk=anomaly, register_id=door.register, review__signed_at=None).first()
    if one is None:
        return Refused.NOT_THERE
    if outcome not in set(Outcome):
        return Refused.NO_SUCH_OUTCOME
    if one.actor == actor.id and not alone:
        return Refused.ONESELF
    Anomaly.objects.filter(pk=one.pk).update(outcome=outcome, decided_at=now, decided_by=actor.id)
    return None


def sign(door: Door, actor: Actor, *, now: datetime) -> Review | Denial | Refused:
    """Sign the open review as done, once everything that stood out in it has an outcome."""
    denied = decide(door.policy_at(now), actor, PURPOSE)
    if denied:
        return denied
    with transaction.atomic():
        turns.alone("log review", str(door.register))
        one = Review.objects.filter(register_id=door.register, signed_at=None).first()
        if one is None:
            return Refused.NONE_OPEN
        if one.anomalies.filter(outcome="").exists():
            return Refused.UNDECIDED
        one.signed_at, one.signed_by = now, actor.id
        one.save(update_fields=["signed_at", "signed_by"])
        _forget(door, one, now)
        return one


def log_reviewed(door: Door, *, now: datetime) -> Check:
    """For the promise board: no review is late, and nothing in a signed one lacks an outcome. `oldest`: from when the log waits."""
    stands = state(door, now=now)
    undecided = Anomaly.objects.filter(register_id=door.register, outcome="").exclude(review__signed_at=None)
    found_wrong = list(undecided.order_by("pk").values_list("pk", flat=True))
    done = Review.objects.filter(register_id=door.register).exclude(signed_at=None).count()
    return Check(len(found_wrong) + stands.late(civil_date(now)), done, tuple(found_wrong[:5]), stands.since)


def _signed(door: Door) -> Review | None:
    return Review.objects.filter(register_id=door.register).exclude(signed_at=None).order_by("-until").first()


def _owed_since(door: Door, now: datetime) -> datetime:
    """From when a first review must cover: the day on which the notice began to promise reviews, else the first notice's."""
    since = None
    for _, effective, notice in door.notices():
        if effective <= now:
            since = (since or effective) if log_review(notice.security) else None
    return since or min((effective for _, effective, _ in door.notices()), default=now)


def _forget(door: Door, signed: Review, now: datetime) -> None:
    """What reviews say of colleagues is kept as long as the log itself, and no longer."""
    keep = door.notice_at(now).access_log
    for old in Review.objects.filter(register_id=door.register).exclude(pk=signed.pk).exclude(signed_at=None):
        if keep_until(old.until, keep) <= now:
            old.delete()
