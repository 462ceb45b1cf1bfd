"""Which rows of law were as they are when somebody last looked? One digest a row and register."""

from django.db import models


class LawSeen(models.Model):
    """A row of law as it stood when it was last reviewed, or first leaned on. `row` is kind:id."""

    register = models.ForeignKey("register.Register", on_delete=models.PROTECT)
    row = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    was = models.JSONField(default=dict)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "law_seen"
        constraints = [models.UniqueConstraint(fields=["register", "row"], name="law_seen_once")]

    def __str__(self) -> str:
        return self.row
