"""Is somebody ready to hold a role?  What the notice demands of them, held against what is on record.

It tells what is lacking now and what soon will be. Where the notice demands nothing, nothing is lacking.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Min, QuerySet

from seloste.accounts.models import Grant, Proof, Staff
from seloste.law import add_period, civil_date
from seloste.notice import Notice
from seloste.notice.people import Demands, Training, Undertaking, demands

# So long before something runs out its holder is told.
AHEAD = timedelta(days=30)
EMPLOYER = "employer"


class Why(StrEnum):
    """Why somebody isn't ready."""

    MISSING = "missing"
    EXPIRED = "expired"
    OUTDATED = "outdated"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing demanded that isn't there: which, why, and the last day on which it was; or will be, for what is coming."""

    kind: str
    why: Why
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands: what suspends their roles now, and what will within a month."""

    lacks: tuple[Lack, ...] = ()
    coming: tuple[Lack, ...] = ()


def standing(staff: Staff, *, now: datetime, notice: Notice, only: str = "", new: bool = False) -> Standing:
    """Hold a person against the notice in force. `only` looks at one kind of demand; `new` as at somebody who gets a role now.

    Whoever held a role before something was demanded has the grace of a new version to show it; somebody new has none.
    """
    asked = demands(notice.security)
    kinds = [kind for kind in asked.proofs() if only in ("", kind)]
    proofs = list(Proof.objects.filter(staff=staff, kind__in=kinds, withdrawn_at=None).order_by("on", "pk")) if kinds else []
    held = None
    if not new and {proof.kind for proof in proofs} != set(kinds):
        first = _grants(staff, now).aggregate(first=Min("granted_at"))["first"]
        held = civil_date(first) if first else None
    return judge(staff.employer, proofs, asked, on=civil_date(now), since=notice.dates.effective, held=held, only=only)


def suspension(staff: Staff, *, now: datetime, notice: Notice) -> Standing:
    """What suspends or soon will suspend the roles that a person holds: nothing, for somebody who holds none."""
    return standing(staff, now=now, notice=notice) if _grants(staff, now).exists() else Standing()


def judge(
    employer: str, proofs: Iterable[Proof], asked: Demands, *, on: date, since: date, held: date | None = None, only: str = ""
) -> Standing:
    """The same of what has been read already: `since` is when the notice took effect, `held` from when a role has been held."""
    lacks, coming = list(_outside(employer, asked)) if only in ("", EMPLOYER) else [], []
    known = [proof for proof in proofs if proof.on <= on]
    for kind, demand in asked.proofs().items():
        if only not in ("", kind):
            continue
        found = _of(kind, demand, [proof for proof in known if proof.kind == kind], on, since, held)
        if found and (found.last is None or found.last < on):
            lacks.append(found)
        elif found and found.last and found.last - on <= AHEAD:
            coming.append(found)
    return Standing(tuple(lacks), tuple(coming))


def good_until(proof: Proof, demand: Training | Undertaking) -> date | None:
    """The last day of a proof: as recorded, or sooner where the notice has shortened the period since. None: for good."""
    by_notice = add_period(proof.on, demand.valid) if demand.valid else None
    return min((day for day in (proof.until, by_notice) if day), default=None)


def _grants(staff: Staff, now: datetime) -> QuerySet[Grant]:
    return Grant.objects.filter(staff=staff, granted_at__lte=now, expires__gt=now, revoked_at=None)


def _outside(employer: str, asked: Demands) -> Iterator[Lack]:
    if asked.own and employer:
        yield Lack(EMPLOYER, Why.OUTSIDE)


def _of(kind: str, demand: Training | Undertaking, proofs: list[Proof], on: date, since: date, held: date | None) -> Lack | None:
    """What stops first, with its last day; None when nothing ever does."""
    asked = demand.since or since
    by = add_period(asked, demand.grace)
    if not proofs:
        return Lack(kind, Why.MISSING, by if held and held < asked else None)
    usable = [proof for proof in proofs if (good_until(proof, demand) or date.max) >= on]
    if not usable:
        return Lack(kind, Why.EXPIRED, max(good_until(proof, demand) or date.max for proof in proofs))
    best = max(usable, key=lambda proof: (proof.version == demand.version, good_until(proof, demand) or date.max))
    until = good_until(best, demand)
    if best.version == demand.version:
        return Lack(kind, Why.EXPIRED, until) if until else None
    return Lack(kind, Why.EXPIRED, until) if until and until < by else Lack(kind, Why.OUTDATED, by)
