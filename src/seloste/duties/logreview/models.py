"""The tables: reviews of the access log, and what stood out in each. Accounts are plain ids, as in the ledger; no person is in them."""

from django.db import models
from django.db.models import F, Q


class Review(models.Model):
    """One time span of the log, gone through by somebody, and signed when everything that stood out has an outcome."""

    register = models.ForeignKey("register.Register", on_delete=models.PROTECT)
    since = models.DateTimeField()
    until = models.DateTimeField()
    begun_by = models.BigIntegerField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "log_review"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="log_review_of_a_time"),
            models.UniqueConstraint(fields=["register"], condition=Q(signed_at=None), name="log_review_open_once"),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class Anomaly(models.Model):
    """Something that stood out: by which rule, whose account, on which day, how much of it, and what was made of it."""

    register = models.ForeignKey("register.Register", on_delete=models.PROTECT)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="anomalies")
    rule = models.CharField(max_length=16)
    actor = models.BigIntegerField()
    day = models.DateField()
    count = models.PositiveIntegerField()
    outcome = models.CharField(max_length=16, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "log_anomaly"
        constraints = [models.UniqueConstraint(fields=["review", "rule", "actor", "day"], name="log_anomaly_once")]

    def __str__(self) -> str:
        return f"anomaly {self.pk}"
