"""How does a training or an undertaking get on record, and how does a mistake get off it?  Somebody else's word, dated and versioned.

Nobody vouches for themselves as long as there is somebody else who could. The first privacy officer has nobody to ask.
"""

from datetime import date, datetime

from django.db import transaction

from seloste.accounts.models import Grant, Proof, Staff
from seloste.accounts.readiness import standing
from seloste.accounts.shapes import RecordError, Refused
from seloste.law import add_period, civil_date
from seloste.notice import Notice
from seloste.notice.builtin import PRIVACY_ROLE
from seloste.notice.people import demands


def record(
    staff: Staff,
    kind: str,
    *,
    by: Staff,
    notice: Notice,
    now: datetime,
    on: date | None = None,
    version: str = "",
    until: date | None = None,
) -> Proof:
    """Record that a person went through a training, or gave an undertaking, on a day. Raises RecordError.

    The version is the one that the notice asks for unless said otherwise, and the last day follows from its period.
    """
    demand = demands(notice.security).proofs().get(kind)
    if demand is None:
        raise RecordError(Refused.NOT_ASKED, f"The notice asks for no {kind}, so there is nothing to record.")
    day, today = on or civil_date(now), civil_date(now)
    if day > today:
        raise RecordError(Refused.FUTURE, "A record is of what has happened: the day can't be in the future.")
    by_notice = add_period(day, demand.valid) if demand.valid else None
    last = min((each for each in (until, by_notice) if each), default=None)
    if last and last < day:
        raise RecordError(Refused.OVER, "A record can't have run out before its day.")
    with transaction.atomic():
        if not staff.is_active:
            raise RecordError(Refused.CLOSED, "The account is closed.")
        _may_vouch(by, staff, notice=notice, now=now)
        return Proof.objects.create(
            staff=staff, kind=kind, version=version or demand.version, on=day, until=last, recorded_by=by, recorded_at=now
        )


def withdraw(proof: Proof, *, by: Staff, notice: Notice, now: datetime) -> None:
    """Take back a record that was made by mistake. The row stays, and counts for nothing. Raises RecordError."""
    with transaction.atomic():
        _may_vouch(by, proof.staff, notice=notice, now=now)
        Proof.objects.filter(pk=proof.pk, withdrawn_at=None).update(withdrawn_at=now)


def _may_vouch(by: Staff, staff: Staff, *, notice: Notice, now: datetime) -> None:
    """A privacy officer whose roles aren't suspended vouches for others; who else, only where there is no such officer."""
    if by.employer or not by.is_active:
        raise RecordError(Refused.NOT_OURS, "Only the controller's own staff, with an open account, record trainings and undertakings.")
    holders = officers(now)
    ready = {each.pk for each in holders if not standing(each, now=now, notice=notice).lacks}
    if ready - {staff.pk}:
        if by.pk == staff.pk:
            raise RecordError(Refused.ONESELF, "Nobody vouches for themselves: another privacy officer records it.")
        if by.pk not in ready:
            raise RecordError(Refused.NOT_OFFICER, "A privacy officer records trainings and undertakings.")
    elif holders and by.pk not in {each.pk for each in holders}:
        raise RecordError(Refused.NOT_OFFICER, "A privacy officer records trainings and undertakings.")


def officers(now: datetime) -> list[Staff]:
    """Those to whom the privacy role has been granted, suspended or not."""
    held = Grant.objects.filter(role=PRIVACY_ROLE, granted_at__lte=now, expires__gt=now, revoked_at=None).values("staff")
    return list(Staff.objects.filter(is_active=True, employer="", pk__in=held).order_by("login"))
