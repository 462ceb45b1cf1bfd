"""How a table is walled in: the migration operation that lets a row be seen and written only by the controller a session stands for.

FORCE, so that the tables' owner is bound as well. On SQLite it does nothing.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# A subquery of its own, so that the setting is read once a statement and not once a row. Unset or empty it equals nobody.
STANDING = "(SELECT NULLIF(current_setting('seloste.controller', true), '')::bigint)"
BY_CONTROLLER = f"controller_id = {STANDING}"
BY_REGISTER = f"register_id IN (SELECT id FROM register WHERE controller_id = {STANDING})"  # noqa: S608
# The person's own row is walled in, so this sees only the controller's people.
BY_SUBJECT = "EXISTS (SELECT 1 FROM subject WHERE subject.id = subject_id)"
POLICY = "of_one_controller"


class WallIn(Operation):
    """Wall a table in by a condition on its rows."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, condition: str) -> None:
        self.table, self.condition = table, condition

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models know nothing of it."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"CREATE POLICY {POLICY} ON {self.table} USING ({self.condition}) WITH CHECK ({self.condition})")

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP POLICY {POLICY} ON {self.table}")
            schema_editor.execute(f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Wall in {self.table} by its controller"
