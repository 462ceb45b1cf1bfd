"""A decision that has reached a linked subject says at which it was made, and the subjects of a person are found without going through all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0005_lookup_keeps_its_register")]

    operations = [
        migrations.AddField("refusal", "origin", models.BigIntegerField(null=True)),
        migrations.AddField("restriction", "origin", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "subject", models.Index(condition=models.Q(("person__isnull", False)), fields=["person"], name="subject_person")
        ),
    ]
