"""A register is never removed while its search index stands, as with everything else that hangs on it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_by_matter_and_recipient")]

    operations = [
        migrations.AlterField(
            "lookup",
            "register",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.register"),
        ),
    ]
