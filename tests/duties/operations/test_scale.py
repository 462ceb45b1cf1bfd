"""Spreading by subject: every table has a place, and what is spread can be."""

import json

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db.models import Model, UniqueConstraint

from seloste.duties.operations import scale
from seloste.faces.cli import cli

MODELS: dict[str, type[Model]] = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def test_every_table_has_one_place() -> None:
    placed = [one.table for one in scale.plan().tables]
    assert sorted(placed) == sorted(MODELS), "a new table is classified in scale.py, one that is gone is taken out"


@pytest.mark.parametrize(("table", "column"), scale.DISTRIBUTED.items())
def test_every_unique_key_of_a_spread_table_holds_what_it_is_spread_by(table: str, column: str) -> None:
    meta = MODELS[table]._meta
    composite = getattr(meta.pk, "field_names", None)
    assert column in (composite or [meta.pk.column])
    unique = [[meta.get_field(name).column for name in one.fields] for one in meta.constraints if isinstance(one, UniqueConstraint)]  # type: ignore[union-attr]
    unique += [[field.column] for field in meta.concrete_fields if field.unique and field.column and field is not meta.pk]
    assert [key for key in unique if column not in key] == []


def test_a_spread_table_refers_only_to_what_stands_beside_it_or_everywhere() -> None:
    for table in scale.DISTRIBUTED:
        for field in MODELS[table]._meta.concrete_fields:
            if field.is_relation and field.related_model:
                other = field.related_model._meta.db_table
                assert other in scale.REFERENCE or (other in scale.DISTRIBUTED and field.column == scale.DISTRIBUTED[table]), (table, other)


def test_what_refers_from_outside_to_what_is_spread_is_told_of() -> None:
    for table in (*scale.REFERENCE, *scale.LOCAL):
        for field in MODELS[table]._meta.concrete_fields:
            if field.is_relation and field.related_model and field.related_model._meta.db_table in scale.DISTRIBUTED:
                assert any(table in note for note in scale.NOTES), table


def test_the_statements_come_in_an_order_that_works() -> None:
    statements = scale.plan().statements
    first = statements.index("SELECT create_distributed_table('subject', 'id');")
    assert all("create_reference_table" in one for one in statements[1:first])
    assert all("colocate_with => 'subject'" in one for one in statements[first + 1 :])
    assert len(statements) == 1 + len(scale.REFERENCE) + len(scale.DISTRIBUTED)


def test_the_command_prints_the_plan_for_people_and_for_programs() -> None:
    told = CliRunner().invoke(cli, ["scale", "plan"])
    assert told.exit_code == 0, told.output
    assert "distributed record by subject_id" in " ".join(told.stdout.split())
    said = json.loads(CliRunner().invoke(cli, ["scale", "plan", "--json"]).stdout)
    assert {one["table"] for one in said["tables"]} == set(MODELS)
    assert said["notes"]
