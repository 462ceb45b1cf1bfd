"""The search index knows the key of each term, and PostgreSQL keeps it out of its log and so out of every backup made from that."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def unlogged(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE lookup SET UNLOGGED")


def logged(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE lookup SET LOGGED")


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.AddField("lookup", "epoch", models.PositiveIntegerField(default=0), preserve_default=False),
        migrations.RunPython(unlogged, logged),
    ]
