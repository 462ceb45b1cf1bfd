"""The ledger's tables. Ids are plain columns: a foreign key would let the erasure of a person reach into the account of it.

Instants are whole microseconds since 1970 in UTC, the same number in every database and in the hashed bytes. No column has a check of its
own, which PostgreSQL would read anew for each look: what a leaf says is bound by its hash, and its side rows by its commitment.
"""

from django.db import models


class Leaf(models.Model):
    """One call at the gate. Every column but `position` and `fallen` is part of the hashed bytes."""

    id = models.BigIntegerField(primary_key=True)
    version = models.SmallIntegerField()
    at = models.BigIntegerField()
    controller = models.BigIntegerField()
    verb = models.CharField(max_length=64)
    actor = models.BigIntegerField()
    purpose = models.CharField(max_length=64)
    notice = models.BinaryField(max_length=32)
    outcome = models.CharField(max_length=64)
    categories = models.TextField()
    count = models.IntegerField()
    commitment = models.BinaryField(max_length=32)
    falls = models.BigIntegerField()
    # A number, because SQLite uses a partial index only when the condition is written the same, and 0 is the same everywhere.
    fallen = models.SmallIntegerField(db_default=0)
    position = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["at", "id"], name="ledger_leaf_at"),
            models.Index(fields=["at", "id"], name="ledger_leaf_unsealed", condition=models.Q(position__isnull=True)),
            models.Index(fields=["falls"], name="ledger_leaf_standing", condition=models.Q(fallen=0)),
        ]
        constraints = [
            # Of sealed leaves only: one that has just been written needn't stand in it.
            models.UniqueConstraint(fields=["position"], name="ledger_leaf_position", condition=models.Q(position__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"leaf {self.id}"


class Side(models.Model):
    """One person that a call saw. `r` opens the leaf's commitment; it stands on the first row and falls with the rows."""

    pk = models.CompositePrimaryKey("leaf", "ordinal")
    leaf = models.BigIntegerField()
    ordinal = models.IntegerField()
    subject = models.BigIntegerField()
    unit = models.CharField(max_length=64)
    r = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "leaf"], name="ledger_side_subject")]

    def __str__(self) -> str:
        return f"side {self.ordinal} of leaf {self.leaf}"


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree, as C2SP tlog-tiles cuts it."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}"


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root; the same text stands as a file outside the database."""

    size = models.BigIntegerField(primary_key=True)
    at = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
