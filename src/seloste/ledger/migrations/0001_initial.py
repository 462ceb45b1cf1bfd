"""The ledger's tables in their first form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("pk", models.CompositePrimaryKey("level", "number", blank=True, editable=False, primary_key=True, serialize=False)),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("at", models.BigIntegerField()),
                ("controller", models.BigIntegerField()),
                ("verb", models.CharField(max_length=64)),
                ("actor", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=64)),
                ("notice", models.BinaryField(max_length=32)),
                ("outcome", models.CharField(max_length=64)),
                ("categories", models.TextField()),
                ("count", models.PositiveIntegerField()),
                ("commitment", models.BinaryField(max_length=32)),
                ("falls", models.BigIntegerField()),
                ("fallen", models.PositiveSmallIntegerField(db_default=0)),
                ("position", models.BigIntegerField(null=True, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at", "id"], name="ledger_leaf_at"),
                    models.Index(condition=models.Q(("position__isnull", True)), fields=["at", "id"], name="ledger_leaf_unsealed"),
                    models.Index(condition=models.Q(("fallen", 0)), fields=["falls"], name="ledger_leaf_standing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Side",
            fields=[
                ("pk", models.CompositePrimaryKey("leaf", "ordinal", blank=True, editable=False, primary_key=True, serialize=False)),
                ("leaf", models.BigIntegerField()),
                ("ordinal", models.PositiveIntegerField()),
                ("subject", models.BigIntegerField()),
                ("unit", models.CharField(max_length=64)),
                ("r", models.BinaryField(max_length=32, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "leaf"], name="ledger_side_subject")],
            },
        ),
    ]
