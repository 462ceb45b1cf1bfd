"""The second wall between controllers, on PostgreSQL: a request is seen by the controller whose person asked.

Numbers are left outside: one is unique in the house, and who draws the next must see the last. They hold random ids only.
"""

from django.db import migrations

from seloste.home.postgres.walls import BY_SUBJECT, WallIn


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        ("register", "0003_walls"),
    ]

    operations = [
        WallIn("request", BY_SUBJECT),
    ]
