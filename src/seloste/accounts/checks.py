"""Are the accounts in order?  Value-free checks that the promise board runs: counts and ids, never a name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import F, Min, Q

from seloste.accounts.models import Grant, Staff
from seloste.accounts.people import LONGEST_GRANT, actor, is_personal
from seloste.accounts.readiness import standing
from seloste.accounts.shapes import Check
from seloste.notice import Notice

SAMPLE = 5
# So long a new account may wait for its first role: a month's training, say. After that it is forgotten.
FIRST_ROLE = timedelta(days=30)


def grants_complete(now: datetime) -> Check:
    """Every grant in force has a person, someone who gave it, a reason, and an end within a year."""
    in_force = Grant.objects.filter(revoked_at=None, expires__gt=now)
    lacking = Q(reason="") | Q(role="") | Q(expires__gt=F("granted_at") + LONGEST_GRANT)
    return _check("grants_complete", in_force.filter(lacking).values_list("pk", flat=True))


def grants_by_others(now: datetime) -> Check:
    """Nobody holds a role that they gave themselves, but the first person, who had nobody to ask."""
    first = Grant.objects.aggregate(at=Min("granted_at"))["at"]
    own = Grant.objects.filter(revoked_at=None, expires__gt=now, staff=F("granted_by")).exclude(granted_at=first)
    return _check("grants_by_others", own.values_list("pk", flat=True))


def grants_by_controller(now: datetime) -> Check:
    """Every role in force was given by the controller's own staff, also those that a processor's people hold."""
    in_force = Grant.objects.filter(revoked_at=None, expires__gt=now)
    return _check("grants_by_controller", in_force.exclude(granted_by__employer="").values_list("pk", flat=True))


def accounts_of_ours(now: datetime, processors: Collection[str]) -> Check:
    """Every role in force is held by the controller's own staff, or by a person of a processor that the notice names."""
    in_force = Grant.objects.filter(revoked_at=None, expires__gt=now).exclude(staff__employer__in=["", *processors])
    return _check("accounts_of_ours", in_force.order_by("staff_id").values_list("staff_id", flat=True).distinct())


def granted_ready(now: datetime, kind: str, notice_at: Callable[[datetime], Notice | None]) -> Check:
    """Every role in force was given to somebody who then had what the notice of that day demanded, of one kind."""
    found = []
    for given in Grant.objects.filter(revoked_at=None, expires__gt=now).select_related("staff").order_by("pk"):
        notice = notice_at(given.granted_at)
        if notice and standing(given.staff, now=given.granted_at, notice=notice, only=kind, new=True).lacks:
            found.append(given.pk)
    return _check("granted_ready", found)


def lacking(now: datetime, kind: str, notice: Notice) -> list[Staff]:
    """Give those who hold a role and lack what the notice demands, of one kind. Their roles are suspended, so this is no breach."""
    return [one for one in holders(now) if standing(one, now=now, notice=notice, only=kind).lacks]


def suspended(now: datetime, kind: str, notice: Notice) -> Check:
    """Nobody who lacks what the notice demands acts in a role."""
    acting = [one.pk for one in lacking(now, kind, notice) if actor(one, now=now, notice=notice).roles]
    return _check("suspended", acting)


def holders(now: datetime) -> list[Staff]:
    """Everyone with an open account and a role in force."""
    held = Grant.objects.filter(revoked_at=None, granted_at__lte=now, expires__gt=now).values("staff")
    return list(Staff.objects.filter(is_active=True, pk__in=held).order_by("pk"))


def accounts_personal(now: datetime) -> Check:
    """Every open account belongs to one named person."""
    rows = Staff.objects.filter(is_active=True).values_list("pk", "login", "name")
    return _check("accounts_personal", [pk for pk, login, name in rows if not is_personal(login, name)])


def accounts_held(now: datetime) -> Check:
    """No open account is an orphan, left behind when its last role ended. A new one opens nothing while it waits for its first."""
    held = Grant.objects.filter(revoked_at=None, granted_at__lte=now, expires__gt=now).values("staff")
    waiting = Staff.objects.filter(created__gt=now - FIRST_ROLE, grants=None).values("pk")
    orphans = Staff.objects.filter(is_active=True).exclude(pk__in=held).exclude(pk__in=waiting)
    return _check("accounts_held", orphans.values_list("pk", flat=True))


def passwords_hashed(now: datetime) -> Check:
    """Every open account's password is kept as an Argon2 hash, or can't be used at all."""
    fine = Q(password__regex=r"^(argon2|!)")  # noqa: S106  (a lookup, not a password)
    return _check("passwords_hashed", Staff.objects.filter(is_active=True).exclude(fine).values_list("pk", flat=True))


CHECKS: Mapping[str, Callable[[datetime], Check]] = {
    "grants_complete": grants_complete,
    "grants_by_others": grants_by_others,
    "grants_by_controller": grants_by_controller,
    "accounts_personal": accounts_personal,
    "accounts_held": accounts_held,
    "passwords_hashed": passwords_hashed,
}


def run(name: str, *, now: datetime) -> Check:
    """Run one check by name. Raises KeyError for a name that isn't offered."""
    return CHECKS[name](now)


def _check(name: str, found: Iterable[int]) -> Check:
    ids = list(found)
    return Check(name=name, count=len(ids), sample=tuple(ids[:SAMPLE]))
