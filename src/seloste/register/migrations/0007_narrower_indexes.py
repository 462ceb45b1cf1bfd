"""The gate's index of grounds and the archive's of folders hold what their statements use, and nothing more.

Without the ends the many grounds of one person and purpose stand in one entry of PostgreSQL's. What no archive will keep when its use is
over is not looked for.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0006_linked_persons")]

    operations = [
        migrations.RemoveIndex("ground", "ground_gate"),
        migrations.AddIndex("ground", models.Index(fields=["register_id", "purpose", "subject_id"], name="ground_gate")),
        migrations.RemoveIndex("folder", "folder_gone_live"),
        migrations.AddIndex(
            "folder",
            models.Index(
                fields=["register_id", "gone_live"],
                name="folder_gone_live",
                condition=models.Q(
                    ("archived", False), models.Q(("falls__isnull", True), ("falls__gt", models.F("live_until")), _connector="OR")
                ),
            ),
        ),
    ]
