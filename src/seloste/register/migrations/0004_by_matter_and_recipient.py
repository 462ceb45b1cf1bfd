"""What hangs on a matter, and what a recipient was given when, are found without going through everyone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0003_walls")]

    operations = [
        migrations.AddField("disclosure", "told", models.DateTimeField(null=True)),
        migrations.AddIndex("disclosure", models.Index(fields=["register_id", "recipient", "at"], name="disclosure_given")),
        migrations.AddIndex(
            "folder", models.Index(condition=models.Q(("matter", 0), _negated=True), fields=["register_id", "matter"], name="folder_matter")
        ),
    ]
