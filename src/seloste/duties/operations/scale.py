"""How are the tables spread over several machines?  By subject, with Citus on PostgreSQL: which table goes where, why, and the statements.

A plan only: nothing is changed. Every table has its place here by name, so that a new one must be thought about.
"""

from dataclasses import dataclass
from typing import Literal

type Place = Literal["distributed", "reference", "local"]

# What lies below a person is spread by the person: one person's rows are always on one machine, and their foreign keys stay real.
DISTRIBUTED = {"subject": "id"} | dict.fromkeys(
    ("matter", "event", "ground", "folder", "record", "archived_record", "refusal", "restriction", "hold", "disclosure", "request"),
    "subject_id",
)
# Small, about no person, and joined by the gate's queries: a copy on every machine.
REFERENCE = (
    "controller",
    "register",
    "notice_version",
    "cover",
    "own_matter",
    "coming_notice",
    "announcement",
    "law_seen",
    "log_review",
    "log_anomaly",
)
# On the coordinator. Their unique keys can't hold the subject, or they are one sequence for the whole house.
LOCAL = {
    "lookup": "asked by its token; it can be thrown away and made again",
    "suppression": "unique by register, purpose and token, and outlives its person",
    "request_number": "unique in the house",
    "ledger_leaf": "one tree for the house, sequenced in one place",
    "ledger_side": "beside its leaf",
    "ledger_tile": "one tree for the house",
    "ledger_checkpoint": "one tree for the house",
    "accounts_staff": "staff, not subjects",
    "accounts_proof": "staff, not subjects",
    "accounts_grant": "staff, not subjects",
    "accounts_attempt": "staff, not subjects",
    "django_session": "staff, not subjects",
    "django_content_type": "the framework's own",
    "auth_permission": "the framework's own",
    "auth_group": "the framework's own",
    "auth_group_permissions": "the framework's own",
}
WHY: dict[Place, str] = {"distributed": "below a person, or the person", "reference": "small, of no person, joined with people's rows"}
NOTES = (
    "request_number has a foreign key to subject, which a local table can't have to a distributed one: drop it before the first statement.",
    "Row-level security reads a setting of the session, which Citus doesn't carry to its workers by itself: without it they show nothing.",
    "None of these statements is run for you: try them on a copy, and take a backup first.",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """One table's place; `column` is what it is spread by."""

    table: str
    place: Place
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each table goes, the statements in the order in which they work, and what must be known first."""

    tables: tuple[Placed, ...]
    statements: tuple[str, ...]
    notes: tuple[str, ...]


def plan() -> Plan:
    """Lay out the spreading by subject."""
    tables = (
        *(Placed(table, "distributed", column, WHY["distributed"]) for table, column in DISTRIBUTED.items()),
        *(Placed(table, "reference", "", WHY["reference"]) for table in REFERENCE),
        *(Placed(table, "local", "", why) for table, why in LOCAL.items()),
    )
    statements = (
        "CREATE EXTENSION IF NOT EXISTS citus;",
        *(f"SELECT create_reference_table('{table}');" for table in REFERENCE),
        "SELECT create_distributed_table('subject', 'id');",
        *(f"SELECT create_distributed_table('{t}', '{c}', colocate_with => 'subject');" for t, c in DISTRIBUTED.items() if t != "subject"),
    )
    return Plan(tables, statements, NOTES)
