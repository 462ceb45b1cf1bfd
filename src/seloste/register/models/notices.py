"""Controllers, their registers, the notices in force, and the controller's own matters. None of it is about a person."""

from django.db import models


class Controller(models.Model):
    """Who decides why and how (Art. 4(7)). Nothing spans controllers."""

    id = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=48, unique=True)

    class Meta:
        db_table = "controller"


class Register(models.Model):
    """One register of one controller: what one notice file is about."""

    id = models.BigIntegerField(primary_key=True)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT)
    key = models.CharField(max_length=48)

    class Meta:
        db_table = "register"
        constraints = [models.UniqueConstraint(fields=["controller", "key"], name="register_key")]


class NoticeVersion(models.Model):
    """A published notice: content-addressed, numbered in its register, never changed. Publishing is this one row."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=100)
    source = models.BinaryField()
    published = models.DateTimeField()
    effective = models.DateTimeField()

    class Meta:
        db_table = "notice_version"
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="notice_number"),
            models.UniqueConstraint(fields=["register", "sha256"], name="notice_content"),
        ]


class Cover(models.Model):
    """What a version covers (policy.covers): the gate joins on it."""

    pk = models.CompositePrimaryKey("register_id", "version", "purpose", "category")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, db_index=False)
    version = models.PositiveIntegerField()
    purpose = models.CharField(max_length=48)
    category = models.CharField(max_length=48)
    reads = models.BooleanField()
    keeps = models.BooleanField()
    reads_until = models.DateTimeField(null=True)
    keeps_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "cover"


class OwnMatter(models.Model):
    """A matter of the controller's own, such as a fiscal year; `ends` is exclusive."""

    id = models.BigIntegerField(primary_key=True)
    register = models.ForeignKey(Register, on_delete=models.PROTECT)
    kind = models.CharField(max_length=48)
    begun = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        db_table = "own_matter"
        constraints = [models.UniqueConstraint(fields=["register", "kind", "ends"], name="own_matter_once")]
