"""The staff tables: persons, what they are trained in and bound to, the roles granted to them, and attempts to sign in.

Ids are random, since the ledger repeats them.
"""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


def random_id() -> int:
    """Return a random positive 63-bit id: it tells neither when nor in which order an account was made."""
    return secrets.randbelow(2**63 - 1) + 1


class Staff(AbstractBaseUser):
    """One person who works here. An account is never shared and never reused for another person."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=80)
    # Empty for the controller's own staff; else the notice's key of the processor whose person this is.
    employer = models.CharField(max_length=80, blank=True, default="")
    created = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name", "unit"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(login="") & ~Q(name="") & ~Q(unit=""), name="staff_is_named"),
            models.CheckConstraint(condition=Q(id__gt=0), name="staff_id_is_positive"),
        ]

    def __str__(self) -> str:
        # Not the name: this string ends up in logs and error pages.
        return f"staff {self.id}"


class Proof(models.Model):
    """A person has gone through a training, or given an undertaking: which content, on which day, good until when. No words about them."""

    class Kind(models.TextChoices):
        TRAINING = "training"
        UNDERTAKING = "undertaking"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=16, choices=Kind)
    version = models.CharField(max_length=32)
    on = models.DateField()
    # The last day on which it is good; empty for good.
    until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="recorded")
    recorded_at = models.DateTimeField()
    # Recorded by mistake: it counts for nothing from then on.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["training", "undertaking"]) & ~Q(version=""), name="proof_of_something"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("on")), name="proof_holds_a_day"),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class Grant(models.Model):
    """One role for one person, from one instant to another, given by someone for a reason."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=80)
    granted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="given")
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    expires = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(role="") & ~Q(reason=""), name="grant_has_role_and_reason"),
            models.CheckConstraint(condition=Q(expires__gt=F("granted_at")), name="grant_expires_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"


class Attempt(models.Model):
    """A try to sign in. The key is a keyed hash of account and address, so the table names neither."""

    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"attempt {self.pk}"
