"""Do the tables stand as this version needs them?  Brings them there, as the role that owns them; nobody else may.

Needs Django set up, and so isn't imported with the rest of `home`.
"""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

OWNER = "owner"


def bring_up() -> None:
    """Make the tables, or bring them forward with what is in them."""
    alias = OWNER if OWNER in connections.settings else "default"
    call_command("migrate", database=alias, verbosity=0)
    if alias == OWNER:
        connections[OWNER].close()


def is_empty() -> bool:
    """Whether no version has made its tables here yet."""
    return MigrationRecorder.Migration._meta.db_table not in connections["default"].introspection.table_names()


def missing() -> tuple[str, ...]:
    """The migrations that the tables still lack, by name; none when all is as it should be."""
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)
