"""Which requests are there, and where does each stand? Ids, dates and states only: what was asked and answered lies in the register."""

from django.db import models

from seloste.duties.rights.decide.codes import Right
from seloste.duties.rights.decide.states import State


class Request(models.Model):
    """One request of one person. It goes when its person's last folder goes, like everything below a subject."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    subject = models.ForeignKey("register.Subject", on_delete=models.DB_CASCADE, db_index=False)
    id = models.BigIntegerField()
    number = models.CharField(max_length=12)
    right = models.CharField(max_length=16, choices=[(right.value, right.value) for right in Right])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State])
    channel = models.CharField(max_length=12)
    matter = models.BigIntegerField()
    received = models.DateTimeField()
    due = models.DateField()
    extended_from = models.DateField(null=True)
    asked = models.DateTimeField(null=True)
    suspended_days = models.PositiveIntegerField(default=0)
    ended = models.DateTimeField(null=True)
    code = models.CharField(max_length=16, default="", blank=True)

    class Meta:
        db_table = "request"
        indexes = [models.Index(fields=["state", "due"], name="request_queue")]

    def __str__(self) -> str:
        return f"request {self.number}"


class RequestNumber(models.Model):
    """Which request a number means. A table of its own, since a number is unique in the house and a request only below its person."""

    number = models.CharField(max_length=12, primary_key=True)
    subject = models.ForeignKey("register.Subject", on_delete=models.DB_CASCADE)
    request = models.BigIntegerField()

    class Meta:
        db_table = "request_number"

    def __str__(self) -> str:
        return self.number
