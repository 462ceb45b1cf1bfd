"""One subject's life with us: events are the truth, matters and grounds are folded from them. Random ids, kinds and dates only."""

from django.db import models


class Subject(models.Model):
    """One person in one capacity towards one controller; `person` links a person's subjects and can be undone."""

    id = models.BigIntegerField(primary_key=True)
    controller_id = models.BigIntegerField()
    register_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=48)
    person = models.BigIntegerField(null=True)
    created = models.DateTimeField()

    class Meta:
        db_table = "subject"
        indexes = [models.Index(fields=["person"], name="subject_person", condition=models.Q(person__isnull=False))]


class OfSubject(models.Model):
    """The key that every table below a subject has: a real foreign key, and (subject, id) as the primary one."""

    subject = models.ForeignKey(Subject, on_delete=models.DB_CASCADE, db_index=False)
    id = models.BigIntegerField()
    controller_id = models.BigIntegerField()
    register_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Matter(OfSubject):
    """The last span of a matter, as the fold gives it."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    kind = models.CharField(max_length=48)
    opened = models.DateTimeField()
    ends = models.DateTimeField()
    why = models.CharField(max_length=24)
    reason = models.CharField(max_length=48, default="", blank=True)

    class Meta:
        db_table = "matter"
        indexes = [models.Index(fields=["register_id", "kind", "ends"], name="matter_open")]


class Event(OfSubject):
    """What happened in a matter, when, and when it was recorded."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    matter = models.BigIntegerField()
    kind = models.CharField(max_length=48)
    verb = models.CharField(max_length=8)
    at = models.DateTimeField()
    recorded = models.DateTimeField()
    planned = models.DateTimeField(null=True)
    target = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=48, default="", blank=True)

    class Meta:
        db_table = "event"


class Ground(OfSubject):
    """A ground: purpose, matter (0: the whole subject), basis, opened, ends, why, notice version. No state; nobody edits one."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    purpose = models.CharField(max_length=48)
    matter = models.BigIntegerField()
    basis = models.CharField(max_length=24)
    opened = models.DateTimeField()
    ends = models.DateTimeField()
    why = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    store = models.CharField(max_length=8)

    class Meta:
        db_table = "ground"
        indexes = [models.Index(fields=["register_id", "purpose", "subject_id"], name="ground_gate")]


class Refusal(OfSubject):
    """The person's no to one purpose, or to one channel of it. `origin`: the linked subject at which it was said; no fold reads it then."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    purpose = models.CharField(max_length=48)
    kind = models.CharField(max_length=12)
    channel = models.CharField(max_length=12, default="", blank=True)
    opened = models.DateTimeField()
    lifted = models.DateTimeField(null=True)
    version = models.PositiveIntegerField()
    origin = models.BigIntegerField(null=True)

    class Meta:
        db_table = "refusal"


class Restriction(OfSubject):
    """Art. 18, for one purpose; `folder` 0 is every folder. A review date, no end.

    `origin`: the linked subject at which it was decided, or at which the purpose was refused. Then it closes, and no fold reads it.
    """

    pk = models.CompositePrimaryKey("subject_id", "id")
    purpose = models.CharField(max_length=48)
    folder = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=48)
    opened = models.DateTimeField()
    review = models.DateTimeField()
    lifted = models.DateTimeField(null=True)
    origin = models.BigIntegerField(null=True)

    class Meta:
        db_table = "restriction"


class Disclosure(OfSubject):
    """Data given to a recipient: to whom, which categories, when, and on which provision if law demanded it.

    `told`: when the recipient was last told of what has changed since (Art. 19).
    """

    pk = models.CompositePrimaryKey("subject_id", "id")
    recipient = models.CharField(max_length=48)
    purpose = models.CharField(max_length=48)
    categories = models.CharField(max_length=400)
    at = models.DateTimeField()
    provision = models.CharField(max_length=80, default="", blank=True)
    told = models.DateTimeField(null=True)

    class Meta:
        db_table = "disclosure"
        indexes = [models.Index(fields=["register_id", "recipient", "at"], name="disclosure_given")]


class Hold(OfSubject):
    """A keeping by decision. A review date, no end."""

    pk = models.CompositePrimaryKey("subject_id", "id")
    code = models.CharField(max_length=48)
    opened = models.DateTimeField()
    review = models.DateTimeField()
    released = models.DateTimeField(null=True)

    class Meta:
        db_table = "hold"
