"""No index of marked folders: what is left of a stopped sweep is looked for by its person, and neither database ever used another way.

It held no folder but those, so it cost little; what nobody asks for is no part of the tables.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0007_narrower_indexes")]

    operations = [migrations.RemoveIndex("folder", "folder_marked")]
