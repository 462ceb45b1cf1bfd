"""What can be done to accounts: make one, close one, grant and revoke a role, and make the `Actor` that the gate judges.

Sharing is refused by name: an account belongs to a person with a first and a last name, never to a desk, a team or a mailbox.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from seloste.accounts.models import Grant, Staff
from seloste.accounts.readiness import Standing, Why, standing
from seloste.accounts.shapes import AccountError
from seloste.notice import Notice
from seloste.policy.actor import SYSTEM_ROLE, Actor

LONGEST_GRANT = timedelta(days=366)
_SAID = {Why.MISSING: "No", Why.EXPIRED: "No valid", Why.OUTDATED: "Only an outdated"}
# Logins and names that stand for a desk or a mailbox, not for a person.
# fmt: off
SHARED = frozenset({
    "admin", "administrator", "asiakaspalvelu", "demo", "helpdesk", "info", "kayttaja", "kirjanpito", "laskutus", "myynti",
    "office", "palvelu", "root", "sales", "shared", "support", "system", "tietosuoja", "toimisto", "tuki", "user", "yllapito",
    "ylläpito", "yhteinen",
})
# fmt: on


def is_personal(login: str, name: str) -> bool:
    """Tell whether an account is a person's: a first and a last name, and a login that isn't a desk's."""
    words = name.split()
    stem = login.split("@")[0].lower()
    return len(words) >= 2 and stem not in SHARED and not any(word.lower() in SHARED for word in words)


def create(login: str, *, name: str, unit: str, password: str, now: datetime, employer: str = "") -> Staff:
    """Make a person's account, of our own staff or of a processor's. It may do nothing until a role is granted. Raises AccountError."""
    login, name, unit = login.strip().lower(), name.strip(), unit.strip()
    if not (login and name and unit):
        raise AccountError("An account needs a login, the person's name and a unit.")
    if not is_personal(login, name):
        raise AccountError("An account belongs to one person: give a first and a last name, and a login that isn't a shared one.")
    staff = Staff(login=login, name=name, unit=unit, employer=employer, created=now)
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from None
    staff.set_password(password)
    try:
        with transaction.atomic():
            staff.save(force_insert=True)
    except IntegrityError:
        raise AccountError("There is an account with that login already.") from None
    return staff


def roles_of(notice: Notice) -> frozenset[str]:
    """Return the roles that a person may be granted: those the notice names, except the software's own."""
    return frozenset(notice.roles) - {SYSTEM_ROLE}


def grant(staff: Staff, role: str, *, by: Staff, reason: str, expires: datetime, now: datetime, notice: Notice) -> Grant:
    """Grant a role of the notice for at most a year. Only the very first grant may be given to oneself. Raises AccountError."""
    known = roles_of(notice)
    if role not in known:
        raise AccountError(f"The notice has no role {role!r}. It has: {', '.join(sorted(known))}.")
    if not reason.strip():
        raise AccountError("A grant needs a reason.")
    if not now < expires <= now + LONGEST_GRANT:
        raise AccountError("A grant ends after it begins, and within a year.")
    with transaction.atomic():
        _may_give(staff, by, notice)
        _ready(staff, standing(staff, now=now, notice=notice, new=True))
        return Grant.objects.create(staff=staff, role=role, granted_by=by, reason=reason.strip(), granted_at=now, expires=expires)


def _may_give(staff: Staff, by: Staff, notice: Notice) -> None:
    """Refuse a grant that the controller hasn't given, or whose holder the notice doesn't let in (Art. 29 and 32(4))."""
    if not (staff.is_active and by.is_active):
        raise AccountError("A closed account neither gives nor gets roles.")
    if by.employer:
        raise AccountError("Only the controller's own staff grant roles.")
    if staff.employer and staff.employer not in notice.processors:
        raise AccountError(f"The notice names no processor {staff.employer!r}, so its people get no roles.")
    if staff.pk == by.pk and Grant.objects.exclude(staff=staff).exists():
        raise AccountError("Nobody grants a role to themselves: ask someone else.")


def _ready(staff: Staff, stands: Standing) -> None:
    """Refuse a role to somebody who lacks what the notice demands of those who hold one (Art. 28(3)(b), 32(4))."""
    for lack in stands.lacks:
        if lack.why is Why.OUTSIDE:
            raise AccountError("The notice lets in only the controller's own staff, so a processor's person gets no role.")
        do = f"seloste people record {staff.login} {lack.kind}"
        raise AccountError(
            f"{_SAID[lack.why]} {lack.kind} is on record. Record it first, in the office or with `{do}`; then grant the role."
        )


def revoke(given: Grant, *, now: datetime) -> None:
    """End a grant now."""
    Grant.objects.filter(pk=given.pk, revoked_at=None).update(revoked_at=now)


def close(staff: Staff, *, now: datetime) -> None:
    """Close an account and end its grants. The row stays, so that what it did can still be told apart."""
    with transaction.atomic():
        Grant.objects.filter(staff=staff, revoked_at=None).update(revoked_at=now)
        staff.is_active = False
        staff.set_unusable_password()
        staff.save(update_fields=["is_active", "password"])


def actor(user: Staff | AnonymousUser, *, now: datetime, notice: Notice) -> Actor:
    """Make the actor that the gate judges: the roles granted and not ended at this instant, and none while they are suspended.

    Roles are suspended while their holder lacks what the notice demands. Raises AccountError if nobody is signed in.
    """
    if not isinstance(user, Staff) or not user.is_active:
        raise AccountError("Nobody is signed in.")
    if standing(user, now=now, notice=notice).lacks:
        return Actor(id=user.pk, roles=frozenset(), unit=user.unit)
    held = Grant.objects.filter(staff=user, granted_at__lte=now, expires__gt=now, revoked_at=None)
    return Actor(id=user.pk, roles=frozenset(held.values_list("role", flat=True)), unit=user.unit)
