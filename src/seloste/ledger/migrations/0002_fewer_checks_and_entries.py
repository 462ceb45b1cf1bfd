"""A leaf and a side row without checks on single columns, and a leaf among the sealed ones' index only once it is sealed.

What a leaf says is bound by its hash; the checks were read anew by PostgreSQL for every look. No row changes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.AlterField(model_name="leaf", name="version", field=models.SmallIntegerField()),
        migrations.AlterField(model_name="leaf", name="count", field=models.IntegerField()),
        migrations.AlterField(model_name="leaf", name="fallen", field=models.SmallIntegerField(db_default=0)),
        migrations.AlterField(model_name="leaf", name="position", field=models.BigIntegerField(null=True)),
        migrations.AlterField(model_name="side", name="ordinal", field=models.IntegerField()),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.UniqueConstraint(
                fields=("position",), name="ledger_leaf_position", condition=models.Q(("position__isnull", False))
            ),
        ),
    ]
