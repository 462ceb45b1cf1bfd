"""What was told about which coming notice, where and when? Hashes, channels and dates; the notice itself is public by then."""

from django.db import models


class Coming(models.Model):
    """A notice that has been announced: its file, as it was announced, and from when it is to bind."""

    register = models.ForeignKey("register.Register", on_delete=models.PROTECT)
    notice = models.CharField(max_length=64)
    file = models.CharField(max_length=100)
    source = models.BinaryField()
    effective = models.DateTimeField()
    made = models.DateTimeField()

    class Meta:
        db_table = "coming_notice"
        constraints = [models.UniqueConstraint(fields=["register", "notice"], name="coming_once")]

    def __str__(self) -> str:
        return f"coming {self.notice[:12]}"


class Announcement(models.Model):
    """One channel on which it was told. `by` is the account's random id; 0 is the command line."""

    register = models.ForeignKey("register.Register", on_delete=models.PROTECT)
    notice = models.CharField(max_length=64)
    channel = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    by = models.BigIntegerField(default=0)

    class Meta:
        db_table = "announcement"
        constraints = [models.UniqueConstraint(fields=["register", "notice", "channel"], name="announced_once")]

    def __str__(self) -> str:
        return f"announcement {self.notice[:12]} {self.channel}"
