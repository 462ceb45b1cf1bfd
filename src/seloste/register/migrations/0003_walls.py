"""The second wall between controllers, on PostgreSQL: row-level security on every table about people."""

from django.db import migrations

from seloste.home.postgres.walls import BY_CONTROLLER, BY_REGISTER, WallIn

OF_A_CONTROLLER = (
    "subject",
    "matter",
    "event",
    "ground",
    "refusal",
    "restriction",
    "disclosure",
    "hold",
    "folder",
    "record",
    "archived_record",
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_lookup_epoch"),
    ]

    operations = [
        *(WallIn(table, BY_CONTROLLER) for table in OF_A_CONTROLLER),
        *(WallIn(table, BY_REGISTER) for table in ("lookup", "suppression")),
    ]
