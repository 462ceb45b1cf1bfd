"""What we hold of a subject: folders with their wrapped keys, one ciphertext a record, and the disposable look-up index."""

from django.db import models

from seloste.register.models.life import OfSubject
from seloste.register.models.notices import Register


class Folder(OfSubject):
    """(subject, category, matter, generation): one fate, one key.

    `live_until` and `falls` are written by recompute in the transaction of the event that changed them; `falls` and `doom` are null
    while a hold or a restriction keeps the folder. `gone_live`: from then no voided event makes it live again, so it may move to the
    archive. `marked`: an earlier release destroyed its key, and was stopped before it removed the rows.
    """

    pk = models.CompositePrimaryKey("subject_id", "id")
    category = models.CharField(max_length=48)
    matter = models.BigIntegerField()
    generation = models.PositiveIntegerField()
    arrived = models.DateTimeField()
    live_until = models.DateTimeField()
    falls = models.DateTimeField(null=True)
    doom = models.DateTimeField(null=True)
    gone_live = models.DateTimeField()
    archived = models.BooleanField(default=False)
    marked = models.DateTimeField(null=True)
    key_version = models.PositiveIntegerField(default=1)
    kek = models.BigIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "folder"
        indexes = [
            models.Index(fields=["register_id", "doom"], name="folder_doom"),
            # What an archive will keep when its use is over: gate.sweeping asks in the same words.
            models.Index(
                fields=["register_id", "gone_live"],
                name="folder_gone_live",
                condition=models.Q(archived=False) & (models.Q(falls__isnull=True) | models.Q(falls__gt=models.F("live_until"))),
            ),
            models.Index(fields=["register_id", "category"], name="folder_category"),
            models.Index(fields=["kek"], name="folder_kek"),
            models.Index(fields=["register_id", "matter"], name="folder_matter", condition=~models.Q(matter=0)),
        ]


class RecordColumns(OfSubject):
    """One record: metadata that the gate filters on as columns, everything else in one ciphertext."""

    folder = models.BigIntegerField()
    category = models.CharField(max_length=48)
    matter = models.BigIntegerField()
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=48)
    created = models.DateTimeField()
    updated = models.DateTimeField()
    ciphertext = models.BinaryField()

    class Meta:
        abstract = True


class Record(RecordColumns):
    """A record in use."""

    pk = models.CompositePrimaryKey("subject_id", "id")

    class Meta:
        db_table = "record"


class ArchivedRecord(RecordColumns):
    """A record of an archived folder: a table of its own, under KEKs of its own."""

    pk = models.CompositePrimaryKey("subject_id", "id")

    class Meta:
        db_table = "archived_record"


class Lookup(models.Model):
    """The keyed blind index for exact search. Disposable: it can be made again from the records, and no backup needs it."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, db_index=False)
    field = models.CharField(max_length=97)
    token = models.BinaryField()
    subject_id = models.BigIntegerField()
    folder = models.BigIntegerField()
    record = models.BigIntegerField()
    epoch = models.PositiveIntegerField()

    class Meta:
        db_table = "lookup"
        indexes = [
            models.Index(fields=["register", "field", "token"], name="lookup_token"),
            models.Index(fields=["subject_id", "folder"], name="lookup_folder"),
        ]


class Suppression(models.Model):
    """A marketing ban that outlives its person's data: a keyed hash of a contact point and the purpose it bans (Art. 21(3))."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, db_index=False)
    purpose = models.CharField(max_length=48)
    token = models.BinaryField()
    opened = models.DateTimeField()

    class Meta:
        db_table = "suppression"
        constraints = [models.UniqueConstraint(fields=["register", "purpose", "token"], name="suppression_once")]
